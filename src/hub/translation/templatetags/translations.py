"""What readers see of a translation: the note at the top of a page, and the original behind a line of it."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.utils.translation import get_language
from wagtail.models import Page

from hub.articles.models.languages import is_translation
from hub.common.languages import tag
from hub.common.models import HubSettings
from hub.translation.domain.reading import note_on, original_of

register = template.Library()


@register.inclusion_tag("parts/translation_note.html")
def translation_note(page: Page, subpage: str = "") -> dict[str, Any]:
    """Say who translated the page, or that nobody has; nothing on an original in its own language."""
    note = note_on(page, get_language() or settings.LANGUAGE_CODE)
    if note is None:
        return {}
    address = f"{note.original_url}{subpage}" if note.original_url else ""
    return {"note": note, "hub": HubSettings.for_site(page.get_site()).name, "original_url": address}


@register.inclusion_tag("parts/original_line.html")
def original_line(page: Page, field: str, place: int | None = None) -> dict[str, Any]:
    """Put the original behind a line that stands by itself: a title, a standfirst, one of the learning objectives."""
    original = _original(page)
    if original is None:
        return {}
    words = _line(original, field, place)
    return (
        {"original": words, "language": tag(original.locale.language_code)}
        if words != _line(page, field, place)
        else {}
    )


def _original(page: Page) -> Any:
    if not page.pk or not is_translation(page):
        return None
    if not hasattr(page, "_hub_original"):
        page._hub_original = original_of(page)
    return page._hub_original


def _line(page: Any, field: str, place: int | None) -> str:
    value = getattr(page, field)
    if place is None:
        return str(value)
    lines = [entry.text for entry in value.all()]
    return lines[place] if place < len(lines) else ""
