"""Put the original behind each passage of a translation, so that readers can turn it back in place.

A passage is a paragraph, a heading or an item of a list. Both editions have the same ones in the same order, since the
page in another language is made of its original segment by segment. The originals are those of the same part of the
same page, so nothing comes along that this page does not show anyhow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bs4 import BeautifulSoup, Tag
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from hub.articles.domain.marks import marked
from hub.articles.domain.prose import PARSER
from hub.articles.domain.text import plain
from hub.articles.enums import FigureState
from hub.articles.models import ArticlePage, TiedFigure
from hub.articles.models.languages import is_translation
from hub.articles.results import ProseMark
from hub.common.languages import tag
from hub.translation.domain.reading import segments_shown

PASSAGES = ("p", "h2", "h3", "h4", "h5", "h6", "li", "blockquote")
TEMPLATE = "parts/passage.html"


def with_originals(page: ArticlePage, part: str, html: str, marks: Sequence[ProseMark]) -> SafeString:
    """Return a part of a page with the original behind each passage.

    An original itself only says its language, where the reader's is another.

    Parameters
    ----------
    page
        An edition of an article.
    part
        The name of its field.
    html
        The field as it is shown, with its figures marked.
    marks
        Those of its figures.
    """
    if not is_translation(page):
        return _in_its_language(page, html)
    original = page.original
    if original == page:
        return mark_safe(html)  # noqa: S308 - as it came
    soup = BeautifulSoup(html, PARSER)
    before = BeautifulSoup(marked(getattr(original, part), _marks_of(original, part, marks)), PARSER)
    ours, theirs = _passages(soup), _passages(before)
    if [each.name for each in ours] != [each.name for each in theirs]:
        return mark_safe(html)  # noqa: S308 - as it came
    in_english = untranslated(page)
    for passage, words in zip(ours, theirs, strict=True):
        _put_behind(passage, words, left=plain(str(words)) in in_english, language=tag(original.locale.language_code))
    return mark_safe(soup.decode(formatter="minimal"))  # noqa: S308 - rich text with elements around its passages


def _in_its_language(page: ArticlePage, html: str) -> SafeString:
    words = mark_safe(html)  # noqa: S308 - as it came
    own = tag(settings.LANGUAGE_CODE)
    if tag(get_language() or own) == own:
        return words
    return format_html('<div class="passages" lang="{}">{}</div>', own, words)


def untranslated(page: ArticlePage) -> frozenset[str]:
    """Return the passages of a page that are shown in the original language, as plain text."""
    return frozenset(plain(each.source) for each in segments_shown(page) if each.text is None)


def _passages(soup: BeautifulSoup) -> list[Tag]:
    return [each for each in soup.find_all(PASSAGES) if not each.find(PASSAGES) and plain(str(each))]


def _put_behind(passage: Tag, original: Tag, *, left: bool, language: str) -> None:
    """Wrap a passage; of an item of a list, what is in it."""
    inside = passage.name == "li"
    words, before = (passage.decode_contents(formatter="minimal"), original.decode_contents(formatter="minimal"))
    if not inside:
        words, before = passage.decode(formatter="minimal"), original.decode(formatter="minimal")
    context = {"words": mark_safe(words), "original": mark_safe(before), "left": left, "language": language}  # noqa: S308
    wrapped = BeautifulSoup(render_to_string(TEMPLATE, context).strip(), PARSER)
    if inside:
        passage.clear()
        passage.append(wrapped)
    else:
        passage.replace_with(wrapped)


def _marks_of(original: ArticlePage, part: str, marks: Sequence[ProseMark]) -> list[ProseMark]:
    """Lead the figures of the original to the entries of those that they became; none if they do not pair."""
    figures = [each for each in original.tied_figures.all() if each.field == part and _is_marked(each)]
    if len(figures) != len(marks):
        return []
    pairs = zip(sorted(figures, key=lambda each: each.start), sorted(marks, key=lambda each: each.start), strict=True)
    return [replace(mark, start=figure.start, end=figure.end, anchor="") for figure, mark in pairs]


def _is_marked(figure: TiedFigure) -> bool:
    """Whether a figure has a mark in both editions; one in words alone is not found again in another language."""
    return figure.state != FigureState.UNTIED and any(character.isdigit() for character in figure.quote)
