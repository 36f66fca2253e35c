"""Times as people write them on a command line: 90d, 6m, 1y, or a number in the unit of the data."""

import re
from math import isfinite

UNITS = {"days": 1.0, "weeks": 7.0, "months": 30.4375, "years": 365.25}
"""Days in each unit; a year has 365.25 days and twelve months of equal length."""

_LETTERS = {letters: unit for unit in UNITS for letters in ("", unit[0], unit[:-1], unit)} | {"mo": "months", "": ""}
_DURATION = re.compile(r"(\d+\.?\d*|\.\d+)\s*([a-z]*)")


def durations(text: str, unit: str) -> dict[float, str]:
    """
    Read a list of times.

    Parameters
    ----------
    text : str
        Like ``"1y,2y,4y"``; a number without a letter is in `unit`.
    unit : str
        Of the data.

    Returns
    -------
    dict of float to str
        Each time in `unit`, and how to name it.

    Raises
    ------
    ValueError
        If a part is no time.
    """
    read = {}
    for part in filter(None, (part.strip().lower() for part in text.split(","))):
        found = _DURATION.fullmatch(part)
        if not found or found[2] not in _LETTERS:
            raise ValueError(f"“{part}” is no time; write times like 1y, 6m, 2w, 90d or a number of {unit}.")
        number, own = float(found[1]), _LETTERS[found[2]] or unit
        if not isfinite(number):
            raise ValueError(f"A time of {len(found[1])} digits is too long.")
        read[number * UNITS[own] / UNITS[unit]] = f"{number:g} {own.removesuffix('s') if number == 1 else own}"
    return dict(sorted(read.items()))
