"""Who pays, on the pages of other apps."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils import timezone

from hub.articles.models import ArticlePage
from hub.common.models import HubSettings
from hub.funding.domain import article_funding, current_supports, independence_statement

register = template.Library()


@register.inclusion_tag("funding/independence_statement.html", takes_context=True, name="independence_statement")
def show_independence_statement(context: dict[str, Any]) -> dict[str, str]:
    """Say who supports the hub today, and that they have no influence; link to the funders page."""
    return {"statement": independence_statement_text(context)}


@register.simple_tag(takes_context=True)
def independence_statement_text(context: dict[str, Any]) -> str:
    """Return the independence statement of today."""
    today = timezone.localdate()
    name = HubSettings.for_request(context["request"]).name
    return independence_statement(name, current_supports(today=today), today=today)


@register.inclusion_tag("funding/article_funders.html")
def article_funders(page: ArticlePage) -> dict[str, Any]:
    """Say who paid for an article; accredited ones show names without logos."""
    return {
        "funding": article_funding(page, today=timezone.localdate()),
        "logos": not page.accredited,
    }
