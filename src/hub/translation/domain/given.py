"""An edition that a person has written as a whole: a file of texts, each beside its original.

What the guard refuses of an engine it refuses of a file, too; what it only suspects of the words, a person has answered
for. Either all of an edition is taken or nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from hub.translation.domain.guard import Protected, TokenShape, editable, protect, read_typed
from hub.translation.domain.phrases import keep_phrase
from hub.translation.domain.segments import keep_text, segments_of
from hub.translation.domain.terms import glossary_of, protected_names
from hub.translation.domain.translating import begin_translation, make_page
from hub.translation.enums import SegmentState
from hub.translation.models import GlossaryTerm, TranslationReview
from hub.translation.results import SegmentView


class GivenTextError(ValueError):
    """Texts cannot be taken; ``problems`` has a sentence for each."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__(" ".join(problems))


@transaction.atomic
def take_terms(*, locale: Locale, wordings: Mapping[str, str]) -> None:
    """Add terms to a language's glossary; those that it has stay as they are."""
    for term, wording in wordings.items():
        GlossaryTerm.objects.get_or_create(locale=locale, term=term, defaults={"wording": wording})


@transaction.atomic
def take_edition(*, page: Page, locale: Locale, texts: Mapping[str, str], approved_as: str, now: datetime) -> Page:
    """Take a page's texts in another language as approved, and publish it.

    Parameters
    ----------
    texts
        Each segment of the original, HTML with inline tags, with its translation.
    approved_as
        Who answers for it, as readers are told.

    Raises
    ------
    GivenTextError
        If a segment has no text, or one with other figures than the original's; nothing is stored then.
    """
    translation = begin_translation(page=page, locale=locale)
    segments = segments_of(translation)
    terms = _terms(page, locale)
    problems = [problem for segment in segments if (problem := _problem(segment, texts, terms, locale))]
    if problems:
        raise GivenTextError(problems)
    for segment in segments:
        keep_text(
            translation=translation,
            string_id=segment.string_id,
            context_id=segment.context_id,
            text=texts[segment.source],
            state=SegmentState.APPROVED,
            now=now,
        )
    _approve(translation, approved_as, now)
    return make_page(translation=translation, publish=True)


def _approve(translation: Translation, approved_as: str, now: datetime) -> None:
    TranslationReview.objects.update_or_create(
        translation=translation, defaults={"approved_at": now, "approved_as": approved_as}
    )


def _terms(page: Page, locale: Locale) -> Protected:
    names = protected_names(getattr(page.specific, "study", None))
    return replace(names, wording={**names.wording, **glossary_of(locale)})


def _problem(segment: SegmentView, texts: Mapping[str, str], terms: Protected, locale: Locale) -> str:
    if segment.source not in texts:
        return f"There is no translation of “{segment.source}”."
    return _refusal(segment.source, texts[segment.source], terms, locale)


def _refusal(source: str, text: str, terms: Protected, locale: Locale) -> str:
    language = locale.language_code
    protected = protect(source, terms=terms, shape=TokenShape.WORD)
    typed = editable(text, protected, target=language)
    if typed is None:
        return f"“{text}” has not every figure and name of “{source}”, in its order."
    read = read_typed(typed, protected, target=language)
    if read.refusals:
        return f"“{text}”: {' '.join(read.refusals)}"
    return "" if read.text == text else f"“{text}” must be written “{read.text}”."


@transaction.atomic
def take_words(*, locale: Locale, wordings: Mapping[str, str], now: datetime) -> None:
    """Take the words of studies in another language as approved.

    Raises
    ------
    GivenTextError
        If one has other figures than its original.
    """
    terms = Protected(wording=glossary_of(locale))
    problems = [problem for source, text in wordings.items() if (problem := _refusal(source, text, terms, locale))]
    if problems:
        raise GivenTextError(problems)
    for source, text in wordings.items():
        keep_phrase(locale=locale, source=source, text=text, state=SegmentState.APPROVED, now=now)
