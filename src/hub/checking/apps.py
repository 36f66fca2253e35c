"""App configuration."""

from django.apps import AppConfig


class CheckingConfig(AppConfig):
    """Registers the app."""

    name = "hub.checking"
    label = "checking"
