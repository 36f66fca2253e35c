"""Write the editors' report on reach as CSV; it holds what the report shows."""

from __future__ import annotations

from collections.abc import Iterator

from hub.evaluation.domain.exports import Row as Cells
from hub.evaluation.domain.exports import to_csv
from hub.evaluation.domain.labels import labelled
from hub.reach.results import EditorsReport, Row

HEADER = (
    "Period", "Group", "Name", "Views at the gate", "Views of the summary", "Views", "Reader-days (n)",
    "Completed reads", "Share completed", "95% CI, low", "high", "Method", "Evaluations (n)",
    "Share who will change practice (self-report)", "95% CI, low", "high", "Note",
)  # fmt: skip
HIDDEN = "Not shown: too few, or it would reveal a small group"
PART = "Leaves out times that are too small to be shown"


def editors_csv(report: EditorsReport) -> bytes:
    """Return the report as CSV."""
    return to_csv([HEADER, *_lines(report)])


def _lines(report: EditorsReport) -> Iterator[Cells]:
    yield _line(str(report.months), "All", report.overall)
    yield _line(str(report.months.before), "All, period before", report.before)
    for group, rows in (("Topic", report.topics), ("Article", report.articles)):
        yield from (_line(str(report.months), group, row) for row in rows)
    period = str(report.months)
    for field, groups in (("country", report.countries), ("profession", report.professions)):
        for label, group in labelled(field, groups):
            blank = [None] * (len(HEADER) - 4)
            yield (period, f"{field.capitalize()}, confirmations at the gate", label, group.n, *blank)
    for field, parts in (("country", report.evaluation_countries), ("profession", report.evaluation_professions)):
        for label, part in labelled(field, parts):
            share, interval = part.shares[-1]
            change = (part.n, round(share, 4), round(interval.low, 4), round(interval.high, 4))
            blank = [None] * (len(HEADER) - 8)
            yield (period, f"{field.capitalize()}, evaluations", label, *blank, *change, None)


def _line(period: str, group: str, row: Row) -> Cells:
    note = HIDDEN if row.reach is None else PART if row.reach_left_out else None
    return (period, group, row.title, *_reach(row), *_change(row), note)


def _reach(row: Row) -> Cells:
    if row.reach is None:
        return [None] * 9
    tally, interval = row.reach.tally, row.reach.completion_interval
    return (
        tally.gate_views, tally.summary_views, tally.views, tally.n, tally.completed_reads,
        round(row.reach.completion, 4), round(interval.low, 4), round(interval.high, 4), interval.method,
    )  # fmt: skip


def _change(row: Row) -> Cells:
    if row.evaluation is None:
        return [None] * 4
    change = row.evaluation.statements[-1]
    interval = change.agreeing_interval
    return row.evaluation.n, round(change.agreeing, 4), round(interval.low, 4), round(interval.high, 4)
