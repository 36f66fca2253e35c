"""Nothing unverified is published: a page in another language is exactly what its verified segments give."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wagtail.models import Page
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.models import StringTranslation, Translation

from hub.articles.models.languages import is_translation
from hub.translation.models import SegmentVerdict


def translation_of(page: Page) -> Translation | None:
    """Return the record of how a page came from its original; None if it is an original."""
    if not page.pk or not is_translation(page):
        return None
    return (
        Translation.objects.filter(source__object_id=page.translation_key, target_locale=page.locale_id)
        .select_related("source", "target_locale")
        .first()
    )


def unverified_parts(page: Page) -> list[str]:
    """Return a sentence for each thing that stands against publishing a page in another language."""
    if not is_translation(page):
        return []
    translation = translation_of(page)
    if translation is None:
        return ["It is in another language, and no translation of an original is kept; translate the original."]
    original = translation.source.get_source_instance()
    return [
        *_original_missing(original),
        *_another_study(page, original),
        *_unverified_segments(translation),
        *_other_words(page, translation),
    ]


def _original_missing(original: Any) -> Iterator[str]:
    if not getattr(original, "live", True):
        yield "The original is not published; publish it first."


def _another_study(page: Page, original: Any) -> Iterator[str]:
    """Compare what its tables and generated sentences are made of, which no segment has."""
    if getattr(page, "study_id", None) != getattr(original, "study_id", None):
        yield "It is about another study than its original; have it translated again."


def _unverified_segments(translation: Translation) -> Iterator[str]:
    verified = set(
        SegmentVerdict.objects.filter(translation=translation).values_list("string_id", "context_id", "text")
    )
    strings = StringTranslation.objects.filter(
        locale=translation.target_locale, context__object_id=translation.source.object_id
    ).filter(translation_of__segments__source=translation.source)
    for string, context, data in strings.values_list("translation_of_id", "context_id", "data").distinct():
        if (string, context, data) not in verified:
            yield f"The translation “{_short(data)}” was not verified; save it in the hub's view of translations."


def _other_words(page: Page, translation: Translation) -> Iterator[str]:
    """Compare each translated field with what the segments give."""
    expected = translation.source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)
    for field in get_translatable_fields(type(expected)):
        if field.is_translated(expected) and _words(page, field.field_name) != _words(expected, field.field_name):
            name = expected._meta.get_field(field.field_name)
            label = getattr(name, "verbose_name", None) or field.field_name.replace("_", " ")
            yield f"The {label} is not what its verified translation says; edit it in the hub's view of translations."


def _words(page: Page, name: str) -> Any:
    value = getattr(page, name)
    return [child.text for child in value.all()] if hasattr(value, "all") else value


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]}…"
