"""Decide which answers may be shown, so that no group under five can be seen or worked out.

Each article's quarters are gathered, in order of time, into blocks of at least five answers; what is
left over at the end joins the last block. A report shows an article only when whole blocks fill its
period, and every total is a sum of what is shown. Everything published is therefore a sum of whole
blocks, and whatever can be had by subtracting one figure from another is a sum of blocks too:
five answers or more. An article with fewer than five answers in all has no block. Such articles
appear in no report of their own; when together they have five answers or more they form one
further block, which is counted in the overall figures of all time and nowhere else.

What this cannot prevent: who looks at a report before and after a single new answer can subtract.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hub.evaluation.results import ALL_TIME, NO_ANSWERS, SMALLEST_GROUP, Period, Quarter, Tally

Block = tuple[Quarter, ...]


def gather_blocks(quarters: Mapping[Quarter, Tally]) -> list[Block]:
    """Return one article's quarters with answers as consecutive blocks of five answers or more."""
    blocks: list[list[Quarter]] = []
    gathered: list[Quarter] = []
    for quarter in sorted(quarters):
        gathered.append(quarter)
        if sum(quarters[member].n for member in gathered) >= SMALLEST_GROUP:
            blocks.append(gathered)
            gathered = []
    if blocks:
        blocks[-1] += gathered
    return [tuple(block) for block in blocks]


def releasable(quarters: Mapping[Quarter, Tally], period: Period) -> Tally | None:
    """Return one article's answers in a period, or None unless whole blocks fill it."""
    touched = [block for block in gather_blocks(quarters) if any(quarter in period for quarter in block)]
    members = [quarter for block in touched for quarter in block]
    if not members or any(quarter not in period for quarter in members):
        return None
    return add_up(quarters[quarter] for quarter in members)


def releasable_overall(articles: Iterable[Mapping[Quarter, Tally]], period: Period) -> Tally | None:
    """Return the answers to all articles that may be counted together, or None if there are none."""
    shown, small = [], []
    for quarters in articles:
        if (tally := releasable(quarters, period)) is not None:
            shown.append(tally)
        elif period == ALL_TIME:
            small.append(add_up(quarters.values()))
    pooled = add_up(small)
    total = add_up([*shown, pooled] if pooled.n >= SMALLEST_GROUP else shown)
    return total if total.n else None


def add_up(tallies: Iterable[Tally]) -> Tally:
    """Return the sum of tallies."""
    return sum(tallies, NO_ANSWERS)
