"""Decide which counts may be shown, so that no group under five can be seen or worked out.

Each article's months (or quarters, of answers) are gathered, in order of time, into blocks of five
or more; a rest that is too small waits for later months. Only times that are over are gathered, so a
block never changes once it is made. A report shows the sum of the blocks that lie within its period,
and every total is a sum of what is shown. Whatever can be had by subtracting one figure of one report
from another of the same or another report is therefore again a sum of whole blocks: five or more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

from hub.evaluation.results import SMALLEST_GROUP
from hub.reach.results import Group


class Countable(Protocol):
    """Something with a number of people that adds up."""

    n: int

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


def hide_small(groups: Sequence[Group], total: int) -> tuple[Group, ...]:
    """Hide the smallest groups until those hidden are five or more together, or nobody is hidden.

    Parameters
    ----------
    total
        How many there are in all groups, which is known from elsewhere: a rest of one to four must not be left over.
    """
    shown = sorted((group for group in groups if group.n is not None), key=lambda group: group.n or 0)
    while shown and 0 < total - sum(group.n or 0 for group in shown) < SMALLEST_GROUP:
        shown.pop(0)
    return tuple(group if group in shown else Group(group.label, None) for group in groups)
