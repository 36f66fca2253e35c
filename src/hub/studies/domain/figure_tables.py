"""The data table behind a figure, for readers and for download as CSV."""

from __future__ import annotations

import csv
import io
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from math import floor, log10

from django.utils.translation import gettext, pgettext

from hub.studies.domain import display, printing
from hub.studies.domain.figure_words import PlottedRow, curve_kind, curve_label, measure_for
from hub.studies.models import Curve, Study
from hub.studies.results import Contrast, KeyResult, Table

MOST_TIMES = 10


def estimates_table(study: Study, plotted: Sequence[PlottedRow]) -> Table:
    """Tabulate a figure of estimates: a line for each figure drawn, and for each contrast of its arms."""
    header = (
        pgettext("column", "Outcome"),
        pgettext("column", "Group"),
        "n",
        pgettext("column", "Estimate"),
        pgettext("column", "Lower limit"),
        pgettext("column", "Upper limit"),
        pgettext("column", "Interval"),
        "p",
        pgettext("column", "Source"),
    )
    rows = tuple(
        _line(row, figure)
        for row in plotted
        for figure in (*row.figures, *(each for each in row.row.contrasts if each not in row.figures))
    )
    return Table(caption=gettext("Figures drawn for %(study)s") % {"study": study.name}, header=header, rows=rows)


def _line(row: PlottedRow, figure: KeyResult | Contrast) -> tuple[str, ...]:
    made = (figure.interval_name, figure.interval_method)
    interval = (*figure.limits, ", ".join(part for part in made if part))
    if isinstance(figure, KeyResult):
        size = display.thousands(figure.n)
        return (row.label, figure.arm_label, size, figure.estimate, *interval, row.row.p, figure.source)
    name = display.upper_first(measure_for(figure.measure, row.outcome.name))
    return (name, display.upper_first(figure.arms), "", figure.estimate, *interval, figure.p, figure.source)


def curves_table(study: Study, curves: Sequence[Curve]) -> Table:
    """Tabulate curves at round times, with the people still at risk and the events and censorings so far."""
    unit = curves[0].time_unit
    so_far = (pgettext("column", "Events so far"), pgettext("column", "Censored so far"))
    header = (*_columns(unit), *so_far)
    times = _round_times(max(curve.steps["time"][-1] for curve in curves))
    rows = tuple(
        (curve_label(curve, curves), printing.number(f"{time:g}"), *_at(curve, time))
        for curve in curves
        for time in times
    )
    return Table(caption=gettext("Curves computed for %(study)s") % {"study": study.name}, header=header, rows=rows)


def curves_steps_table(study: Study, curves: Sequence[Curve]) -> Table:
    """Tabulate every step of curves, for download."""
    unit = curves[0].time_unit
    header = (*_columns(unit), pgettext("column", "Events"), pgettext("column", "Censored"))
    rows = tuple((curve_label(curve, curves), *step) for curve in curves for step in _steps(curve))
    return Table(
        caption=gettext("Steps of the curves computed for %(study)s") % {"study": study.name}, header=header, rows=rows
    )


def _columns(unit: str) -> tuple[str, ...]:
    return (
        pgettext("column", "Curve"),
        gettext("Time (%(unit)s)") % {"unit": printing.unit_name(unit)},
        f"{pgettext('column', 'Estimate')} (%)",
        f"{pgettext('column', 'Lower limit')} (%)",
        f"{pgettext('column', 'Upper limit')} (%)",
        pgettext("column", "At risk"),
    )


def _round_times(last: float) -> list[float]:
    """Return 0 and the multiples of 1, 2 or 5 times a power of ten up to the last time, at most eleven in all."""
    power = 10.0 ** floor(log10(last / MOST_TIMES)) if last > 0 else 1.0
    step = next(power * factor for factor in (1, 2, 5, 10) if last <= MOST_TIMES * power * factor)
    return [step * count for count in range(floor(last / step) + 1)]


def _at(curve: Curve, time: float) -> tuple[str, ...]:
    """Look a curve up at a time: the last step until then, and who is at risk from then on."""
    steps = curve.steps
    past = bisect_right(steps["time"], time)
    ahead = bisect_left(steps["time"], time)
    at_risk = steps["at_risk"][ahead] if ahead < len(steps["time"]) else 0
    people = (at_risk, sum(steps["events"][:past]), sum(steps["censored"][:past]))
    counts = tuple(_count(count) for count in people)
    if not past:
        return (printing.number(_percent(0.0 if curve_kind(curve) == "incidence" else 1.0)), "", "", *counts)
    shown = (_percent(steps[name][past - 1]) for name in ("estimate", "low", "high"))
    return (*(printing.number(value) if value else "" for value in shown), *counts)


def _count(people: int) -> str:
    return str(people) if printing.is_english() else printing.count(people)


def _steps(curve: Curve) -> list[tuple[str, ...]]:
    columns = [curve.steps[name] for name in ("time", "estimate", "low", "high", "at_risk", "events", "censored")]
    return [
        (f"{time:.6g}", _percent(estimate), _percent(low), _percent(high), str(at_risk), str(events), str(censored))
        for time, estimate, low, high, at_risk, events, censored in zip(*columns, strict=True)
    ]


def _percent(value: float | None) -> str:
    return "" if value is None else f"{100 * value:.1f}"


def as_csv(table: Table) -> str:
    """Return a table as CSV with plain spaces; text that a spreadsheet would take for a formula is quoted."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(table.header)
    writer.writerows([_cell(cell) for cell in row] for row in table.rows)
    return stream.getvalue()


def _cell(text: str) -> str:
    plain = text.replace(display.NBSP, " ")
    return f"'{plain}" if plain.startswith(("=", "+", "@", "-", "\t", "\r")) else plain
