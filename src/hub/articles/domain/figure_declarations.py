"""Editors' declarations found again in the text that they are about."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from functools import lru_cache

from hub.articles.domain.prose import Place
from hub.articles.domain.wording import same_length
from hub.articles.enums import FigureField
from hub.articles.models import FigureDeclaration

MOST_OCCURRENCES = 32_767
"""The column of the smallest size that holds it; a text with more equal figures counts no further."""


def quoted_place(text: str, quote: str, occurrence: int) -> Place | None:
    """Return where a quote stands for the given time in a text, as a whole and not inside a longer number."""
    found = list(_quotes(text, quote))
    return found[occurrence - 1] if 0 < occurrence <= len(found) else None


def occurrence_of(text: str, start: int, end: int) -> int:
    """Return which of equal quotes the one at a place is, counted from 1."""
    return min(max(1, bisect_right(_starts(text, text[start:end]), start)), MOST_OCCURRENCES)


@lru_cache(maxsize=256)
def _starts(text: str, quote: str) -> tuple[int, ...]:
    """Return where a quote stands; kept, since equal figures of one text ask the same."""
    return tuple(place[0] for place in _quotes(text, quote))


def _quotes(text: str, quote: str) -> Iterable[Place]:
    words = same_length(quote).split()
    if not words:
        return
    pattern = r"\s+".join(re.escape(word) for word in words)
    for match in re.finditer(rf"(?<![\w.,])(?<!\d[.,]){pattern}(?!\w)(?![.,]\d)", same_length(text)):
        yield match.span()


def declared_places(
    declarations: Iterable[FigureDeclaration], texts: Mapping[FigureField, str]
) -> tuple[dict[tuple[FigureField, Place], FigureDeclaration], list[FigureDeclaration]]:
    """Find the declarations in the texts.

    Returns
    -------
    tuple
        The declarations by their places, the first where several are about one, and those that are found nowhere.
    """
    found: dict[tuple[FigureField, Place], FigureDeclaration] = {}
    stale = []
    for declaration in declarations:
        field = FigureField(declaration.field)
        place = quoted_place(texts.get(field, ""), declaration.quote, declaration.occurrence)
        if place is None:
            stale.append(declaration)
        else:
            found.setdefault((field, place), declaration)
    return found, stale
