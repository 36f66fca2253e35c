"""What the article templates ask for; the answers come from ``hub.articles.domain``."""

from __future__ import annotations

import json
import re
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page as ListPage
from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext
from wagtail import hooks
from wagtail.models import Page, Site

from hub.articles.domain import listing
from hub.articles.domain.article_view import article_view, sections_of
from hub.articles.domain.collections import has_any
from hub.articles.domain.disclosures import byline_of, people_listed
from hub.articles.domain.marks import marked, open_checks
from hub.articles.domain.related import related_articles
from hub.articles.domain.structured_data import structured_data
from hub.articles.domain.text import is_empty
from hub.articles.models import ArticlePage, Congress, HomePage, Series, TopicPage
from hub.articles.models.addresses import PublicAddress
from hub.articles.models.languages import address_here
from hub.articles.results import ArticleChecks, ArticleView, CheckedFigure, Section
from hub.common import languages
from hub.common.templatetags.hub import head_of
from hub.studies.domain import display

register = template.Library()

# Browsers may break a line after the dash of an interval, which would part its limits, and inside “25 of 30”.
# A number may have points, commas and narrow spaces in it, and “of” is one of a few words.
_TOGETHER = re.compile(
    r"\d[\d.,\u00a0\u202f]*–\d[\d.,\u00a0\u202f]*\d|\d–\d"
    r"|\d[\d.,\u00a0\u202f]* (?:of|de|sur|von|su) \d(?:[\d.,\u00a0\u202f]*\d)?|log-log"
)

# What could end the script element or start markup inside it, as escapes that JSON understands.
_SCRIPT_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.simple_tag(name="article_view")
def article_view_tag(page: ArticlePage) -> ArticleView:
    """Return everything an article shows beyond its own fields."""
    return article_view(page, today=timezone.localdate())


@register.simple_tag
def article_sections(page: ArticlePage, view: ArticleView) -> tuple[Section, ...]:
    """Return the table of contents."""
    return sections_of(page, view)


@register.simple_tag
def objectives(page: ArticlePage) -> list[str]:
    """Return the learning objectives, for a teaser."""
    return [entry.text for entry in page.learning_objectives.all()]


@register.simple_tag
def byline(page: ArticlePage) -> str:
    """Return the authors' names, for a teaser."""
    return byline_of(page.contributions.select_related("person").all())


@register.simple_tag(name="structured_data")
def structured_data_tag(page: ArticlePage) -> SafeString:
    """Return the article's public facts for search engines.

    A data block is not executed, so the content security policy needs no nonce for it, and the
    page stays the same for every reader.
    """
    text = json.dumps(structured_data(page), ensure_ascii=False).translate(_SCRIPT_ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308 - escaped above


@register.inclusion_tag("parts/alternates.html")
def alternates_of_page(page: PublicAddress, subpage: str = "") -> dict[str, Any]:
    """Name a page, or a part of it with an address of its own, in each language that it is published in."""
    own = page.locale.language_code if page.locale_id else settings.LANGUAGE_CODE
    editions = {code: f"{address}{subpage}" for code, address in page.edition_urls.items()}
    addresses = {**editions, own: f"{page.canonical_url}{subpage}"} if page.pk else {}
    return head_of(addresses, own)


@register.simple_tag
def latest_articles(home: HomePage) -> list[listing.Teaser]:
    """Return teasers of the newest articles."""
    return listing.latest_teasers(home)


@register.simple_tag
def topics(home: HomePage) -> list[listing.TopicEntry]:
    """Return the hub's topics with the numbers of their articles."""
    return listing.topic_entries(home)


@register.inclusion_tag("articles/parts/browse.html", takes_context=True)
def browse_links(context: dict[str, Any]) -> dict[str, Any]:
    """Lead to the lists that have anything in them."""
    site = Site.find_for_request(context["request"])
    return {"congresses": site and has_any(Congress, site), "series": site and has_any(Series, site)}


@register.simple_tag(name="related_articles")
def related_articles_tag(page: ArticlePage) -> list[listing.Teaser]:
    """Return the articles to read next."""
    return related_articles(page) if page.pk else []


@register.simple_tag(takes_context=True)
def topic_articles(context: dict[str, Any], topic: TopicPage) -> ListPage[listing.Teaser]:
    """Return the page of a topic's articles that the address asks for."""
    return listing.topic_teasers(topic, context["request"].GET.get("page", "1"))


@register.simple_tag(takes_context=True)
def marked_prose(context: dict[str, Any], rich_text: str, checks: ArticleChecks, part: str) -> SafeString:
    """Return a part of the article with its figures marked.

    Who has more to say of it on a page in another language does so by the Wagtail hook ``article_prose``.
    """
    marks = [mark for mark in checks.marks if mark.field == part]
    html = marked(rich_text, marks)
    for add in hooks.get_hooks("article_prose"):
        html = add(context["page"], part, html, marks)
    return html


@register.simple_tag(name="open_checks")
def open_checks_tag(page: ArticlePage) -> ArticleChecks:
    """Return how the figures of the plain-language summary were checked, as far as everyone may know."""
    return open_checks(page)


@register.filter
def of_result(checks: ArticleChecks, result_id: int) -> CheckedFigure | None:
    """Return how the figure of a stored result was checked."""
    return checks.by_result.get(result_id)


@register.filter
def has_words(rich_text: str) -> bool:
    """Whether rich text holds any word."""
    return not is_empty(rich_text or "")


@register.filter
def in_sentence(text: str) -> str:
    """Return words with small letters, where the language writes nouns with them."""
    return display.in_sentence(text)


@register.simple_tag
def written_by(article: ArticleView) -> SafeString:
    """Return the byline: each author leads to the list of people."""
    links = [format_html('<a href="#people">{}</a>', person.name_with_credentials) for person in article.byline]
    names = people_listed(links)
    return mark_safe(gettext("By %(authors)s") % {"authors": names})  # noqa: S308 - every name is escaped


@register.filter
def keep_figures(text: str) -> SafeString:
    """Keep the limits of each interval, and a count with its whole, on one line."""
    return mark_safe(_TOGETHER.sub(r'<span class="nowrap">\g<0></span>', conditional_escape(text)))  # noqa: S308 - escaped


@register.simple_tag
def lang_of(page: Page) -> SafeString:
    """Say that a page's words are in another language than those around them."""
    own = languages.tag(page.locale.language_code if page.locale_id else settings.LANGUAGE_CODE)
    return mark_safe("") if own == languages.tag(get_language() or own) else format_html(' lang="{}"', own)


@register.filter
def address(page: Page) -> str:
    """Return where a page is among those of the reader's language."""
    return address_here(page)
