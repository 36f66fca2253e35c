"""App configuration."""

from typing import Any

from django.apps import AppConfig
from wagtail.signals import page_published


class ArticlesConfig(AppConfig):
    """Registers the app, and has figures drawn when an article is published."""

    name = "hub.articles"
    label = "articles"

    def ready(self) -> None:
        """Listen to Wagtail, which publishes in many places but says so in one."""
        page_published.connect(draw_figures, sender=self.get_model("ArticlePage"))


def draw_figures(instance: Any, **kwargs: Any) -> None:
    """Draw the article's figures now, so that no reader waits for them."""
    from hub.articles.domain import figures

    figures.draw_figures(instance)
