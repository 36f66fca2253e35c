"""How the page words what was read: the summary, and each figure's row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.contrib.humanize.templatetags.humanize import apnumber
from django.utils.translation import gettext, gettext_noop, ngettext

from hub.checking.enums import FigureState
from hub.common import wording
from hub.studies.domain import display
from hub.studies.results import ReadFigure
from hub.studies.results.printed_figures import EVERYBODY

MEASURES = {
    "survival_probability": gettext_noop("survival probability"),
    "cumulative_incidence": gettext_noop("cumulative incidence"),
    "proportion": gettext_noop("proportion"),
    "median_time": gettext_noop("median time"),
    "follow_up": gettext_noop("follow-up"),
    "hazard_ratio": gettext_noop("hazard ratio"),
    "odds_ratio": gettext_noop("odds ratio"),
    "risk_ratio": gettext_noop("risk ratio"),
    "difference": gettext_noop("difference"),
    "mean": gettext_noop("mean"),
    "rate": gettext_noop("rate"),
    "count": gettext_noop("count"),
    "p_value": gettext_noop("P value"),
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
        return gettext("No figures found in this passage.")
    read = ngettext("%(count)s figure read", "%(count)s figures read", figures) % {"count": _number(figures)}
    read = read[:1].upper() + read[1:]
    if not findings:
        nothing = ngettext("%(read)s, nothing found against it.", "%(read)s, nothing found against them.", figures)
        return nothing % {"read": read}
    counts = Counter(findings)
    (first, many), *others = [(state, counts[state]) for state in FigureState if counts[state]]
    told = [_places(first, many), *(_further(state, count) for state, count in others)]
    return gettext("%(read)s: %(found)s.") % {"read": read, "found": wording.listed(told)}


def figure_words(figure: ReadFigure) -> dict[str, Any]:
    """Word a figure as it was read; what the passage does not say is empty."""
    measure = MEASURES[figure.measure]
    outcome = figure.outcome or measure
    return {
        "measure": "" if outcome.casefold() == measure else gettext(measure),
        "outcome": figure.outcome or gettext(measure),
        "arm": _arm(figure),
        "time": display.duration(f"{figure.time:g}", figure.time_unit) if figure.time is not None else "",
        "estimate": _estimate(figure),
        "interval": _interval(figure),
        "counts": _counts(figure),
        "p": f"{_OPERATORS.get(figure.p_operator, figure.p_operator)}{figure.p_printed}",
    }


def arm_words(arm: str) -> str:
    """Name an arm; figures of all patients belong to everybody."""
    return gettext("everybody") if arm == EVERYBODY else arm


def _number(count: int) -> str:
    """Write small numbers as English does; other languages inflect theirs, so they take digits."""
    return str(apnumber(count)) if wording.language() == wording.ORIGINAL else wording.whole(count)


def _places(state: FigureState, count: int) -> str:
    sentence = {
        FigureState.IMPOSSIBLE: ngettext("%(count)s place cannot be right", "%(count)s places cannot be right", count),
        FigureState.INCONSISTENT: ngettext(
            "%(count)s place is inconsistent", "%(count)s places are inconsistent", count
        ),
        FigureState.NOTE: ngettext("%(count)s place is worth a look", "%(count)s places are worth a look", count),
    }[state]
    return sentence % {"count": _number(count)}


def _further(state: FigureState, count: int) -> str:
    sentence = {
        FigureState.INCONSISTENT: ngettext("%(count)s is inconsistent", "%(count)s are inconsistent", count),
        FigureState.NOTE: ngettext("%(count)s is worth a look", "%(count)s are worth a look", count),
    }[state]
    return sentence % {"count": _number(count)}


def _arm(figure: ReadFigure) -> str:
    if figure.arm:
        return arm_words(figure.arm)
    return gettext("comparison") if figure.measure in _COMPARES else ""


def _estimate(figure: ReadFigure) -> str:
    sign = {"below": "<", "beyond": ">"}.get(figure.bound, "")
    printed = figure.estimate if figure.estimate[-1:] == "+" else f"{sign}{figure.estimate}"
    if not figure.estimate or not figure.unit or figure.value is None:
        return figure.estimate and printed
    return f"{printed}%" if figure.unit == "%" else f"{printed}{_SPACE}{figure.unit}"


def _interval(figure: ReadFigure) -> str:
    if figure.low:
        level = f"{figure.level:g}%{_SPACE}" if figure.level is not None else ""
        kind = gettext("CrI") if figure.interval_kind == "credible" else gettext("CI")
        return f"{_limits(figure.low, figure.high)} ({level}{kind})"
    if figure.spread_low:
        return f"{_limits(figure.spread_low, figure.spread_high)} ({figure.spread_kind})"
    return ""


def _limits(low: str, high: str) -> str:
    signed = low[:1] in "-−–" or high[:1] in "-−–"
    return gettext("%(low)s to %(high)s") % {"low": low, "high": high} if signed else f"{low}–{high}"


def _counts(figure: ReadFigure) -> str:
    if figure.numerator is None:
        return ""
    if figure.denominator is None:
        return str(figure.numerator)
    return gettext("%(part)s of %(whole)s") % {"part": figure.numerator, "whole": figure.denominator}
