"""The countries a reader may choose from, named as CLDR names them."""

from __future__ import annotations

from functools import cache

from babel import Locale

# CLDR's two-letter codes that are groupings, test locales, or parts of a country listed by itself.
NOT_COUNTRIES = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"})


@cache
def country_names() -> dict[str, str]:
    """Return ISO 3166 codes and English names, sorted by name."""
    territories = Locale.parse("en_GB").territories.items()
    countries = {code: name for code, name in territories if len(code) == 2 and code not in NOT_COUNTRIES}
    return dict(sorted(countries.items(), key=lambda entry: _sort_key(entry[1])))


def _sort_key(name: str) -> str:
    return name.replace("Å", "A").replace("É", "E").casefold()
