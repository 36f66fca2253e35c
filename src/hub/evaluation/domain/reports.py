"""Summarise evaluations per article and overall, for editors."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Count, Min, Q
from django.db.models.functions import ExtractQuarter, ExtractYear, Lower

from hub.articles.models import ArticlePage
from hub.evaluation.domain.intervals import mean_interval, mean_of_levels, wilson_interval
from hub.evaluation.domain.small_groups import releasable, releasable_overall
from hub.evaluation.enums import Agreement, Statement
from hub.evaluation.models import Evaluation
from hub.evaluation.results import (
    ALL_TIME,
    SMALLEST_GROUP,
    ArticleSummary,
    GroupSummary,
    Period,
    Quarter,
    Report,
    StatementSummary,
    Tally,
)

_LEVELS = {
    f"{statement}_{level}": Count("pk", filter=Q((statement.value, level)))
    for statement in Statement
    for level in Agreement
}


def summarise(*, period: Period = ALL_TIME) -> Report:
    """Summarise the answers to every article that has ever been published, by title.

    Parameters
    ----------
    period
        One of ``available_periods``; all time by default.
    """
    tallies = _tallies()
    originals = ArticlePage.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
    pages = originals.filter(first_published_at__isnull=False).order_by(Lower("title"), "pk")
    overall = releasable_overall(tallies.values(), period)
    return Report(
        overall=summarise_group(overall) if overall else None,
        articles=tuple(
            ArticleSummary(page_id=pk, title=title, group=_article_group(tallies.get(pk, {}), period))
            for pk, title in pages.values_list("pk", "title")
        ),
    )


def released_comments() -> dict[int, list[str]]:
    """Return the comments that editors may read, by article, in alphabetical order so that none can be dated.

    None are released while an article has fewer than ``SMALLEST_GROUP`` answers.
    """
    per_article = Evaluation.objects.values("article_id").annotate(n=Count("pk"))
    large = per_article.filter(n__gte=SMALLEST_GROUP).values("article_id")
    comments = defaultdict(list)
    for page_id, comment in (
        Evaluation.objects.filter(article_id__in=large).exclude(comment="").values_list("article_id", "comment")
    ):
        comments[page_id].append(comment)
    return {page_id: sorted(texts, key=lambda text: (text.casefold(), text)) for page_id, texts in comments.items()}


def available_periods(*, today: date) -> list[Period]:
    """Return all time, then the years and quarters since the first answer, latest first."""
    first = Evaluation.objects.aggregate(first=Min("answered_on"))["first"] or today
    end = _quarter_of(today)
    periods = [ALL_TIME]
    for year in range(end.year, first.year - 1, -1):
        quarters = [Quarter(year, number) for number in (4, 3, 2, 1)]
        periods.append(Period(key=str(year), label=str(year), first=quarters[-1], last=quarters[0]))
        periods += [
            Period(key=f"{year}-q{quarter.number}", label=str(quarter), first=quarter, last=quarter)
            for quarter in quarters
            if _quarter_of(first) <= quarter <= end
        ]
    return periods


def summarise_group(tally: Tally) -> GroupSummary:
    """Return means, shares and their intervals for a group that may be shown."""
    statements = zip(Statement, tally.counts, strict=True)
    return GroupSummary(
        n=tally.n, statements=tuple(_summarise_statement(statement, counts) for statement, counts in statements)
    )


def _summarise_statement(statement: Statement, counts: tuple[int, ...]) -> StatementSummary:
    n = sum(counts)
    agreeing = counts[Agreement.AGREE - 1] + counts[Agreement.STRONGLY_AGREE - 1]
    return StatementSummary(
        statement=statement,
        counts=counts,
        mean=mean_of_levels(counts),
        mean_interval=mean_interval(counts),
        agreeing=agreeing / n,
        agreeing_interval=wilson_interval(agreeing, n),
    )


def _article_group(quarters: dict[Quarter, Tally], period: Period) -> GroupSummary | None:
    tally = releasable(quarters, period)
    return summarise_group(tally) if tally else None


def _tallies() -> dict[int, dict[Quarter, Tally]]:
    rows = (
        Evaluation.objects.annotate(year=ExtractYear("answered_on"), quarter=ExtractQuarter("answered_on"))
        .values("article_id", "year", "quarter")
        .annotate(n=Count("pk"), **_LEVELS)
    )
    tallies: dict[int, dict[Quarter, Tally]] = defaultdict(dict)
    for row in rows:
        tallies[row["article_id"]][Quarter(row["year"], row["quarter"])] = _tally(row)
    return tallies


def _tally(row: dict[str, Any]) -> Tally:
    counts = tuple(tuple(row[f"{statement}_{level}"] for level in Agreement) for statement in Statement)
    return Tally(n=row["n"], counts=counts)


def _quarter_of(day: date) -> Quarter:
    return Quarter(day.year, (day.month + 2) // 3)
