"""Numbers in each language: the print read back gives what is stored."""

from __future__ import annotations

from decimal import Decimal

import pytest
from babel.numbers import parse_decimal
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from hub.common.wording import locale
from hub.studies.domain import printing

LANGUAGES = ("es", "fr", "de", "it", "pt")
NBSP = "\u00a0"


@given(
    value=st.decimals(min_value=-10_000_000, max_value=10_000_000, allow_nan=False, allow_infinity=False, places=3),
    decimals=st.integers(0, 3),
    language=st.sampled_from(LANGUAGES),
)
def test_number_read_back_by_its_language_is_the_stored_one(value: Decimal, decimals: int, language: str):
    printed = f"{value:,.{decimals}f}"

    with translation.override(language):
        written = printing.number(printed)
        read = parse_decimal(written.replace("−", "-"), locale=locale())

    stored = Decimal(printed.replace(",", ""))
    assert (read, -read.as_tuple().exponent) == (stored, decimals)


@pytest.mark.parametrize(
    ("language", "percent", "large", "label"),
    [
        ("en-gb", "83.3%", "12,345", f"95%{NBSP}CI"),
        ("es", f"83,3{NBSP}%", "12.345", f"IC{NBSP}del{NBSP}95{NBSP}%:"),
        ("fr", f"83,3{NBSP}%", "12\u202f345", f"IC{NBSP}à{NBSP}95{NBSP}%{NBSP}:"),
        ("de", f"83,3{NBSP}%", "12.345", "95-%-KI"),
        ("it", "83,3%", "12.345", f"IC{NBSP}95%:"),
        ("pt", "83,3%", f"12{NBSP}345", f"IC{NBSP}95%:"),
    ],
)
def test_percent_count_and_label_follow_the_language(language: str, percent: str, large: str, label: str):
    with translation.override(language):
        assert (printing.percent("83.3"), printing.count(12_345), printing.confidence("95")) == (percent, large, label)


@pytest.mark.parametrize(
    ("language", "printed", "times"),
    [
        ("en-gb", "1", ("1 year", "at 1 year", "within 1 year")),
        ("en-gb", "1.5", ("1.5 years", "at 1.5 years", "within 1.5 years")),
        ("es", "4", ("4 años", "a los 4 años", "en el plazo de 4 años")),
        ("fr", "1.5", ("1,5 an", "à 1,5 an", "en l’espace de 1,5 an")),
        ("de", "4", ("4 Jahre", "nach 4 Jahren", "innerhalb von 4 Jahren")),
        ("de", "1", ("1 Jahr", "nach 1 Jahr", "innerhalb von 1 Jahr")),
    ],
)
def test_time_takes_the_form_of_its_number(language: str, printed: str, times: tuple[str, str, str]):
    with translation.override(language):
        written = [say(printed, "years") for say in (printing.duration, printing.at, printing.within)]

    assert tuple(text.replace(NBSP, " ") for text in written) == times


def test_words_and_bounds_stay_what_they_are():
    with translation.override("de"):
        found = [printing.number(printed) for printed in ("NR", "<0.001", "-0.5", "n/a")]

    assert found == [f"nicht{NBSP}erreicht", "<0,001", "−0,5", "n/a"]


def test_limits_are_parted_by_words_where_a_dash_would_be_misread():
    with translation.override("es"):
        found = [printing.interval(*limits) for limits in (("64.5", "92.7"), ("-1.0", "2.5"), ("1.2", "NR"))]

    assert found == ["64,5–92,7", f"de −1,0 a{NBSP}2,5", f"de 1,2 a{NBSP}no{NBSP}alcanzada"]
