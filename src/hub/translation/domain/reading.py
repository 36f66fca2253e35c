"""What readers are told of a page in their language: who translated it, and how far it goes."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from wagtail.models import Page
from wagtail_localize.models import Translation

from hub.translation.domain.integrity import translation_of
from hub.translation.domain.segments import segments_of
from hub.translation.enums import SegmentState
from hub.translation.models import TranslationReview
from hub.translation.results import SegmentView, TranslationKind, TranslationNote


def note_on(page: Page, language: str) -> TranslationNote | None:
    """Return what a reader in a language is told of a page; nothing of an original in its own language."""
    if not page.pk or language == settings.LANGUAGE_CODE:
        return None
    translation = translation_of(page)
    if translation is None:
        return TranslationNote(kind=TranslationKind.MISSING)
    return _note(translation, segments_shown(page), _original_url(page))


def segments_shown(page: Page) -> list[SegmentView]:
    """Return what stands for each segment on a page; read once for the note and all passages."""
    if not hasattr(page, "_hub_segments"):
        translation = translation_of(page)
        page._hub_segments = segments_of(translation) if translation else []
    found: list[SegmentView] = page._hub_segments
    return found


def _note(translation: Translation, segments: list[SegmentView], original_url: str) -> TranslationNote:
    common: dict[str, Any] = {
        "original_url": original_url,
        "changed": sum(each.state is None for each in segments),
        "left": sum(each.state is SegmentState.LEFT for each in segments),
    }
    if not any(each.text for each in segments):
        return TranslationNote(kind=TranslationKind.MISSING)
    review = TranslationReview.objects.filter(translation=translation, approved_at__isnull=False).first()
    if review:
        return TranslationNote(
            kind=TranslationKind.APPROVED, made_at=review.approved_at, made_by=review.approved_as, **common
        )
    machine = [each for each in segments if each.engine and each.decided_at]
    if not machine:
        return TranslationNote(kind=TranslationKind.WRITTEN, **common)
    last = max(machine, key=lambda each: each.decided_at)
    return TranslationNote(kind=TranslationKind.MACHINE, made_at=last.decided_at, made_by=last.engine, **common)


def original_of(page: Page) -> Any:
    """Return the page that this is an edition of, if readers can open it."""
    editions = page.get_translations().filter(locale__language_code=settings.LANGUAGE_CODE).live().public()
    found = editions.first()
    return found.specific if found else None


def _original_url(page: Page) -> str:
    original = original_of(page)
    return original.url if original else ""
