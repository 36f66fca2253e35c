"""App configuration."""

from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    """Registers the app."""

    name = "hub.evaluation"
    label = "evaluation"
