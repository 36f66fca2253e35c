"""The mark at the end of an article, and the bars of the reports."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext

from hub.articles.models import ArticlePage
from hub.common import wording
from hub.evaluation.domain.labels import labelled
from hub.evaluation.enums import Statement
from hub.evaluation.results import Breakdown, ConfidenceInterval, Months
from hub.reach.domain.counting import shortest_read
from hub.reach.results import GrantReport

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
    heading = gettext("Country") if field == "country" else gettext("Profession")
    return {"parts": rows, "heading": heading}


@register.simple_tag
def months_words(months: Months) -> str:
    """Write a period in the reader's language."""
    first, last = (date_format(month.first_day, "YEAR_MONTH_FORMAT") for month in (months.first, months.last))
    return first if first == last else gettext("%(first)s to %(last)s") % {"first": first, "last": last}


@register.simple_tag
def independence(report: GrantReport) -> dict[str, Any]:
    """Return the independence statement in the reader's language, or in English if the report has no other."""
    text = dict(report.independence_in).get(wording.language())
    return {"text": text or report.independence, "english": text is None}


@register.simple_tag
def interval_words(share: float, interval: ConfidenceInterval) -> str:
    """Write a share with its interval."""
    whole = wording.percent(share)
    return f"{whole} ({100 * interval.low:.0f}–{100 * interval.high:.0f})"
