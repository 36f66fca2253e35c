"""The mean time without the event up to a horizon, and its difference between arms.

Irwin JO. The standard error of an estimate of expectation of life. J Hyg. 1949;47:188-189.
Royston P, Parmar MKB. Restricted mean survival time: an alternative to the hazard ratio for the design and analysis of
randomized trials with a time-to-event outcome. BMC Med Res Methodol. 2013;13:152.
"""

from math import hypot, inf, sqrt

import numpy as np

from evidence.estimators.intervals import normal_quantile, two_sided_p
from evidence.estimators.survival_contrasts import require_comparable
from evidence.results import (
    ConfidenceInterval,
    Contrast,
    IntervalMethod,
    Measure,
    RestrictedMean,
    SurvivalCurve,
    weakest,
)


def restricted_mean(curve: SurvivalCurve, horizon: float) -> RestrictedMean:
    """
    Measure the area under a survival curve up to a horizon, with a plain interval at the curve's confidence level.

    Parameters
    ----------
    curve : SurvivalCurve
    horizon : float
        In the curve's unit, later than 0.

    Returns
    -------
    RestrictedMean
        Its variance is Σ A(t)²·d/(Y(Y − d)) over the event times t up to the horizon, A(t) the area from t on. Where it
        is zero, there having been no event, no interval is given.

    Raises
    ------
    ValueError
        If the horizon is not later than 0, or lies past the last observation while someone was still at risk there.
    """
    if not 0 < horizon < inf:
        raise ValueError(f"{horizon} is no horizon: it must be a time later than 0.")
    curve.at(horizon)
    inside = int(np.searchsorted(curve.time, horizon))
    time, survival = curve.time[:inside], curve.estimate[:inside]
    areas = np.diff(time, append=horizon) * survival
    later = areas[::-1].cumsum()[::-1]
    events = curve.events[:inside].astype(np.float64)
    left = curve.at_risk[:inside] - events
    terms = np.divide(later**2 * events, curve.at_risk[:inside] * left, out=np.zeros(inside), where=left > 0)
    value = float(time[0] + later[0]) if inside else float(horizon)
    error = sqrt(terms.sum())
    return RestrictedMean(
        arm=curve.arm,
        horizon=float(horizon),
        time_unit=curve.time_unit,
        value=value,
        standard_error=error,
        interval=_plain(value, error, curve.confidence_level) if error else None,
        n=curve.n,
        method=f"area under {curve.method}",
        source=curve.source,
    )


def restricted_mean_difference(curve: SurvivalCurve, reference: SurvivalCurve, horizon: float) -> Contrast:
    """
    Subtract the reference arm's restricted mean from another's, with a plain interval at the curves' confidence level.

    Parameters
    ----------
    curve, reference : SurvivalCurve
        Of different people.
    horizon : float
        In the curves' unit, later than 0.

    Returns
    -------
    Contrast
        `curve` minus `reference`. Where an arm has no event before the horizon its standard error is zero, and neither
        interval nor P is given.

    Raises
    ------
    ValueError
        If unit, quantity or confidence level differ, or an arm's restricted mean cannot be made.
    """
    require_comparable(curve, reference)
    mean, other = restricted_mean(curve, horizon), restricted_mean(reference, horizon)
    value = mean.value - other.value
    known = mean.standard_error > 0 and other.standard_error > 0
    error = hypot(mean.standard_error, other.standard_error) if known else None
    return Contrast(
        measure=Measure.MEAN_DIFFERENCE,
        arm=curve.arm,
        reference=reference.arm,
        value=value,
        standard_error=error,
        interval=_plain(value, error, curve.confidence_level) if error else None,
        p=two_sided_p(value / error) if error else None,
        n=curve.n + reference.n,
        method=mean.method,
        time=mean.horizon,
        time_unit=curve.time_unit,
        source=weakest((curve.source, reference.source)),
    )


def _plain(value: float, error: float, confidence_level: float) -> ConfidenceInterval:
    spread = normal_quantile(confidence_level) * error
    return ConfidenceInterval(value - spread, value + spread, IntervalMethod.PLAIN.value, confidence_level)
