"""Nothing of a group under five can be seen, or worked out from everything that can be seen."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from hub.evaluation.domain.small_groups import showable, whole_blocks
from hub.evaluation.results import Month, Months, Tally

MARCH = Month(2026, 3)


def months_of(*numbers: int) -> dict[Month, Tally]:
    return {Month(2026, 1).plus(place): Tally(n=n, counts=((0, 0, 0, 0, n),) * 4) for place, n in enumerate(numbers)}


def shown(numbers: tuple[int, ...], first: int, last: int) -> tuple[int | None, bool]:
    period = Months(Month(2026, 1).plus(first), Month(2026, 1).plus(last))
    tally, left_out = showable(months_of(*numbers), period.__contains__)
    return (tally.n if tally else None), left_out


def test_month_under_five_waits_for_later_ones() -> None:
    assert shown((6, 2), 0, 0) == (6, False)
    assert shown((6, 2), 1, 1) == (None, True)
    assert shown((6, 2), 0, 1) == (6, True)
    assert shown((6, 2, 3), 0, 2) == (11, False)
    assert shown((6, 2, 3), 1, 2) == (5, False)
    assert shown((6, 2, 3), 2, 2) == (None, True)


def test_month_without_anybody_is_not_said_to_be_left_out() -> None:
    assert shown((6, 0), 0, 1) == (6, False)


@given(st.lists(st.integers(0, 8), min_size=1, max_size=9), st.integers(0, 3))
def test_blocks_never_change_when_time_goes_on(numbers: list[int], later: int) -> None:
    blocks = whole_blocks(months_of(*numbers))

    assert whole_blocks(months_of(*numbers, later))[: len(blocks)] == blocks


@given(st.lists(st.integers(0, 8), min_size=1, max_size=7), st.integers(0, 3))
def test_no_report_gives_away_a_small_group_beside_another(numbers: list[int], later: int) -> None:
    """Of any two periods of which one holds the other, made at the same or different times."""
    known = ((*numbers,), (*numbers, later))
    reports = [
        (first, last, shown(counts, first, last)[0] or 0)
        for counts in known
        for first in range(len(counts))
        for last in range(first, len(counts))
    ]

    differences = {
        abs(inner - outer)
        for (first, last, inner), (begin, end, outer) in product(reports, reports)
        if begin <= first and last <= end
    }

    assert differences & {1, 2, 3, 4} == set()


def test_months_read_as_words_and_have_a_period_before() -> None:
    quarter = Months(Month(2026, 1), MARCH)

    assert (str(quarter), str(quarter.before), quarter.length) == (
        "January 2026 to March 2026",
        "October 2025 to December 2025",
        3,
    )
    assert MARCH.plus(-3) == Month(2025, 12)
