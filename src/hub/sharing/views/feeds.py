"""Feeds of the whole hub and of a topic. They hold teasers, which everyone may know, and nothing more."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import uuid5

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.html import escape
from django.utils.http import quote_etag
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from hub.articles.domain.listing import Teaser, articles_under, teasers_with_topics
from hub.articles.models import TopicPage
from hub.articles.models.languages import in_reader_language
from hub.common.languages import tag
from hub.common.models import HubSettings

NEWEST = 30


class _RssWithLanguage(Rss201rev2Feed):
    """RSS 2.0 whose media type names what it is."""

    content_type = "application/rss+xml; charset=utf-8"


KINDS = {"atom": Atom1Feed, "rss": _RssWithLanguage}


class ArticleFeed(Feed):
    """The newest articles at or below a page."""

    def __init__(self, kind: str) -> None:
        self.feed_type = KINDS[kind]
        self.kind = kind

    def get_object(self, request: HttpRequest, slug: str = "") -> dict[str, Any]:
        """Find what the feed is of."""
        site = Site.find_for_request(request)
        return {"page": _page(site, slug), "slug": slug, "hub": HubSettings.for_site(site)}

    def title(self, obj: dict[str, Any]) -> str:
        """Name the hub, and the topic."""
        name = str(obj["hub"].name)
        return f"{in_reader_language([obj['page']])[0].title} – {name}" if obj["slug"] else name

    def description(self, obj: dict[str, Any]) -> str:
        """Say what the hub is."""
        return str(obj["hub"].strapline)

    subtitle = description

    def link(self, obj: dict[str, Any]) -> str:
        """Lead to the page that the feed is of."""
        return str(in_reader_language([obj["page"]])[0].canonical_url)

    def feed_url(self, obj: dict[str, Any]) -> str:
        """Name the feed's own address."""
        name, arguments = ("topic_feed", [obj["slug"], self.kind]) if obj["slug"] else ("feed", [self.kind])
        return f"{settings.BASE_URL}{reverse(f'sharing:{name}', args=arguments)}"

    def items(self, obj: dict[str, Any]) -> Sequence[Teaser]:
        """List the newest articles."""
        return teasers_with_topics(articles_under(obj["page"])[:NEWEST])

    def item_title(self, item: Teaser) -> str:
        """Give the title."""
        return item.page.title

    def item_description(self, item: Teaser) -> str:
        """Give the introduction, which everyone can read, as the HTML that both kinds of feed have there."""
        return escape(item.page.standfirst)

    def item_link(self, item: Teaser) -> str:
        """Lead to the article, whose gate asks who reads."""
        return item.page.canonical_url

    def item_author_name(self, item: Teaser) -> str:
        """Name the authors."""
        return item.byline

    def item_guid(self, item: Teaser) -> str:
        """Identify an edition whatever becomes of its address (RFC 4122)."""
        key, language = item.page.translation_key, item.page.locale.language_code
        return (key if language == settings.LANGUAGE_CODE else uuid5(key, language)).urn

    item_guid_is_permalink = False

    def item_pubdate(self, item: Teaser) -> datetime | None:
        """Say when it was published first."""
        return item.page.first_published_at

    def item_updateddate(self, item: Teaser) -> datetime | None:
        """Say when it was published last."""
        return item.page.last_published_at

    def item_categories(self, item: Teaser) -> list[str]:
        """Name the topic."""
        return [item.topic.title] if item.topic else []

    def feed_copyright(self, obj: dict[str, Any]) -> str:
        """Say for whom the articles are."""
        return gettext("The articles are for healthcare professionals.")

    @property
    def language(self) -> str:
        """The reader's language, as the address says."""
        return tag(get_language() or settings.LANGUAGE_CODE)


def _page(site: Site | None, slug: str) -> Page:
    if site is None:
        raise Http404("There is no hub at this address.")
    if not slug:
        return site.root_page.specific
    topic = TopicPage.objects.live().public().child_of(site.root_page).filter(slug=slug).first()
    if topic is None:
        raise Http404("There is no such topic.")
    return topic


@require_safe
def feed(request: HttpRequest, kind: str, slug: str = "") -> HttpResponse:
    """Send a feed, unless the reader has just this one.

    It bears no date: the newest article's would not tell that an article was withdrawn.
    """
    response = ArticleFeed(kind)(request, **({"slug": slug} if slug else {}))
    del response["Last-Modified"]
    tag_of_content = quote_etag(hashlib.sha256(response.content).hexdigest())
    response["ETag"] = tag_of_content
    return get_conditional_response(request, etag=tag_of_content, response=response)
