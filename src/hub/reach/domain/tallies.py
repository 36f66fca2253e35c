"""Read what was counted and answered, per article and time, as far as the times are over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db.models import Count, Min, QuerySet, Sum
from django.db.models.functions import ExtractMonth, ExtractYear

from hub.access.models import AttestationRecord
from hub.articles.models import ArticlePage
from hub.evaluation.domain.tallies import evaluated_articles
from hub.evaluation.models import Evaluation
from hub.evaluation.results import Month, Months
from hub.reach.models import ReachCount
from hub.reach.results import ReachTally

Reach = dict[int, dict[Month, ReachTally]]


def published_articles() -> QuerySet[ArticlePage]:
    """Return every article that was ever published, in its original language."""
    return evaluated_articles().public().order_by("title", "pk")


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


def confirmations_by_month(field: str, *, today: date) -> dict[Month, dict[str, ReachTally]]:
    """Return the confirmations at the gate in each month that is over, by country or profession."""
    rows = (
        AttestationRecord.objects.filter(time__date__lt=Month.of(today).first_day)
        .annotate(year=ExtractYear("time"), month=ExtractMonth("time"))
        .order_by()
        .values(field, "year", "month")
        .annotate(n=Count("pk"))
    )
    tallies: dict[Month, dict[str, ReachTally]] = defaultdict(dict)
    for row in rows:
        tallies[Month(row["year"], row["month"])][row[field]] = ReachTally(n=row["n"])
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
