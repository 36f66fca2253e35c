"""The form at the end of an article, and the bars of the editors' report."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse

from hub.articles.models import ArticlePage
from hub.evaluation.domain.bars import DivergingBar, diverging_bar
from hub.evaluation.forms import EvaluationForm
from hub.evaluation.results import StatementSummary

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
    interval = summary.mean_interval
    if interval is None:
        return f"{summary.mean:.2f} (all the same)"
    return f"{summary.mean:.2f} ({interval.low:.2f}–{interval.high:.2f})"


@register.simple_tag
def share_words(summary: StatementSummary) -> str:
    """Write the share agreeing with its interval."""
    interval = summary.agreeing_interval
    return f"{100 * summary.agreeing:.0f}% ({100 * interval.low:.0f}–{100 * interval.high:.0f})"
