"""Divides a strand into sentences and clauses."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from hub.translation.domain.guard.markup import TAG

_STRONG = re.compile(r"[.;:?!…]+(?=[\s\ue000)\]”»\"']|$)|[¿¡]|\s[—–]\s|—")
_WEAK = re.compile(r",(?=\s|$)")
_ABBREVIATED = re.compile(
    r"\b(?:e\.\s?g|i\.\s?e|approx|etc|Dr|Prof|cf|p\.\s?ej|z\.\s?B|d\.\s?h|p\.\s?ex|ca|Sr|Sra|al|vs|St)\.", re.IGNORECASE
)


class Clauses(NamedTuple):
    """A text divided at full stops and the like, and at commas as well."""

    strong: list[str]
    weak: list[str]


@lru_cache(maxsize=1024)
def clauses(text: str) -> Clauses:
    """Divide a text; parts without a word or a token are left out."""
    plain = _ABBREVIATED.sub(lambda found: found.group().replace(".", ""), text)
    strong = [part for part in _STRONG.split(plain) if _says_something(part)]
    return Clauses(strong, [piece for part in strong for piece in _WEAK.split(part) if _says_something(piece)])


def _says_something(part: str) -> bool:
    return bool(re.search(r"[\w\ue001]", part.replace(TAG, "")))
