"""Turn counts that may be shown into shares, means and their intervals."""

from __future__ import annotations

from collections.abc import Mapping

from hub.evaluation.domain.intervals import mean_interval, mean_of_levels, wilson_interval
from hub.evaluation.enums import Agreement, Statement
from hub.evaluation.results import Breakdown, GroupSummary, Part, StatementSummary, Tally


def summarise_group(tally: Tally) -> GroupSummary:
    """Return means, shares and their intervals for a group that may be shown."""
    statements = zip(Statement, tally.counts, strict=True)
    return GroupSummary(
        n=tally.n, statements=tuple(_summarise_statement(statement, counts) for statement, counts in statements)
    )


def summarise_parts(parts: Mapping[str, Tally], others: Tally | None) -> Breakdown:
    """Return the shares agreeing of parts that may be shown, by key; those not stated and all others come last."""
    ordered: list[tuple[str | None, Tally]] = [
        (key, parts[key]) for key in sorted(parts, key=lambda key: (not key, key))
    ]
    if others is not None:
        ordered.append((None, others))
    return tuple(part_of(key, tally.n, tuple(map(agreeing, tally.counts))) for key, tally in ordered)


def part_of(key: str | None, n: int, numbers: tuple[int, ...]) -> Part:
    """Return one part from its counts."""
    intervals = tuple(wilson_interval(number, n) for number in numbers)
    return Part(key=key, n=n, agreeing=numbers, intervals=intervals)


def agreeing(counts: tuple[int, ...]) -> int:
    """Return how many answers are at the two highest levels."""
    return counts[Agreement.AGREE - 1] + counts[Agreement.STRONGLY_AGREE - 1]


def _summarise_statement(statement: Statement, counts: tuple[int, ...]) -> StatementSummary:
    n = sum(counts)
    return StatementSummary(
        statement=statement,
        counts=counts,
        mean=mean_of_levels(counts),
        mean_interval=mean_interval(counts),
        agreeing=agreeing(counts) / n,
        agreeing_interval=wilson_interval(agreeing(counts), n),
    )
