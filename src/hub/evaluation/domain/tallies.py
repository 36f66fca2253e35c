"""Read the answers per article and month, as far as the months are over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.db.models.functions import ExtractMonth, ExtractYear

from hub.articles.models import ArticlePage
from hub.evaluation.enums import Agreement, Statement
from hub.evaluation.models import Evaluation
from hub.evaluation.results import Month, Tally

STATED = ("country", "profession")
"""What readers may have stated at the gate."""

_LEVELS = {
    f"{statement}_{level}": Count("pk", filter=Q((statement.value, level)))
    for statement in Statement
    for level in Agreement
}


def evaluated_articles() -> QuerySet[ArticlePage]:
    """Return every article that was ever published, in its original language."""
    originals = ArticlePage.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
    return originals.filter(first_published_at__isnull=False)


def answers_by_month(articles: Collection[int], *, today: date) -> dict[int, dict[Month, Tally]]:
    """Return the answers on articles in each month that is over."""
    tallies: dict[int, dict[Month, Tally]] = defaultdict(dict)
    for row in _counted(today).filter(article_id__in=articles):
        tallies[row["article_id"]][Month(row["year"], row["month"])] = _tally(row)
    return tallies


def answers_by_part(field: str, *, today: date) -> dict[int, dict[Month, dict[str, Tally]]]:
    """Return the answers on every article in each month that is over, by country or profession."""
    tallies: dict[int, dict[Month, dict[str, Tally]]] = defaultdict(lambda: defaultdict(dict))
    for row in _counted(today, field).filter(article_id__in=evaluated_articles().values("pk")):
        tallies[row["article_id"]][Month(row["year"], row["month"])][row[field]] = _tally(row)
    return tallies


def _counted(today: date, *fields: str) -> QuerySet[Any]:
    over = Evaluation.objects.filter(answered_on__lt=Month.of(today).first_day)
    dated = over.annotate(year=ExtractYear("answered_on"), month=ExtractMonth("answered_on"))
    return dated.values("article_id", "year", "month", *fields).annotate(n=Count("pk"), **_LEVELS)


def _tally(row: dict[str, Any]) -> Tally:
    counts = tuple(tuple(row[f"{statement}_{level}"] for level in Agreement) for statement in Statement)
    return Tally(n=row["n"], counts=counts)
