"""Lists and whole numbers as each language writes them."""

import pytest
from django.utils import translation

from hub.common import wording


@pytest.mark.parametrize(
    ("language", "both", "all_three"),
    [
        ("en-gb", "A and B", "A, B and C"),
        ("es", "A y B", "A, B y C"),
        ("fr", "A et B", "A, B et C"),
        ("de", "A und B", "A, B und C"),
        ("it", "A e B", "A, B e C"),
        ("pt", "A e B", "A, B e C"),
    ],
)
def test_listed_joins_as_the_language_does(language: str, both: str, all_three: str) -> None:
    with translation.override(language):
        assert wording.listed(["A"]) == "A"
        assert wording.listed(["A", "B"]) == both
        assert wording.listed(["A", "B", "C"]) == all_three


@pytest.mark.parametrize(
    ("last", "conjunction", "joined"),
    [
        ("Ibérica", "and", "A e Ibérica"),
        ("Hijos", "and", "A e Hijos"),
        ("Hielo", "and", "A y Hielo"),
        ("Yago", "and", "A y Yago"),
        ("Otra", "or", "A u Otra"),
        ("Ebro", "or", "A o Ebro"),
    ],
)
def test_listed_in_spanish_changes_a_conjunction_before_its_own_sound(last: str, conjunction: str, joined: str) -> None:
    with translation.override("es"):
        assert wording.listed(["A", last], conjunction) == joined


@pytest.mark.parametrize(
    ("language", "thousands", "more"),
    [
        ("en-gb", "1,000", "10,000"),
        ("es", "1.000", "10.000"),
        ("fr", "1\u202f000", "10\u202f000"),
        ("de", "1.000", "10.000"),
        ("it", "1.000", "10.000"),
        ("pt", "1\u00a0000", "10\u00a0000"),
    ],
)
def test_whole_parts_thousands_as_the_language_does(language: str, thousands: str, more: str) -> None:
    with translation.override(language):
        assert (wording.whole(1000), wording.whole(10_000)) == (thousands, more)
