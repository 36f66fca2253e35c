"""Count what readers do, one small update for each page.

A page is never lost for its count: when the database refuses one, the log says so and the reader reads on.
"""

from __future__ import annotations

import logging
from datetime import date, datetime

from django.db import DatabaseError
from django.db.models import F
from django.http import HttpRequest

from hub.articles.domain.text import reading_minutes
from hub.articles.models import ArticlePage
from hub.reach.domain.people import asks_to_be_left_alone, is_browser, is_reading
from hub.reach.domain.readers_of_day import begin_visit, current_visit, end_visit
from hub.reach.models import ReachCount

logger = logging.getLogger(__name__)


def count_gate_view(request: HttpRequest, page: ArticlePage, *, now: datetime) -> None:
    """Count that the gate was shown in an article's place."""
    if is_reading(request):
        add_counts(page.original.pk, now.date(), _language(page), gate_views=1)


def count_summary_view(request: HttpRequest, page: ArticlePage, *, now: datetime) -> None:
    """Count a view of an article's plain-language summary."""
    if is_reading(request):
        add_counts(page.original.pk, now.date(), _language(page), summary_views=1)


def count_view(request: HttpRequest, page: ArticlePage, *, now: datetime) -> None:
    """Count a view of an article, and its reader once a day.

    A reader whose browser sends Global Privacy Control or Do Not Track is not recognised, so only the view counts.
    """
    if not is_reading(request):
        return
    article_id, language = page.original.pk, _language(page)
    known = asks_to_be_left_alone(request) or not begin_visit(request, article_id, language=language, now=now)
    add_counts(article_id, now.date(), language, views=1, **({} if known else {"reader_days": 1}))


def count_completed_read(request: HttpRequest, article: ArticlePage, *, now: datetime) -> bool:
    """Count that the end of an article was reached, once a day for a reader; say whether it was counted.

    Not if the reader did not open it today, or so short a time ago that nobody can have read it.
    """
    visit = current_visit(request, article.pk, now=now) if is_browser(request) else None
    if visit is None:
        return False
    began, language = visit
    if now.timestamp() - began < shortest_read(article) or not end_visit(request, article.pk, now=now):
        return False
    add_counts(article.pk, now.date(), language, completed_reads=1)
    return True


def shortest_read(article: ArticlePage) -> float:
    """Return the seconds below which nobody has read an article: a quarter of the reading time of its prose."""
    texts = (article.study_summary, article.safety, article.key_learning, article.limitations)
    return reading_minutes(texts) * 60 / 4


def add_counts(article_id: int, day: date, language: str, **more: int) -> None:
    """Add to the counts of an article, day and language, making their row when it is the first.

    Parameters
    ----------
    more
        How much to add, by the name of the count. Adding happens in the database, so counts of two
        processes at the same moment are both kept.
    """
    rows = ReachCount.objects.filter(article_id=article_id, day=day, language=language)
    addition = {name: F(name) + number for name, number in more.items()}
    try:
        if not rows.update(**addition):
            row = ReachCount(article_id=article_id, day=day, language=language)
            ReachCount.objects.bulk_create([row], ignore_conflicts=True)
            rows.update(**addition)
    except DatabaseError:
        logger.exception("A view of article %s was not counted.", article_id)


def _language(page: ArticlePage) -> str:
    return page.locale.language_code
