"""Reads English counts in words."""

from __future__ import annotations

import re
from decimal import Decimal

from hub.translation.domain.guard.languages.english import ENGLISH

_VALUES = {"zero": 0, "a": 1, "one": 1, **{word: value for value, word in ENGLISH.cardinals.items()}, "twenty": 20}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}


def value_of_count(words: str) -> int:
    """Read "thirty", "twenty-one", "two hundred and fourteen"."""
    scaled = re.fullmatch(r"([\d.,·]+)\s(\w+)", words)
    if scaled:
        return int(Decimal(scaled[1].replace(",", "").replace("·", ".")) * _SCALES[scaled[2].lower()])
    total, group = 0, 0
    for word in re.findall(r"[a-z]+", words.lower()):
        if word in _SCALES and _SCALES[word] == 100:
            group = max(group, 1) * 100
        elif word in _SCALES:
            total, group = total + max(group, 1) * _SCALES[word], 0
        else:
            group += _VALUES.get(word, 0)
    return total + group
