"""Routes that belong to no feature."""

from django.urls import path

from hub.common import views

app_name = "common"
urlpatterns = [
    path("theme.css", views.theme, name="theme"),
    path("language/", views.choose_language, name="language"),
    path("healthz", views.health, name="health"),
]
