"""The core object: how many people of each arm left at each time, and for what cause.

Kaplan–Meier, Aalen–Johansen and the tests of group differences depend on the data only through these counts. Tables of
sites or chunks merge by addition, and no patient's row is kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evidence.results import FloatArray, IntArray

CENSORED = "censored"
"""The cause of those who left without an event; always the first cause of a table."""


class BadRowsError(ValueError):
    """Rows that cannot be used, every kind of problem with its count and row numbers.

    Parameters
    ----------
    problems : sequence of str
        One sentence each.
    """

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__(" ".join(self.problems))


@dataclass(frozen=True, eq=False)
class EventTable:
    """
    Counts per arm, time and cause.

    Parameters
    ----------
    arms : tuple of str
    causes : tuple of str
        ``"censored"`` first, then the events.
    times : array of shape (times,)
        Distinct times at which anybody left, rising, in `time_unit`.
    counts : int64 array of shape (arms, times, causes)
    time_unit : str

    Raises
    ------
    ValueError
        If shapes do not fit, a name stands twice, times do not rise from 0 or more, a count is negative, or an arm is
        empty.
    """

    arms: tuple[str, ...]
    causes: tuple[str, ...]
    times: FloatArray
    counts: IntArray
    time_unit: str

    def __post_init__(self) -> None:
        if self.counts.shape != (len(self.arms), self.times.size, len(self.causes)):
            raise ValueError("Counts need one entry per arm, time and cause.")
        if self.counts.dtype != np.int64:
            raise ValueError("Counts must be 64-bit integers.")
        if len(set(self.arms)) < len(self.arms) or len(set(self.causes)) < len(self.causes):
            raise ValueError("An arm or a cause is named twice.")
        if self.causes[:1] != (CENSORED,) or len(self.causes) < 2:
            raise ValueError("The first cause must be “censored”, and at least one event must follow.")
        if not np.isfinite(self.times).all() or (self.times < 0).any() or (np.diff(self.times) <= 0).any():
            raise ValueError("Times must be finite, not negative, and rise.")
        if (self.counts < 0).any():
            raise ValueError("A count is negative.")
        for arm in self.arms:
            if self.n(arm) == 0:
                raise ValueError(f"Nobody is in the arm {arm}.")
        for array in (self.times, self.counts):
            array.setflags(write=False)

    @property
    def events(self) -> tuple[str, ...]:
        """The causes that are events."""
        return self.causes[1:]

    def n(self, arm: str) -> int:
        """Count the people in an arm."""
        return int(self.counts[self._place(arm)].sum())

    def of(self, arm: str) -> tuple[FloatArray, IntArray]:
        """
        Give one arm's distinct times and its counts at them.

        Returns
        -------
        times : array of shape (times of the arm,)
        counts : int64 array of shape (times of the arm, causes)
        """
        counts = self.counts[self._place(arm)]
        observed = counts.sum(axis=1) > 0
        return self.times[observed], counts[observed]

    def cause(self, name: str) -> int:
        """Give the place of an event among the causes; a ``ValueError`` names those there are."""
        if name not in self.events:
            raise ValueError(f"There is no event {name!r}; there are {', '.join(self.events)}.")
        return self.causes.index(name)

    def _place(self, arm: str) -> int:
        if arm not in self.arms:
            raise ValueError(f"There is no arm {arm!r}; there are {', '.join(self.arms)}.")
        return self.arms.index(arm)


def people_at_risk(counts: IntArray) -> IntArray:
    """
    Count the people still under observation just before each time: those who leave then or later.

    Parameters
    ----------
    counts : int64 array of shape (times, causes)
        One arm's counts.

    Returns
    -------
    int64 array of shape (times,)
    """
    at_risk: IntArray = counts.sum(axis=1)[::-1].cumsum()[::-1]
    return at_risk


def merge(first: EventTable, second: EventTable) -> EventTable:
    """
    Add two tables of different people: sites, chunks, or parts of one study.

    Parameters
    ----------
    first, second : EventTable
        With the same time unit and the same causes in the same order; arms may differ.

    Returns
    -------
    EventTable

    Raises
    ------
    ValueError
        If unit or causes differ.
    """
    if first.time_unit != second.time_unit:
        raise ValueError(f"One table counts in {first.time_unit}, the other in {second.time_unit}.")
    if first.causes != second.causes:
        raise ValueError(f"The causes differ: {', '.join(first.causes)} and {', '.join(second.causes)}.")
    arms = tuple(dict.fromkeys(first.arms + second.arms))
    times = np.union1d(first.times, second.times)
    counts = np.zeros((len(arms), times.size, len(first.causes)), dtype=np.int64)
    for table in (first, second):
        rows = np.array([arms.index(arm) for arm in table.arms])
        counts[np.ix_(rows, np.searchsorted(times, table.times))] += table.counts
    return EventTable(arms, first.causes, times, counts, first.time_unit)
