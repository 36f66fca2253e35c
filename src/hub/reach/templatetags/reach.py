"""The mark at the end of an article, and the bars of the reports."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse

from hub.articles.models import ArticlePage
from hub.evaluation.domain.labels import labelled
from hub.evaluation.enums import Statement
from hub.evaluation.results import Breakdown, ConfidenceInterval
from hub.reach.domain.counting import shortest_read

register = template.Library()
WIDTH = 200


@register.inclusion_tag("reach/read_mark.html")
def read_mark(page: ArticlePage) -> dict[str, Any]:
    """Put the image at the end of an article that browsers ask for when the reader comes near."""
    if not page.pk:
        return {"address": None}
    original = page.original
    addresses = {
        "address": reverse("read_mark", args=[original.pk]),
        "style": reverse("read_end_style", args=[original.pk]),
    }
    return {**addresses, "after": shortest_read(original)}


@register.inclusion_tag("reach/share_bar.html")
def share_bar(share: float, interval: ConfidenceInterval) -> dict[str, Any]:
    """Draw a share as a bar with its interval as a line."""
    low, high = (round(WIDTH * end, 1) for end in (interval.low, interval.high))
    return {"width": round(WIDTH * share, 1), "low": low, "high": high, "words": interval_words(share, interval)}


@register.inclusion_tag("reach/part_rows.html")
def part_rows(field: str, parts: Breakdown) -> dict[str, Any]:
    """Show the share agreeing with each statement by country or profession, narrow enough for a phone."""
    rows = [
        (
            label,
            part,
            [(statement, interval_words(*share)) for statement, share in zip(Statement, part.shares, strict=True)],
        )
        for label, part in labelled(field, parts)
    ]
    return {"parts": rows, "field": field}


@register.simple_tag
def interval_words(share: float, interval: ConfidenceInterval) -> str:
    """Write a share with its interval."""
    return f"{100 * share:.0f}% ({100 * interval.low:.0f}–{100 * interval.high:.0f})"
