"""Addresses of reach: where funders see their report."""

from django.urls import path

from hub.reach.views import funders

app_name = "reach"
urlpatterns = [
    path("<str:token>/", funders.report, name="report"),
    path("<str:token>/report.pdf", funders.pdf, name="pdf"),
    path("<str:token>/report.csv", funders.csv, name="csv"),
]
