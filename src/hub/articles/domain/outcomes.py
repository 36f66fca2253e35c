"""An article's outcomes as key figures, tables and sentences, all from the study's stored results."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext

from hub.articles.models import ArticlePage, ReportedOutcome
from hub.articles.results import (
    AdverseEventRow,
    FindingEntry,
    FindingRow,
    IntervalMark,
    KeyTable,
    OutcomeSection,
    OutcomeTableRow,
    SafetyTable,
)
from hub.studies.domain import key_data, sentences
from hub.studies.enums import PERCENTAGES, RATIOS, Measure, Source
from hub.studies.models import Study
from hub.studies.results import Contrast, KeyOutcome, KeyResult, KeyRow

Figure = KeyResult | Contrast


def reported_outcomes(page: ArticlePage) -> list[ReportedOutcome]:
    """Return the editor's choice of outcomes, without those of another study."""
    chosen = page.reported_outcomes.select_related("outcome").all()
    return [reported for reported in chosen if reported.outcome.study_id == page.study_id]


def key_outcomes(page: ArticlePage) -> dict[str, KeyOutcome]:
    """Return the results of every outcome of the article's study by the outcome's key."""
    return {outcome.key: outcome for outcome in key_data(page.study)} if page.study else {}


def finding(page: ArticlePage, outcomes: dict[str, KeyOutcome]) -> tuple[FindingRow, ...]:
    """Return the key figures for the first screen, in the editor's order."""
    times = dict(page.study.results.values_list("pk", "time")) if page.study else {}
    published = _citation(page.study)
    rows = []
    for reported in reported_outcomes(page):
        outcome = outcomes.get(reported.outcome.key)
        if reported.headline and outcome:
            rows.append(_finding_row(outcome, _row_at(outcome.rows, reported.time, times), published))
    return tuple(rows)


def key_table(page: ArticlePage, outcomes: dict[str, KeyOutcome]) -> KeyTable:
    """Return the reported outcomes, adverse events aside, as one table and as sentences."""
    reported = [
        outcomes[entry.outcome.key]
        for entry in reported_outcomes(page)
        if entry.outcome.key in outcomes and entry.outcome.measure != Measure.ADVERSE_EVENT
    ]
    rows = [row for outcome in reported for row in outcome.rows]
    columns = _columns(rows)
    figures = [figure for row in rows for figure in (*row.results, *row.contrasts)]
    return KeyTable(
        columns=tuple(columns.values()),
        sections=tuple(_outcome_section(outcome, columns) for outcome in reported),
        has_contrasts=any(row.contrasts for row in rows),
        sources=tuple(dict.fromkeys(_provenance(figure) for figure in figures)),
    )


def safety_table(outcomes: Iterable[KeyOutcome]) -> SafetyTable | None:
    """Return every adverse event of the study by arm, or None if none is stored."""
    events = [outcome for outcome in outcomes if outcome.measure == Measure.ADVERSE_EVENT]
    columns = _columns(row for outcome in events for row in outcome.rows)
    rows = tuple(
        AdverseEventRow(outcome.name, row.grade, row.period, row.ctcae_version, _cells(row, columns))
        for outcome in events
        for row in outcome.rows
    )
    return SafetyTable(tuple(columns.values()), rows) if rows else None


def shown_results(finding_rows: Iterable[FindingRow], table: KeyTable, safety: SafetyTable | None) -> Iterator[int]:
    """Return the keys of the results that stand in the key figures and in the tables."""
    for shown in finding_rows:
        yield from (entry.result_id for entry in shown.entries)
    for section in table.sections:
        for row in section.rows:
            yield from (figure.result_id for figure in (*row.cells, *row.contrasts) if figure)
    for event in safety.rows if safety else ():
        yield from (cell.result_id for cell in event.cells if cell)


def _row_at(rows: Sequence[KeyRow], time: float | None, times: dict[int, float | None]) -> KeyRow:
    """Return the row of a time point, or the first row when none is asked for or found."""
    found = (row for row in rows for figure in (*row.results, *row.contrasts) if times.get(figure.result_id) == time)
    return next(found, rows[0]) if time is not None else rows[0]


def _citation(study: Study | None) -> str:
    """Return where the study was published, in a few words."""
    reference = study.primary_reference if study else None
    return reference.short_citation if reference else str(Source.PUBLISHED.label)


def _finding_row(outcome: KeyOutcome, row: KeyRow, published: str) -> FindingRow:
    """Make a row of key figures; ``published`` is what stands for figures as published."""
    names = {str(Source.PUBLISHED.label): published}
    figures: tuple[Figure, ...] = (*row.results, *row.contrasts)
    arms = _scale(Measure(row.measure), row.results)
    return FindingRow(
        name=outcome.name,
        at=row.at or row.label,
        source=", ".join(dict.fromkeys(names.get(figure.source, figure.source) for figure in figures)),
        entries=(
            *(_entry(result, arms) for result in row.results),
            *(_entry(contrast, _scale(Measure(contrast.measure), [contrast])) for contrast in row.contrasts),
        ),
    )


def _entry(figure: Figure, scale: _Scale) -> FindingEntry:
    contrast = isinstance(figure, Contrast)
    return FindingEntry(
        label=figure.measure_label if contrast else figure.arm_label,
        role="contrast" if contrast else figure.role,
        estimate=figure.estimate,
        interval=figure.interval,
        interval_label=figure.interval_label,
        counts="" if contrast else figure.counts,
        mark=IntervalMark(
            scale.place(figure.value), scale.place(figure.low), scale.place(figure.high), scale.reference
        ),
        result_id=figure.result_id,
    )


class _Scale:
    """Places values on a line from 0 to 100: per cents as they are, ratios by their logarithm."""

    def __init__(self, low: float, high: float, *, logarithmic: bool = False, reference: float | None = None) -> None:
        self.logarithmic = logarithmic
        self.low, self.high = self._measure(low), self._measure(high)
        self.reference = None if reference is None else self.place(reference)

    def place(self, value: float | None) -> float | None:
        if value is None:
            return None
        share = (self._measure(value) - self.low) / (self.high - self.low)
        return round(100 * min(max(share, 0.0), 1.0), 2)

    def _measure(self, value: float) -> float:
        return math.log(max(value, 1e-6)) if self.logarithmic else value


def _scale(measure: Measure, figures: Iterable[Figure]) -> _Scale:
    if measure in PERCENTAGES:
        return _Scale(0, 100)
    values = [value for figure in figures for value in (figure.value, figure.low, figure.high) if value is not None]
    if measure in RATIOS:
        widest = max([2.0, *(max(value, 1 / max(value, 1e-6)) for value in values)])
        return _Scale(1 / widest, widest, logarithmic=True, reference=1.0)
    return _Scale(min([0.0, *values]), max([1.0, *values]) * 1.05)


def _outcome_section(outcome: KeyOutcome, columns: Iterable[str]) -> OutcomeSection:
    return OutcomeSection(
        outcome=outcome,
        rows=tuple(OutcomeTableRow(row.label, _cells(row, columns), row.contrasts) for row in outcome.rows),
        sentences=tuple(sentences(outcome)),
    )


def _columns(rows: Iterable[KeyRow]) -> dict[str, str]:
    """Return the arms that have a figure in any row, key to label, in order of appearance."""
    return {result.arm_key: result.arm_label for row in rows for result in row.results}


def _cells(row: KeyRow, columns: Iterable[str]) -> tuple[KeyResult | None, ...]:
    by_arm = {result.arm_key: result for result in row.results}
    return tuple(by_arm.get(key) for key in columns)


def _provenance(figure: Figure) -> str:
    """Return where a figure comes from and how it was made, as far as known."""
    interval = gettext("interval: %(method)s") % {"method": figure.interval_method} if figure.interval_method else ""
    method = "; ".join(part for part in (figure.method, interval) if part)
    return f"{figure.source} ({method})" if method else figure.source
