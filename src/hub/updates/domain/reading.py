"""What readers see of impact: updates that are published, and suggestions that became articles."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet
from wagtail.models import Site

from hub.articles.models import ArticlePage
from hub.suggestions.enums import SuggestionState
from hub.suggestions.models import Suggestion
from hub.updates.models import ImpactUpdate
from hub.updates.results import LedTo

NEWEST = 50


def published_updates() -> QuerySet[ImpactUpdate]:
    """Return the published updates, newest first."""
    return ImpactUpdate.objects.filter(published_at__isnull=False)


def articles_of(update: ImpactUpdate, *, site: Site) -> list[LedTo]:
    """Return the articles of an update that readers can see."""
    chosen = list(update.articles.values_list("article_id", flat=True))
    found = {page.pk: page for page in _live(site).filter(pk__in=chosen)}
    return _led_to([found[pk] for pk in chosen if pk in found])


def suggested_articles(*, site: Site) -> list[LedTo]:
    """Return the articles that readers suggested, newest first."""
    suggested = _that_led_on().values("article")
    return _led_to(list(_live(site).filter(pk__in=suggested).order_by("-first_published_at", "-pk")[:NEWEST]))


def _that_led_on() -> QuerySet[Suggestion]:
    """Return the suggestions of which editors said that they led to an article; a merged one counts with its other."""
    return Suggestion.objects.filter(state=SuggestionState.PUBLISHED, article__isnull=False)


def _live(site: Site) -> QuerySet[ArticlePage]:
    return ArticlePage.objects.live().public().descendant_of(site.root_page)


def _led_to(pages: Iterable[ArticlePage]) -> list[LedTo]:
    pages = list(pages)
    marks: dict[int, bool] = {}
    contributors = Exists(Suggestion.objects.filter(merged_into=OuterRef("pk"), from_contributor=True))
    led_on = _that_led_on().filter(article__in=pages).annotate(merged_mark=contributors)
    for article_id, mark, merged in led_on.values_list("article_id", "from_contributor", "merged_mark"):
        marks[article_id] = marks.get(article_id, False) or mark or merged
    return [
        LedTo(title=shown.title, url=shown.url, suggested=page.pk in marks, by_contributor=marks.get(page.pk, False))
        for page, shown in ((page, page.localized) for page in pages)
    ]
