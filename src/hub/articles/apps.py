"""App configuration."""

from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    """Registers the app."""

    name = "hub.articles"
    label = "articles"
