"""App configuration."""

from django.apps import AppConfig


class SharingConfig(AppConfig):
    """Registers the app."""

    name = "hub.sharing"
    label = "sharing"
