"""Event tables for tests: from lists of people, and any at all."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from hypothesis import strategies as st

from evidence.tables import EventTable

CAUSES = ("censored", "relapse", "death")


def table_of(people: Iterable[tuple[float, int]], arm: str = "a") -> EventTable:
    """Make a table of one arm from each person's time and cause: 0 censored, 1 relapse, 2 death."""
    listed = list(people)
    times = np.array(sorted({time for time, _ in listed}), dtype=np.float64)
    counts = np.zeros((1, times.size, len(CAUSES)), dtype=np.int64)
    for time, cause in listed:
        counts[0, np.searchsorted(times, time), cause] += 1
    return EventTable((arm,), CAUSES, times, counts, "years")


def people_of(table: EventTable, arm: str = "a") -> list[tuple[float, int]]:
    """Give back each person's time and cause."""
    counted = table.of(arm)
    return [
        (float(time), cause)
        for time, row in zip(counted.times, counted.counts, strict=True)
        for cause, number in enumerate(row)
        for _ in range(number)
    ]


def event_tables() -> st.SearchStrategy[EventTable]:
    """Give tables of one arm of 1 to 40 people with heavy ties."""
    person = st.tuples(st.integers(0, 12).map(lambda halves: halves / 2), st.integers(0, 2))
    return st.lists(person, min_size=1, max_size=40).map(table_of)
