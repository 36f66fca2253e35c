"""What becomes a token, and how it is printed in each language."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.translation.domain.guard import CannotProtectError, Protected, TokenShape, protect, restore
from tests.hub.translation.guard.sentences import seen

NAMES = Protected(names=frozenset({"blinatumomab"}), wording={"historical cohort": "cohorte histórica"})
LANGUAGES = ("es", "fr", "de", "it", "pt", "ca")


def tokens(segment):
    return [token.text for token in protect(segment, terms=NAMES, shape=TokenShape.WORD).tokens]


def printed(segment, target):
    protected = protect(segment, terms=NAMES, shape=TokenShape.WORD)
    return restore(protected.text, protected, target=target)


@pytest.mark.parametrize(
    ("segment", "expected"),
    [
        ("it was 83.3% (95% CI 64.5–92.7) with blinatumomab", ["83.3% (95% CI 64.5–92.7)", "blinatumomab"]),
        ("in <i>KMT2A</i>-rearranged disease", ["KMT2A"]),
        ("anti-CD19 and PD-L1, IL-6, SARS-CoV-2", ["CD19", "PD-L1", "IL-6", "SARS-CoV-2"]),
        ("the VIALE-A trial", ["VIALE-A"]),
        ("by Interfant-06 as NCT01234567", ["Interfant-06", "NCT01234567"]),
        ("a t(4;11) in 10<sup>9</sup> cells", ["t(4;11)", "10", "9"]),
        ("phase II, stage IIIA, arm A, group B", ["II", "IIIA", "A", "B"]),
        (
            "see [12,13] and https://example.org/a?b=1 or a.b@example.org",
            ["[12,13]", "https://example.org/a?b=1", "a.b@example.org"],
        ),
        ("x ≥ y ± z vs w", ["≥", "±", "vs"]),
        ("15 µg/m²/day for 28 days", ["15 µg/m²/day", "28 days"]),
        ("two hundred and fourteen and twenty-one", ["two hundred and fourteen", "twenty-one"]),
        ("two and three, thirty four-week courses", ["two", "three", "thirty", "four-week"]),
        ("1.2 million and 007", ["1.2 million", "007"]),
        ("n = 46; P&lt;0.001; p = .04", ["n = 46", "P<0.001", "p = .04"]),
        ("−5.2 mg/dL to +3", ["−5.2 mg/dL", "+3"]),
        ("median 4.2 years (range 3.2–6.0)", ["4.2 years", "3.2–6.0"]),
        ("the historical cohort was OLD but not Very old", ["historical cohort", "OLD"]),
        ("from 12 March 2026 or March 2018", ["12 March 2026", "March 2018"]),
        ("nothing to see here", []),
    ],
)
def test_what_is_a_token(segment, expected):
    assert tokens(segment) == expected


@pytest.mark.parametrize(
    ("segment", "expected"),
    [
        ("83.3%", ["83,3\xa0%", "83,3\xa0%", "83,3\xa0%", "83,3%", "83,3%", "83,3\xa0%"]),
        ("0.05", ["0,05"] * 6),
        ("P&lt;0.001", ["P&lt;0,001"] * 6),
        ("64.5–92.7", ["64,5–92,7"] * 6),
        ("12,345", ["12.345", "12\u202f345", "12.345", "12.345", "12.345", "12.345"]),
        ("2,345", ["2345", "2\u202f345", "2.345", "2345", "2.345", "2.345"]),
        ("0·62 [0·48–0·79]", ["0,62 [0,48–0,79]"] * 6),
        ("4 years", ["4 años", "4 ans", "4 Jahre", "4 anni", "4 anos", "4 anys"]),
        ("1 month", ["1 mes", "1 mois", "1 Monat", "1 mese", "1 mês", "1 mes"]),
        ("5 mg per day", ["5 mg / día", "5 mg / jour", "5 mg / Tag", "5 mg / giorno", "5 mg / dia", "5 mg / dia"]),
        ("28-day", ["de 28 días", "de 28 jours", "28-Tage", "di 28 giorni", "de 28 dias", "de 28 dies"]),
        ("Thirty", ["Treinta", "Trente", "Dreißig", "Trenta", "Trinta", "Trenta"]),
        ("two", ["dos", "deux", "zwei", "due", "2", "2"]),
        (
            "grade 3 or higher",
            [
                "grado 3 o superior",
                "grade 3 ou plus",
                "Grad 3 oder höher",
                "grado 3 o superiore",
                "grau 3 ou superior",
                "grau 3 o superior",
            ],
        ),
        (
            "25 of 30 (83%)",
            [
                "25 de 30 (83\xa0%)",
                "25 sur 30 (83\xa0%)",
                "25 von 30 (83\xa0%)",
                "25 su 30 (83%)",
                "25 de 30 (83%)",
                "25 de 30 (83\xa0%)",
            ],
        ),
        (
            "12 March 2026",
            [
                "12 de marzo de 2026",
                "12 mars 2026",
                "12. März 2026",
                "12 marzo 2026",
                "12 de março de 2026",
                "12 de març del 2026",
            ],
        ),
        ("1.2 million", ["1.200.000", "1\u202f200\u202f000", *["1.200.000"] * 4]),
        ("two hundred and fourteen", ["214"] * 6),
        ("007", ["007"] * 6),
        ("KMT2A", ["KMT2A"] * 6),
        ("0.85.x", ["0.85.x"] * 6),
    ],
)
def test_print_by_locale(segment, expected):
    assert [printed(segment, target) for target in LANGUAGES] == [
        one.replace("\xa0%", "\u202f%") if target == "fr" and "\u202f%" in printed("1%", "fr") else one
        for target, one in zip(LANGUAGES, expected, strict=True)
    ]


def test_region_decides_over_the_decimal_sign():
    assert [printed("83.3%", target) for target in ("es-mx", "de_CH", "pt-pt")] == ["83.3%", "83.3%", "83,3%"]


def test_interval_label_is_the_language_s_own():
    segment = "83.3% (95% CI 64.5–92.7)"

    assert printed(segment, "es") == "83,3\xa0% (IC del 95\xa0%: 64,5–92,7)"
    assert printed(segment, "de") == "83,3\xa0% (95-%-KI 64,5–92,7)"


def test_german_preposition_asks_for_the_dative():
    protected = protect("After 4 years and 4 years", terms=NAMES, shape=TokenShape.WORD)

    assert restore(protected.text.replace("After", "Nach").replace("and", "und"), protected, target="de") == (
        "Nach 4 Jahren und 4 Jahre"
    )


def test_preposition_that_stands_there_is_not_repeated():
    protected = protect("a 28-day cycle", terms=NAMES, shape=TokenShape.WORD)

    assert restore("un ciclo de " + protected.text.split()[1], protected, target="es") == "un ciclo de 28 días"


def test_term_of_the_glossary_is_printed_in_its_wording():
    assert printed("Historical cohort and historical cohort", "es") == "Cohorte histórica and cohorte histórica"


def test_abbreviation_among_the_names_is_met_in_its_own_case_only():
    terms = Protected(names=frozenset({"ALL", "Venetoclax"}))
    protected = protect("venetoclax for all with ALL", terms=terms, shape=TokenShape.WORD)

    assert [token.text for token in protected.tokens] == ["venetoclax", "ALL"]


def test_answer_that_cannot_be_read_is_not_restored():
    protected = protect("83.3%", terms=NAMES, shape=TokenShape.WORD)

    with pytest.raises(CannotProtectError):
        restore("Zqbbbk", protected, target="es")


@given(st.text(alphabet=st.sampled_from(list("aTZ 0123456789.,·-–−/%()[];:<>&≥±²½٣Ⅳxµé\n")), max_size=60))
def test_no_numeral_is_ever_shown_to_an_engine(text):
    try:
        protected = protect(text.replace("&", "&amp;").replace("<", "&lt;"), terms=NAMES, shape=TokenShape.WORD)
    except CannotProtectError:
        return
    assert not re.search(r"\d", protected.text)
    assert not any(letter.isnumeric() for letter in protected.text)


@given(
    st.integers(0, 10**7),
    st.integers(0, 4),
    st.booleans(),
    st.sampled_from(
        [
            "{}",
            "{}%",
            "P={}",
            "{} years",
            "≥{} mg",
            "−{}",
            "it was {} (95% CI {}–{})",
            "{} to {} days",
            "{} of {}",
            "{}-day",
        ]
    ),
    st.sampled_from(LANGUAGES),
)
def test_every_number_keeps_its_value(digits, decimals, grouped, frame, target):
    value = Decimal(digits).scaleb(-decimals)
    segment = frame.replace("{}", f"{value:,f}" if grouped else f"{value:f}")

    assert numbers(printed(segment, target), ",") == numbers(segment, ".")


def numbers(text, decimal):
    return [one for one in seen(text, decimal) if isinstance(one, Decimal)]


@settings(max_examples=40)
@given(st.text(max_size=80))
def test_any_text_is_protected_or_refused(text):
    try:
        protect(text, terms=NAMES, shape=TokenShape.BRACKET)
    except CannotProtectError:
        return
