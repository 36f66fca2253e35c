"""App configuration."""

from django.apps import AppConfig


class TranslationConfig(AppConfig):
    """Registers the app."""

    name = "hub.translation"
    label = "translation"
