"""The words around a figure, composed from stored results: neutral, exact, with the printed digits."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext, pgettext

from hub.studies.domain import display, printing
from hub.studies.domain.words import word
from hub.studies.enums import CONTRASTS, PERCENTAGES, ArmRole, Measure, TimeUnit
from hub.studies.models import Curve, Study
from hub.studies.results import Contrast, KeyOutcome, KeyResult, KeyRow

LONGEST_TITLE = 150


class FigureError(ValueError):
    """The results asked for cannot be drawn in one figure; the message is for the editor."""


@dataclass(frozen=True)
class PlottedRow:
    """A row of key data as a figure shows it: the arms' own figures, or contrasts where there are none."""

    outcome: KeyOutcome
    row: KeyRow
    figures: tuple[KeyResult | Contrast, ...]

    @property
    def measure(self) -> str:
        """What kind of quantity the row plots."""
        first = self.figures[0]
        return first.measure if isinstance(first, Contrast) else self.row.measure

    @property
    def is_percentage(self) -> bool:
        """Whether the quantity runs from 0 to 100 per cent."""
        return self.measure in PERCENTAGES

    @property
    def label(self) -> str:
        """The row's name on the figure: ``Overall survival at 4 years``."""
        return row_name(self.outcome, self.row)

    @property
    def marks(self) -> tuple[dict[str, Any], ...]:
        """The drawable figures; one that was not reached has no place on the axis."""
        return tuple(
            {
                "arm": figure.arm_label if isinstance(figure, KeyResult) else display.upper_first(figure.arms),
                "outcome": self.label,
                "printed": display.with_interval(figure.estimate, figure.interval_label, figure.interval),
                "value": figure.value,
                "low": figure.low,
                "high": figure.high,
                "role": (figure.role or ArmRole.COHORT.value) if isinstance(figure, KeyResult) else "experimental",
                "n": figure.n if isinstance(figure, KeyResult) else None,
            }
            for figure in self.figures
            if figure.value is not None
        )


def plotted_rows(outcomes: Iterable[KeyOutcome]) -> list[PlottedRow]:
    """Return the rows that a figure of estimates shows.

    Raises
    ------
    FigureError
        If no row has a value.
    """
    plotted = [
        PlottedRow(outcome, row, figures)
        for outcome in outcomes
        for row in outcome.rows
        if (figures := row.results or row.contrasts) and any(figure.value is not None for figure in figures)
    ]
    if not plotted:
        raise FigureError("There is no result with a value to draw; add results to the study first.")
    return plotted


def common_unit(plotted: Sequence[PlottedRow]) -> str:
    """Return the unit that all rows share.

    Raises
    ------
    FigureError
        If they need different axes.
    """
    units = {_unit(row) for row in plotted}
    if len(units) > 1:
        listed = display.listed(sorted(unit or "ratio" for unit, _ in units))
        raise FigureError(
            f"One figure cannot show results in different units ({listed}); choose outcomes that share one."
        )
    return units.pop()[0]


def _unit(row: PlottedRow) -> tuple[str, str]:
    figure = next(figure for figure in row.figures if figure.value is not None)
    if figure.unit == "%":
        return "%", "difference" if row.measure == Measure.RISK_DIFFERENCE else ""
    if row.measure in CONTRASTS:
        return "", "ratio"
    return figure.unit, row.measure


def row_name(outcome: KeyOutcome, row: KeyRow, *, short: bool = False) -> str:
    """Name an outcome's row: ``Overall survival at 4 years``, ``Grade ≥3 infections, overall``."""
    name = outcome.abbreviation if short and outcome.abbreviation else outcome.name
    if row.measure == Measure.MEDIAN_TIME and not outcome.stored_name.lower().startswith("median"):
        name = gettext("median %(name)s") % {"name": display.lower_first(name)}
    if row.measure in CONTRASTS:
        name = measure_for(row.measure, name)
    if row.grade:
        name = gettext("%(grade)s %(name)s") % {"grade": row.grade, "name": display.lower_first(name)}
    name = f"{name} {row.at}" if row.at else name
    return display.upper_first(f"{name}, {row.period}" if row.period else name)


def measure_for(measure: str, name: str) -> str:
    """Name a comparison: ``hazard ratio for overall survival``."""
    words = {"measure": display.measure_words(measure), "outcome": display.lower_first(name)}
    return gettext("%(measure)s for %(outcome)s") % words


def estimates_title(plotted: Sequence[PlottedRow]) -> str:
    """State the finding.

    One row names each arm with its figure; several rows give the figures in the order of the arms, which
    the subtitle names.
    """
    if len(plotted) == 1:
        return _title_of_one(plotted[0])
    if len({row_name(row.outcome, _without_occasion(row.row)) for row in plotted}) == 1:
        first = plotted[0]
        parts = [" ".join(part for part in (_figures(row), row.row.at, row.row.period) if part) for row in plotted]
        return f"{row_name(first.outcome, _without_occasion(first.row))}: {display.listed(parts)}"
    times = {row.row.at for row in plotted}
    if len(times) > 1:
        return _title_by_outcome(plotted)
    shared = times.pop()
    listed = display.listed([f"{_short_name(row, shared)} {_figures(row)}" for row in plotted])
    return display.upper_first(f"{listed} {shared}".strip())


def _title_by_outcome(plotted: Sequence[PlottedRow]) -> str:
    """Name each outcome once, with all its figures, or only the last of each if that grows too long."""
    by_outcome: dict[str, list[PlottedRow]] = {}
    for row in plotted:
        by_outcome.setdefault(_short_name(row, row.row.at), []).append(row)
    for rows_of in (lambda rows: rows, lambda rows: rows[-1:]):
        parts = [
            f"{name} {display.listed([f'{_figures(row)} {row.row.at}'.strip() for row in rows_of(rows)])}"
            for name, rows in by_outcome.items()
        ]
        title = display.upper_first("; ".join(parts))
        if len(title) <= LONGEST_TITLE:
            break
    return title


def _title_of_one(only: PlottedRow) -> str:
    figures = display.listed([f"{figure.estimate} {_whose(figure)}" for figure in only.figures])
    compared = [contrast.text for contrast in only.row.contrasts if contrast not in only.figures]
    return "; ".join([f"{only.label}: {figures}", *compared])


def _figures(row: PlottedRow) -> str:
    return display.versus([figure.estimate for figure in row.figures])


def _without_occasion(row: KeyRow) -> KeyRow:
    return replace(row, at="", period="")


def _short_name(row: PlottedRow, shared: str) -> str:
    name = display.lower_first(row_name(row.outcome, row.row, short=True))
    return name.removesuffix(shared).strip() if shared else name


def _whose(figure: KeyResult | Contrast) -> str:
    if isinstance(figure, KeyResult):
        return figure.with_arm
    return pgettext("comparison", "for %(arms)s") % {"arms": figure.arms}


def arms_shown(plotted: Sequence[PlottedRow]) -> set[str]:
    """Return the keys of the arms that a figure of estimates is about."""
    keys: set[str] = set()
    for figure in (figure for row in plotted for figure in row.figures):
        keys |= {figure.arm_key} if isinstance(figure, KeyResult) else {figure.arm_key, figure.comparator_key}
    return keys


def subtitle(study: Study, arm_keys: Collection[str]) -> str:
    """Say who was studied: the arms shown, in order and with their sizes, and the population."""
    arms = [
        f"{word(arm.label)}{display.NBSP}(n{display.NBSP}={display.NBSP}{display.thousands(arm.n)})"
        for arm in study.arms.all()
        if arm.key in arm_keys
    ]
    population = word(study.population)
    return display.upper_first(f"{display.versus(arms)}. {population}") if arms else population


def source_line(study: Study, sources: Iterable[str]) -> str:
    """Say where the figures come from."""
    reference = study.primary_reference
    parts = [reference.short_citation] if reference else []
    parts += sorted(set(sources))
    return gettext("Source: %(sources)s.") % {"sources": ". ".join(parts)}


def axis_title(plotted: Sequence[PlottedRow], unit: str) -> str:
    """Name the axis by what all rows share."""
    measures = {row.measure for row in plotted}
    if len(measures) == 1:
        words = str(Measure(measures.pop()).label)
        return f"{words} ({_unit_name(unit)})" if unit else words
    return gettext("Patients") + " (%)" if unit == "%" else display.upper_first(_unit_name(unit))


def _unit_name(unit: str) -> str:
    return printing.unit_name(unit) if unit in TimeUnit.values else word(unit)


def curve_kind(curve: Curve) -> str:
    """Return ``survival`` or ``incidence``."""
    return "survival" if curve.outcome.measure == Measure.SURVIVAL_PROBABILITY else "incidence"


def curve_label(curve: Curve, curves: Sequence[Curve]) -> str:
    """Name a curve by what sets it apart: its arm, its outcome, or both."""
    return display.upper_first(_label_in_text(curve, curves))


def _label_in_text(curve: Curve, curves: Sequence[Curve]) -> str:
    arm = word(curve.arm.label) if curve.arm else pgettext("in a sentence", "all participants")
    outcome = display.lower_first(word(curve.outcome.name))
    if len({other.outcome_id for other in curves}) == 1:
        return arm
    return outcome if len({other.arm_id for other in curves}) == 1 else f"{outcome}, {arm}"


def curves_axis_title(curves: Sequence[Curve]) -> str:
    """Name the vertical axis."""
    names = {word(curve.outcome.name) for curve in curves}
    if len(names) == 1:
        name = names.pop()
    else:
        name = gettext("Cumulative incidence") if curve_kind(curves[0]) == "incidence" else gettext("Survival")
    return f"{name} (%)"


def curves_title(study: Study, curves: Sequence[Curve]) -> str:
    """State the latest stored result of each curve, so that the title holds the table's own digits."""
    results = {
        (result.outcome_id, result.arm_id, result.time): result
        for result in study.results.select_related("outcome", "arm").filter(time__isnull=False, comparator__isnull=True)
    }
    latest = max((time for _, _, time in results if time is not None), default=None)
    found = [(curve, results.get((curve.outcome_id, curve.arm_id, latest))) for curve in curves]
    parts = [
        f"{_label_in_text(curve, curves)} {display.estimate(result)}" for curve, result in found if result is not None
    ]
    names = list(dict.fromkeys(word(curve.outcome.name) for curve in curves))
    if not parts:
        listed = display.listed([display.lower_first(name) for name in names])
        return display.upper_first(gettext("%(outcomes)s over time") % {"outcomes": listed})
    at = display.at_time(next(result for _, result in found if result is not None))
    if len(names) == 1:
        return f"{names[0]}: {display.listed(parts)} {at}"
    return display.upper_first(f"{display.listed(parts)} {at}")
