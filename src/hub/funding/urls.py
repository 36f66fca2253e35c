"""Where readers see who pays."""

from django.urls import path

from hub.funding import views

app_name = "funding"
urlpatterns = [path("", views.funders, name="funders")]
