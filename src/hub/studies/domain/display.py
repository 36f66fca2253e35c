"""How figures are written for readers: the one formatter behind tables, sentences and drawings.

Digits are always those of the stored printed strings; nothing is rounded here. Numbers follow the language of the page
(``printing``). Intervals take en dashes, and non-breaking spaces keep a number with what belongs to it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.utils.translation import gettext, pgettext

from hub.common import wording
from hub.studies.domain import printing
from hub.studies.domain.printing import EN_DASH, NBSP, at, duration, number, within
from hub.studies.domain.words import word
from hub.studies.enums import CONTRASTS, Measure, TimeUnit
from hub.studies.models import Arm, Result
from hub.studies.results.printed import NOT_ESTIMABLE, NOT_REACHED

__all__ = ["EN_DASH", "NBSP", "at", "duration", "listed", "number", "within"]

_WORDS = (NOT_REACHED, NOT_ESTIMABLE)
_RANGE_HYPHEN = re.compile(r"(?<=\d)\s*[-–]\s*(?=\d)")
_OPERATORS = {"<=": "≤", "<": "<", ">": ">", "=": "="}


def estimate(result: Result) -> str:
    """Return the estimate with its unit: ``83.3%``, ``14.7 months``, ``not reached``."""
    printed = result.estimate_printed
    if not result.unit or printed in _WORDS:
        return number(printed)
    if result.unit == "%":
        return printing.percent(printed)
    if result.unit in TimeUnit.values and not printing.is_english():
        return duration(printed, result.unit)
    return f"{number(printed)}{NBSP}{word(result.unit)}"


def interval(result: Result) -> str:
    """Return the limits, ``64.5–92.7``; ``to`` stands where a dash would be misread; empty without an interval."""
    return printing.interval(*limits(result)) if has_interval(result) else ""


def has_interval(result: Result) -> bool:
    """Whether both limits are printed."""
    return bool(result.low_printed and result.high_printed)


def limits(result: Result) -> tuple[str, str]:
    """Return both limits as they are stored; empty without an interval."""
    return (result.low_printed, result.high_printed) if has_interval(result) else ("", "")


def interval_label(result: Result) -> str:
    """Return what stands before the limits, ``95% CI``; empty without an interval."""
    if not has_interval(result) or result.interval_level is None:
        return ""
    return printing.confidence(f"{result.interval_level:g}")


def interval_name(result: Result) -> str:
    """Return the name of the interval by itself, ``95% CI``; empty without one."""
    if not has_interval(result) or result.interval_level is None:
        return ""
    return printing.confidence_name(f"{result.interval_level:g}")


def p_value(result: Result) -> str:
    """Return ``p = 0.04`` or ``p < 0.001``; empty without a p value."""
    if not result.p_printed:
        return ""
    return printing.p_value(_OPERATORS[result.p_operator], result.p_printed.lstrip("<>=≤ "))


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
    """Return a count with its thousands parted."""
    return printing.count(count) if count is not None else ""


def with_interval(estimate_text: str, label: str, limits: str, *further: str) -> str:
    """Return ``83.3% (95% CI 64.5–92.7; n = 30)``, leaving out what is empty."""
    inside = "; ".join(part for part in (f"{label}{NBSP}{limits}" if label else limits, *further) if part)
    return f"{estimate_text} ({inside})" if inside else estimate_text


def time_point(result: Result) -> str:
    """Return ``4 years``, ``1 year``; empty without a time point."""
    return "" if result.time is None else duration(f"{result.time:g}", result.time_unit)


def at_time(result: Result) -> str:
    """Return ``at 4 years``; empty without a time point."""
    return "" if result.time is None else at(f"{result.time:g}", result.time_unit)


def grade(printed: str) -> str:
    """Return ``grade ≥3`` or ``grade 3–4``; ``any grade``; empty without a grade."""
    if printed.lower() == "any":
        return gettext("any grade")
    text = _RANGE_HYPHEN.sub(EN_DASH, printed.replace(">=", "≥").replace(" ", ""))
    return printing.together(gettext("grade %(grade)s") % {"grade": text}) if text else ""


def measure_words(measure: str) -> str:
    """Return a measure inside a sentence: ``hazard ratio``."""
    return in_sentence(str(Measure(measure).label))


def in_sentence(text: str) -> str:
    """Return words with small letters, where the language writes nouns with them."""
    return text.lower() if printing.has_small_nouns() else text


def compared(arm: Arm, comparator: Arm) -> str:
    """Return ``A compared with B``."""
    names = {"arm": word(arm.label), "comparator": word(comparator.label)}
    return gettext("%(arm)s compared with %(comparator)s") % names


def whose(result: Result) -> str:
    """Return the arm that a figure is of, or the two that it compares, with a capital."""
    if result.effective_measure in CONTRASTS:
        return upper_first(compared(result.arm, result.comparator))
    return upper_first(word(result.arm.label)) if result.arm else everybody()


def everybody() -> str:
    """Return what a figure of no single arm is of."""
    return gettext("All participants")


def listed(parts: Sequence[str], conjunction: str = "and") -> str:
    """Return ``a``, ``a and b``, ``a, b and c``."""
    return wording.listed(parts, conjunction) if parts else ""


def versus(parts: list[str]) -> str:
    """Return ``A vs B``."""
    word_between = pgettext("between two groups", "vs")
    return f" {word_between} ".join(parts)


def lower_first(text: str) -> str:
    """Lower the first letter unless the word is an abbreviation, has inner capitals, or the language keeps it."""
    if not printing.has_small_nouns():
        return text
    first_word = text.split(" ", 1)[0].split("-", 1)[0]
    return (
        text if any(letter.isupper() or letter.isdigit() for letter in first_word[1:]) else text[:1].lower() + text[1:]
    )


def upper_first(text: str) -> str:
    """Raise the first letter only."""
    return text[:1].upper() + text[1:]
