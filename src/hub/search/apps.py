"""App configuration."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Registers the app."""

    name = "hub.search"
    label = "search"
