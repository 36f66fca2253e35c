"""Sentences and the claims they make, in tables that a clinician can read: see `tables/`.

A block is a sentence and, indented, each claim that it makes; a sentence without any must be left alone.
"""

import pytest

from tests.evidence.claims.lines import TABLES, blocks, lines


@pytest.mark.parametrize(("sentence", "expected"), blocks("typography.txt"))
def test_figure_is_read_in_any_typography(sentence: str, expected: list[str]) -> None:
    assert lines(sentence) == expected


@pytest.mark.parametrize(("sentence", "expected"), blocks("constructs.txt"))
def test_figures_find_their_outcome_arm_and_time(sentence: str, expected: list[str]) -> None:
    assert lines(sentence) == expected


@pytest.mark.parametrize(("sentence", "expected"), blocks("outcomes.txt"))
def test_outcomes_of_many_specialties_are_read(sentence: str, expected: list[str]) -> None:
    assert lines(sentence) == expected


@pytest.mark.parametrize(("sentence", "expected"), blocks("left-alone.txt"))
def test_what_is_no_result_is_left_alone(sentence: str, expected: list[str]) -> None:
    assert lines(sentence) == expected == []


def test_tables_hold_enough_sentences() -> None:
    assert sum(len(blocks(path.name)) for path in TABLES.iterdir()) >= 150
