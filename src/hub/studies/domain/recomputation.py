"""Results and curves computed from patient-level data, as fields of the models: one verb for files and uploads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from hub.studies.domain import engine
from hub.studies.domain.engine.data import ComputedCurve, ComputedEstimate, Factor
from hub.studies.enums import Source

DECIMALS = 1


@dataclass(frozen=True)
class CurveRequest:
    """One outcome to be computed, with the time points to read off.

    Attributes
    ----------
    outcome
        Its key.
    event
        As the codes name it; empty for survival, which ends with the first event of any kind.
    times
        In the unit of the results, each with the decimals to print.
    unit, factor
        The unit of the results, and how many of the data's make one of it.
    interval, level
        What a publication calls its interval, and its level in per cent.
    """

    outcome: str
    event: str
    times: Mapping[float, int]
    unit: str
    factor: Factor = 1
    interval: str = ""
    level: float | None = None


@dataclass(frozen=True)
class Recomputed:
    """One arm's part of what was asked for: fields of ``Curve`` and of ``Result``, outcome and arm by their keys."""

    arm: str | None
    curve: dict[str, Any]
    results: list[dict[str, Any]]
    computed: ComputedCurve = field(repr=False)


def recompute(table: engine.EventTable, request: CurveRequest, arm_of: Callable[[str], str | None]) -> list[Recomputed]:
    """Compute an outcome for each arm of the data.

    Parameters
    ----------
    arm_of
        From an arm's name in the table to the key of the study's arm, ``None`` for all participants.
    """
    curves = engine.compute(
        table,
        event=request.event,
        times=list(request.times),
        factor=request.factor,
        interval=request.interval,
        level=request.level,
    )
    return [_recomputed(request, curve, arm_of(curve.arm)) for curve in curves]


def _recomputed(request: CurveRequest, curve: ComputedCurve, arm: str | None) -> Recomputed:
    about = {"outcome": request.outcome, "arm": arm, "source": Source.RECOMPUTED.value, "method": curve.method}
    steps = {"time_unit": request.unit, "steps": curve.steps, "interval_method": curve.interval_method}
    results = [
        {**about, "time_unit": request.unit, "denominator": curve.n, **_figures(curve, estimate, request.times)}
        for estimate in curve.estimates
    ]
    return Recomputed(arm, {**about, **steps}, results, curve)


def _figures(curve: ComputedCurve, estimate: ComputedEstimate, decimals: Mapping[float, int]) -> dict[str, Any]:
    digits = decimals[estimate.time]
    values: dict[str, Any] = {
        "time": estimate.time,
        "estimate_printed": f"{estimate.percent:.{digits}f}",
        "estimate": estimate.percent,
        "unit": "%",
    }
    if estimate.low is not None and estimate.high is not None:
        values |= {
            "low_printed": f"{estimate.low:.{digits}f}",
            "low": estimate.low,
            "high_printed": f"{estimate.high:.{digits}f}",
            "high": estimate.high,
            "interval_level": estimate.level,
            "interval_method": curve.interval_method,
        }
    return values
