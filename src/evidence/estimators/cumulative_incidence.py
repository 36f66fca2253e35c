"""Cumulative incidence of one cause when others compete.

Aalen OO, Johansen S. An empirical transition matrix for non-homogeneous Markov chains based on censored observations.
Scand J Stat. 1978;5:141-150. Variances as in Marubini E, Valsecchi MG. Analysing Survival Data from Clinical Trials and
Observational Studies. Chichester: Wiley; 1995, section 10.4 (delta), and Aalen O. Nonparametric estimation of partial
transition probabilities in multiple decrement models. Ann Stat. 1978;6:534-545 (Aalen).
"""

import numpy as np

from evidence.estimators.intervals import limits
from evidence.results import CumulativeIncidence, FloatArray, IntArray, IntervalMethod, VarianceMethod
from evidence.tables import EventTable


def cumulative_incidence(
    table: EventTable,
    arm: str,
    cause: str,
    *,
    variance: VarianceMethod = VarianceMethod.AALEN,
    interval: IntervalMethod = IntervalMethod.LOG_LOG,
    confidence_level: float = 0.95,
) -> CumulativeIncidence:
    """
    Estimate the cumulative incidence of a cause by Aalen and Johansen.

    Parameters
    ----------
    table : EventTable
    arm, cause : str
    variance : VarianceMethod, default Aalen
        Aalen's, as R cmprsk, tidycmprsk and SAS take it, or the delta method's.
    interval : IntervalMethod, default log-log
        On the scale of the incidence itself.
    confidence_level : float, default 0.95

    Returns
    -------
    CumulativeIncidence
        One entry per distinct time of the arm.

    Raises
    ------
    ValueError
        If the table has no such arm or event, or the variance is Greenwood's.
    """
    if variance is VarianceMethod.GREENWOOD:
        raise ValueError("Greenwood's variance is for survival; take Aalen's or the delta method's.")
    place = table.cause(cause)
    people = table.of(arm)
    counts, at_risk = people.counts, people.at_risk
    events, any_event = counts[:, place], counts[:, 1:].sum(axis=1)
    survival_before = np.concatenate(([1.0], np.cumprod(1 - any_event / at_risk)[:-1]))
    incidence = np.cumsum(survival_before * events / at_risk)
    spread = _variance(variance, incidence, survival_before, events, any_event, at_risk)
    standard_error = np.sqrt(np.maximum(spread, 0.0))
    low, high = limits(incidence, standard_error, method=interval, confidence_level=confidence_level)
    return CumulativeIncidence(
        arm=arm,
        n=people.n,
        time_unit=table.time_unit,
        time=people.times,
        estimate=incidence,
        standard_error=standard_error,
        low=low,
        high=high,
        at_risk=at_risk,
        events=events,
        censored=counts[:, 0],
        method="Aalen–Johansen",
        variance_method=variance,
        interval_method=interval,
        confidence_level=confidence_level,
        cause=cause,
        competing=any_event - events,
        late_entry=people.late_entry,
        source=table.source,
    )


def _variance(
    method: VarianceMethod,
    incidence: FloatArray,
    survival_before: FloatArray,
    events: IntArray,
    any_event: IntArray,
    at_risk: IntArray,
) -> FloatArray:
    """Sum, at each time t, over the event times s up to t: (F(t) − F(s))²·a + b − 2(F(t) − F(s))·c."""
    left = at_risk - any_event
    people = at_risk.astype(np.float64)
    if method is VarianceMethod.AALEN:
        # The counts of each cause at one time vary as hypergeometric counts, on their own.
        own, others = _hypergeometric(events, at_risk), _hypergeometric(any_event - events, at_risk)
        a = _ratio(own + others, left.astype(np.float64) ** 2)
        b = survival_before**2 * own / people**2
        c = survival_before * _ratio(own, people * left)
    else:
        # The counts of all causes at one time vary together, as multinomial counts.
        a = _ratio(any_event, people * left)
        b = survival_before**2 * events * (at_risk - events) / people**3
        c = survival_before * events / people**2
    # Built up from one time to the next, in terms that are never negative: F(t)²·Σa − 2F(t)·ΣaF + ΣaF² is the same sum,
    # but differences of large numbers cost it digits. Where nobody is left F rises no more, and _ratio gives 0.
    rise = np.diff(incidence, prepend=0.0)
    weight = _before(a)
    squares = np.cumsum(rise * (2 * _before(rise * weight) + rise * weight))
    crosses = np.cumsum(rise * _before(c))
    total: FloatArray = squares + np.cumsum(b) - 2 * crosses
    return total


def _before(terms: FloatArray) -> FloatArray:
    """Sum the terms of all earlier times."""
    return np.concatenate(([0.0], np.cumsum(terms)[:-1]))


def _hypergeometric(events: IntArray, at_risk: IntArray) -> FloatArray:
    """Give d(Y − d)/(Y − 1); a single event counts 1, also when nobody else is left."""
    return np.where(events == 1, 1.0, _ratio(events * (at_risk - events), at_risk - 1))


def _ratio(numerator: FloatArray | IntArray, denominator: FloatArray | IntArray) -> FloatArray:
    return np.divide(numerator, denominator, out=np.zeros(numerator.shape), where=denominator != 0)
