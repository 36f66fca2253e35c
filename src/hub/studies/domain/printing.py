"""Numbers in the reader's language, from the printed strings that are stored.

A stored string is read once, to a decimal number and its number of decimals, and written again by the conventions of
the language (CLDR); its characters are never exchanged. English keeps the digits as they are stored, which is what the
hub has always shown. Whatever takes a number here takes it as it would be printed in English.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal

from babel.numbers import format_decimal
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext, ngettext, pgettext

from hub.common.wording import ORIGINAL, language, locale
from hub.studies.results.printed import NOT_ESTIMABLE, NOT_REACHED, PrintedNumber

NBSP = "\u00a0"
EN_DASH = "–"
MINUS = "−"
LOWER_CASE_NOUNS = frozenset({"en", "es", "fr", "it", "pt"})
"""Languages that write nouns with a small letter."""


@contextmanager
def in_english() -> Iterator[None]:
    """Write English, for what is stored or compared, whatever the language of the page is."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


def is_english() -> bool:
    """Whether the reader's language is the one that the hub is written in."""
    return language() == ORIGINAL


def has_small_nouns() -> bool:
    """Whether a noun inside a sentence begins with a small letter."""
    return language() in LOWER_CASE_NOUNS


def together(text: str) -> str:
    """Return words that must stay on one line."""
    return text.replace(" ", NBSP)


def number(printed: str) -> str:
    """Return a printed number with the decimal sign, the groups and the real minus of the language."""
    if printed == NOT_REACHED:
        return together(gettext("not reached"))
    if printed == NOT_ESTIMABLE:
        return together(gettext("not estimable"))
    if is_english():
        return printed.replace("-", MINUS).replace("·", ".")
    try:
        read = PrintedNumber.parse(printed, bounds=True)
    except ValueError:  # no number as print has it
        return printed
    value = Decimal(read.text.removeprefix(read.bound).replace(",", ""))
    sign = MINUS if value.is_signed() else ""
    return f"{read.bound}{sign}{_written(abs(value), read.decimals)}"


def _written(value: Decimal, decimals: int) -> str:
    pattern = f"#,##0.{'0' * decimals}" if decimals else "#,##0"
    return str(format_decimal(value, format=pattern, locale=locale()))


def count(people: int) -> str:
    """Return a count with its thousands parted."""
    return f"{people:,}" if is_english() else _written(Decimal(people), 0)


def percent(printed: str) -> str:
    """Return a printed number of per cent with its sign: ``83.3%``, ``83,3 %``."""
    return f"{number(printed)}{percent_sign()}"


def percent_sign() -> str:
    """Return what the language writes behind a number of per cent, with its space where it has one."""
    return "%" if is_english() else str(locale().percent_formats[None].suffix[0])


def interval(low: str, high: str) -> str:
    """Return printed limits, ``64.5–92.7``; ``to`` stands where a dash would be misread."""
    words = {low, high} & {NOT_REACHED, NOT_ESTIMABLE}
    low, high = number(low), number(high)
    if words or MINUS in (low[:1], high[:1]):
        return _end_together(pgettext("limits", "%(low)s to %(high)s") % {"low": low, "high": high})
    return f"{low}{EN_DASH}{high}"


def confidence(level: str) -> str:
    """Return what stands before limits, of a printed level: ``95% CI``, ``IC del 95 %:``."""
    return together(pgettext("before the limits of an interval", "%(level)s%% CI") % {"level": number(level)})


def confidence_name(level: str) -> str:
    """Return the name of an interval by itself: ``95% CI``, ``IC del 95 %``."""
    return together(pgettext("name of an interval", "%(level)s%% CI") % {"level": number(level)})


def p_value(operator: str, printed: str) -> str:
    """Return ``p < 0.001``."""
    return f"p{NBSP}{operator}{NBSP}{number(printed)}"


def duration(printed: str, unit: str) -> str:
    """Return a printed time with its unit: ``4 years``, ``1 year``."""
    many = _plural(printed)
    words = {
        "days": ngettext("%(time)s day", "%(time)s days", many),
        "weeks": ngettext("%(time)s week", "%(time)s weeks", many),
        "months": ngettext("%(time)s month", "%(time)s months", many),
        "years": ngettext("%(time)s year", "%(time)s years", many),
    }
    return _timed(words.get(unit, "%(time)s %(unit)s"), printed, unit)


def at(printed: str, unit: str) -> str:
    """Return a time point in a sentence: ``at 4 years``."""
    many = _plural(printed)
    words = {
        "days": ngettext("at %(time)s day", "at %(time)s days", many),
        "weeks": ngettext("at %(time)s week", "at %(time)s weeks", many),
        "months": ngettext("at %(time)s month", "at %(time)s months", many),
        "years": ngettext("at %(time)s year", "at %(time)s years", many),
    }
    return _timed(words.get(unit, "at %(time)s %(unit)s"), printed, unit)


def within(printed: str, unit: str) -> str:
    """Return a span in a sentence: ``within 4 years``."""
    many = _plural(printed)
    words = {
        "days": ngettext("within %(time)s day", "within %(time)s days", many),
        "weeks": ngettext("within %(time)s week", "within %(time)s weeks", many),
        "months": ngettext("within %(time)s month", "within %(time)s months", many),
        "years": ngettext("within %(time)s year", "within %(time)s years", many),
    }
    return _timed(words.get(unit, "within %(time)s %(unit)s"), printed, unit)


def unit_name(unit: str) -> str:
    """Return a unit of time by itself; another unit as it is."""
    names = {
        "days": pgettext("unit of time", "days"),
        "weeks": pgettext("unit of time", "weeks"),
        "months": pgettext("unit of time", "months"),
        "years": pgettext("unit of time", "years"),
    }
    return names.get(unit, unit)


def _timed(words: str, printed: str, unit: str) -> str:
    unit = unit.removesuffix("s") if printed == "1" else unit
    return _end_together(words % {"time": number(printed), "unit": unit})


def _end_together(text: str) -> str:
    """Keep the last two words on one line."""
    return NBSP.join(text.rsplit(" ", 1))


def _plural(printed: str) -> int:
    """Return a whole number that takes the form of the printed one: 1.5 is singular in French, 1.0 is not in German."""
    if is_english():
        return 1 if printed == "1" else 2
    try:
        value = Decimal(PrintedNumber.parse(printed).text.replace(",", ""))
    except ValueError:
        return 2
    return 1 if locale().plural_form(value) == "one" else 2
