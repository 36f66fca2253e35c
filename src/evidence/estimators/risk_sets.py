"""Walk through an event table a stretch of times at a time, with the people at risk in each arm.

The tests of arms need the whole table once or twice, but only a few numbers out of it. Stretches keep ten million
distinct times quick, and the memory beyond the table itself small.
"""

from collections.abc import Iterator

import numpy as np

from evidence.results import IntArray
from evidence.tables import EventTable
from evidence.tables.event_table import people_in

STRETCH = 1 << 16
"""Times at once."""

Part = tuple[IntArray, IntArray | None]
"""Counts of shape (arms, times, causes), and entries of shape (arms, times) where people entered late."""


def parts_of(table: EventTable, *, stratified: bool) -> list[Part]:
    """Give the counts to compare arms within: of each stratum, or of everybody."""
    if stratified and table.strata:
        return [(part.counts, part.entries) for part in table.strata]
    return [(table.counts, table.entries)]


def strata_named(table: EventTable, *, stratified: bool) -> str:
    """Say of how many strata the parts are, as it follows on the name of a method."""
    strata = len(table.strata) if stratified else 0
    return f", stratified by {strata} strat{'um' if strata == 1 else 'a'}" if strata else ""


def stretches(part: Part) -> Iterator[tuple[IntArray, IntArray]]:
    """
    Walk through the times of one part, rising.

    Parameters
    ----------
    part : Part

    Yields
    ------
    counts : int64 array of shape (arms, times of the stretch, causes)
    at_risk : int64 array of shape (arms, times of the stretch)
        People under observation just before each time.
    """
    counts, entries = part
    inside = people(counts) if entries is None else np.zeros(len(counts), dtype=np.int64)
    for start in range(0, counts.shape[1], STRETCH):
        stretch = slice(start, start + STRETCH)
        change = people_in(counts[:, stretch])
        if entries is not None:
            change -= entries[:, stretch]
        at_risk, inside = before(inside, change)
        yield counts[:, stretch], at_risk


def before(inside: IntArray, leaving: IntArray) -> tuple[IntArray, IntArray]:
    """
    Follow how many are under observation through a stretch of times.

    Parameters
    ----------
    inside : int64 array of shape (arms,)
        Just before the stretch.
    leaving : int64 array of shape (arms, times)
        Less those who enter.

    Returns
    -------
    at_risk : int64 array of shape (arms, times)
        Just before each time.
    inside : int64 array of shape (arms,)
        After the stretch.
    """
    gone = np.cumsum(leaving, axis=1)
    after = inside - gone[:, -1]
    at_risk = np.subtract(leaving, gone, out=gone)
    at_risk += inside[:, np.newaxis]
    return at_risk, after


def people(counts: IntArray) -> IntArray:
    """Count the people of each arm."""
    everybody: IntArray = counts.sum(axis=(1, 2))
    return everybody


def happening(counts: IntArray, cause: int | None) -> IntArray:
    """Count the events of one cause, or of any: shape (arms, times)."""
    return people_in(counts[..., 1:]) if cause is None else counts[..., cause]
