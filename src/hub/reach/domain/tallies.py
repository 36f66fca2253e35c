"""Read what was counted and answered, per article and time, as far as the times are over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Count, Min, Q, QuerySet, Sum
from django.db.models.functions import ExtractMonth, ExtractQuarter, ExtractYear

from hub.access.models import AttestationRecord
from hub.articles.models import ArticlePage
from hub.evaluation.enums import Agreement, Statement
from hub.evaluation.models import Evaluation
from hub.evaluation.results import Quarter, Tally
from hub.reach.models import ReachCount
from hub.reach.results import Month, Months, ReachTally

Reach = dict[int, dict[Month, ReachTally]]
Answers = dict[int, dict[Quarter, Tally]]
_LEVELS = {
    f"{statement}_{level}": Count("pk", filter=Q((statement.value, level)))
    for statement in Statement
    for level in Agreement
}


def published_articles() -> QuerySet[ArticlePage]:
    """Return every article that was ever published, in its original language."""
    originals = ArticlePage.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
    return originals.filter(first_published_at__isnull=False).public().order_by("title", "pk")


def reach_by_month(articles: Collection[int], *, today: date) -> Reach:
    """Return what was counted of articles in each month that is over."""
    counted = ReachCount.objects.filter(article_id__in=articles, day__lt=Month.of(today).first_day)
    rows = (
        counted.annotate(year=ExtractYear("day"), month=ExtractMonth("day"))
        .values("article_id", "year", "month")
        .annotate(Sum("reader_days"), Sum("views"), Sum("completed_reads"), Sum("gate_views"), Sum("summary_views"))
    )
    tallies: Reach = defaultdict(dict)
    for row in rows:
        tallies[row["article_id"]][Month(row["year"], row["month"])] = ReachTally(
            n=row["reader_days__sum"],
            views=row["views__sum"],
            completed_reads=row["completed_reads__sum"],
            gate_views=row["gate_views__sum"],
            summary_views=row["summary_views__sum"],
        )
    return tallies


def answers_by_quarter(articles: Collection[int], *, today: date) -> Answers:
    """Return the answers on articles in each quarter that is over."""
    over = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    rows = (
        Evaluation.objects.filter(article_id__in=articles, answered_on__lt=over)
        .annotate(year=ExtractYear("answered_on"), quarter=ExtractQuarter("answered_on"))
        .values("article_id", "year", "quarter")
        .annotate(n=Count("pk"), **_LEVELS)
    )
    tallies: Answers = defaultdict(dict)
    for row in rows:
        tallies[row["article_id"]][Quarter(row["year"], row["quarter"])] = _tally(row)
    return tallies


def confirmations_by_month(field: str, *, today: date) -> dict[str, dict[Month, ReachTally]]:
    """Return the confirmations at the gate by country or profession, in each month that is over."""
    rows = (
        AttestationRecord.objects.filter(time__date__lt=Month.of(today).first_day)
        .exclude(**{field: ""})
        .annotate(year=ExtractYear("time"), month=ExtractMonth("time"))
        .order_by()
        .values(field, "year", "month")
        .annotate(n=Count("pk"))
    )
    tallies: dict[str, dict[Month, ReachTally]] = defaultdict(dict)
    for row in rows:
        tallies[row[field]][Month(row["year"], row["month"])] = ReachTally(n=row["n"])
    return tallies


def available_months(*, today: date) -> Months | None:
    """Return the months that are over since the first count or answer, or None before one is over."""
    firsts = (
        ReachCount.objects.aggregate(first=Min("day"))["first"],
        Evaluation.objects.aggregate(first=Min("answered_on"))["first"],
    )
    first = min((day for day in firsts if day), default=today)
    last = Month.of(today).plus(-1)
    return Months(Month.of(first), last) if Month.of(first) <= last else None


def _tally(row: dict[str, Any]) -> Tally:
    counts = tuple(tuple(row[f"{statement}_{level}"] for level in Agreement) for statement in Statement)
    return Tally(n=row["n"], counts=counts)
