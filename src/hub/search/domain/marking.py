"""Marks the words that were searched for, and cuts the passage around the first of them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

AROUND = 110
PROSE = 120
"""A line of so many characters is prose; names and terms are shorter."""
_ENDING = r"\w{0,3}"


def pattern_for(wordings: Iterable[str]) -> re.Pattern[str] | None:
    """Return what finds the wordings, also with another ending: “relapse” in “relapses”."""
    stems = sorted({re.escape(_stem(wording)) for wording in wordings if wording}, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(stems)}){_ENDING}\b", re.IGNORECASE) if stems else None


def marked(text: str, pattern: re.Pattern[str] | None) -> SafeString:
    """Return a text with the words marked, and everything else escaped."""
    if pattern is None:
        return conditional_escape(text)
    parts, end = [], 0
    for found in pattern.finditer(text):
        parts += [conditional_escape(text[end : found.start()]), "<mark>", conditional_escape(found[0]), "</mark>"]
        end = found.end()
    parts.append(conditional_escape(text[end:]))
    return mark_safe("".join(parts))  # noqa: S308 - every part is escaped above


def excerpt(lines: str, pattern: re.Pattern[str] | None) -> SafeString | None:
    """Return the passage around the first word found in prose, or else the name or term that has it.

    Parameters
    ----------
    lines
        The words of an entry: each line is a paragraph, a name or a term, and no passage runs over its end.
    pattern
        What to find; without it, or if it is not found, there is no passage.
    """
    having = [line for line in lines.splitlines() if pattern and pattern.search(line)]
    if pattern is None or not having:
        return None
    text = next((line for line in having if len(line) >= PROSE), having[0])
    found = next(pattern.finditer(text))
    return _around(text, found, pattern)


def _around(text: str, found: re.Match[str], pattern: re.Pattern[str]) -> SafeString:
    start = max(0, found.start() - AROUND)
    end = min(len(text), found.end() + AROUND)
    if start:
        start = text.find(" ", start, found.start()) + 1 or found.start()
    if end < len(text):
        end = text.rfind(" ", found.end(), end) if " " in text[found.end() : end] else found.end()
    cut = " ".join(text[start:end].split())
    return mark_safe(f"{'… ' if start else ''}{marked(cut, pattern)}{' …' if end < len(text) else ''}")  # noqa: S308


def _stem(wording: str) -> str:
    return wording[:-1] if len(wording) > 4 and wording[-1] in "se" else wording
