"""App configuration."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete


class TranslationConfig(AppConfig):
    """Registers the app, and what follows for editions when Wagtail does something to an original.

    Wagtail tells of all of it by signals only: schedules, bulk actions and trees deleted by one query pass by its hooks
    and by the methods of pages.
    """

    name = "hub.translation"
    label = "translation"

    def ready(self) -> None:
        """Let editions follow their originals."""
        from wagtail.models import PageViewRestriction
        from wagtail.signals import page_published, page_unpublished

        from hub.articles.models import ArticlePage

        page_published.connect(_published)
        page_unpublished.connect(_unpublished)
        pre_delete.connect(_unpublished, sender=ArticlePage)
        for signal in (post_save, post_delete):
            signal.connect(_restricted, sender=PageViewRestriction)
        m2m_changed.connect(_restricted, sender=PageViewRestriction.groups.through)


def _published(instance: Any, **kwargs: Any) -> None:
    from django.utils import timezone

    from hub.translation.domain.following import follow_published

    follow_published(page=instance, now=timezone.now())


def _unpublished(instance: Any, **kwargs: Any) -> None:
    from hub.translation.domain.following import follow_unpublished

    follow_unpublished(page=instance)


def _restricted(instance: Any, **kwargs: Any) -> None:
    from hub.translation.domain.following import follow_privacy

    if not kwargs.get("raw"):
        follow_privacy(page=instance.page)
