"""The prose of an article as plain text, field by field, and where a learning objective lies in it."""

from __future__ import annotations

from collections.abc import Iterator

from wagtail.fields import RichTextField

from hub.articles.domain.prose import plain_text
from hub.articles.enums import FigureField
from hub.articles.models import ArticlePage


def texts_of(page: ArticlePage) -> dict[FigureField, str]:
    """Return what an article's fields say in plain text, in the order of ``FigureField``; empty ones are left out."""
    texts = {field: _text(page, field) for field in FigureField}
    return {field: text for field, text in texts.items() if text.strip()}


def _text(page: ArticlePage, field: FigureField) -> str:
    if field is FigureField.LEARNING_OBJECTIVES:
        return "\n".join(text for _, text in objectives(page))
    value = getattr(page, field) or ""
    return plain_text(value) if isinstance(page._meta.get_field(field), RichTextField) else value


def objectives(page: ArticlePage) -> Iterator[tuple[int, str]]:
    """Return each learning objective after the place at which it begins in the text of them all."""
    start = 0
    for entry in page.learning_objectives.all():
        text = entry.text.replace("\n", " ")
        yield start, text
        start += len(text) + 1
