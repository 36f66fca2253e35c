"""App configuration."""

from django.apps import AppConfig


class FundingConfig(AppConfig):
    """Registers the app."""

    name = "hub.funding"
    label = "funding"
