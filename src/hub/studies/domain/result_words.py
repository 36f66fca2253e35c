"""How one stored result is named inside a sentence or a list of choices."""

from __future__ import annotations

from hub.studies.domain import display
from hub.studies.enums import CONTRASTS
from hub.studies.models import Result


def described(result: Result) -> str:
    """Return a result as a noun with its value: “overall survival at 4 years with A: 93.3% (95% CI 75.9–98.3)”."""
    return f"{identified(result)}: {value_of(result)}"


def identified(result: Result) -> str:
    """Return what a result is of: “overall survival at 4 years with A”."""
    contrast = result.effective_measure in CONTRASTS
    measure = f"{display.measure_words(result.effective_measure)} for " if contrast else ""
    parts = [f"{measure}{display.lower_first(result.outcome.name)}"]
    parts += [display.grade(result.grade), result.period]
    if at := display.time_point(result):
        parts.append(f"at {at}")
    if arm := arm_of(result):
        parts.append(f"with {arm}")
    return " ".join(part for part in parts if part)


def arm_of(result: Result) -> str:
    """Return the arm that a result is of, or the two that it compares; empty for all participants."""
    if result.arm is None:
        return ""
    return f"{result.arm.label} compared with {result.comparator.label}" if result.comparator else result.arm.label


def value_of(result: Result) -> str:
    """Return a result's value: “93.3% (95% CI 75.9–98.3; p = 0.04)”."""
    return display.with_interval(
        display.estimate(result), display.interval_label(result), display.interval(result), display.p_value(result)
    )
