"""Divide answers by country or profession, so that no group under five can be seen or worked out.

A portion is what may be shown as a whole: a block of one article's months. It is divided by what readers
stated. A part of five or more is shown; the others form a rest, and the smallest part joins them when they
would be one to four. So each part is five or more, and each rest nobody or five or more. Rests are put
together and divided again: those of an article in a quarter, then those of all articles in a quarter, then in a
year, each as soon as it is over. Only rests that lack the same parts are put together: otherwise what is then
shown would be known to come from some of them, and the remainder of those could be one to four.
A small country so appears once enough of its readers have answered, and
every figure stays a sum of parts and rests of five or more, none of which ever changes.

Articles' rests are put together only in reports that hold every article, so a grant on some articles shows a
country only where it stands out in an article.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hub.evaluation.domain.small_groups import add_up, whole_blocks
from hub.evaluation.results import SMALLEST_GROUP, Month

Cells = Mapping[Month, Mapping[str, Any]]
"""Tallies by month and by what was stated."""


@dataclass(frozen=True, eq=False)
class Portion:
    """Some answers by what readers stated, of one article or of all, in months from first to last."""

    article: int | None
    first: Month
    last: Month
    parts: Mapping[str, Any]
    taken: frozenset[str] = frozenset()
    """What was shown of it already, so that nobody who stated that is left in it."""


Layer = Callable[[Portion], Hashable]
"""Which portions are divided together: those with the same value; those with None wait."""


def portions_of(article: int | None, cells: Cells) -> list[Portion]:
    """Return the blocks of one article's months, each with its parts."""
    totals = {month: total for month, parts in cells.items() if (total := add_up(parts.values())) is not None}
    return [
        Portion(article, block[0], block[-1], _sum_parts(cells[month] for month in block))
        for block in whole_blocks(totals)
    ]


def layers(this_month: Month, *, whole_hub: bool) -> list[Layer]:
    """Return how rests are put together, for reports made in a month."""

    def of_article(portion: Portion) -> Hashable:
        return (portion.article, quarters) if (quarters := of_quarter(portion)) else None

    def of_quarter(portion: Portion) -> Hashable:
        over = portion.last.quarter < this_month.quarter
        return (portion.first.quarter, portion.last.quarter) if over else None

    def of_year(portion: Portion) -> Hashable:
        return (portion.first.year, portion.last.year) if portion.last.year < this_month.year else None

    return [id, of_article, *([of_quarter, of_year] if whole_hub else [])]


def break_down(
    portions: Iterable[Portion], steps: Sequence[Layer], inside: Callable[[Month], bool]
) -> tuple[dict[str, Any], Any]:
    """Return the parts that may be shown of a period, and the sum of all others, or None if there are none."""
    portions = list(portions)
    shown = defaultdict(list)
    others = {id(portion): portion for portion in portions if inside(portion.first) and inside(portion.last)}
    for step in steps:
        tables = defaultdict(list)
        for portion in portions:
            place = step(portion)
            tables[place and (place, portion.taken)].append(portion)
        portions = tables.pop(None, [])
        for members in tables.values():
            large, rest = _divide(members)
            portions += rest
            if all(id(member) in others for member in members):
                for member in members:
                    del others[id(member)]
                others.update((id(portion), portion) for portion in rest)
                for key, tally in large.items():
                    shown[key].append(tally)
    sums = {key: add_up(tallies) for key, tallies in shown.items()}
    return sums, add_up(tally for portion in others.values() for tally in portion.parts.values())


def _divide(members: Sequence[Portion]) -> tuple[dict[str, Any], list[Portion]]:
    """Return the parts that stand alone, and the rest: one portion, or none if nobody is left."""
    parts = _sum_parts(member.parts for member in members)
    large = {key: tally for key, tally in parts.items() if tally.n >= SMALLEST_GROUP}
    small = {key: tally for key, tally in parts.items() if key not in large}
    left = sum(tally.n for tally in small.values())
    if not left:
        return large, []
    if large and left < SMALLEST_GROUP:
        smallest = min(large, key=lambda key: (large[key].n, key))
        small[smallest] = large.pop(smallest)
    first, last = min(member.first for member in members), max(member.last for member in members)
    return large, [Portion(members[0].article, first, last, small, members[0].taken.union(large))]


def _sum_parts(several: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    sums: dict[str, Any] = {}
    for parts in several:
        for key, tally in parts.items():
            sums[key] = sums[key] + tally if key in sums else tally
    return sums
