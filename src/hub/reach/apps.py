"""App configuration."""

from django.apps import AppConfig


class ReachConfig(AppConfig):
    """Registers the app."""

    name = "hub.reach"
    label = "reach"
