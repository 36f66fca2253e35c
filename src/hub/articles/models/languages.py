"""How pages stand in several languages: what is translated, what is shared, and what each edition has of its own."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404
from wagtail.models import Page
from wagtail.url_routing import RouteResult
from wagtail_localize.fields import BaseTranslatableField


class OfEachEdition(BaseTranslatableField):
    """A field that is neither translated nor copied: each edition has its own."""


def is_translation(page: Page) -> bool:
    """Whether a page is an edition in another language than the hub's own."""
    return page.locale_id is not None and page.locale.language_code != settings.LANGUAGE_CODE


class FallsBackToOriginal:
    """A root of the pages of one language; what is not translated is shown as it is in the hub's own language."""

    def route(self, request: Any, path_components: list[str]) -> RouteResult:
        """Find a page in this language, or else its original."""
        try:
            return super().route(request, path_components)  # type: ignore[misc]
        except Http404:
            original = self._original()
            if original is None:
                raise
            return original.route(request, path_components)

    def _original(self) -> Page | None:
        page: Any = self
        if not is_translation(page):
            return None
        found = page.get_translations().filter(locale__language_code=settings.LANGUAGE_CODE).first()
        return found.specific if found else None
