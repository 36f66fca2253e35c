"""No combination of everything that is ever published determines a group of one to four readers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, combinations, combinations_with_replacement, product

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hub.evaluation.domain.breakdowns import break_down, layers, portions_of
from hub.evaluation.domain.small_groups import add_up, showable
from hub.evaluation.results import SMALLEST_GROUP, Month, Months

ARTICLES, PLACES, KEYS = range(2), range(4), ("", "DE", "FR")
START = Month(2026, 2)  # so that the months reach into a second quarter
FIELDS = ("country", "profession")
MONTHS = [START.plus(place) for place in PLACES]
PERIODS = [Months(first, last) for first, last in combinations_with_replacement(MONTHS, 2)]
SCOPES = [*((article,) for article in ARTICLES), tuple(ARTICLES)]
Reader = tuple[int, Month, str, str]
CELLS: list[Reader] = [
    (article, month, country, profession)
    for article, month, country, profession in product(ARTICLES, MONTHS, KEYS, KEYS)
]


@dataclass(frozen=True)
class Readers:
    """A tally that remembers of how many readers of which cell it is made."""

    cells: tuple[tuple[Reader, int], ...]

    @property
    def n(self) -> int:
        return sum(number for _, number in self.cells)

    def __add__(self, other: Readers) -> Readers:
        return Readers(self.cells + other.cells)


Parts = dict[tuple[int, str], dict[Month, dict[str, Readers]]]


def by_part(counts: dict[Reader, int]) -> Parts:
    """Return the readers of each article by country and by profession, in months that have any."""
    found: Parts = {}
    for (article, field), month in product(product(ARTICLES, FIELDS), MONTHS):
        cells = [(cell, n) for cell, n in counts.items() if cell[:2] == (article, month)]
        if any(n for _, n in cells):
            place = 2 + FIELDS.index(field)
            parts = {key: Readers(tuple(each for each in cells if each[0][place] == key)) for key in KEYS}
            found.setdefault((article, field), {})[month] = parts
    return found


def published(parts: Parts, today: Month) -> Iterator[Readers]:
    """Everything that any report of any period says, of one article, some or all, made in a month."""
    over = {key: {month: cells[month] for month in cells if month < today} for key, cells in parts.items()}
    portions = {(article, field): portions_of(article, cells) for (article, field), cells in over.items()}
    for period in PERIODS:
        inside = period.__contains__
        totals = {
            article: showable({month: add_up(each.values()) for month, each in cells.items()}, inside)[0]
            for (article, field), cells in over.items()
            if field == "country"
        }
        yield from filter(None, totals.values())
        for field, scope in product(FIELDS, SCOPES):
            whole = all(article in scope for article, named in over if named == field and over[article, named])
            chosen = [portion for article in scope for portion in portions.get((article, field), [])]
            shown, others = break_down(chosen, layers(today, whole_hub=whole), inside)
            found = [*shown.values(), *([others] if others else [])]
            total = add_up(totals[article] for article in scope if totals.get(article))
            assert (total.n if total else 0) == sum(each.n for each in found)
            yield from found


def of_groups() -> Iterator[tuple[bool, ...]]:
    """Every group that can be named: some articles' readers of some months, countries and professions."""
    for chosen in product(*map(subsets, (ARTICLES, MONTHS, KEYS, KEYS))):
        yield tuple(all(value in values for value, values in zip(cell, chosen, strict=True)) for cell in CELLS)


def subsets(values: Iterable[object]) -> list[tuple[object, ...]]:
    values = list(values)
    return list(chain.from_iterable(combinations(values, size) for size in range(1, len(values) + 1)))


GROUPS = np.array(list(of_groups()), dtype=float)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from([0, 0, 0, 1, 2, 3, 5, 9]), min_size=len(CELLS), max_size=len(CELLS)))
def test_no_combination_of_published_numbers_determines_a_small_group(numbers: list[int]) -> None:
    """A group's number follows from the published ones if its cells are a sum or difference of published groups.

    Whoever looks is taken to know, too, that no group is negative, and in which months an article had no reader.
    """
    parts = by_part(dict(zip(CELLS, numbers, strict=True)))
    everything = [readers for later in (2, 3, 4, 6, 12) for readers in published(parts, START.plus(later))]
    sizes = GROUPS @ np.array(numbers)
    empty = np.array([cell[1] not in parts.get((cell[0], "country"), {}) for cell in CELLS])

    assert all(readers.n >= SMALLEST_GROUP for readers in everything)
    members = {frozenset(cell for cell, _ in readers.cells) for readers in everything}
    rows = np.array([[cell in cells for cell in CELLS] for cells in members] or [[False] * len(CELLS)], dtype=float)
    while True:
        known = row_space(np.vstack([rows, np.eye(len(CELLS))[empty]]))
        follows = np.abs(GROUPS - GROUPS @ known.T @ known).max(axis=1) < 1e-8
        also_empty = empty | (GROUPS[follows & (sizes == 0)].sum(axis=0) > 0)
        if (also_empty == empty).all():
            break
        empty = also_empty
    assert not {int(size) for size in sizes[follows]} & {1, 2, 3, 4}


def row_space(matrix: np.ndarray) -> np.ndarray:
    """Return an orthonormal basis of the sums and differences of rows."""
    _, sizes, rows = np.linalg.svd(matrix, full_matrices=False)
    return rows[sizes > 1e-9]
