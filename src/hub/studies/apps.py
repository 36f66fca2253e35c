"""App configuration."""

from django.apps import AppConfig


class StudiesConfig(AppConfig):
    """Registers the app."""

    name = "hub.studies"
    label = "studies"
