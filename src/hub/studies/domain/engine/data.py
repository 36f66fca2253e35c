"""Computes results from patient-level data with the library."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import duckdb

from evidence.estimators import cox_hazard_ratio, cumulative_incidence, kaplan_meier, log_rank, quantile_time
from evidence.results import CumulativeIncidence, Estimate, IntervalMethod, SurvivalCurve, Ties, VarianceMethod
from evidence.tables import BadRowsError, EventTable
from evidence.tables import read_events as read_table

Factor = int | Fraction

# What a publication may call a method, the first that fits; “log” alone is what is left of the longer names.
_INTERVALS = {
    r"log\W?log|complementary": IntervalMethod.LOG_LOG,
    r"logit": IntervalMethod.LOGIT,
    r"arc\W?sin": IntervalMethod.ARCSINE,
    r"plain|linear|identity": IntervalMethod.PLAIN,
    r"\blog\b": IntervalMethod.LOG,
}


class DataError(ValueError):
    """Patient-level data cannot be used; the message says why, naming rows where it can."""


@dataclass(frozen=True)
class PatientData:
    """A CSV or Parquet file of patient-level data and what its columns mean.

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
class ComputedMedian:
    """The time by which half of an arm have had an event, with its limits; ``None`` where they are not reached."""

    value: float | None
    low: float | None
    high: float | None
    level: float
    method: str
    interval_method: str


@dataclass(frozen=True)
class ComputedCurve:
    """A curve of one arm of the data; without an arm column the arm is ``all``.

    Attributes
    ----------
    estimates
        At the times asked for that the data reach.
    unreached
        A sentence for each of the others.
    median
        Only of survival.
    """

    arm: str
    n: int
    steps: dict[str, list[Any]]
    method: str
    interval_method: str
    estimates: tuple[ComputedEstimate, ...]
    unreached: tuple[str, ...] = ()
    median: ComputedMedian | None = None


@dataclass(frozen=True)
class ComputedRatio:
    """A hazard ratio of two arms, and the p value of their log-rank test."""

    n: int
    value: float
    low: float | None
    high: float | None
    level: float
    p: float
    method: str
    interval_method: str


@dataclass(frozen=True)
class ArmCount:
    """What became of the people of an arm, in the words of the codes, up to the last time in the data."""

    arm: str
    n: int
    causes: dict[str, int]
    last_time: float


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
        raise DataError(str(error).replace(str(data.path), data.path.name)) from None
    except duckdb.Error:
        raise DataError(f"{data.path.name} cannot be read; it may be damaged.") from None
    except MemoryError:
        raise DataError(f"{data.path.name} needs more memory than the hub gives to one file.") from None
    except ValueError as error:  # such as an arm without anybody
        raise DataError(str(error)) from None


def count_arms(table: EventTable) -> list[ArmCount]:
    """Return the number of people of each arm, and how many of them left for which cause."""
    arms = [(arm, table.of(arm)) for arm in table.arms]
    return [
        ArmCount(
            arm, people.n, dict(zip(table.causes, people.counts.sum(axis=0).tolist(), strict=True)), people.times[-1]
        )
        for arm, people in arms
    ]


def compute(
    table: EventTable,
    *,
    event: str,
    times: Sequence[float],
    factor: Factor,
    interval: str = "",
    level: float | None = None,
) -> list[ComputedCurve]:
    """Compute survival (no event named) or the cumulative incidence of an event, for each arm of the data.

    Parameters
    ----------
    times
        Where to read the curves, in the unit of the results.
    factor
        How many of the data's time units make one of the results'.
    interval
        What a publication calls its interval; log-log with Greenwood's or Aalen's variance, the default of SAS, where
        that names none of the methods known.
    level
        Of the interval, in per cent; 95 by default.
    """
    curves = [_curve(table, arm, event, interval, level) for arm in table.arms]
    return [_computed(curve, times, factor) for curve in curves]


def hazard_ratio(
    table: EventTable, arm: str, comparator: str, *, ties: str = "", level: float | None = None
) -> ComputedRatio | None:
    """Compute the hazard ratio of two arms for the first event of any kind; ``None`` where it cannot be estimated.

    Parameters
    ----------
    ties
        What a publication says of tied times: Efron's method if it names him, otherwise Breslow's, the default of SAS.
    """
    both = replace(table, arms=(arm, comparator), counts=table.counts[[table.place(arm), table.place(comparator)]])
    chosen = Ties.EFRON if "efron" in ties.lower() else Ties.BRESLOW
    try:
        ratio = cox_hazard_ratio(both, arm, comparator, ties=chosen, confidence_level=_level(level))
        test = log_rank(both)
    except ValueError:
        return None
    if ratio.value is None or ratio.interval is None:
        return None
    return ComputedRatio(
        n=both.n(arm) + both.n(comparator),
        value=ratio.value,
        low=ratio.interval.low,
        high=ratio.interval.high,
        level=_percent(ratio.interval.confidence_level),
        p=test.p,
        method=f"{ratio.method}; p by log-rank",
        interval_method=ratio.interval.method,
    )


def _curve(
    table: EventTable, arm: str, event: str, named: str, level: float | None
) -> SurvivalCurve | CumulativeIncidence:
    words = named.lower()
    found = (method for pattern, method in _INTERVALS.items() if re.search(pattern, words))
    interval = next(found, IntervalMethod.LOG_LOG)
    if not event:
        return kaplan_meier(table, arm, interval=interval, confidence_level=_level(level))
    variance = VarianceMethod.DELTA if "delta" in words else VarianceMethod.AALEN
    return cumulative_incidence(table, arm, event, variance=variance, interval=interval, confidence_level=_level(level))


def _computed(curve: SurvivalCurve | CumulativeIncidence, times: Sequence[float], factor: Factor) -> ComputedCurve:
    steps = curve.steps()
    estimates, unreached = [], []
    for time in times:
        try:
            estimates.append(_estimate(curve.at(_in_data(time, factor)), time))
        except ValueError as error:
            unreached.append(str(error))
    return ComputedCurve(
        arm=curve.arm,
        n=curve.n,
        steps={**steps, "time": [_in_results(time, factor) for time in curve.time.tolist()]},
        method=curve.method,
        interval_method=curve.interval_name,
        estimates=tuple(estimates),
        unreached=tuple(unreached),
        median=_median(curve, factor) if isinstance(curve, SurvivalCurve) else None,
    )


def _estimate(estimate: Estimate, time: float) -> ComputedEstimate:
    interval = estimate.interval
    return ComputedEstimate(
        time=time,
        percent=100 * estimate.value,
        low=100 * interval.low if interval and interval.low is not None else None,
        high=100 * interval.high if interval and interval.high is not None else None,
        level=_percent(interval.confidence_level) if interval else None,
    )


def _median(curve: SurvivalCurve, factor: Factor) -> ComputedMedian:
    median = quantile_time(curve)
    value, low, high = (
        None if time is None else _in_results(time, factor)
        for time in (median.value, median.interval.low, median.interval.high)
    )
    level = _percent(median.interval.confidence_level)
    return ComputedMedian(value, low, high, level, median.method, median.interval.method)


def _in_data(time: float, factor: Factor) -> float:
    """Return a time of the results in the unit of the data, rounded once."""
    return float(Fraction(time) * factor)


def _in_results(time: float, factor: Factor) -> float:
    return time / factor if isinstance(factor, int) else float(Fraction(time) / factor)


def _level(percent: float | None) -> float:
    return 0.95 if percent is None else percent / 100


def _percent(level: float) -> float:
    return round(100 * level, 6)
