"""People in arms and strata, with late entry or none: as lists for the naive implementations, and as event tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st

from evidence.results import GroupTest
from evidence.tables import EventTable
from evidence.tables.event_table import Stratum, added
from tests.evidence.reference import rows

SOME = settings(max_examples=50, deadline=None)
FEW = settings(max_examples=25, deadline=None)

REFUSED = (-1.0, 0)

CAUSES = ("censored", "relapse", "death")


class Person(NamedTuple):
    arm: str
    time: float
    cause: int
    stratum: str = "all"
    entry: float | None = None


PLACEBO = (1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23)
TREATED = (6, 6, 6, 7, 10, 13, 16, 22, 23)
TREATED_CENSORED = (6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)
FREIREICH = [
    *(Person("placebo", time, 1) for time in PLACEBO),
    *(Person("6-MP", time, 1) for time in TREATED),
    *(Person("6-MP", time, 0) for time in TREATED_CENSORED),
]
"""Freireich 1963, weeks in remission, as printed by Cox (1972) and since then in most text-books."""


def table_from(people: Sequence[Person], arms: Sequence[str] = (), unit: float = 1.0) -> EventTable:
    """Count people; the arms in the order given, the times in another unit."""
    names = tuple(arms) or tuple(sorted({person.arm for person in people}))
    strata = tuple(
        _stratum(name, [person for person in people if person.stratum == name], names, unit)
        for name in sorted({person.stratum for person in people})
    )
    whole = added("everybody", strata)
    apart = () if len(strata) == 1 and strata[0].name == "all" else strata
    return EventTable(names, CAUSES, whole.times, whole.counts, "days", whole.entries, apart)


def _stratum(name: str, people: Sequence[Person], arms: Sequence[str], unit: float) -> Stratum:
    late = people[0].entry is not None
    times = np.array(sorted({p.time for p in people} | {p.entry for p in people if p.entry is not None}))
    counts = np.zeros((len(arms), times.size, len(CAUSES)), dtype=np.int64)
    entries = np.zeros((len(arms), times.size), dtype=np.int64) if late else None
    for person in people:
        place = arms.index(person.arm)
        counts[place, np.searchsorted(times, person.time), person.cause] += 1
        if entries is not None:
            entries[place, np.searchsorted(times, person.entry)] += 1
    return Stratum(name, times * unit, counts, entries)


def trials(arms: str = "abc", strata: str = "", *, late: bool = False) -> st.SearchStrategy[list[Person]]:
    """Give trials with heavy ties: 1 to 15 people in each arm."""

    def person(arm: str) -> st.SearchStrategy[Person]:
        halves = st.integers(1, 12).map(lambda number: number / 2)
        entry = st.integers(0, 8).map(lambda number: number / 2) if late else st.none()
        stratum = st.sampled_from(strata) if strata else st.just("all")
        made = st.builds(Person, st.just(arm), halves, st.integers(0, 2), stratum, entry)
        return made.filter(lambda one: one.entry is None or one.entry < one.time)

    groups = [st.lists(person(arm), min_size=1, max_size=15) for arm in arms]
    return st.tuples(*groups).map(lambda lists: [one for people in lists for one in people])


def spread_out(table: EventTable, gap: int) -> EventTable:
    """Put times at which nothing happens between those of a table: `gap` for each."""
    size = table.times.size
    counts = np.zeros((len(table.arms), size * gap, len(table.causes)), dtype=np.int64)
    counts[:, ::gap] = table.counts
    return EventTable(table.arms, table.causes, np.arange(size * gap) * 1.0, counts, table.time_unit)


def outcome(test: Callable[[], GroupTest]) -> tuple[float, int]:
    """Give a test's statistic and degrees of freedom; REFUSED where it is."""
    try:
        result = test()
    except ValueError:
        return REFUSED
    return result.statistic, result.degrees_of_freedom


def expected_rows(file: str) -> dict[tuple[str, ...], list[dict[str, str]]]:
    """Give R's rows by data set, cause and whether stratified."""
    found: dict[tuple[str, ...], list[dict[str, str]]] = {}
    for row in rows(file):
        found.setdefault((row["set"], row["cause"], row["stratified"]), []).append(row)
    return found
