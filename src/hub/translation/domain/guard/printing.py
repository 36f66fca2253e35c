"""Prints tokens in the target's locale, from their values: decimal signs, percent signs, units, dates, counts in words.

Decimal, grouping and percent signs and dates come from CLDR through Babel; words from the guard's own languages.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import get_decimal_symbol, get_group_symbol

from hub.translation.domain.guard import patterns
from hub.translation.domain.guard.counting import value_of_count
from hub.translation.domain.guard.languages import Language
from hub.translation.domain.guard.records import Token, TokenKind

GROUPED_FROM_FIVE_DIGITS = frozenset({"es", "pt_PT", "it"})
"""CLDR's minimumGroupingDigits is 2 here, so 2345 has no grouping sign; Babel does not carry that datum."""

_UNITS = {
    "sec": "second",
    "min": "minute",
    "hr": "hour",
    "h": "hour",
    "wk": "week",
    "mo": "month",
    "yr": "year",
}
_PART = re.compile(
    rf"(?P<level>{patterns.LEVEL})(?P<after>[,:]?\s+(?=[\d.·(\[−+-]))?|(?P<grade>\b[Gg]rades?\b)|(?P<higher>\bor\s(?:higher|worse|above|greater)\b)|"
    rf"(?P<joined>-{patterns.DURATION}\b)|(?P<unit>(?<=[\s/]){patterns.DURATION}\b)|"
    rf"(?P<number>{patterns.NUMBER})(?P<percent>\s?%)?|(?P<of>(?<=\s)of(?=\s))|(?P<to>(?<=\s)to(?=\s))|(?P<or>(?<=\s)or(?=\s))|"
    r"(?P<comma>,\s(?=[\d.·−+-]))|(?P<per>\bper\b)"
)


def render(token: Token, target: str, language: Language, before: str = "") -> str:
    """Print a token.

    Parameters
    ----------
    token
        As found in the source.
    target
        A language code with or without region, which gives the locale.
    language
        The words of that language.
    before
        What stands before it in the translation; a German preposition decides over the case.
    """
    locale = locale_of(target)
    if token.kind is TokenKind.TERM:
        return token.wording
    if token.kind is TokenKind.DATE:
        return _date(token.text, locale)
    if token.kind is TokenKind.ORDINAL:
        return language.ordinal.format(token.text[:-2])
    if token.kind is TokenKind.COUNT:
        return _count(token.text, locale, language, before)
    if token.kind is TokenKind.FIGURE:
        return _figure(token.text, locale, language, before)
    return token.text


@lru_cache(maxsize=64)
def locale_of(target: str) -> Locale:
    """Find the locale of a language code, "pt-br" or "pt_BR"."""
    return Locale.parse(target.replace("-", "_"))


def number(printed: str, locale: Locale) -> str:
    """Print a number with the decimals it has in the source, and grouped only if it is there."""
    if re.match(r"0\d", printed):
        return printed
    value = Decimal(printed.replace(",", "").replace("·", "."))
    whole, _, decimals = f"{value:f}".partition(".")
    least = 5 if str(locale) in GROUPED_FROM_FIVE_DIGITS else 4
    if "," in printed and len(whole) >= least:
        whole = f"{int(whole):,}".replace(",", get_group_symbol(locale))
    return whole + (get_decimal_symbol(locale) + decimals if decimals else "")


def percent(locale: Locale) -> str:
    """Give the percent sign with the space that the locale puts before it."""
    return str(locale.percent_formats[None].suffix[0])


def _figure(text: str, locale: Locale, language: Language, before: str) -> str:
    """Print each part of a figure in its place, and what is between them as it is."""
    last = ""
    attributive = False

    def part(found: re.Match[str]) -> str:
        nonlocal last, attributive
        kind, words = found.lastgroup or "", found.group()
        if found["number"]:
            last = found["number"]
            return number(last, locale) + (percent(locale) if found["percent"] else "")
        if found["level"]:
            level = re.match(patterns.NUMBER, words)
            label = language.interval.format(number(level.group() if level else words, locale) + percent(locale))
            if language.code == "de":
                label = label.replace(percent(locale), "-%")
            return label + (language.colon + " " if found["after"] else "")
        if kind in {"unit", "joined"}:
            attributive = kind == "joined"
            joint = "-" if kind == "joined" and language.compounds else " " if kind == "joined" else ""
            count = "1" if text[: found.start()].rstrip().endswith(("/", "per")) else last
            return joint + unit(words.lstrip("-"), count, language, "" if attributive else before)
        return _word(kind, words, locale, language)

    printed = _PART.sub(part, text)
    return _beside_noun(printed, language, before) if attributive else printed


def _beside_noun(printed: str, language: Language, before: str) -> str:
    """Put a time beside the noun it qualifies; the preposition may stand there already."""
    preposition = language.attributive.partition("{}")[0].strip()
    words = before.split()
    if preposition and words and words[-1].lower() == preposition:
        return printed
    return language.attributive.format(printed)


def _word(kind: str, words: str, locale: Locale, language: Language) -> str:
    if kind == "comma":
        return "; " if get_decimal_symbol(locale) == "," else words
    if kind == "grade":
        return language.grade
    return {
        "higher": language.or_higher,
        "of": language.of,
        "to": language.to,
        "or": language.alternative,
        "per": "/",
    }.get(kind, words)


def unit(name: str, count: str, language: Language, before: str) -> str:
    """Name a unit of time in the number that its count asks for, and in German in the case."""
    stem = name.lower()
    stem = stem if stem in language.units else stem.removesuffix("s")
    one, many = language.units[_UNITS.get(stem, stem)]
    value = Decimal(count.replace(",", "").replace("·", ".") or "1")
    singular = value == 1 or (language.code == "fr" and value < 2) or (language.code == "pt" and value < 2)
    if singular and (value == 1 or language.code in {"fr", "pt"}):
        return one
    words = before.split()
    if words and words[-1].lower() in language.dative and not many.endswith("n"):
        return many + "n"
    return many


def _count(text: str, locale: Locale, language: Language, before: str) -> str:
    """Print a count in words where the language has one word for it, else in digits."""
    words, hyphen, duration = _split(text)
    value = value_of_count(words)
    word = language.cardinals.get(value, "")
    printed = word if word else number(f"{value:,}", locale)
    if text[:1].isupper():
        printed = printed[:1].upper() + printed[1:]
    if not duration:
        return printed
    if hyphen and language.compounds:
        return f"{printed}-{unit(duration, str(value), language, '')}"
    named = f"{printed} {unit(duration, str(value), language, '' if hyphen else before)}"
    return _beside_noun(named, language, before) if hyphen else named


def _split(text: str) -> tuple[str, str, str]:
    found = re.fullmatch(rf"(.*?)(?:([\s-])({patterns.DURATION}))?", text, re.IGNORECASE | re.DOTALL)
    if found is None:
        return text, "", ""
    return found[1], "-" if found[2] == "-" else "", found[3] or ""


def _date(text: str, locale: Locale) -> str:
    for form in ("%d %B %Y", "%B %d, %Y", "%Y-%m-%d"):
        moment = _parsed(text, form)
        if moment:
            return str(format_date(moment, "long", locale=locale)) if form != "%Y-%m-%d" else text
    moment = _parsed(text, "%B %Y")
    if moment:
        return str(format_skeleton("yMMMM", moment, locale=locale))
    moment = _parsed(text + " 2000", "%d %B %Y")
    return str(format_skeleton("MMMMd", moment, locale=locale)) if moment else text


def _parsed(text: str, form: str) -> date | None:
    try:
        return datetime.strptime(" ".join(text.split()), form).date()
    except ValueError:
        return None
