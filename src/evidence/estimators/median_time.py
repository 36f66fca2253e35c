"""The median of a survival curve.

Brookmeyer R, Crowley J. A confidence interval for the median survival time. Biometrics. 1982;38:29-41.
"""

import numpy as np

from evidence.results import TOLERANCE, ConfidenceInterval, FloatArray, QuantileTime, SurvivalCurve

HALF = 0.5


def median_time(curve: SurvivalCurve) -> QuantileTime:
    """
    Read the median off a survival curve, with the limits at which the curve's own interval still holds one half.

    Parameters
    ----------
    curve : SurvivalCurve

    Returns
    -------
    QuantileTime
        The first time at which survival is below one half; where it stands at exactly one half for a while, the middle
        of that stretch, as R and SAS do. None where the curve, or a limit, does not come down that far.
    """
    known = ~np.isnan(curve.low)
    return QuantileTime(
        arm=curve.arm,
        probability=HALF,
        time_unit=curve.time_unit,
        value=_crossing(curve.time, curve.estimate),
        interval=ConfidenceInterval(
            _crossing(curve.time[known], curve.low[known]),
            _crossing(curve.time[known], curve.high[known]),
            f"Brookmeyer–Crowley, {curve.interval_name}",
            curve.confidence_level,
        ),
        n=curve.n,
        method=curve.method,
        source=curve.source,
    )


def _crossing(time: FloatArray, curve: FloatArray) -> float | None:
    below = np.flatnonzero(curve < HALF - TOLERANCE)
    level = np.flatnonzero(np.abs(curve - HALF) <= TOLERANCE)
    if not below.size:
        return float(time[level[0]]) if level.size else None
    if level.size:
        return float(time[level[0]] + time[below[0]]) / 2
    return float(time[below[0]])
