"""Turn counts that may be shown into the rows of a report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hub.evaluation.domain.intervals import wilson_interval
from hub.evaluation.domain.small_groups import add_up, showable
from hub.evaluation.domain.summaries import summarise_group
from hub.evaluation.results import GroupSummary, Month, Months, Tally
from hub.reach.results import ReachFigures, ReachTally, Row


def article_row(title: str, reach: Mapping[Month, ReachTally], answers: Mapping[Month, Tally], months: Months) -> Row:
    """Return what may be shown of one article in a period."""
    tally, reach_left_out = showable(reach, months.__contains__)
    group, evaluation_left_out = showable(answers, months.__contains__)
    return Row(
        title=title,
        reach=figures(tally) if tally else None,
        evaluation=summarise_group(group) if group else None,
        reach_left_out=reach_left_out,
        evaluation_left_out=evaluation_left_out,
    )


def sum_row(title: str, rows: Iterable[Row]) -> Row:
    """Return what is shown of several rows, taken together."""
    rows = list(rows)
    tally = add_up(row.reach.tally for row in rows if row.reach)
    group = add_up(tally_of(row.evaluation) for row in rows if row.evaluation)
    return Row(
        title=title,
        reach=figures(tally) if tally else None,
        evaluation=summarise_group(group) if group else None,
        reach_left_out=any(row.reach_left_out for row in rows),
        evaluation_left_out=any(row.evaluation_left_out for row in rows),
    )


def figures(tally: ReachTally) -> ReachFigures:
    """Return counts with the share of completed reads and its interval."""
    return ReachFigures(
        tally=tally,
        completion=tally.completed_reads / tally.n,
        completion_interval=wilson_interval(tally.completed_reads, tally.n),
    )


def tally_of(group: GroupSummary) -> Tally:
    """Return the counts behind a summary of answers."""
    return Tally(n=group.n, counts=tuple(summary.counts for summary in group.statements))
