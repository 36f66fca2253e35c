import pytest

from hub.funding.domain.statement import join_words
from tests.hub.funding.statement_cases import CASES, PAGE, Case, render, stated


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.condition)
def test_statement_says_who_supports_the_hub(case: Case) -> None:
    assert stated(case) == case.statement


def test_reference_page_shows_every_case() -> None:
    assert PAGE.read_text() == render(), "Write the page anew: python -m tests.hub.funding.statement_cases"


@pytest.mark.parametrize(
    ("words", "joined"),
    [
        (["A"], "A"),
        (["A", "B"], "A and B"),
        (["A", "B", "C"], "A, B and C"),
        (["A and B", "C"], "A and B, and C"),
        (["A", "B and C", "D"], "A, B and C, and D"),
        (["A, B", "C"], "A, B; and C"),
        (["A, B", "C", "D"], "A, B; C; and D"),
    ],
)
def test_join_words_parts_them_unmistakably(words: list[str], joined: str) -> None:
    assert join_words(words) == joined
