"""App configuration."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Registers the app."""

    name = "hub.access"
    label = "access"
