"""What hits can be narrowed down by, with their numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext

from hub.articles.enums import ArticleKind
from hub.articles.models import Congress, TopicPage
from hub.search.models import FoundResult
from hub.search.results import Choice, Facet, Question
from hub.studies.domain.display import upper_first
from hub.studies.domain.words import word
from hub.studies.enums import StudyDesign

MOST_CHOICES = 12
MOST_COUNTED = 1000
"""How many hits of a search server, which knows nothing of outcomes, are counted by them."""


def outcomes_there() -> list[str]:
    """Return the names of the outcomes that have results, the most frequent first."""
    counted = FoundResult.objects.values_list("outcome").annotate(count=Count("entry", distinct=True))
    return [upper_first(word(name)) for name, _ in counted.order_by("-count", "outcome")[:50]]


def facets(results: Any, question: Question, *, attested: bool) -> Iterator[Facet]:
    """Count hits by topic, design, year, congress and kind, and for attested readers by outcome."""
    yield _facet(results, "topic", "topic_id", gettext("Topic"), question.topic, _names(TopicPage, "title"))
    yield _facet(results, "design", "design", gettext("Study design"), question.design, _labels(StudyDesign))
    yield _facet(results, "year", "year", gettext("Year"), question.year, lambda years: {year: year for year in years})
    yield _facet(results, "congress", "congress_id", gettext("Congress"), question.congress, _names(Congress, "name"))
    yield _facet(results, "kind", "kind", gettext("Kind of article"), question.kind, _labels(ArticleKind))
    if attested:
        yield _outcome_facet(results, question)


def _facet(
    results: Any, name: str, column: str, label: str, chosen: Any, names: Callable[[list[Any]], dict[Any, Any]]
) -> Facet:
    counted = {value: count for value, count in results.facet(column).items() if value not in (None, "")}
    if name == "year":
        counted = dict(sorted(counted.items(), reverse=True))
    labels = names(list(counted))
    choices = [
        Choice(str(value), str(labels[value]), count, str(value) == str(chosen or ""))
        for value, count in counted.items()
        if value in labels
    ]
    return Facet(name, label, tuple(choices[:MOST_CHOICES]))


def _outcome_facet(results: Any, question: Question) -> Facet:
    entries = results.get_queryset().order_by().values("pk") if hasattr(results, "get_queryset") else _ids(results)
    rows = FoundResult.objects.filter(entry__in=entries).values_list("outcome")
    counted = rows.annotate(articles=Count("entry", distinct=True)).order_by("-articles", "outcome")[:MOST_CHOICES]
    choices = [
        Choice(outcome, upper_first(word(outcome)), articles, outcome == question.outcome)
        for outcome, articles in counted
    ]
    return Facet("outcome", gettext("Outcome"), tuple(choices))


def _ids(results: Any) -> list[int]:
    return [entry.pk for entry in results[:MOST_COUNTED]]


def _names(kind: Any, name: str) -> Callable[[list[Any]], dict[Any, Any]]:
    return lambda ids: dict(kind._default_manager.filter(pk__in=ids).values_list("pk", name))


def _labels(choices: Any) -> Callable[[list[Any]], dict[Any, Any]]:
    return lambda values: {value: label for value, label in choices.choices if value in values}
