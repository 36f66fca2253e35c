"""Two arms' curves compared at one time: differences and ratios, and the number needed to treat.

Altman DG, Andersen PK. Calculating the number needed to treat for trials where the outcome is time to an event. BMJ.
1999;319:1492-1495. Altman DG. Confidence intervals for the number needed to treat. BMJ. 1998;317:1309-1312.
"""

from math import exp, hypot, log

from evidence.estimators.intervals import normal_quantile, two_sided_p
from evidence.estimators.number_needed import turned_over
from evidence.results import (
    ConfidenceInterval,
    Contrast,
    CumulativeIncidence,
    Estimate,
    IntervalMethod,
    Measure,
    NumberNeededToTreat,
    SurvivalCurve,
    weakest,
)


def survival_difference(curve: SurvivalCurve, reference: SurvivalCurve, time: float) -> Contrast:
    """
    Subtract the reference arm's survival from another's at one time.

    Parameters
    ----------
    curve, reference : SurvivalCurve
        Of different people.
    time : float
        In the curves' unit.

    Returns
    -------
    Contrast
        `curve` minus `reference`, with a plain interval at the curves' confidence level and a two-sided P, both from
        the two standard errors. Where an arm's standard error is zero or undefined (no event yet, or nobody left),
        there is neither.

    Raises
    ------
    ValueError
        If unit, quantity or confidence level differ, or an arm's curve says nothing at that time.
    """
    _require_survival(curve, reference)
    return _difference(Measure.SURVIVAL_DIFFERENCE, curve, reference, time)


def survival_ratio(curve: SurvivalCurve, reference: SurvivalCurve, time: float) -> Contrast:
    """
    Divide an arm's survival by the reference arm's at one time.

    Parameters
    ----------
    curve, reference : SurvivalCurve
        Of different people.
    time : float
        In the curves' unit.

    Returns
    -------
    Contrast
        `curve` to `reference`, with an interval on the log scale and a two-sided P, both from the two standard errors
        on that scale. Without a value where the reference's survival is 0; without interval and P where an arm's
        standard error is zero or undefined, or its survival 0.

    Raises
    ------
    ValueError
        If unit, quantity or confidence level differ, or an arm's curve says nothing at that time.
    """
    _require_survival(curve, reference)
    return _ratio(Measure.SURVIVAL_RATIO, curve, reference, time)


def incidence_difference(curve: CumulativeIncidence, reference: CumulativeIncidence, time: float) -> Contrast:
    """
    Subtract the reference arm's cumulative incidence from another's at one time.

    Parameters
    ----------
    curve, reference : CumulativeIncidence
        Of one cause, in different people.
    time : float
        In the curves' unit.

    Returns
    -------
    Contrast
        Made as `survival_difference` makes it.

    Raises
    ------
    ValueError
        If unit, cause or confidence level differ, or an arm's curve says nothing at that time.
    """
    require_comparable(curve, reference)
    return _difference(Measure.INCIDENCE_DIFFERENCE, curve, reference, time)


def incidence_ratio(curve: CumulativeIncidence, reference: CumulativeIncidence, time: float) -> Contrast:
    """
    Divide an arm's cumulative incidence by the reference arm's at one time.

    Parameters
    ----------
    curve, reference : CumulativeIncidence
        Of one cause, in different people.
    time : float
        In the curves' unit.

    Returns
    -------
    Contrast
        Made as `survival_ratio` makes it.

    Raises
    ------
    ValueError
        If unit, cause or confidence level differ, or an arm's curve says nothing at that time.
    """
    require_comparable(curve, reference)
    return _ratio(Measure.INCIDENCE_RATIO, curve, reference, time)


def number_needed_to_treat(curve: SurvivalCurve, reference: SurvivalCurve, time: float) -> NumberNeededToTreat:
    """
    Count how many must be treated for one more, or one fewer, to be without the event at a time.

    The number is 1/|D| with D the difference in survival, of benefit where D > 0 and of harm where D < 0. Its interval
    holds the numbers whose differences lie in D's interval. Where that interval excludes 0 it is turned over: 0.05 to
    0.25 in survival is 4 to 20 to benefit. Where it holds 0 it runs through infinity, after Altman: −0.05 to 0.25 is
    4 to infinity to benefit, and 20 to infinity to be harmed. Turning both ends over into “−20 to 4” would hold just
    the numbers that the data exclude.

    Parameters
    ----------
    curve, reference : SurvivalCurve
        Of different people; `curve` has the treatment.
    time : float
        In the curves' unit.

    Returns
    -------
    NumberNeededToTreat

    Raises
    ------
    ValueError
        If unit, quantity or confidence level differ, or an arm's curve says nothing at that time.
    """
    return turned_over(survival_difference(curve, reference, time), wanted=True)


def require_comparable(
    curve: SurvivalCurve | CumulativeIncidence, reference: SurvivalCurve | CumulativeIncidence
) -> None:
    """Refuse curves of two arms that differ in more than the arm, with a ``ValueError``."""
    for name in ("time_unit", "quantity", "confidence_level"):
        one, other = getattr(curve, name), getattr(reference, name)
        if one != other:
            raise ValueError(f"The curves differ in {name.replace('_', ' ')}: {one} and {other}.")


def _require_survival(curve: SurvivalCurve, reference: SurvivalCurve) -> None:
    require_comparable(curve, reference)
    if curve.quantity != "survival":
        raise ValueError(f"The curves show {curve.quantity}, not survival.")


def _difference(
    measure: Measure,
    curve: SurvivalCurve | CumulativeIncidence,
    reference: SurvivalCurve | CumulativeIncidence,
    time: float,
) -> Contrast:
    one, other = curve.at(time), reference.at(time)
    value = one.value - other.value
    error = hypot(one.standard_error, other.standard_error) if one.standard_error and other.standard_error else None
    interval = p = None
    if error is not None:
        spread = normal_quantile(curve.confidence_level) * error
        interval = _interval(IntervalMethod.PLAIN, curve, value - spread, value + spread)
        p = two_sided_p(value / error)
    return _contrast(measure, curve, one, other, value, error, interval, p)


def _ratio(
    measure: Measure,
    curve: SurvivalCurve | CumulativeIncidence,
    reference: SurvivalCurve | CumulativeIncidence,
    time: float,
) -> Contrast:
    one, other = curve.at(time), reference.at(time)
    if other.value == 0:
        return _contrast(measure, curve, one, other, None, None, None, None)
    value = one.value / other.value
    if not (value and one.standard_error and other.standard_error):
        return _contrast(measure, curve, one, other, value, None, None, None)
    error = hypot(one.standard_error / one.value, other.standard_error / other.value)
    factor = exp(normal_quantile(curve.confidence_level) * error)
    interval = _interval(IntervalMethod.LOG, curve, value / factor, value * factor)
    return _contrast(measure, curve, one, other, value, error, interval, two_sided_p(log(value) / error))


def _contrast(
    measure: Measure,
    curve: SurvivalCurve | CumulativeIncidence,
    one: Estimate,
    other: Estimate,
    value: float | None,
    error: float | None,
    interval: ConfidenceInterval | None,
    p: float | None,
) -> Contrast:
    return Contrast(
        measure=measure,
        arm=one.arm,
        reference=other.arm,
        value=value,
        standard_error=error,
        interval=interval,
        p=p,
        n=one.n + other.n,
        method=f"{one.method}, {curve.variance_method}",
        time=one.time,
        time_unit=one.time_unit,
        source=weakest((one.source, other.source)),
    )


def _interval(
    scale: IntervalMethod, curve: SurvivalCurve | CumulativeIncidence, low: float, high: float
) -> ConfidenceInterval:
    return ConfidenceInterval(low, high, f"{scale}, {curve.variance_method}", curve.confidence_level)
