"""Computes results from patient-level data with the library."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evidence.estimators import cumulative_incidence, kaplan_meier
from evidence.results import CumulativeIncidence, Estimate, SurvivalCurve
from evidence.tables import BadRowsError, EventTable
from evidence.tables import read_events as read_table


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
        Value in the arm column -> key of the arm; empty without an arm column.
    """

    path: Path
    time_column: str
    status_column: str
    arm_column: str
    time_unit: str
    codes: Mapping[str, str]
    arms: Mapping[str, str]


@dataclass(frozen=True)
class ComputedEstimate:
    """A curve read at one time point, in per cent, with its interval's limits and level."""

    time: float
    percent: float
    low: float | None
    high: float | None
    level: float | None


@dataclass(frozen=True)
class ComputedCurve:
    """A curve of one arm of the data; without an arm column the arm is ``all``."""

    arm: str
    n: int
    steps: dict[str, list[Any]]
    method: str
    interval_method: str
    estimates: tuple[ComputedEstimate, ...]


def read_events(data: PatientData) -> EventTable:
    """Count the rows of a data file.

    Raises
    ------
    DataError
        If a row cannot be used.
    """
    try:
        return read_table(
            data.path,
            time=data.time_column,
            status=data.status_column,
            codes=data.codes,
            time_unit=data.time_unit,
            arm=data.arm_column or None,
            arms=data.arms or None,
        )
    except BadRowsError as error:
        raise DataError(str(error)) from None


def compute(table: EventTable, *, event: str, times: Sequence[float], factor: int) -> list[ComputedCurve]:
    """Compute survival (no event named) or the cumulative incidence of an event, for each arm of the data.

    Parameters
    ----------
    times
        Where to read the curves, in the unit of the results.
    factor
        How many of the data's time units make one of the results'.

    Raises
    ------
    DataError
        If a curve cannot be read at a time.
    """
    return [_computed(_curve(table, arm, event), times, factor) for arm in table.arms]


def _curve(table: EventTable, arm: str, event: str) -> SurvivalCurve | CumulativeIncidence:
    return cumulative_incidence(table, arm, event) if event else kaplan_meier(table, arm)


def _computed(curve: SurvivalCurve | CumulativeIncidence, times: Sequence[float], factor: int) -> ComputedCurve:
    steps = curve.steps()
    try:
        estimates = tuple(_estimate(curve.at(time * factor), time) for time in times)
    except ValueError as error:
        raise DataError(str(error)) from None
    return ComputedCurve(
        arm=curve.arm,
        n=curve.n,
        steps={**steps, "time": [time / factor for time in curve.time.tolist()]},
        method=curve.method,
        interval_method=curve.interval_name,
        estimates=estimates,
    )


def _estimate(estimate: Estimate, time: float) -> ComputedEstimate:
    interval = estimate.interval
    return ComputedEstimate(
        time=time,
        percent=100 * estimate.value,
        low=100 * interval.low if interval and interval.low is not None else None,
        high=100 * interval.high if interval and interval.high is not None else None,
        level=100 * interval.confidence_level if interval else None,
    )
