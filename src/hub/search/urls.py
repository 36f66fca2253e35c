"""Where readers search."""

from django.urls import path

from hub.search.views.search import search

app_name = "search"
urlpatterns = [path("", search, name="search")]
