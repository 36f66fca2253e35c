"""From counted groups of people to an event table: the one place where counts are put into arrays.

Whichever engine counted and by whichever path, it hands over groups: an arm, a stratum, a cause, and how many left at
each time. Adding them up needs no more memory than the table itself.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import inf

import numpy as np
from numpy.typing import NDArray

from evidence.results import FloatArray, IntArray
from evidence.tables.columns import EVERYBODY, Columns
from evidence.tables.event_table import BadRowsError, EventTable, Stratum

IN_ORDER = ("entered before leaving",)
BoolArray = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Group:
    """
    People with the same values in every column but time.

    Parameters
    ----------
    arm : str or None
        Text in the arm column; None where there is nothing.
    status : str or None
    strata : tuple of (str or None)
    times : float64 array
        Rising; NaN last.
    numbers : int64 array
        People at each time.
    in_order : bool
        Whether all entered before they left.
    """

    arm: str | None
    status: str | None
    strata: tuple[str | None, ...]
    times: FloatArray
    numbers: IntArray
    in_order: bool = True

    def is_good(self, columns: Columns) -> bool:
        """Tell whether these people can be counted: their times are finite and not negative, and all is named."""
        known_status = self.status == EVERYBODY or self.status in columns.status_texts
        known_arm = self.arm is not None and (columns.arms is None or self.arm in columns.arms)
        known = known_arm and known_status and None not in self.strata and self.in_order
        return bool(known and (self.times.size == 0 or (self.times[0] >= 0 and np.isfinite(self.times[-1]))))


Texts = Sequence[str | None]
"""The values of a column that have a place, in the order of their places; one place after the last is for others."""


def grouped(texts: Sequence[Texts], cells: IntArray, times: FloatArray, numbers: IntArray) -> list[Group]:
    """
    Part counted cells into groups.

    Parameters
    ----------
    texts : sequence of sequence of (str or None)
        Of arm, status, each column of strata and, where it was asked, `IN_ORDER`.
    cells : int array of shape (counts,)
        The places of a count's texts as one number, the first counting most.
    times : float64 array of shape (counts,)
    numbers : int64 array of shape (counts,)
    """
    order = np.lexsort((times, cells))
    cells, times, numbers = cells[order], times[order], numbers[order]
    present, starts = np.unique(cells, return_index=True)
    parts = zip(present.tolist(), np.split(times, starts[1:]), np.split(numbers, starts[1:]), strict=True)
    return [group_of(texts, cell, own_times, own_numbers) for cell, own_times, own_numbers in parts]


def group_of(texts: Sequence[Texts], cell: int, times: FloatArray, numbers: IntArray) -> Group:
    """Make the group of one cell."""
    values: list[str | None] = []
    for column in reversed(texts):
        cell, place = divmod(cell, len(column) + 1)
        text = column[place] if place < len(column) else None
        values.insert(0, None if text is None else text.strip() or None)
    arm, status, *strata = values
    in_order = strata.pop() is not None if texts[-1] is IN_ORDER else True
    return Group(arm, status, tuple(strata), times, numbers, in_order)


def tallied(times: FloatArray) -> tuple[FloatArray, IntArray]:
    """Count equal times; the array given is sorted in place."""
    times.sort()
    first = _first_of_each(times)
    if first.all():
        return times, np.broadcast_to(np.int64(1), times.size)
    starts = np.flatnonzero(first)
    return times[starts], np.diff(starts, append=times.size)


def _first_of_each(rising: FloatArray) -> BoolArray:
    """Mark where a new value begins."""
    first = np.ones(rising.size, dtype=np.bool_)
    np.not_equal(rising[1:], rising[:-1], out=first[1:])
    return first


def assembled(
    leaving: Sequence[Group], entering: Sequence[Group] | None, columns: Columns, *, divisor: float = 1
) -> EventTable:
    """
    Add up groups whose every row is good.

    Parameters
    ----------
    leaving : sequence of Group
    entering : sequence of Group or None
        With late entry: the same people by their entry times; their status tells nothing.
    columns : Columns
    divisor : float, default 1
        How many of the times' units make one of the table's.

    Returns
    -------
    EventTable

    Raises
    ------
    BadRowsError
        If there is nobody, or nobody in an arm that was named.
    """
    present = {group.arm for group in leaving if group.numbers.any()}
    if not present:
        raise BadRowsError(["There are no rows."])
    problems = [f"Nobody is in the arm {name}." for text, name in (columns.arms or {}).items() if text not in present]
    if problems:
        raise BadRowsError(problems)
    arms = _arm_names(columns, present)
    whole = _added(EVERYBODY, leaving, entering, columns, arms, divisor)
    strata: tuple[Stratum, ...] = ()
    if columns.strata:
        names = sorted({group.strata for group in leaving}, key=lambda texts: [_order(text) for text in texts])
        strata = tuple(
            _added(", ".join(map(str, name)), _of(leaving, name), _of(entering, name), columns, arms, divisor)
            for name in names
        )
    ordered = tuple(dict.fromkeys(arms.values()))
    return EventTable(ordered, columns.causes, whole.times, whole.counts, columns.time_unit, whole.entries, strata)


def _arm_names(columns: Columns, present: Iterable[str | None]) -> dict[str | None, str]:
    """Give each text of the arm column its arm's name, in the order of the table."""
    if columns.arms is not None:
        return dict(columns.arms.items())
    return {text: str(text) for text in sorted(present, key=_order)}


def _order(text: str | None) -> tuple[float, str]:
    """Order numbers by size and before words."""
    word = str(text)
    try:
        return (float(word), word)
    except ValueError:
        return (inf, word)


def _of(groups: Sequence[Group] | None, stratum: tuple[str | None, ...]) -> list[Group] | None:
    return None if groups is None else [group for group in groups if group.strata == stratum]


def _added(
    name: str,
    leaving: Sequence[Group] | None,
    entering: Sequence[Group] | None,
    columns: Columns,
    arms: dict[str | None, str],
    divisor: float,
) -> Stratum:
    left = [group for group in leaving or () if group.times.size]
    entered = [group for group in entering or () if group.times.size]
    times, places = _united([group.times for group in (*left, *entered)])
    arm_places = {arm: place for place, arm in enumerate(dict.fromkeys(arms.values()))}
    cause_places = {cause: place for place, cause in enumerate(columns.causes)}
    meanings = columns.status_texts
    # All times of an arm and cause lie side by side, as the estimators run through them.
    counts = np.zeros((len(arm_places), len(cause_places), times.size), dtype=np.int64)
    taken: set[tuple[int, int]] = set()
    for group, where in zip(left, places, strict=False):
        place = arm_places[arms[group.arm]], cause_places[meanings[str(group.status)]]
        if place in taken:
            counts[place][where] += group.numbers
        else:
            counts[place][where] = group.numbers
        taken.add(place)
    entries = None if entering is None else np.zeros((len(arm_places), times.size), dtype=np.int64)
    if entries is not None:
        for group, where in zip(entered, places[len(left) :], strict=True):
            entries[arm_places[arms[group.arm]]][where] += group.numbers
    counts = counts.transpose(0, 2, 1)
    return Stratum(name, times if divisor == 1 else times / divisor, counts, entries)


def _united(rising: Sequence[FloatArray]) -> tuple[FloatArray, list[IntArray]]:
    """Give all the times once, and the places of each array's own among them."""
    times = np.concatenate(rising) + 0.0
    # Arrays that rise already are merged by a stable sort; to sort anew and to search takes twice as long.
    order = np.argsort(times, kind="stable")
    times = times[order]
    first = _first_of_each(times)
    places = np.empty_like(order)
    if first.all():
        places[order] = np.arange(order.size)
    else:
        places[order] = np.cumsum(first) - 1
        times = times[first]
    return times, np.split(places, np.cumsum([array.size for array in rising])[:-1])
