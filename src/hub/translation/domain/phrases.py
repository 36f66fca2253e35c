"""The words of studies in each language, translated once for the whole hub."""

from __future__ import annotations

import html
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from wagtail.models import Locale

from hub.studies.domain.words import forget_words, words_of
from hub.studies.models import Study
from hub.translation.domain.engine import NamedEngine
from hub.translation.domain.guard import translate_segments
from hub.translation.domain.terms import glossary_of, protected_names
from hub.translation.domain.translating import report_on, unanswered
from hub.translation.enums import SegmentState
from hub.translation.models import GlossaryTerm, Phrase
from hub.translation.results import TranslationReport


def wordings(language: str) -> dict[str, str]:
    """Return the words of studies in a language: whole terms of the glossary, and phrases, which go before them."""
    terms = GlossaryTerm.objects.filter(locale__language_code=language).exclude(wording="")
    phrases = Phrase.objects.filter(locale__language_code=language).exclude(text="")
    known = dict(terms.values_list("term", "wording"))
    capitalised = {_capital(term): _capital(wording) for term, wording in known.items()}
    return {**capitalised, **known, **dict(phrases.values_list("source", "text"))}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def translate_words(*, study: Study, locale: Locale, engine: NamedEngine, now: datetime) -> TranslationReport:
    """Have those words of a study translated that have no wording in a language yet."""
    known = wordings(locale.language_code)
    tried = set(Phrase.objects.filter(locale=locale).values_list("source", flat=True))
    todo = [text for text in words_of(study) if text not in known and text not in tried]
    done = translate_segments(
        [html.escape(text, quote=False) for text in todo],
        source="en",
        target=locale.language_code,
        engine=engine,
        terms=protected_names(study),
        glossary=glossary_of(locale),
    )
    with transaction.atomic():
        for text, made in zip(todo, done, strict=True):
            if not unanswered(made):
                keep_phrase(
                    locale=locale,
                    source=text,
                    text=html.unescape(made.text) if made.is_translated else "",
                    state=SegmentState.MACHINE,
                    shape=made.shape.value if made.shape else "",
                    engine=engine.name,
                    faults=[fault.message for fault in made.faults],
                    now=now,
                )
    return report_on(done)


@transaction.atomic
def keep_phrase(
    *,
    locale: Locale,
    source: str,
    text: str,
    state: SegmentState,
    now: datetime,
    user: Any = None,
    shape: str = "",
    engine: str = "",
    faults: Iterable[str] = (),
) -> Phrase:
    """Store the wording of words of studies in a language; an empty one leaves them in English."""
    phrase, _ = Phrase.objects.update_or_create(
        locale=locale,
        source=source,
        defaults={
            "text": text,
            "state": state if text else SegmentState.LEFT,
            "shape": shape,
            "engine": engine,
            "faults": list(faults),
            "decided_at": now,
            "decided_by": user,
        },
    )
    transaction.on_commit(lambda: forget_words(locale.language_code))
    return phrase
