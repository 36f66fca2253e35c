"""How the page words what was read: the summary, and each figure's row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.contrib.humanize.templatetags.humanize import apnumber

from hub.checking.enums import FigureState
from hub.studies.domain import display
from hub.studies.results import ReadFigure
from hub.studies.results.printed_figures import EVERYBODY

MEASURES = {
    "survival_probability": "survival probability",
    "cumulative_incidence": "cumulative incidence",
    "proportion": "proportion",
    "median_time": "median time",
    "follow_up": "follow-up",
    "hazard_ratio": "hazard ratio",
    "odds_ratio": "odds ratio",
    "risk_ratio": "risk ratio",
    "difference": "difference",
    "mean": "mean",
    "rate": "rate",
    "count": "count",
    "p_value": "P value",
}
_COMPARES = {"hazard_ratio", "odds_ratio", "risk_ratio", "difference", "p_value"}
_OPERATORS = {"=": "", "<=": "≤", ">=": "≥"}
_SPACE = "\u00a0"


def summary(figures: int, findings: Sequence[FigureState]) -> str:
    """Say in a sentence or two what was read and found.

    Parameters
    ----------
    figures
        How many were read.
    findings
        The level of each finding.
    """
    if not figures:
        return "No figures found in this passage."
    read = f"{str(apnumber(figures)).capitalize()} figure{'' if figures == 1 else 's'} read"
    if not findings:
        return f"{read}, nothing found against {'it' if figures == 1 else 'them'}."
    counts = Counter(findings)
    (first, many), *others = [(state, counts[state]) for state in FigureState if counts[state]]
    place = f"{apnumber(many)} place{'s' if many > 1 else ''} {_told(first, many)}"
    told = [place, *(f"{apnumber(count)} {_told(state, count)}" for state, count in others)]
    return f"{read}: {display.listed(told)}."


def figure_words(figure: ReadFigure) -> dict[str, Any]:
    """Word a figure as it was read; what the passage does not say is empty."""
    measure = MEASURES[figure.measure]
    outcome = figure.outcome or measure
    return {
        "measure": "" if outcome.casefold() == measure else measure,
        "outcome": outcome,
        "arm": _arm(figure),
        "time": display.duration(f"{figure.time:g}", figure.time_unit) if figure.time is not None else "",
        "estimate": _estimate(figure),
        "interval": _interval(figure),
        "counts": _counts(figure),
        "p": f"{_OPERATORS.get(figure.p_operator, figure.p_operator)}{figure.p_printed}",
    }


def arm_words(arm: str) -> str:
    """Name an arm; figures of all patients belong to everybody."""
    return "everybody" if arm == EVERYBODY else arm


def _told(state: FigureState, count: int) -> str:
    if state is FigureState.IMPOSSIBLE:
        return "cannot be right"
    return f"{'are' if count > 1 else 'is'} {state.word}"


def _arm(figure: ReadFigure) -> str:
    if figure.arm:
        return arm_words(figure.arm)
    return "comparison" if figure.measure in _COMPARES else ""


def _estimate(figure: ReadFigure) -> str:
    sign = {"below": "<", "beyond": ">"}.get(figure.bound, "")
    printed = figure.estimate if figure.estimate[-1:] == "+" else f"{sign}{figure.estimate}"
    if not figure.estimate or not figure.unit or figure.value is None:
        return figure.estimate and printed
    return f"{printed}%" if figure.unit == "%" else f"{printed}{_SPACE}{figure.unit}"


def _interval(figure: ReadFigure) -> str:
    if figure.low:
        level = f"{figure.level:g}%{_SPACE}" if figure.level is not None else ""
        kind = "CrI" if figure.interval_kind == "credible" else "CI"
        return f"{_limits(figure.low, figure.high)} ({level}{kind})"
    if figure.spread_low:
        return f"{_limits(figure.spread_low, figure.spread_high)} ({figure.spread_kind})"
    return ""


def _limits(low: str, high: str) -> str:
    signed = low[:1] in "-−–" or high[:1] in "-−–"
    return f"{low} to {high}" if signed else f"{low}–{high}"


def _counts(figure: ReadFigure) -> str:
    if figure.numerator is None:
        return ""
    return str(figure.numerator) if figure.denominator is None else f"{figure.numerator} of {figure.denominator}"
