"""Hold the curves and what is read off them to R's values in this folder, set by set.

``python -m tests.reference.agreement`` prints how far they are from them at most.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from math import nan

import numpy as np
from tests.evidence.datasets import LATE_NAMES, NAMES, load
from tests.evidence.reference import number, rows

from evidence.estimators.cumulative_incidence import cumulative_incidence
from evidence.estimators.kaplan_meier import kaplan_meier
from evidence.estimators.quantile_time import quantile_time
from evidence.estimators.restricted_mean import restricted_mean
from evidence.estimators.reverse_kaplan_meier import reverse_kaplan_meier
from evidence.results import TOLERANCE, CumulativeIncidence, IntervalMethod, SurvivalCurve, VarianceMethod

SETS = (*NAMES, *LATE_NAMES)

Pair = tuple[str, float, float]
"""What is compared, the value found and R's; NaN where there is none."""


def survival(name: str) -> Iterator[Pair]:
    """Compare Kaplan–Meier with R survival."""
    for interval in IntervalMethod:
        curves = {arm: kaplan_meier(load(name), arm, interval=interval) for arm in load(name).arms}
        for row in _rows_of("survival.csv", name):
            curve = curves[row["arm"]]
            place = _place(curve, float(row["time"]))
            yield "number at risk", float(curve.at_risk[place]), number(row["at_risk"])
            yield "survival", float(curve.estimate[place]), number(row["survival"])
            yield "standard error (Greenwood)", float(curve.standard_error[place]), number(row["std_error"])
            yield f"{interval} limits", *_limit(curve, "low", place, number(row[f"{interval} low"]))
            yield f"{interval} limits", *_limit(curve, "high", place, number(row[f"{interval} high"]))


def quantiles(name: str) -> Iterator[Pair]:
    """Compare quantiles of survival and of follow-up, with their limits, with R survival."""
    for interval in IntervalMethod:
        for arm in load(name).arms:
            curves = {
                "survival": kaplan_meier(load(name), arm, interval=interval),
                "follow-up": reverse_kaplan_meier(load(name), arm, interval=interval),
            }
            for row in _rows_of("quantiles.csv", name):
                if (row["arm"], row["interval"]) == (arm, interval):
                    found = quantile_time(curves[row["curve"]], probability=float(row["probability"]))
                    label = f"quantiles of {row['curve']}"
                    yield label, _or_nan(found.value), number(row["value"])
                    yield f"{label}, limits", _or_nan(found.interval.low), number(row["low"])
                    yield f"{label}, limits", _or_nan(found.interval.high), number(row["high"])


def means(name: str) -> Iterator[Pair]:
    """Compare restricted means with R survival."""
    for row in _rows_of("means.csv", name):
        mean = restricted_mean(kaplan_meier(load(name), row["arm"]), float(row["horizon"]))
        yield "restricted mean", mean.value, number(row["mean"])
        yield "its standard error", mean.standard_error, number(row["std_error"])


def incidence(name: str) -> Iterator[Pair]:
    """Compare Aalen–Johansen with R cmprsk, which knows no late entry, and with R survival."""
    for row in _rows_of("incidence.csv", name):
        cause = load(name).events[int(row["cause"]) - 1]
        aalen = cumulative_incidence(load(name), row["arm"], cause)
        delta = cumulative_incidence(load(name), row["arm"], cause, variance=VarianceMethod.DELTA)
        place = _place(aalen, float(row["time"]))
        yield "cumulative incidence", float(aalen.estimate[place]), number(row["survival"])
        if row["cmprsk"] != "NA":
            yield "cumulative incidence", float(aalen.estimate[place]), number(row["cmprsk"])
            yield "its variance (Aalen)", float(aalen.standard_error[place] ** 2), number(row["aalen_variance"])
            yield "its standard error (delta)", float(delta.standard_error[place]), number(row["delta_std_error"])
            yield "its log-log limits (delta)", *_limit(delta, "low", place, number(row["delta_low"]))
            yield "its log-log limits (delta)", *_limit(delta, "high", place, number(row["delta_high"]))


COMPARISONS = (survival, quantiles, means, incidence)


def distance(found: float, true: float) -> float:
    """Give the relative error; infinite where only one has a value."""
    if np.isnan(found) or np.isnan(true):
        return 0.0 if np.isnan(found) and np.isnan(true) else np.inf
    return abs(found - true) / abs(true) if true else abs(found)


def largest() -> dict[str, float]:
    """Give the largest relative error of each quantity over all sets."""
    worst: dict[str, float] = {}
    for comparison in COMPARISONS:
        for name in SETS:
            for label, found, true in comparison(name):
                worst[label] = max(worst.get(label, 0.0), distance(found, true))
    return worst


@cache
def _by_set(file: str) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    for row in rows(file):
        found.setdefault(row["set"], []).append(row)
    return found


def _rows_of(file: str, name: str) -> list[dict[str, str]]:
    return _by_set(file).get(name, [])


def _place(curve: SurvivalCurve | CumulativeIncidence, time: float) -> int:
    place = int(np.searchsorted(curve.time, time))
    assert curve.time[place] == time
    return place


def _limit(curve: SurvivalCurve | CumulativeIncidence, name: str, place: int, true: float) -> tuple[float, float]:
    """Give a limit and R's. Where the variance is zero R puts both limits on the estimate; here there are none."""
    found = float(getattr(curve, name)[place])
    return found, nan if np.isnan(found) and abs(true - curve.estimate[place]) < TOLERANCE else true


def _or_nan(value: float | None) -> float:
    return nan if value is None else value


if __name__ == "__main__":
    for quantity, error in largest().items():
        print(f"| {quantity} | {error:.0e} |")
