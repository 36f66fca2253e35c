"""Articles and topics as lists of public teasers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.db.models import QuerySet
from wagtail.models import Page

from hub.articles.domain.disclosures import byline_of
from hub.articles.models import ArticlePage, HomePage, TopicPage
from hub.articles.models.languages import address_here, in_reader_language, original_page

PER_PAGE = 12
LATEST = 6


@dataclass(frozen=True)
class Teaser:
    """What everyone may know of an article."""

    page: ArticlePage
    topic: TopicPage | None
    byline: str

    @property
    def address(self) -> str:
        """Where it is read, in the reader's language or as its original."""
        return address_here(self.page)

    @property
    def topic_address(self) -> str:
        """Where its topic is."""
        return address_here(self.topic) if self.topic else ""


@dataclass(frozen=True)
class TopicEntry:
    """A topic with the number of its published articles."""

    page: TopicPage
    articles: int

    @property
    def address(self) -> str:
        """Where it is."""
        return address_here(self.page)


def articles_under(parent: Page) -> QuerySet[ArticlePage]:
    """Return the originals of published articles under a page that are not private, newest first, with their people."""
    return (
        _shown(ArticlePage)
        .descendant_of(original_page(parent))
        .order_by("-first_published_at", "-pk")
        .prefetch_related("contributions__person")
    )


def latest_teasers(home: HomePage) -> list[Teaser]:
    """Return the newest articles of the hub."""
    return teasers_with_topics(articles_under(home)[:LATEST])


def teasers_with_topics(articles: Iterable[ArticlePage]) -> list[Teaser]:
    """Return public articles of any topics as teasers, each with its topic, which is then public too."""
    originals = list(articles)
    paths = {_topic_path(original) for original in originals}
    topics = TopicPage.objects.live().filter(path__in=paths).select_related("locale")
    return _teasers(originals, {topic.path: topic for topic in topics})


def topic_teasers(topic: TopicPage, number: str | int) -> ListPage[Teaser]:
    """Return one page of a topic's articles; a number that is not there gives the nearest that is."""
    listed = Paginator(articles_under(topic), PER_PAGE).get_page(number)
    listed.object_list = _teasers(listed.object_list, {})
    return listed


def topics_of(home: Page) -> list[TopicPage]:
    """Return the published topics, in the editors' order."""
    return list(_shown(TopicPage).child_of(original_page(home)).order_by("path"))


def topic_entries(home: HomePage) -> list[TopicEntry]:
    """Return the topics with the numbers of their articles, with two queries whatever their number."""
    paths = _shown(ArticlePage).descendant_of(original_page(home)).values_list("path", flat=True)
    counted = Counter(path[: -Page.steplen] for path in paths)
    topics = topics_of(home)
    return [
        TopicEntry(shown, counted[topic.path]) for topic, shown in zip(topics, in_reader_language(topics), strict=True)
    ]


def _shown(kind: type[Page]) -> QuerySet[Any]:
    return kind.objects.live().public().select_related("locale")


def _topic_path(article: ArticlePage) -> str:
    return article.path[: -Page.steplen]


def _teasers(originals: Sequence[ArticlePage], topics: dict[str, TopicPage]) -> list[Teaser]:
    shown = in_reader_language(list(topics.values()))
    topics = dict(zip(topics, shown, strict=True))
    return [
        Teaser(edition, topics.get(_topic_path(original)), byline_of(original.contributions.all()))
        for original, edition in zip(originals, in_reader_language(originals), strict=True)
    ]
