"""Routes of the public tool."""

from django.urls import URLPattern

app_name = "checking"

urlpatterns: list[URLPattern] = []
