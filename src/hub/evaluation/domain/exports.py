"""Write a report as CSV or as a workbook; both hold exactly what the report shows.

A spreadsheet runs a cell that begins like a formula, and readers write the comments, so such
text gets an apostrophe in front.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence

from openpyxl import Workbook
from openpyxl.styles import Font

from hub.evaluation.domain.labels import labelled
from hub.evaluation.domain.summaries import agreeing
from hub.evaluation.enums import Agreement, Statement
from hub.evaluation.results import SMALLEST_GROUP, Breakdown, GroupSummary, Period, Report, StatementSummary

Value = str | int | float | None
Row = Sequence[Value]

HEADER = (
    "Period", "Group", "Name", "Statement", "What it shows", "n", *(str(level.label) for level in Agreement),
    "Agreeing", "Mean (1 to 5)", "95% CI of the mean, low", "high", "Method",
    "Share agreeing", "95% CI of the share, low", "high", "Method", "Note",
)  # fmt: skip
COMMENT_HEADER = ("Article", "Comment")
OVERALL = "All articles"
HIDDEN = f"Not shown: fewer than {SMALLEST_GROUP} answers, or it would reveal so small a group by subtraction"
# What XML, and so a workbook, cannot hold: control characters, halves of surrogate pairs, noncharacters.
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
SAME_ANSWER = "No interval of the mean: every answer was the same"


def summary_rows(report: Report, period: Period) -> list[Row]:
    """Return the report as a table, a row per group and statement, with its header."""
    groups = [
        ("All", OVERALL, report.overall),
        *(("Topic", topic.title, topic.group) for topic in report.topics),
        *(("Article", article.title, article.group) for article in report.articles),
    ]
    return [
        HEADER,
        *(row for kind, title, group in groups for row in _group_rows((period.label, kind, title), group)),
        *_part_rows(period.label, "country", report.countries),
        *_part_rows(period.label, "profession", report.professions),
    ]


def comment_rows(report: Report, comments: Mapping[int, Sequence[str]]) -> list[Row]:
    """Return the released comments of the report's articles as a table with its header."""
    rows = [(article.title, text) for article in report.articles for text in comments.get(article.page_id, [])]
    return [COMMENT_HEADER, *rows]


def to_csv(rows: Iterable[Row]) -> bytes:
    """Return rows as CSV in UTF-8, marked so that Excel reads it as such."""
    text = io.StringIO()
    csv.writer(text).writerows([_disarm(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def to_workbook(sheets: Mapping[str, Iterable[Row]]) -> bytes:
    """Return sheets of rows as an Excel workbook with bold, fixed headers."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append([_disarm(value) for value in row])
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        sheet.freeze_panes = "A2"
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def _group_rows(place: tuple[str, str, str], group: GroupSummary | None) -> list[Row]:
    if group is None:
        return [(*place, *[None] * (len(HEADER) - 4), HIDDEN)]
    return [(*place, *_statement_cells(summary)) for summary in group.statements]


def _part_rows(period: str, field: str, parts: Breakdown) -> list[Row]:
    return [
        (
            period, field.capitalize(), label, str(statement.label), statement.outcome_level, part.n,
            *[None] * len(Agreement), number, *[None] * 4,
            round(share, 4), round(interval.low, 4), round(interval.high, 4), interval.method, None,
        )
        for label, part in labelled(field, parts)
        for statement, number, (share, interval) in zip(Statement, part.agreeing, part.shares, strict=True)
    ]  # fmt: skip


def _statement_cells(summary: StatementSummary) -> Row:
    mean, share = summary.mean_interval, summary.agreeing_interval
    mean_cells = (round(mean.low, 4), round(mean.high, 4), mean.method) if mean else (None, None, None)
    return (
        str(summary.statement.label),
        summary.statement.outcome_level,
        summary.n,
        *summary.counts,
        agreeing(summary.counts),
        round(summary.mean, 4),
        *mean_cells,
        round(summary.agreeing, 4),
        round(share.low, 4),
        round(share.high, 4),
        share.method,
        None if mean else SAME_ANSWER,
    )


def _disarm(value: Value) -> Value:
    if not isinstance(value, str):
        return value
    text = UNWRITABLE.sub("", value)
    return f"'{text}" if text.lstrip()[:1] in {"=", "+", "-", "@"} or text[:1] in {"\t", "\r", "\n"} else text
