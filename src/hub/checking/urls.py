"""Routes of the public tool."""

from django.urls import path

from hub.checking.views import tool

app_name = "checking"
urlpatterns = [
    path("", tool.tool, name="tool"),
    path("figures.json", tool.download, name="download"),
    path("checks/", tool.checks, name="checks"),
]
