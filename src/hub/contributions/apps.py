"""App configuration."""

from django.apps import AppConfig


class ContributionsConfig(AppConfig):
    """Registers the app."""

    name = "hub.contributions"
    label = "contributions"
