"""Which articles to read next: those that share most with one, newest first."""

from __future__ import annotations

from django.db.models import Case, IntegerField, QuerySet, Value, When
from wagtail.models import Site

from hub.articles.domain.collections import published
from hub.articles.domain.listing import Teaser, teasers_with_topics
from hub.articles.models import ArticlePage

MOST = 3
# One study in another article tells most, then a series that was meant to be read together.
SAME_STUDY, SAME_SERIES, SAME_CONDITION, SAME_TOPIC, SAME_CONGRESS = 16, 8, 4, 2, 1


def related_articles(page: ArticlePage) -> list[Teaser]:
    """Return teasers of the articles that are closest to one, at most three.

    Articles of the same study come first, then those of the same series, condition, topic and congress; of two that
    are as close, the newer one. An article that shares none of these has no related articles.
    """
    original = page.original
    site = original.get_site()
    if site is None:
        return []
    found = _close(original, site)
    return teasers_with_topics(found)


def _close(page: ArticlePage, site: Site) -> QuerySet[ArticlePage]:
    shared = Value(0)
    for weight, lookup in _ties(page):
        shared = shared + Case(When(**lookup, then=Value(weight)), default=Value(0), output_field=IntegerField())
    others = published(site).exclude(pk=page.pk).annotate(shared=shared).filter(shared__gt=0)
    return others.order_by("-shared", "-first_published_at", "-pk")[:MOST]


def _ties(page: ArticlePage) -> list[tuple[int, dict[str, object]]]:
    parent = page.get_parent()
    ties: list[tuple[int, dict[str, object] | None]] = [
        (SAME_STUDY, {"study": page.study_id} if page.study_id else None),
        (SAME_SERIES, {"series": page.series_id} if page.series_id else None),
        (SAME_CONDITION, {"study__condition__iexact": page.study.condition} if page.study else None),
        (SAME_TOPIC, {"path__startswith": parent.path} if parent.depth > 2 else None),
        (SAME_CONGRESS, {"congress": page.congress_id} if page.congress_id else None),
    ]
    return [(weight, lookup) for weight, lookup in ties if lookup]
