"""What hits can be narrowed down by, with their numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext

from hub.articles.enums import ArticleKind
from hub.articles.models import Congress, TopicPage
from hub.search.domain.matching import Matches
from hub.search.models import FoundResult
from hub.search.results import Choice, Facet, Question
from hub.studies.domain.display import upper_first
from hub.studies.domain.words import word
from hub.studies.enums import StudyDesign

MOST_CHOICES = 12


def outcomes_there() -> list[str]:
    """Return the names of the outcomes that have results, the most frequent first."""
    counted = FoundResult.objects.values_list("outcome").annotate(count=Count("entry", distinct=True))
    return [upper_first(word(name)) for name, _ in counted.order_by("-count", "outcome")[:50]]


def facets(matches: Matches, question: Question, *, attested: bool) -> Iterator[Facet]:
    """Offer to narrow hits down by topic, design, year, congress and kind, and attested readers by outcome."""
    counts = matches.counts
    topics, congresses = _names(TopicPage, "title"), _names(Congress, "name")
    yield _facet("topic", counts["topic_id"], gettext("Topic"), question.topic, topics)
    yield _facet("design", counts["design"], gettext("Study design"), question.design, _labels(StudyDesign))
    yield _facet("year", counts["year"], gettext("Year"), question.year, lambda years: {year: year for year in years})
    yield _facet("congress", counts["congress_id"], gettext("Congress"), question.congress, congresses)
    yield _facet("kind", counts["kind"], gettext("Kind of article"), question.kind, _labels(ArticleKind))
    if attested:
        yield _outcome_facet(matches, question)


def _facet(
    name: str, counts: Counter[Any], label: str, chosen: Any, names: Callable[[list[Any]], dict[Any, Any]]
) -> Facet:
    ordered = sorted(counts.items(), key=_latest_first) if name == "year" else counts.most_common()
    known = [(value, count) for value, count in ordered if value not in (None, "")]
    labels = names([value for value, _ in known])
    choices = [
        Choice(str(value), str(labels[value]), count, str(value) == str(chosen or ""))
        for value, count in known
        if value in labels
    ]
    return Facet(name, label, tuple(choices[:MOST_CHOICES]))


def _latest_first(entry: tuple[int | None, int]) -> int:
    return -(entry[0] or 0)


def _outcome_facet(matches: Matches, question: Question) -> Facet:
    chosen = question.outcome
    rows = FoundResult.objects.filter(entry__in=matches.ids).exclude(outcome=chosen).values_list("outcome")
    counted = rows.annotate(articles=Count("entry", distinct=True)).order_by("-articles", "outcome")[:MOST_CHOICES]
    listed = [(chosen, matches.total), *counted] if chosen and matches.total else counted
    choices = [Choice(outcome, upper_first(word(outcome)), articles, outcome == chosen) for outcome, articles in listed]
    return Facet("outcome", gettext("Outcome"), tuple(choices))


def _names(kind: Any, name: str) -> Callable[[list[Any]], dict[Any, Any]]:
    return lambda ids: dict(kind._default_manager.filter(pk__in=ids).values_list("pk", name)) if ids else {}


def _labels(choices: Any) -> Callable[[list[Any]], dict[Any, Any]]:
    return lambda values: {value: label for value, label in choices.choices if value in values}
