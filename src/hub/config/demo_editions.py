"""The demo hub's editions in other languages, from the files in ``demo/translations``.

Each file has the texts of one article in the order of its own file, so the two are read side by side.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from wagtail.models import Locale

from hub.articles.models import ArticlePage, TopicPage
from hub.translation.domain.given import GivenTextError, take_edition, take_terms, take_words

PLAIN = ("title", "standfirst", "target_audience")
RICH = ("study_summary", "safety", "key_learning", "limitations", "plain_language_summary")


class EditionError(ValueError):
    """A file of an edition cannot be taken; the message says which and why."""


def load_editions(
    *, originals: dict[str, dict[str, Any]], editions: dict[Path, dict[str, Any]], now: datetime
) -> Iterator[str]:
    """Publish editions in other languages.

    Parameters
    ----------
    originals
        The files of articles by their slug.
    editions
        The files of editions by their path; the folder is the language.

    Raises
    ------
    EditionError
        If a file is not a whole edition of its article, with the same figures.
    """
    for path, entry in editions.items():
        locale = Locale.objects.get(language_code=path.parent.name)
        original = originals[entry["article"]]
        try:
            take_terms(locale=locale, wordings=entry["glossary"])
            take_words(locale=locale, wordings=entry["words"], now=now)
            _topics(locale, entry, now)
            page = take_edition(
                page=ArticlePage.objects.get(slug=entry["article"], locale__language_code="en-gb"),
                locale=locale,
                texts=dict(_pairs(original, entry, path)),
                approved_as=entry["approved_by"],
                now=now,
            )
        except GivenTextError as problem:
            raise EditionError(f"{path.name}: {problem}") from problem
        yield f"Article “{page.title}”: published in {locale.get_display_name()}."


def _topics(locale: Locale, entry: dict[str, Any], now: datetime) -> None:
    texts = {_escaped(text): _escaped(words) for text, words in entry["topics"].items()}
    for topic in TopicPage.objects.filter(locale__language_code="en-gb"):
        take_edition(page=topic, locale=locale, texts=texts, approved_as=entry["approved_by"], now=now)


def _pairs(original: dict[str, Any], entry: dict[str, Any], path: Path) -> Iterator[tuple[str, str]]:
    for name in PLAIN:
        yield _escaped(original[name]), _escaped(entry[name])
    yield from zip(map(_escaped, original["objectives"]), map(_escaped, entry["objectives"]), strict=False)
    for name in RICH:
        texts, words = list(_flat(original.get(name, []))), list(_flat(entry.get(name, [])))
        if len(texts) != len(words):
            raise EditionError(f"{path.name}: {name} has {len(words)} paragraphs, its original {len(texts)}.")
        yield from zip(texts, words, strict=True)


def _escaped(text: str) -> str:
    return html.escape(text.strip(), quote=False)


def _flat(parts: Iterable[str | list[str]]) -> Iterator[str]:
    for part in parts:
        yield from [part.strip()] if isinstance(part, str) else [item.strip() for item in part]
