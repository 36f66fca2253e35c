"""Lists and whole numbers in the language of the reader, as CLDR writes them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from babel import Locale
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent
from django.utils.translation import get_language

ORIGINAL = "en"
"""The language in which the hub's texts are written."""
_REGIONS = {ORIGINAL: "en_GB", "pt": "pt_PT"}
_STYLES = {"and": "standard", "or": "or"}
# Before its own sound a Spanish conjunction takes another form; CLDR leaves that to its users.
_SPANISH = {
    "and": (re.compile(r"h?[ií](?![aeouáéóú])", re.IGNORECASE), "e"),
    "or": (re.compile(r"h?[oó]", re.IGNORECASE), "u"),
}


def language() -> str:
    """Return the language of the reader by its two letters."""
    return (get_language() or ORIGINAL)[:2]


def locale() -> Locale:
    """Return the reader's conventions; English is British, and Portuguese European."""
    return Locale.parse(_REGIONS.get(language(), language()))


def listed(words: Sequence[str], conjunction: str = "and") -> str:
    """Join words with commas and a last “and” or “or”."""
    *before, last = words
    return f"{', '.join(before)} {conjoined(last, conjunction)}" if before else last


def conjoined(word: str, conjunction: str = "and") -> str:
    """Put “and” or “or” before the last word of a list."""
    said = str(format_list(["<", ">"], style=_STYLES[conjunction], locale=locale())).strip("<> ")
    if language() == "es":
        sounds_alike, other = _SPANISH[conjunction]
        said = other if sounds_alike.match(word) else said
    return f"{said} {word}"


def whole(number: int) -> str:
    """Write a whole number with its thousands parted."""
    return str(format_decimal(number, locale=locale()))


def percent(share: float) -> str:
    """Write a share as a whole percentage, like 40% or 40 %."""
    return str(format_percent(round(share * 100) / 100, locale=locale()))


def decimals(number: float, places: int) -> str:
    """Write a number with so many decimals."""
    return str(format_decimal(round(number, places), format=f"0.{'0' * places}", locale=locale()))
