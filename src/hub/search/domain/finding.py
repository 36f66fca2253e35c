"""Answers a question from the entries that the reader may know of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from wagtail.search.query import MATCH_ALL, And, Or, Phrase, PlainText, SearchQuery

from hub.articles.domain.listing import Teaser, teasers_with_topics
from hub.articles.models import ArticlePage
from hub.search.domain.facets import facets
from hub.search.domain.marking import excerpt, marked, pattern_for
from hub.search.domain.matching import matches_of
from hub.search.domain.reading import asked_result
from hub.search.domain.synonyms import Concept, concepts_of
from hub.search.models import Entry, FoundResult, FullEntry, OpenEntry
from hub.search.results import Found, Hit, Question, ResultFilter
from hub.studies.domain import display
from hub.studies.domain.words import word
from hub.studies.enums import CONTRASTS, PERCENTAGES
from hub.studies.models import Result

PER_PAGE = 10
LAST_PAGE = 100
SAME_TIME = 0.05
"""Months within which two time points are the same: 36 months and 3 years are."""


def find(question: Question, *, language: str, attested: bool) -> Found:
    """Return what a reader may know of that answers a question.

    Parameters
    ----------
    question
        The words and the filters.
    language
        The reader's language; an article without an edition in it is found by its original.
    attested
        Whether the reader may know the gated text. If not, only open entries are asked, and filters by outcome and
        by result are not applied: the answer then says that they need the reader's confirmation.
    """
    typed, words = asked_result(question.words)
    asked = question.result or typed
    if question.result:
        words = question.words
    if not attested:
        if asked or question.outcome:
            return Found(needs_attestation=True)
        words = question.words
    concepts = concepts_of(words)
    kind: type[Entry] = FullEntry if attested else OpenEntry
    entries = _filtered(kind, question, asked, language)
    matches = matches_of(_query(concepts), entries, page=question.page, per_page=PER_PAGE, last_page=LAST_PAGE)
    wordings = [word for concept in concepts for word in (concept.wording, *concept.others)]
    return Found(
        hits=tuple(_hits(matches.listed, wordings, asked, attested)),
        total=matches.total,
        number=matches.number,
        pages=matches.pages,
        facets=tuple(facets(matches, question, attested=attested)) if matches.total else (),
        by_relevance=matches.by_relevance,
        also_searched=tuple(dict.fromkeys(other for concept in concepts for other in concept.others)),
        words=tuple(concept.wording for concept in concepts),
    )


def _query(concepts: list[Concept]) -> SearchQuery:
    parts = [_either(concept) for concept in concepts]
    if not parts:
        return MATCH_ALL
    return parts[0] if len(parts) == 1 else And(parts)


def _either(concept: Concept) -> SearchQuery:
    wordings = [_wording(each) for each in concept.searched]
    return wordings[0] if len(wordings) == 1 else Or(wordings)


def _wording(words: str) -> SearchQuery:
    return Phrase(words) if " " in words or "-" in words else PlainText(words)


def _filtered(kind: type[Entry], question: Question, asked: ResultFilter | None, language: str) -> QuerySet[Any]:
    entries = kind._default_manager.order_by()
    if language == settings.LANGUAGE_CODE:
        entries = entries.filter(language=language)
    else:
        here = kind._default_manager.filter(language=language).values("edition_of")
        entries = entries.filter(Q(language=language) | (Q(language=settings.LANGUAGE_CODE) & ~Q(edition_of__in=here)))
    chosen = {
        "topic_id": question.topic,
        "design": question.design,
        "year": question.year,
        "congress_id": question.congress,
        "kind": question.kind,
    }
    entries = entries.filter(**{name: value for name, value in chosen.items() if value})
    if question.outcome:
        entries = entries.filter(id__in=FoundResult.objects.filter(outcome=question.outcome).values("entry_id"))
    return entries.filter(id__in=_results_like(asked).values("entry_id")) if asked else entries


def _results_like(asked: ResultFilter) -> QuerySet[FoundResult]:
    side = ("gt" if asked.above else "lt") + ("e" if asked.inclusive else "")
    found = FoundResult.objects.filter(**{f"value__{side}": asked.value})
    if asked.outcome:
        found = found.filter(outcome=asked.outcome)
    if asked.measure:
        found = found.filter(measure=asked.measure)
    if asked.percent:
        found = found.filter(measure__in=PERCENTAGES)
    if asked.months is not None:
        found = found.filter(months__range=(asked.months - SAME_TIME, asked.months + SAME_TIME))
    return found


def _hits(entries: list[Entry], wordings: list[str], asked: ResultFilter | None, attested: bool) -> Iterator[Hit]:
    if not entries:
        return
    pattern = pattern_for(wordings)
    teasers = _teasers(entries)
    results = _shown_results(entries, asked) if asked else {}
    for entry in entries:
        # What was taken from readers since it was indexed is left out.
        if teaser := teasers.get(entry.page_id):
            yield Hit(
                teaser=teaser,
                title=marked(teaser.page.title, pattern),
                standfirst=marked(teaser.page.standfirst, pattern),
                excerpt=excerpt(entry.words.partition("\n")[2], pattern) if attested else None,
                results=tuple(results.get(entry.pk, ())),
            )


def _teasers(entries: list[Entry]) -> dict[int, Teaser]:
    """Return the teasers by the pages that are found; a page that is an edition has the topic of its original."""
    shown = ArticlePage.objects.live().public().select_related("locale")
    originals = shown.filter(
        translation_key__in=[entry.edition_of for entry in entries], locale__language_code=settings.LANGUAGE_CODE
    )
    found = teasers_with_topics(originals.prefetch_related("contributions__person"))
    return {teaser.page.pk: teaser for teaser in found}


def _shown_results(entries: list[Entry], asked: ResultFilter) -> dict[int, list[str]]:
    shown: dict[int, list[str]] = defaultdict(list)
    found = _results_like(asked).filter(entry__in=[entry.pk for entry in entries])
    for row in found.select_related("result__outcome", "result__arm", "result__comparator").order_by("result"):
        shown[row.entry_id].append(_result_line(row.result))
    return shown


def _result_line(result: Result) -> str:
    name = " ".join(part for part in (display.upper_first(word(result.outcome.name)), display.at_time(result)) if part)
    measure = result.effective_measure
    kind = f" ({display.measure_words(measure)})" if measure in CONTRASTS else ""
    value = display.with_interval(display.estimate(result), display.interval_label(result), display.interval(result))
    return f"{display.whose(result)}: {display.lower_first(name)}{kind} {value}"
