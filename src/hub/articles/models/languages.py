"""How pages stand in several languages: what is translated, what is shared, and what each edition has of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import get_language
from wagtail.models import Page
from wagtail.url_routing import RouteResult
from wagtail_localize.fields import BaseTranslatableField


class OfEachEdition(BaseTranslatableField):
    """A field that is neither translated nor copied: each edition has its own."""


def is_translation(page: Page) -> bool:
    """Whether a page is an edition in another language than the hub's own."""
    return page.locale_id is not None and page.locale.language_code != settings.LANGUAGE_CODE


def address_here(page: Page) -> str:
    """Return a page's address among those of the reader's language, where its original is shown if that is all."""
    address: str = page.url or ""
    language = get_language() or settings.LANGUAGE_CODE
    if language in (settings.LANGUAGE_CODE, page.locale.language_code) or not address.startswith("/"):
        return address
    return f"/{language}{address}"


def in_reader_language(pages: Sequence[Page]) -> list[Any]:
    """Return pages with the published edition in the reader's language in the place of each that has one."""
    language = get_language() or settings.LANGUAGE_CODE
    if not pages or language == settings.LANGUAGE_CODE:
        return list(pages)
    kind = type(pages[0])
    editions = kind._default_manager.live().public().select_related("locale").filter(locale__language_code=language)
    found = {
        each.translation_key: each for each in editions.filter(translation_key__in=[p.translation_key for p in pages])
    }
    return [found.get(page.translation_key, page) for page in pages]


def titles_in_reader_language(pages: QuerySet[Any]) -> dict[int, str]:
    """Return the titles of pages, or of their published editions in the reader's language, by the pages' keys."""
    titles = list(pages.values_list("pk", "translation_key", "title"))
    language = get_language() or settings.LANGUAGE_CODE
    if not titles or language == settings.LANGUAGE_CODE:
        return {key: title for key, _, title in titles}
    editions = pages.model._default_manager.live().public().filter(locale__language_code=language)
    found = dict(
        editions.filter(translation_key__in=[each[1] for each in titles]).values_list("translation_key", "title")
    )
    return {key: found.get(translation, title) for key, translation, title in titles}


class FallsBackToOriginal:
    """A root of the pages of one language; what is not translated is shown as it is in the hub's own language."""

    def route(self, request: Any, path_components: list[str]) -> RouteResult:
        """Find a page in this language, or else its original."""
        try:
            return super().route(request, path_components)  # type: ignore[misc]
        except Http404:
            page: Any = self
            if not is_translation(page):
                raise
            return original_page(page).route(request, path_components)


def original_page(page: Page) -> Any:
    """Return the page that a page is an edition of; itself if it is none."""
    if not is_translation(page):
        return page
    found = page.get_translations().filter(locale__language_code=settings.LANGUAGE_CODE).first()
    return found.specific if found else page
