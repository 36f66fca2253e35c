"""Write a report on a grant as CSV, and make the same report again from it.

The file holds what the report shows and no more: what is hidden is hidden in it too. Shares and
intervals stand in it for people; reading it, they are computed again from the counts, and a file whose
shares do not follow from its counts is refused.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date

from hub.evaluation.domain.exports import to_csv
from hub.evaluation.domain.labels import labelled
from hub.evaluation.domain.summaries import part_of, summarise_group
from hub.evaluation.enums import Agreement, Statement
from hub.evaluation.results import Breakdown, ConfidenceInterval, GroupSummary, Month, Months, Tally
from hub.reach.domain.rows import figures, tally_of
from hub.reach.results import GrantReport, ReachFigures, ReachTally, ReportFileError, Row

HEADER = ("Number", "Title", "Part", "Item", "Value")
FORMAT = "Evidence Hub grant report 1"
HIDDEN = "Not shown"
COUNTS = tuple(field.name for field in fields(ReachTally))
AS_STATED, NOT_STATED, OTHERS = ": ", ", not stated", ", all others"
IN_LANGUAGE = "independence, "
TEXTS = ("hub", "funder", "kind", "purpose", "independence")

Cells = dict[tuple[str, str], str]


def write_report(report: GrantReport) -> bytes:
    """Return a report as CSV; row 0 of each part is of all articles together."""
    parts = (*_part_rows(report, "Country", report.countries), *_part_rows(report, "Profession", report.professions))
    return to_csv([HEADER, *_head(report), *_rows(report), *parts])


def read_report(content: bytes) -> GrantReport:
    """Make the report again from its CSV.

    Raises
    ------
    ReportFileError
        When the file is no report, or a share in it does not follow from its counts.
    """
    try:
        lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    except (UnicodeDecodeError, csv.Error) as error:
        raise ReportFileError("The file is not a CSV file in UTF-8.") from error
    if lines[:1] != [list(HEADER)] or any(len(line) != len(HEADER) for line in lines):
        raise ReportFileError(f"The file is not a report on a grant: its columns must be {', '.join(HEADER)}.")
    parts: dict[str, tuple[str, Cells]] = {}
    for number, title, part, item, value in lines[1:]:
        parts.setdefault(number, (_armed(title), {}))[1][part, item] = _armed(value)
    try:
        report = _report(parts)
    except (KeyError, ValueError) as error:
        raise ReportFileError(f"The file is not a whole report on a grant: {error}.") from error
    if list(csv.reader(io.StringIO(write_report(report).decode("utf-8-sig")))) != lines:
        raise ReportFileError("The file was changed: its shares and intervals do not follow from its counts.")
    return report


def _head(report: GrantReport) -> Iterator[tuple[str, ...]]:
    dates = {"first month": report.months.first.key, "last month": report.months.last.key, "made on": report.made_on}
    others = {f"{IN_LANGUAGE}{language}": text for language, text in report.independence_in}
    head = {"format": FORMAT, **{name: getattr(report, name) for name in TEXTS}, **others, **dates}
    yield from (("", "", "Report", item, str(value)) for item, value in head.items())


def _rows(report: GrantReport) -> Iterator[tuple[str | int | float, ...]]:
    for number, row in enumerate((report.overall, *report.articles)):
        for part, cells, left_out in (
            ("Reach", _reach_cells(row.reach), row.reach_left_out),
            ("Evaluation", _answer_cells(row.evaluation), row.evaluation_left_out),
        ):
            for item, value in [*cells, ("part of the period left out", "yes" if left_out else "no")]:
                yield number, row.title, part, item, value


def _part_rows(report: GrantReport, kind: str, parts: Breakdown) -> Iterator[tuple[str | int | float, ...]]:
    for part in parts:
        name = OTHERS if part.key is None else NOT_STATED if not part.key else f"{AS_STATED}{part.key}"
        cells: list[tuple[str, float]] = [("n", part.n)]
        for statement, number, (share, interval) in zip(Statement, part.agreeing, part.shares, strict=True):
            derived = (("", share), (", low", interval.low), (", high", interval.high))
            cells += [(f"{statement.value}: number agreeing", number)]
            cells += [(f"{statement.value}: agreeing{end}", round(value, 4)) for end, value in derived]
        yield from ((0, report.overall.title, f"{kind}{name}", item, value) for item, value in cells)


def _reach_cells(reach: ReachFigures | None) -> list[tuple[str, str | float]]:
    if reach is None:
        return [("shown", HIDDEN)]
    interval = reach.completion_interval
    derived = (("completion", reach.completion), ("95% CI, low", interval.low), ("95% CI, high", interval.high))
    return [
        *((name, getattr(reach.tally, name)) for name in COUNTS),
        *((name, round(value, 4)) for name, value in derived),
    ]


def _answer_cells(group: GroupSummary | None) -> list[tuple[str, str | float]]:
    if group is None:
        return [("shown", HIDDEN)]
    cells: list[tuple[str, str | float]] = [("n", group.n)]
    for summary, counts in zip(group.statements, tally_of(group).counts, strict=True):
        name, share, mean = summary.statement.value, summary.agreeing_interval, summary.mean_interval
        cells += [(f"{name}: {level.name.lower()}", count) for level, count in zip(Agreement, counts, strict=True)]
        cells += [(f"{name}: mean", round(summary.mean, 4))]
        if mean:
            cells += [(f"{name}: mean, low", round(mean.low, 4)), (f"{name}: mean, high", round(mean.high, 4))]
        cells += [(f"{name}: agreeing", round(summary.agreeing, 4))]
        cells += [(f"{name}: agreeing, low", round(share.low, 4)), (f"{name}: agreeing, high", round(share.high, 4))]
    return cells


def _report(parts: dict[str, tuple[str, Cells]]) -> GrantReport:
    head = {item: value for (_, item), value in parts[""][1].items()}
    if head["format"] != FORMAT:
        raise ValueError(f"its format is “{head['format']}”, not “{FORMAT}”")
    overall, *articles = (_row(*parts[number]) for number in parts if number)
    cells = parts["0"][1]
    return GrantReport(
        **{name: head[name] for name in TEXTS},
        months=Months(parse_month(head["first month"]), parse_month(head["last month"])),
        made_on=date.fromisoformat(head["made on"]),
        overall=overall,
        articles=tuple(articles),
        countries=_parts(cells, "Country"),
        professions=_parts(cells, "Profession"),
        independence_in=tuple(
            (name.removeprefix(IN_LANGUAGE), text) for name, text in head.items() if name.startswith(IN_LANGUAGE)
        ),
    )


def parse_month(key: str) -> Month:
    """Return the month of a key like 2026-03; ValueError if it is none."""
    return Month.of(date.fromisoformat(f"{key}-01"))


def _row(title: str, cells: Cells) -> Row:
    return Row(
        title=title,
        reach=_reach(cells),
        evaluation=_answers(cells),
        reach_left_out=cells["Reach", "part of the period left out"] == "yes",
        evaluation_left_out=cells["Evaluation", "part of the period left out"] == "yes",
    )


def _reach(cells: Cells) -> ReachFigures | None:
    if ("Reach", "shown") in cells:
        return None
    return figures(ReachTally(**{name: int(cells["Reach", name]) for name in COUNTS}))


def _answers(cells: Cells) -> GroupSummary | None:
    if ("Evaluation", "shown") in cells:
        return None
    counts = tuple(
        tuple(int(cells["Evaluation", f"{statement.value}: {level.name.lower()}"]) for level in Agreement)
        for statement in Statement
    )
    return summarise_group(Tally(n=int(cells["Evaluation", "n"]), counts=counts))


def _parts(cells: Cells, kind: str) -> Breakdown:
    names = dict.fromkeys(part.removeprefix(kind) for part, _ in cells if part.startswith((f"{kind},", f"{kind}:")))
    numbers = [f"{statement.value}: number agreeing" for statement in Statement]
    return tuple(
        part_of(
            {NOT_STATED: "", OTHERS: None}.get(name, name.removeprefix(AS_STATED)),
            int(cells[f"{kind}{name}", "n"]),
            tuple(int(cells[f"{kind}{name}", number]) for number in numbers),
        )
        for name in names
    )


def _armed(text: str) -> str:
    """Take off the apostrophe that keeps a spreadsheet from running a text."""
    return text[1:] if text[:1] == "'" and text[1:].lstrip()[:1] in {"=", "+", "-", "@"} else text


def report_lines(report: GrantReport) -> Iterable[str]:
    """Return a report as lines of text, for a terminal."""
    yield f"{report.kind} from {report.funder}, {report.months}"
    yield report.independence
    for row in (report.overall, *report.articles):
        yield ""
        yield row.title
        yield from (f"  {line}" for line in [*_reach_lines(row), *_answer_lines(row)])
    for kind, parts in (("country", report.countries), ("profession", report.professions)):
        if parts:
            yield ""
            yield f"Evaluation by {kind}"
            yield from _part_lines(kind, parts)


def _reach_lines(row: Row) -> list[str]:
    if row.reach is None:
        return [f"Reach: {HIDDEN.lower()}"]
    tally = row.reach.tally
    return [
        f"Views: {tally.views}; reader-days: {tally.n}; gate: {tally.gate_views}; summary: {tally.summary_views}",
        f"Completed reads: {tally.completed_reads} of {tally.n}, "
        f"{_percent(row.reach.completion, row.reach.completion_interval)}",
    ]


def _part_lines(kind: str, parts: Breakdown) -> Iterator[str]:
    for label, part in labelled(kind, parts):
        shares = (
            f"{statement.value} {_percent(share, interval)}"
            for statement, (share, interval) in zip(Statement, part.shares, strict=True)
        )
        yield f"  {label}, n = {part.n}: agreeing {', '.join(shares)}"


def _percent(share: float, interval: ConfidenceInterval) -> str:
    return f"{100 * share:.0f}% ({100 * interval.low:.0f}–{100 * interval.high:.0f})"


def _answer_lines(row: Row) -> list[str]:
    if row.evaluation is None:
        return [f"Evaluation: {HIDDEN.lower()}"]
    return [f"Evaluation, n = {row.evaluation.n}:"] + [
        f"{summary.statement.value}: agreeing {_percent(summary.agreeing, summary.agreeing_interval)}, "
        f"mean {summary.mean:.2f}"
        for summary in row.evaluation.statements
    ]
