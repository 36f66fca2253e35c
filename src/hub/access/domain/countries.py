"""The countries a reader may choose from, named as CLDR names them."""

from __future__ import annotations

import unicodedata
from functools import cache

from babel import Locale

from hub.common import wording

# CLDR's two-letter codes that are groupings, test locales, or parts of a country listed by itself.
NOT_COUNTRIES = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"})


def country_names() -> dict[str, str]:
    """Return ISO 3166 codes and names in the reader's language, sorted by name."""
    return _names_in(wording.locale())


@cache
def _names_in(locale: Locale) -> dict[str, str]:
    territories = locale.territories.items()
    countries = {code: name for code, name in territories if len(code) == 2 and code not in NOT_COUNTRIES}
    return dict(sorted(countries.items(), key=lambda entry: _sort_key(entry[1])))


def _sort_key(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()
