"""App configuration."""

from django.apps import AppConfig


class CommonConfig(AppConfig):
    """The hub's identity, images and form guards."""

    name = "hub.common"
    label = "common"
    verbose_name = "Hub"
