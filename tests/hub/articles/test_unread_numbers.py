"""Whatever looks like a result and was not read is asked about; ordinary numbers are left alone."""

from __future__ import annotations

import pytest

from hub.articles.domain.unread_numbers import unread_numbers


def found(text, taken=()):
    return [text[start:end] for start, end in sorted(unread_numbers(text, taken))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("More than 99% of them were alive.", ["99%"]),
        ("At least 83.3% responded.", ["83.3%"]),
        ("Fewer than 5% relapsed.", ["5%"]),
        ("Survival ranged from 83.3% to 93.3%.", ["83.3%", "93.3%"]),
        ("It was seen in 83 per cent.", ["83 per cent"]),
        ("A gain of 12 percentage points was seen.", ["12 percentage points"]),
        ("Overall survival was 0.833.", ["0.833"]),
        ("Overall survival was 0·833.", ["0·833"]),
        ("One in four relapsed.", ["One in four"]),
        ("Four in five were alive.", ["Four in five"]),
        ("Nine out of every ten were cured.", ["Nine out of every ten"]),
        ("Remission was reached by 30 of 36.", ["30 of 36"]),
        ("Remission was reached (30/36).", ["30/36"]),
        ("Half of the infants relapsed.", ["Half of the infants"]),
        ("Two thirds of treated patients responded.", ["Two thirds of treated patients"]),
        ("A quarter of them died.", ["A quarter of them"]),
        ("The risk was three times higher.", ["three times higher"]),
        ("A 2.5-fold increase was seen.", ["2.5-fold"]),
        ("The hazard ratio was 2.", ["2"]),
        ("An odds ratio of 3 was found.", ["3"]),
        ("The median overall survival was then found to be 14 months.", ["14 months"]),
    ],
)
def test_number_that_looks_like_a_result_is_found(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The interval is a 95% CI.",
        "With 95% confidence intervals throughout.",
        "The interval (CI 95%) is wide.",
        "The trial had a power of 90% at a significance level of 5%.",
        "Patients with ≥20% blasts were enrolled.",
        "Infants got 0.5 mg per day, later 1.5 mg/m2 and 2.5 mL.",
        "Follow-up was 4.2 years; the course lasted 1.5 months.",
        "Adverse events were graded by CTCAE version 5.0, earlier by v4.03.",
        "It was published on 12.10.2024 and again in 10/2025, season 2019/20.",
        "See Table 1.2 and section 3.1.",
        "The identifier is 10.1056/NEJMoa2214171.",
        "The donors were 9/10 matched.",
        "Blood pressure was 130/80 mm Hg.",
        "Take one in the morning.",
        "It happened in two of the years.",
        "A third course was given to nobody, nor half a dose.",
        "Bilirubin was below 1.5 times the upper limit of normal.",
        "At a temperature of 37.5 °C.",
        "The gene KMT2A, CD19 and Interfant-06 are names.",
        "Counts were below 1.5 x 10^9.",
    ],
)
def test_ordinary_number_is_left_alone(text):
    assert found(text) == []


def test_what_was_read_is_not_found_again():
    text = "Survival was 83.3% and 44.0%."

    assert found(text, [(13, 18)]) == ["44.0%"]


def test_long_text_of_numbers_ends():
    assert len(found("83.3% " * 20_000)) == 20_000
