"""App configuration."""

from django.apps import AppConfig


class UpdatesConfig(AppConfig):
    """Registers the app."""

    name = "hub.updates"
    label = "updates"
