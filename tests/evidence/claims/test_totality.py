"""Any text at all is read: no error, no claim outside the text, no runaway time."""

import json
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.claims import Claim, read

PIECES = """
12% ( ) [ ] , ; : . vs and or of in with for to from not reached NR CI 95% CrI HR OR P p = < ± – - · 0.5 1.2–3.4 n=30
45/60 six patients group arm A B placebo the median mean survival OS PFS relapse death 3-year at 5 years months
respectively grade 3 was were had died occurred who each both either than compared SE SD range IQR + / × 10 % %
"""
PROSE = st.lists(st.sampled_from(PIECES.split()), max_size=60).map(" ".join)


TABLES = Path(__file__).parent / "tables"
SENTENCES = [
    row
    for path in sorted(TABLES.iterdir())
    for row in path.read_text(encoding="utf-8").splitlines()
    if row and not row.startswith((" ", "#"))
]


def _check(text: str, claim: Claim) -> None:
    assert text[claim.start : claim.end] == claim.span
    for number in (claim.estimate, claim.numerator, claim.denominator, claim.standard_error):
        assert number is None or number.text in text
    assert number_is_inside(claim)
    json.dumps(claim.to_json(), allow_nan=False)


def number_is_inside(claim: Claim) -> bool:
    """Whether a printed estimate lies in the claim's own characters."""
    return claim.estimate is None or claim.estimate.text in claim.span


@pytest.mark.parametrize("number", ["1e400", "9" + 200 * ",999", "9" * 400])
def test_number_too_large_for_arithmetic_is_no_figure(number: str) -> None:
    assert all(claim.estimate is None or claim.estimate.text != number for claim in read(f"Response was {number}%."))


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    for claim in read(text):
        _check(text, claim)


@given(PROSE)
def test_any_order_of_words_and_figures_is_read(text: str) -> None:
    for claim in read(text):
        _check(text, claim)


@settings(max_examples=400)
@given(st.sampled_from(SENTENCES), st.integers(0, 300), st.sampled_from(SENTENCES), st.integers(0, 300))
def test_sentences_cut_anywhere_and_joined_are_read(one: str, end: int, two: str, start: int) -> None:
    text = one[:end] + two[start:]

    for claim in read(text):
        _check(text, claim)


@given(st.text(alphabet="0123456789.,·%()[]-–± \n", max_size=300))
def test_any_figures_and_marks_are_read(text: str) -> None:
    for claim in read(text):
        _check(text, claim)


@given(PROSE)
def test_reading_twice_gives_the_same(text: str) -> None:
    assert read(text) == read(text)


@pytest.mark.parametrize("piece", ["1", "(", "1,", "1-", "50% ", "HR 0.5 ", "A group ", "A vs ", "respectively "])
def test_a_megabyte_of_anything_ends_soon(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    began = time.process_time()

    read(text)

    assert time.process_time() - began < 5


def test_a_megabyte_of_brackets_inside_one_another_ends_soon() -> None:
    text = "(" * 500_000 + ")" * 500_000
    began = time.process_time()

    assert read(text) == []
    assert time.process_time() - began < 5


def _calls_to_read(text: str) -> int:
    """Count the calls of functions, of this package or of any other, that reading takes."""
    calls = 0

    def count(*_: object) -> None:
        nonlocal calls
        calls += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        read(text)
    finally:
        sys.setprofile(before)
    return calls


def _dense(length: int) -> str:
    """Make one sentence in which hazard ratios, percentages, outcomes and arms follow one another."""
    pieces = (
        f"death (HR 0.{number}; P=0.0{number}) with drug{number}mab, survival {number}% vs 7% with placebo and"
        for number in range(1, length)
    )
    sentence = ""
    while len(sentence) < length:
        sentence += f" {next(pieces)}"
    return f"We saw{sentence} remission."


def test_work_grows_with_the_length_of_a_sentence_and_no_faster() -> None:
    short, long = _dense(900), _dense(3_600)

    assert len(read(long)) > 3 * len(read(short)) > 90
    assert _calls_to_read(long) / len(long) < 1.1 * _calls_to_read(short) / len(short)
