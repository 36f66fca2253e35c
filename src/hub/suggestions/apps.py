"""App configuration."""

from django.apps import AppConfig


class SuggestionsConfig(AppConfig):
    """Registers the app."""

    name = "hub.suggestions"
    label = "suggestions"
