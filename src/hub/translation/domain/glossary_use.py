"""Where the glossary's terms are used, and where a translation says otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from django.db import transaction
from wagtail.models import Locale

from hub.translation.domain.guard.markup import flatten
from hub.translation.enums import SegmentState
from hub.translation.models import GlossaryTerm, SegmentVerdict


def unused_wordings(source: str, text: str, glossary: Mapping[str, str]) -> tuple[str, ...]:
    """Say in sentences which terms of a source are not translated as the glossary has it.

    A longer term goes before a shorter one within it. A wording in another case or number is told, too: only a person
    can say that it is right.
    """
    rest, said = _plain(source), _plain(text).lower()
    notes: dict[str, str] = {}
    for term in sorted(glossary, key=len, reverse=True):
        rest, found = _pattern(term).subn(" ", rest)
        if found and glossary[term].lower() not in said:
            notes.setdefault(term.lower(), f"The glossary translates “{term}” as “{glossary[term]}”.")
    return tuple(notes.values())


@transaction.atomic
def ask_again_for(*, terms: Iterable[GlossaryTerm]) -> list[tuple[object, Locale]]:
    """Mark the machine's segments that say a term otherwise, to be translated again.

    What a person wrote or approved stays; the view of the article says what the glossary has.

    Returns
    -------
    list of (UUID, Locale)
        The translation keys of the articles that are concerned, each with the language.
    """
    concerned: dict[tuple[object, int], Locale] = {}
    by_language: dict[int, list[GlossaryTerm]] = {}
    for term in terms:
        by_language.setdefault(term.locale_id, []).append(term)
    for own in by_language.values():
        verdicts = SegmentVerdict.objects.filter(
            translation__target_locale=own[0].locale_id, state=SegmentState.MACHINE
        ).select_related("string", "translation__source", "translation__target_locale")
        glossary = {term.term: term.wording or term.term for term in own}
        stale = [each for each in verdicts if unused_wordings(each.string.data, each.text, glossary)]
        SegmentVerdict.objects.filter(pk__in=[each.pk for each in stale]).update(asked_again=True)
        for each in stale:
            key = each.translation.source.object_id, each.translation.target_locale_id
            concerned[key] = each.translation.target_locale
    return [(article, locale) for (article, _), locale in concerned.items()]


@lru_cache(maxsize=4096)
def _pattern(term: str) -> re.Pattern[str]:
    """Find a term as the guard does: in any case, but for abbreviations."""
    exact = sum(letter.isupper() for letter in term) >= 2
    return re.compile(rf"(?<![\w-]){re.escape(term)}(?!\w)", 0 if exact else re.IGNORECASE)


def _plain(text: str) -> str:
    flat, _ = flatten(text)
    return " ".join(re.sub("[\ue000\ue001]", "", flat).split())
