"""Counts of reach and readers' browsers, made with as little as reach needs."""

from __future__ import annotations

from datetime import date
from typing import Any

from hub.articles.models import ArticlePage
from hub.reach.models import ReachCount

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
BROWSER = {"user-agent": FIREFOX, "accept": "text/html,application/xhtml+xml"}


def counts(page: ArticlePage, day: date, reader_days: int, **more: Any) -> None:
    """Store what was counted of an article on a day; every reader-day is one view."""
    fields = {"views": reader_days, "language": "en-gb", **more}
    ReachCount.objects.create(article=page, day=day, reader_days=reader_days, **fields)
