"""Addresses of updates."""

from django.urls import path

from hub.updates.views import impact

app_name = "updates"
urlpatterns = [
    path("", impact.impact, name="impact"),
    path("subscribe/", impact.subscribe, name="subscribe"),
    path("confirm/<str:token>/", impact.confirm, name="confirm"),
    path("<slug:slug>/", impact.update, name="update"),
]
