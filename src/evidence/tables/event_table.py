"""The core object: how many people of each arm left at each time, and for what cause.

Kaplan–Meier, Aalen–Johansen and the tests of group differences depend on the data only through these counts. Tables of
sites or chunks merge by addition, and no patient's row is kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from evidence.results import DataSource, FloatArray, IntArray, weakest

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


def _rise_from_zero(times: FloatArray) -> bool:
    """Tell whether times rise, none negative and all finite: then the first and the last stand for all."""
    rise = bool((times[1:] > times[:-1]).all())
    return times.size == 0 or bool(rise and times[0] >= 0 and np.isfinite(times[-1]))


def _any_negative(counts: IntArray) -> bool:
    return bool(counts.size and counts.min() < 0)


@dataclass(frozen=True, eq=False)
class ArmCounts:
    """
    What became of one arm.

    Parameters
    ----------
    n : int
    times : array of shape (times,)
        Distinct times at which anybody of the arm left, rising.
    counts : int64 array of shape (times, causes)
    at_risk : int64 array of shape (times,)
        People under observation just before each time.
    late_entry : bool
        Whether some came under observation after time 0.
    """

    n: int
    times: FloatArray
    counts: IntArray
    at_risk: IntArray
    late_entry: bool

    @cached_property
    def events(self) -> IntArray:
        """Events of any cause at each time: int64 array of shape (times,)."""
        return people_in(self.counts[:, 1:])


def people_in(counts: IntArray) -> IntArray:
    """Add up counts over their last axis, the causes; ten times as fast as ``sum`` where that is short."""
    total: IntArray = np.einsum("...i->...", counts)
    return total


@dataclass(frozen=True, eq=False)
class Stratum:
    """
    The people of one stratum, or everybody where there are no strata.

    Parameters
    ----------
    name : str
    times : array of shape (times,)
        Distinct times at which anybody left or entered, rising.
    counts : int64 array of shape (arms, times, causes)
        An arm may be empty here.
    entries : int64 array of shape (arms, times) or None
        People who came under observation at each time and are at risk after it; None when all did so before time 0.
    """

    name: str
    times: FloatArray
    counts: IntArray
    entries: IntArray | None = None

    def __post_init__(self) -> None:
        if self.counts.ndim != 3 or self.counts.shape[1] != self.times.size:
            raise ValueError("Counts need one entry per arm, time and cause.")
        if self.counts.dtype != np.int64 or (self.entries is not None and self.entries.dtype != np.int64):
            raise ValueError("Counts must be 64-bit integers.")
        if not _rise_from_zero(self.times):
            raise ValueError("Times must be finite, not negative, and rise.")
        if _any_negative(self.counts) or (self.entries is not None and _any_negative(self.entries)):
            raise ValueError("A count is negative.")
        if self.entries is not None:
            if self.entries.shape != self.counts.shape[:2]:
                raise ValueError("Entries need one count per arm and time.")
            if (self.entries.sum(axis=1) != self.counts.sum(axis=(1, 2))).any():
                raise ValueError("As many people must enter as leave.")
            if (self.at_risk < people_in(self.counts)).any():
                raise ValueError("Somebody leaves before having entered.")
            self.entries.setflags(write=False)
        for array in (self.times, self.counts):
            array.setflags(write=False)

    @property
    def at_risk(self) -> IntArray:
        """People under observation just before each time: int64 array of shape (arms, times)."""
        leaving = people_in(self.counts)
        if self.entries is None:
            remaining: IntArray = leaving[:, ::-1].cumsum(axis=1)[:, ::-1]
            return remaining
        inside: IntArray = (self.entries - leaving).cumsum(axis=1) - (self.entries - leaving)
        return inside


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
        Distinct times at which anybody left or entered, rising, in `time_unit`.
    counts : int64 array of shape (arms, times, causes)
    time_unit : str
    entries : int64 array of shape (arms, times), optional
        With late entry (left truncation): people who came under observation at each time. Someone who enters at *t* is
        at risk after *t*.
    strata : tuple of Stratum, optional
        The same people apart by stratum.
    source : DataSource, default PATIENTS

    Raises
    ------
    ValueError
        If shapes do not fit, a name stands twice, times do not rise from 0 or more, a count is negative, an arm is
        empty, somebody leaves before entering, or the strata do not add up to the whole.
    """

    arms: tuple[str, ...]
    causes: tuple[str, ...]
    times: FloatArray
    counts: IntArray
    time_unit: str
    entries: IntArray | None = None
    strata: tuple[Stratum, ...] = ()
    source: DataSource = DataSource.PATIENTS
    _people: dict[str, ArmCounts] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        if self.counts.shape != (len(self.arms), self.times.size, len(self.causes)):
            raise ValueError("Counts need one entry per arm, time and cause.")
        if len(set(self.arms)) < len(self.arms) or len(set(self.causes)) < len(self.causes):
            raise ValueError("An arm or a cause is named twice.")
        if self.causes[:1] != (CENSORED,) or len(self.causes) < 2:
            raise ValueError("The first cause must be “censored”, and at least one event must follow.")
        Stratum("everybody", self.times, self.counts, self.entries)
        for arm in self.arms:
            if self.n(arm) == 0:
                raise ValueError(f"Nobody is in the arm {arm}.")
        if self.strata:
            self._require_whole()

    def _require_whole(self) -> None:
        if len({stratum.name for stratum in self.strata}) < len(self.strata):
            raise ValueError("A stratum is named twice.")
        shape = (len(self.arms), len(self.causes))
        if any((part.counts.shape[0], part.counts.shape[2]) != shape for part in self.strata):
            raise ValueError("Every stratum needs a count for each arm and cause.")
        whole = added("everybody", self.strata)
        same_entries = (
            whole.entries is None if self.entries is None else np.array_equal(whole.entries, self.entries)  # type: ignore[arg-type]
        )
        if not (np.array_equal(whole.times, self.times) and np.array_equal(whole.counts, self.counts) and same_entries):
            raise ValueError("The strata do not add up to the whole.")

    @property
    def events(self) -> tuple[str, ...]:
        """The causes that are events."""
        return self.causes[1:]

    @property
    def parts(self) -> tuple[Stratum, ...]:
        """The strata; without any, everybody as one."""
        return self.strata or (Stratum("everybody", self.times, self.counts, self.entries),)

    def n(self, arm: str) -> int:
        """Count the people in an arm."""
        return int(self.counts[self.place(arm)].sum())

    def of(self, arm: str) -> ArmCounts:
        """Give what became of one arm, at the times when somebody of it left."""
        if arm not in self._people:
            self._people[arm] = self._counted(self.place(arm))
        return self._people[arm]

    def _counted(self, place: int) -> ArmCounts:
        counts, late_entry = self.counts[place], self.entries is not None
        leaving = people_in(counts)
        n = int(leaving.sum())
        observed = np.flatnonzero(leaving > 0)
        if self.entries is None:
            leaving = leaving.take(observed)
            at_risk = n - leaving.cumsum()
            at_risk += leaving
        else:
            change = self.entries[place] - leaving
            at_risk = (change.cumsum() - change).take(observed)
        if observed.size == self.times.size:
            return ArmCounts(n, self.times, counts, at_risk, late_entry)
        # Taken cause by cause, so that the counts of each lie side by side.
        taken = counts.T.take(observed, axis=1).T
        return ArmCounts(n, self.times.take(observed), taken, at_risk, late_entry)

    def cause(self, name: str) -> int:
        """Give the place of an event among the causes; a ``ValueError`` names those there are."""
        if name not in self.events:
            raise ValueError(f"There is no event {name!r}; there are {', '.join(self.events)}.")
        return self.causes.index(name)

    def place(self, arm: str) -> int:
        """Give the place of an arm; a ``ValueError`` names those there are."""
        if arm not in self.arms:
            raise ValueError(f"There is no arm {arm!r}; there are {', '.join(self.arms)}.")
        return self.arms.index(arm)


def added(name: str, parts: Sequence[Stratum]) -> Stratum:
    """
    Add up counts of different people.

    Parameters
    ----------
    name : str
        What the sum is to be called.
    parts : sequence of Stratum
        With the same arms and causes; all with entries or none.

    Returns
    -------
    Stratum
    """
    times = np.unique(np.concatenate([part.times for part in parts]))
    arms, _, causes = parts[0].counts.shape
    counts = np.zeros((arms, times.size, causes), dtype=np.int64)
    entries = None if parts[0].entries is None else np.zeros((arms, times.size), dtype=np.int64)
    for part in parts:
        where = np.searchsorted(times, part.times)
        counts[:, where] += part.counts
        if entries is not None and part.entries is not None:
            entries[:, where] += part.entries
    return Stratum(name, times, counts, entries)


def merge(first: EventTable, second: EventTable) -> EventTable:
    """
    Add two tables of different people: sites, chunks, or parts of one study.

    Parameters
    ----------
    first, second : EventTable
        With the same time unit and the same causes in the same order; arms and strata may differ, but either both
        tables have strata or neither, and so for late entry.

    Returns
    -------
    EventTable

    Raises
    ------
    ValueError
        If unit or causes differ, or only one has strata or late entry.
    """
    if first.time_unit != second.time_unit:
        raise ValueError(f"One table counts in {first.time_unit}, the other in {second.time_unit}.")
    if first.causes != second.causes:
        raise ValueError(f"The causes differ: {', '.join(first.causes)} and {', '.join(second.causes)}.")
    if bool(first.strata) != bool(second.strata):
        raise ValueError("One table has strata, the other has none.")
    if (first.entries is None) != (second.entries is None):
        raise ValueError("One table has entry times, the other has none.")
    arms = tuple(dict.fromkeys(first.arms + second.arms))
    parts = [_with_arms(part, table.arms, arms) for table in (first, second) for part in table.parts]
    whole = added("everybody", parts)
    names = dict.fromkeys(part.name for part in parts)
    strata = tuple(added(name, [part for part in parts if part.name == name]) for name in names) if first.strata else ()
    source = weakest((first.source, second.source))
    return EventTable(arms, first.causes, whole.times, whole.counts, first.time_unit, whole.entries, strata, source)


def _with_arms(part: Stratum, own: tuple[str, ...], arms: tuple[str, ...]) -> Stratum:
    """Spread a stratum's counts over all the arms of the merged table."""
    where = [arms.index(arm) for arm in own]
    counts = np.zeros((len(arms), *part.counts.shape[1:]), dtype=np.int64)
    counts[where] = part.counts
    entries = None
    if part.entries is not None:
        entries = np.zeros(counts.shape[:2], dtype=np.int64)
        entries[where] = part.entries
    return Stratum(part.name, part.times, counts, entries)
