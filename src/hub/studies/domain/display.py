"""How figures are written for readers: the one formatter behind tables, sentences and drawings.

Digits are always those of the stored printed strings; nothing is rounded here. Intervals take
en dashes, and non-breaking spaces keep a number with what belongs to it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from hub.studies.enums import Measure
from hub.studies.models import Result
from hub.studies.results.printed import NOT_ESTIMABLE, NOT_REACHED

NBSP = "\u00a0"
EN_DASH = "–"
_WORDS = {NOT_REACHED: f"not{NBSP}reached", NOT_ESTIMABLE: f"not{NBSP}estimable"}
_RANGE_HYPHEN = re.compile(r"(?<=\d)\s*[-–]\s*(?=\d)")
_OPERATORS = {"<=": "≤", "<": "<", ">": ">", "=": "="}


def number(printed: str) -> str:
    """Return a printed number in the hub's typography: decimal point, real minus, words for NR and NE."""
    return _WORDS.get(printed, printed.replace("-", "−").replace("·", "."))


def estimate(result: Result) -> str:
    """Return the estimate with its unit: ``83.3%``, ``14.7 months``, ``not reached``."""
    text = number(result.estimate_printed)
    if not result.unit or result.estimate_printed in _WORDS:
        return text
    return f"{text}%" if result.unit == "%" else f"{text}{NBSP}{result.unit}"


def interval(result: Result) -> str:
    """Return the limits, ``64.5–92.7``; ``to`` stands where a dash would be misread; empty without an interval."""
    if not (result.low_printed and result.high_printed):
        return ""
    low, high = number(result.low_printed), number(result.high_printed)
    if low.startswith("−") or high.startswith("−") or {result.low_printed, result.high_printed} & _WORDS.keys():
        return f"{low} to{NBSP}{high}"
    return f"{low}{EN_DASH}{high}"


def interval_label(result: Result) -> str:
    """Return ``95% CI``; empty without an interval."""
    if not interval(result) or result.interval_level is None:
        return ""
    return f"{result.interval_level:g}%{NBSP}CI"


def p_value(result: Result) -> str:
    """Return ``p = 0.04`` or ``p < 0.001``; empty without a p value."""
    if not result.p_printed:
        return ""
    digits = number(result.p_printed).lstrip("<>=≤ ")
    return f"p{NBSP}{_OPERATORS[result.p_operator]}{NBSP}{digits}"


def counts(result: Result) -> str:
    """Return ``21/30`` if a numerator is stored, else ``n = 30`` of whoever the figure is of; may be empty."""
    if result.numerator is not None:
        return f"{thousands(result.numerator)}/{thousands(result.denominator)}"
    size = participants(result)
    return f"n{NBSP}={NBSP}{thousands(size)}" if size else ""


def participants(result: Result) -> int | None:
    """Return the number of participants that the figure is of."""
    if result.denominator is not None:
        return result.denominator
    return result.arm.n if result.arm else None


def thousands(count: int | None) -> str:
    """Return a count with a comma at thousands."""
    return f"{count:,}" if count is not None else ""


def with_interval(estimate_text: str, label: str, limits: str, *further: str) -> str:
    """Return ``83.3% (95% CI 64.5–92.7; n = 30)``, leaving out what is empty."""
    inside = "; ".join(part for part in (f"{label}{NBSP}{limits}" if label else limits, *further) if part)
    return f"{estimate_text} ({inside})" if inside else estimate_text


def time_point(result: Result) -> str:
    """Return ``4 years``, ``1 year``; empty without a time point."""
    if result.time is None:
        return ""
    return duration(f"{result.time:g}", result.time_unit)


def duration(printed: str, unit: str) -> str:
    """Return a printed time with its unit, singular for exactly one."""
    return f"{number(printed)}{NBSP}{unit.removesuffix('s') if printed == '1' else unit}"


def grade(printed: str) -> str:
    """Return ``grade ≥3`` or ``grade 3–4``; ``any grade``; empty without a grade."""
    if printed.lower() == "any":
        return "any grade"
    text = _RANGE_HYPHEN.sub(EN_DASH, printed.replace(">=", "≥").replace(" ", ""))
    return f"grade{NBSP}{text}" if text else ""


def measure_words(measure: str) -> str:
    """Return a measure inside a sentence: ``hazard ratio``."""
    return str(Measure(measure).label).lower()


def lower_first(text: str) -> str:
    """Lower the first letter unless the word is an abbreviation or a name with inner capitals."""
    first_word = text.split(" ", 1)[0].split("-", 1)[0]
    return (
        text if any(letter.isupper() or letter.isdigit() for letter in first_word[1:]) else text[:1].lower() + text[1:]
    )


def upper_first(text: str) -> str:
    """Raise the first letter only."""
    return text[:1].upper() + text[1:]


def listed(parts: Sequence[str], conjunction: str = "and") -> str:
    """Return ``a``, ``a and b``, ``a, b and c``."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {conjunction} {parts[-1]}"
