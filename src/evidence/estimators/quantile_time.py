"""The median and other quantiles of a survival curve.

Brookmeyer R, Crowley J. A confidence interval for the median survival time. Biometrics. 1982;38:29-41.
"""

from evidence.results import TOLERANCE, ConfidenceInterval, FloatArray, QuantileTime, SurvivalCurve


def quantile_time(curve: SurvivalCurve, probability: float = 0.5) -> QuantileTime:
    """
    Read off the time by which a share have had the event.

    Parameters
    ----------
    curve : SurvivalCurve
    probability : float, default 0.5
        The share, between 0 and 1; 0.5 is the median, 0.25 the time by which a quarter have had the event.

    Returns
    -------
    QuantileTime
        Its limits are the times between which the curve's own interval holds 1 − `probability`. Its value is the first
        time at which survival is below 1 − `probability`; where it stands at exactly that for a while, the
        middle of the stretch, as R and SAS do, and where it ends there, the time at which it got there. None where the
        curve, or a limit, does not come down that far.

    Raises
    ------
    ValueError
        If `probability` is not between 0 and 1.
    """
    level = 1 - probability
    return QuantileTime(
        arm=curve.arm,
        probability=probability,
        time_unit=curve.time_unit,
        value=_crossing(curve.time, curve.estimate, level),
        interval=ConfidenceInterval(
            _crossing(curve.time, curve.low, level),
            _crossing(curve.time, curve.high, level),
            f"Brookmeyer–Crowley, {curve.interval_name}",
            curve.confidence_level,
        ),
        n=curve.n,
        method=curve.method,
        source=curve.source,
    )


def _crossing(time: FloatArray, curve: FloatArray, level: float) -> float | None:
    """Give the middle between coming down to the level and leaving it; limits that are undefined do neither."""
    reached, left = curve <= level + TOLERANCE, curve < level - TOLERANCE
    if not reached.any():
        return None
    first = float(time[reached.argmax()])
    return (first + float(time[left.argmax()])) / 2 if left.any() else first
