"""Whether one arm fares otherwise than a published survival says.

Breslow NE. Analysis of survival data under the proportional hazards model. Int Stat Rev. 1975;43:45-57. Woolson RF.
Rank tests and a one-sample logrank test for comparing observed survival data to a standard population. Biometrics.
1981;37:687-696. Finkelstein DM, Muzikansky A, Schoenfeld DA. Comparing survival of a sample to that of a standard
population. J Natl Cancer Inst. 2003;95:1434-1439. Wu J. A new one-sample log-rank test. J Biom Biostat. 2014;5:210.
"""

from math import erfc, sqrt

import numpy as np

from evidence.estimators.incidence_rate import garwood_limits
from evidence.estimators.intervals import two_sided_p
from evidence.results import (
    ConfidenceInterval,
    DataSource,
    FloatArray,
    OneSampleTest,
    OneSampleVariance,
    ReferenceShape,
    ReferenceSurvival,
    require_level,
    weakest,
)
from evidence.tables import EventTable

HISTORICAL = (
    "Not randomised: the people must differ from those of the reference in nothing else that matters.",
    "The reference survival is known without error.",
    "Both count the same events from the same start.",
)

SHAPES = {
    ReferenceShape.EXPONENTIAL: ("The hazard of the reference is constant over the whole follow-up.",),
    ReferenceShape.PIECEWISE_EXPONENTIAL: ("The hazard of the reference is constant between its given times.",),
    ReferenceShape.STEPS: (),
}


def one_sample_log_rank(
    table: EventTable,
    arm: str,
    reference: ReferenceSurvival,
    *,
    until: float | None = None,
    variance: OneSampleVariance = OneSampleVariance.EXPECTED,
    confidence_level: float = 0.95,
) -> OneSampleTest:
    """
    Compare the events of an arm, of any cause in the table, with those to be expected from a published survival.

    Parameters
    ----------
    table : EventTable
        People may have entered late.
    arm : str
    reference : ReferenceSurvival
        Of survival free of just those events, in the time unit of the table.
    until : float, optional
        Follow people up to this time only, in the time unit of the table; needed where they were followed for longer
        than the reference is known.
    variance : OneSampleVariance, default expected events
        Of observed less expected events. Wu's takes the mean of both and keeps the error rate better in small arms.
    confidence_level : float, default 0.95

    Returns
    -------
    OneSampleTest
        The interval of observed to expected events is exact for a Poisson number of events.

    Raises
    ------
    ValueError
        If the table has no such arm, the units differ, people were followed for longer than the reference is known, or
        no event is expected.
    """
    require_level(confidence_level)
    if reference.time_unit != table.time_unit:
        raise ValueError(
            f"The table counts in {table.time_unit}, the reference {reference.name} in {reference.time_unit}."
        )
    observed, expected = _events(table, arm, reference, _horizon(table, arm, reference, until))
    if not expected > 0:
        raise ValueError(f"By {reference.name}, no event is expected for as long as {arm} was followed.")
    wu = variance is OneSampleVariance.WU
    z = (observed - expected) / sqrt((observed + expected) / 2 if wu else expected)
    return OneSampleTest(
        arm=arm,
        reference=reference.name,
        n=table.n(arm),
        observed=observed,
        expected=expected,
        ratio=observed / expected,
        interval=_interval(observed, expected, confidence_level),
        statistic=z**2,
        p=two_sided_p(z),
        p_fewer=erfc(-z / sqrt(2)) / 2,
        p_more=erfc(z / sqrt(2)) / 2,
        method=f"one-sample log-rank{', variance by Wu' if wu else ''}, reference {reference.shape}",
        time_unit=table.time_unit,
        until=until,
        assumptions=HISTORICAL + SHAPES[reference.shape],
        source=weakest((table.source, DataSource.PUBLISHED)),
    )


def _horizon(table: EventTable, arm: str, reference: ReferenceSurvival, until: float | None) -> float:
    """Give the time up to which people are followed, and refuse one that the reference does not reach."""
    if until is not None and not 0 < until < np.inf:
        raise ValueError(f"People cannot be followed until {until:g} {table.time_unit}.")
    last = float(table.of(arm).times[-1])
    horizon = last if until is None else min(until, last)
    if reference.end is not None and horizon > reference.end:
        raise ValueError(
            f"{reference.name} is known until {reference.end:g} {table.time_unit}, but {arm} was followed until "
            f"{horizon:g}; compare until {reference.end:g} or earlier."
        )
    return horizon


def _events(table: EventTable, arm: str, reference: ReferenceSurvival, horizon: float) -> tuple[int, float]:
    """Count the events up to the horizon, and those expected: Σ Λ(exit) − Λ(entry) over the people."""
    place = table.place(arm)
    counts = table.counts[place]
    observed = int(counts[table.times <= horizon, 1:].sum())
    hazard = _cumulative_hazard(reference, np.minimum(table.times, horizon))
    leaving = counts.sum(axis=1)
    change = leaving if table.entries is None else leaving - table.entries[place]
    return observed, float((change * hazard).sum())


def _cumulative_hazard(reference: ReferenceSurvival, times: FloatArray) -> FloatArray:
    """Give Λ = −ln S at each time."""
    points = np.concatenate(([0.0], reference.times))
    hazards = -np.log(np.concatenate(([1.0], reference.survival)))
    if reference.shape is ReferenceShape.EXPONENTIAL:
        rising: FloatArray = times * (hazards[1] / points[1])
        return rising
    if reference.shape is ReferenceShape.PIECEWISE_EXPONENTIAL:
        return np.interp(times, points, hazards)
    level: FloatArray = hazards[np.searchsorted(points, times, side="right") - 1]
    return level


def _interval(observed: int, expected: float, confidence_level: float) -> ConfidenceInterval:
    """Give the exact limits of the events observed, as a Poisson mean, to those expected."""
    low, high = garwood_limits(observed, confidence_level)
    return ConfidenceInterval(low / expected, high / expected, "exact Poisson (Garwood)", confidence_level)
