"""What hits can be narrowed down by, with their numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from django.core.cache import cache
from django.db.models import Count
from django.utils.translation import gettext

from hub.articles.enums import ArticleKind
from hub.articles.models import Congress, TopicPage
from hub.articles.models.languages import titles_in_reader_language
from hub.search.domain.matching import Matches
from hub.search.models import FoundResult
from hub.search.results import Choice, Facet, Question
from hub.studies.domain.display import upper_first
from hub.studies.domain.words import word
from hub.studies.enums import StudyDesign

MOST_CHOICES = 12
OUTCOMES_KEPT = "search:outcomes"
SECONDS_KEPT = 300


def outcomes_there() -> list[str]:
    """Return the names of the outcomes that have results, the most frequent first, as they were minutes ago."""
    names = cache.get_or_set(OUTCOMES_KEPT, _count_outcomes, SECONDS_KEPT)
    return [upper_first(word(name)) for name in names]


def _count_outcomes() -> list[str]:
    counted = FoundResult.objects.values_list("outcome").annotate(count=Count("entry", distinct=True))
    return [name for name, _ in counted.order_by("-count", "outcome")[:50]]


def facets(matches: Matches, question: Question, *, attested: bool) -> Iterator[Facet]:
    """Offer to narrow hits down by topic, design, year, congress and kind, and attested readers by outcome."""
    counts = matches.counts
    congresses = _names(Congress, "name")
    yield _facet("topic", counts["topic_id"], gettext("Topic"), question.topic, _topics)
    yield _facet("design", counts["design"], gettext("Study design"), question.design, _labels(StudyDesign))
    yield _facet("year", counts["year"], gettext("Year"), question.year, lambda years: {year: year for year in years})
    yield _facet("congress", counts["congress_id"], gettext("Congress"), question.congress, congresses)
    yield _facet("kind", counts["kind"], gettext("Kind of article"), question.kind, _labels(ArticleKind))
    if attested:
        yield _facet("outcome", counts["outcomes"], gettext("Outcome"), question.outcome, _outcomes)


def _facet(
    name: str, counts: Counter[Any], label: str, chosen: Any, names: Callable[[list[Any]], dict[Any, Any]]
) -> Facet:
    ordered = sorted(counts.items(), key=_latest_first if name == "year" else _most_first)
    known = [(value, count) for value, count in ordered if value not in (None, "")]
    known.sort(key=lambda entry: str(entry[0]) != str(chosen or ""))  # what is chosen is never among those left out
    offered = known[:MOST_CHOICES]
    labels = names([value for value, _ in offered])
    choices = (
        Choice(str(value), str(labels[value]), count, str(value) == str(chosen or ""))
        for value, count in offered
        if value in labels
    )
    return Facet(name, label, tuple(choices))


def _most_first(entry: tuple[Any, int]) -> tuple[int, str]:
    return -entry[1], str(entry[0])


def _latest_first(entry: tuple[int | None, int]) -> int:
    return -(entry[0] or 0)


def _outcomes(names: list[str]) -> dict[str, str]:
    return {name: upper_first(word(name)) for name in names}


def _topics(ids: list[int]) -> dict[int, str]:
    return titles_in_reader_language(TopicPage.objects.filter(pk__in=ids)) if ids else {}


def _names(kind: Any, name: str) -> Callable[[list[Any]], dict[Any, Any]]:
    return lambda ids: dict(kind._default_manager.filter(pk__in=ids).values_list("pk", name)) if ids else {}


def _labels(choices: Any) -> Callable[[list[Any]], dict[Any, Any]]:
    return lambda values: {value: label for value, label in choices.choices if value in values}
