"""App configuration."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import m2m_changed, post_delete, post_save


class SearchConfig(AppConfig):
    """Registers the app, and lets entries follow what Wagtail tells of by signals only."""

    name = "hub.search"
    label = "search"

    def ready(self) -> None:
        """Follow publishing and privacy. What is deleted takes its entries along."""
        from wagtail.models import PageViewRestriction
        from wagtail.signals import page_published, page_unpublished

        page_published.connect(_changed)
        page_unpublished.connect(_unpublished)
        for signal in (post_save, post_delete):
            signal.connect(_restricted, sender=PageViewRestriction)
        m2m_changed.connect(_restricted, sender=PageViewRestriction.groups.through)


def _changed(instance: Any, **kwargs: Any) -> None:
    from hub.search.domain.indexing import index_below

    if not kwargs.get("raw"):
        index_below(instance)


def _unpublished(instance: Any, **kwargs: Any) -> None:
    from hub.search.domain.indexing import take_out

    # It is told of a page that is about to be deleted, too, while that is still live.
    take_out(instance.pk)


def _restricted(instance: Any, **kwargs: Any) -> None:
    from hub.search.domain.indexing import index_below

    if not kwargs.get("raw"):
        index_below(instance.page)
