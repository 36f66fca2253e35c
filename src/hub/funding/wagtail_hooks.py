"""Put funding into Wagtail's menu, and into what an article needs before it is published."""

from __future__ import annotations

from django.utils import timezone
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from hub.articles.models import ArticlePage
from hub.funding.domain import missing_funding
from hub.funding.viewsets import FundingViewSetGroup

register_snippet(FundingViewSetGroup)


@hooks.register("article_required_parts")
def require_funding(page: ArticlePage) -> list[str]:
    """Say whether the article's funding is known."""
    return missing_funding(page, today=timezone.localdate())
