"""The form at the end of an article, and the bars of the editors' report."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext

from hub.articles.models import ArticlePage
from hub.common import wording
from hub.evaluation.domain import labels
from hub.evaluation.domain.bars import DivergingBar, diverging_bar
from hub.evaluation.enums import Statement
from hub.evaluation.forms import EvaluationForm
from hub.evaluation.results import Breakdown, ConfidenceInterval, StatementSummary

register = template.Library()


@register.inclusion_tag("evaluation/form.html")
def evaluation_form(page: ArticlePage) -> dict[str, Any]:
    """Show the empty form, the same for every reader; editions in other languages are evaluated with their original."""
    addresses = (
        {name: reverse(f"evaluation:{name}", args=[page.original.pk]) for name in ("answer", "mine")} if page.pk else {}
    )
    return {"form": EvaluationForm(), "action": addresses.get("answer"), "mine": addresses.get("mine")}


@register.inclusion_tag("evaluation/diverging_bar.html")
def distribution(summary: StatementSummary, *, small: bool = False) -> dict[str, DivergingBar | bool]:
    """Draw how many answers there are at each level; a small bar stands without its digits."""
    return {"bar": diverging_bar(summary.counts), "small": small}


@register.simple_tag
def mean_words(summary: StatementSummary) -> str:
    """Write a mean with its interval."""
    mean, interval = wording.decimals(summary.mean, 2), summary.mean_interval
    if interval is None:
        return gettext("%(mean)s (all the same)") % {"mean": mean}
    return f"{mean} ({wording.decimals(interval.low, 2)}–{wording.decimals(interval.high, 2)})"


@register.simple_tag
def share_words(summary: StatementSummary) -> str:
    """Write the share agreeing with its interval."""
    return _share(summary.agreeing, summary.agreeing_interval)


@register.simple_tag
def labelled(field: str, parts: Iterable[Any]) -> list[tuple[str, Any]]:
    """Name countries or professions in the reader's language, in the order of the words."""
    return labels.labelled(field, parts)


@register.inclusion_tag("evaluation/breakdown.html")
def breakdown_table(parts: Breakdown, field: str, heading: str, caption: str) -> dict[str, Any]:
    """Show the share agreeing with each statement, by country or profession."""
    rows = [(label, part.n, [_share(*share) for share in part.shares]) for label, part in labels.labelled(field, parts)]
    return {"rows": rows, "heading": heading, "caption": caption, "statements": list(Statement)}


def _share(share: float, interval: ConfidenceInterval) -> str:
    return f"{wording.percent(share)} ({100 * interval.low:.0f}–{100 * interval.high:.0f})"
