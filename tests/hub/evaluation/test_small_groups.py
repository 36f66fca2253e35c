import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.evaluation.domain.small_groups import gather_blocks, releasable, releasable_overall
from hub.evaluation.results import ALL_TIME, SMALLEST_GROUP, Period, Quarter, Tally

QUARTERS = [Quarter(2026, number) for number in (1, 2, 3, 4)]
PERIODS = [ALL_TIME, Period("2026", "2026", QUARTERS[0], QUARTERS[3])] + [
    Period(f"2026-q{quarter.number}", str(quarter), quarter, quarter) for quarter in QUARTERS
]


def tally(n: int) -> Tally:
    return Tally(n=n, counts=((0, 0, 0, 0, n),) * 4)


def history(*counts: int) -> dict[Quarter, Tally]:
    return {quarter: tally(n) for quarter, n in zip(QUARTERS, counts, strict=False) if n}


def shown(quarters: dict[Quarter, Tally], period: Period) -> int | None:
    found = releasable(quarters, period)
    return found.n if found else None


@pytest.mark.parametrize(
    ("counts", "blocks"),
    [
        ((), []),
        ((4,), []),
        ((5,), [(1,)]),
        ((5, 5), [(1,), (2,)]),
        ((3, 2, 7), [(1, 2), (3,)]),
        ((5, 4), [(1, 2)]),
        ((5, 0, 0, 5), [(1,), (4,)]),
        ((2, 0, 3, 1), [(1, 3, 4)]),
    ],
)
def test_gather_blocks_joins_quarters_until_there_are_five(
    counts: tuple[int, ...], blocks: list[tuple[int, ...]]
) -> None:
    found = gather_blocks(history(*counts))

    assert [tuple(quarter.number for quarter in block) for block in found] == blocks


def test_releasable_quarter_that_leaves_a_small_rest_is_hidden() -> None:
    quarters = history(8, 2)

    assert [shown(quarters, period) for period in PERIODS] == [10, 10, None, None, None, None]


def test_releasable_quarters_that_stand_alone_are_shown() -> None:
    assert [shown(history(8, 6), period) for period in PERIODS] == [14, 14, 8, 6, None, None]


def test_releasable_overall_leaves_one_small_article_out() -> None:
    total = releasable_overall([history(10), history(3)], ALL_TIME)

    assert total is not None
    assert total.n == 10


def test_releasable_overall_counts_small_articles_that_are_five_together() -> None:
    total = releasable_overall([history(10), history(3), history(2)], ALL_TIME)

    assert total is not None
    assert total.n == 15


def test_releasable_overall_of_a_quarter_never_counts_hidden_articles() -> None:
    total = releasable_overall([history(10), history(4, 4), history(3)], PERIODS[2])

    assert total is not None
    assert total.n == 10


def test_releasable_overall_nothing_to_show_is_none() -> None:
    assert releasable_overall([history(2), history(2)], ALL_TIME) is None
    assert releasable_overall([], ALL_TIME) is None


@given(st.lists(st.lists(st.integers(0, 9), min_size=4, max_size=4), max_size=4))
def test_everything_shown_is_a_sum_of_disjoint_groups_of_five_or_more(counts: list[list[int]]) -> None:
    """So whatever subtraction finds is such a sum too: no small group can be worked out."""
    articles = [history(*article) for article in counts]
    blocks = {(number, block) for number, quarters in enumerate(articles) for block in gather_blocks(quarters)}
    small = frozenset((number, quarter) for number, q in enumerate(articles) if not gather_blocks(q) for quarter in q)
    atoms = [frozenset((number, quarter) for quarter in block) for number, block in blocks]
    sizes = [sum(articles[number][quarter].n for number, quarter in atom) for atom in atoms]

    assert all(size >= SMALLEST_GROUP for size in sizes)
    assert all(not first & second for first, second in itertools.combinations(atoms, 2))
    for period in PERIODS:
        per_article = [shown(quarters, period) for quarters in articles]
        inside = [atom for atom in atoms if all(quarter in period for _, quarter in atom)]
        for number, n in enumerate(per_article):
            own = [size for atom, size in zip(atoms, sizes, strict=True) if atom in inside and min(atom)[0] == number]
            assert n is None or n == sum(own)
        overall = releasable_overall(articles, period)
        pooled = sum(articles[number][quarter].n for number, quarter in small) if period == ALL_TIME else 0
        rest = (overall.n if overall else 0) - sum(n or 0 for n in per_article)
        assert rest == (pooled if pooled >= SMALLEST_GROUP else 0)
