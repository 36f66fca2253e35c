"""Editions in other languages follow their originals: in what they say, whether and where they stand, and for whom."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from wagtail.models import Locale, Page, PageViewRestriction

from hub.articles.models import ArticlePage
from hub.articles.models.languages import is_translation
from hub.translation.domain.jobs import request_editions
from hub.translation.domain.translating import follow_original, withdraw_editions


def follow_published(*, page: Page, now: datetime) -> None:
    """Let no edition go on saying what its original does not, and have what has changed translated."""
    if not is_translation(page):
        follow_original(page=page)
        if isinstance(page, ArticlePage):
            request_editions(article=page, now=now)


def follow_unpublished(*, page: Page) -> None:
    """Take the editions back with their original."""
    if not is_translation(page):
        withdraw_editions(page=page)


@transaction.atomic
def follow_move(*, page: Page) -> None:
    """Let the editions of a page stand under those of the page that it was moved to."""
    if is_translation(page):
        return
    parent = page.get_parent()
    for edition in page.get_translations():
        edition.move(_counterpart(parent, edition.locale), pos="last-child")


def _counterpart(parent: Page, locale: Locale) -> Page:
    found = parent.get_translation_or_none(locale)
    return found or parent.specific.copy_for_translation(locale, copy_parents=True, alias=True)


@transaction.atomic
def follow_privacy(*, page: Page) -> None:
    """Give every edition of an original the restrictions that the original has."""
    if is_translation(page):
        return
    restrictions = list(PageViewRestriction.objects.filter(page=page))
    for edition in page.get_translations():
        PageViewRestriction.objects.filter(page=edition).delete()
        for restriction in restrictions:
            copy = PageViewRestriction.objects.create(
                page=edition, restriction_type=restriction.restriction_type, password=restriction.password
            )
            copy.groups.set(restriction.groups.all())
