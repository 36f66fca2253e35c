"""Decide which counts may be shown, so that no group under five can be seen or worked out.

This is the one rule of every report. Each article's months are gathered, in order of time, into blocks of
five or more; a rest that is too small waits for later months. Only months that are over are gathered, so a
block never changes once it is made. A report shows the sum of the blocks that lie within its period,
and every total is a sum of what is shown. Whatever can be had by subtracting one figure of one report
from another of the same or another report is therefore again a sum of whole blocks: five or more.
``hub.evaluation.domain.breakdowns`` divides blocks further, by country or profession.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol, TypeVar

from hub.evaluation.results import SMALLEST_GROUP


class Countable(Protocol):
    """Something with a number of people that adds up."""

    @property
    def n(self) -> int:
        """How many."""

    def __add__(self, other: Any) -> Any: ...


Unit = TypeVar("Unit")
Counted = TypeVar("Counted", bound=Countable)


def whole_blocks(units: Mapping[Unit, Counted]) -> list[list[Unit]]:
    """Return times in order, as consecutive blocks of five or more; a small rest at the end is left out."""
    blocks: list[list[Unit]] = []
    gathered: list[Unit] = []
    for unit in sorted(units):  # type: ignore[type-var]
        gathered.append(unit)
        if sum(units[member].n for member in gathered) >= SMALLEST_GROUP:
            blocks.append(gathered)
            gathered = []
    return blocks


def showable(units: Mapping[Unit, Counted], inside: Callable[[Unit], bool]) -> tuple[Counted | None, bool]:
    """Return the sum that may be shown of a period, and whether anything of the period is left out of it."""
    shown = [unit for block in whole_blocks(units) if all(map(inside, block)) for unit in block]
    left_out = any(inside(unit) and units[unit].n and unit not in shown for unit in units)
    return add_up(units[unit] for unit in shown), left_out


def add_up(tallies: Iterable[Counted]) -> Counted | None:
    """Return the sum of tallies, or None if there are none."""
    total: Counted | None = None
    for tally in tallies:
        total = tally if total is None else total + tally
    return total
