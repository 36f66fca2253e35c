"""Events by time under observation, and the ratio of two such rates.

Garwood F. Fiducial limits for the Poisson distribution. Biometrika. 1936;28:437-442. The ratio rests on the events of
one group given those of both, which are binomial: Przyborowski J, Wilenski H. Homogeneity of results in testing
samples from Poisson series. Biometrika. 1940;31:313-323.
"""

from math import exp, fsum, log, sqrt

from evidence.estimators.exact_tables import TIE
from evidence.estimators.intervals import normal_quantile, two_sided_p
from evidence.estimators.proportion import beta_limits
from evidence.results import ConfidenceInterval, Contrast, DataSource, Measure, require_level, weakest
from evidence.results.safety import IncidenceRate, RateInterval, RateRatioInterval, require_rate
from evidence.tables import EventTable


def incidence_rate(
    table: EventTable,
    arm: str,
    cause: str | None = None,
    *,
    per: float = 100,
    interval: RateInterval = RateInterval.GARWOOD,
    confidence_level: float = 0.95,
) -> IncidenceRate:
    """
    Estimate an arm's rate of first events by time under observation.

    Parameters
    ----------
    table : EventTable
    arm : str
    cause : str, optional
        The event counted; any event without it. Time runs until a person leaves, for whatever cause.
    per : float, default 100
        The person-time that the rate is given by, in the table's unit.
    interval : RateInterval, default Garwood
    confidence_level : float, default 0.95

    Returns
    -------
    IncidenceRate

    Raises
    ------
    ValueError
        If the table has no such arm or event, or the arm was under observation for no time at all.
    """
    counts = table.counts[table.place(arm)]
    events = int(counts[:, 1:].sum() if cause is None else counts[:, table.cause(cause)].sum())
    moves = counts.sum(axis=1)
    if table.entries is not None:
        moves = moves - table.entries[table.place(arm)]
    return incidence_rate_from_counts(
        events,
        fsum((table.times * moves).tolist()),
        arm=arm,
        outcome=cause or "any event",
        time_unit=table.time_unit,
        per=per,
        interval=interval,
        confidence_level=confidence_level,
        n=table.n(arm),
        source=table.source,
    )


def incidence_rate_from_counts(
    events: int,
    person_time: float,
    *,
    arm: str,
    outcome: str,
    time_unit: str,
    per: float = 100,
    interval: RateInterval = RateInterval.GARWOOD,
    confidence_level: float = 0.95,
    n: int | None = None,
    source: DataSource = DataSource.PATIENTS,
) -> IncidenceRate:
    """
    Estimate a rate from a number of events and the time in which they happened.

    Parameters
    ----------
    events : int
    person_time : float
        Time under observation of all people together, in `time_unit`.
    arm, outcome : str
        Whose rate of what.
    time_unit : str
        Like ``"years"``.
    per : float, default 100
        The person-time that the rate is given by, in `time_unit`.
    interval : RateInterval, default Garwood
        The exact one covers the true rate at least as often as it says; the log one needs an event.
    confidence_level : float, default 0.95
    n : int, optional
        People observed, where known.
    source : DataSource, default PATIENTS

    Returns
    -------
    IncidenceRate
        Without an interval for the log method where there is no event.

    Raises
    ------
    ValueError
        If the events are no whole number of 0 or more, or a time is not finite and above 0.
    """
    require_rate(events, person_time, per)
    require_level(confidence_level)
    scale = per / person_time
    limits = _limits(events, interval, confidence_level)
    return IncidenceRate(
        arm=arm,
        outcome=outcome,
        events=int(events),
        person_time=person_time,
        time_unit=time_unit,
        per=per,
        value=events * scale,
        standard_error=sqrt(events) * scale if events else None,
        interval=None
        if limits is None
        else ConfidenceInterval(limits[0] * scale, limits[1] * scale, str(interval), confidence_level),
        n=n,
        method="events by person-time",
        source=source,
    )


def rate_ratio(
    arm: IncidenceRate,
    reference: IncidenceRate,
    *,
    interval: RateRatioInterval = RateRatioInterval.EXACT,
    confidence_level: float = 0.95,
) -> Contrast:
    """
    Give the ratio of two independent incidence rates.

    Parameters
    ----------
    arm, reference : IncidenceRate
        Of the same outcome in different people and the same unit of time; the ratio is `arm` to `reference`.
    interval : RateRatioInterval, default exact
        Exact: Clopper and Pearson's limits of the arm's share of all events, turned into a ratio; P is that of the
        exact binomial test, as of R's ``poisson.test``. Log: ratio·exp(±z·√(1/d₁ + 1/d₂)), with Wald's P.
    confidence_level : float, default 0.95

    Returns
    -------
    Contrast
        The standard error is that of the logarithm, √(1/d₁ + 1/d₂). Without a value where the reference has no event;
        the exact interval then has no upper limit. Without any event all are None. `n` is None where it is not known.

    Raises
    ------
    ValueError
        If outcomes or units of time differ, or the arms are the same.
    """
    require_level(confidence_level)
    if (arm.outcome, arm.time_unit) != (reference.outcome, reference.time_unit):
        raise ValueError(
            f"{arm.outcome} by {arm.time_unit} cannot be compared with {reference.outcome} by {reference.time_unit}."
        )
    times = reference.person_time / arm.person_time
    value = arm.events / reference.events * times if reference.events else None
    error = sqrt(1 / arm.events + 1 / reference.events) if arm.events and reference.events else None
    limits, p = None, None
    if interval is RateRatioInterval.EXACT:
        limits, p = _exact_ratio(arm, reference, times, confidence_level)
    elif value and error:
        spread = normal_quantile(confidence_level) * error
        limits = ConfidenceInterval(value * exp(-spread), value * exp(spread), str(interval), confidence_level)
        p = two_sided_p(log(value) / error)
    return Contrast(
        measure=Measure.RATE_RATIO,
        arm=arm.arm,
        reference=reference.arm,
        value=value,
        standard_error=error,
        interval=limits,
        p=p,
        n=None if arm.n is None or reference.n is None else arm.n + reference.n,
        method="events by person-time; P by "
        + ("the exact binomial test" if interval is RateRatioInterval.EXACT else "Wald's test on the log scale"),
        source=weakest((arm.source, reference.source)),
    )


def garwood_limits(events: int, confidence_level: float) -> tuple[float, float]:
    """Give Garwood's exact limits of a Poisson mean: half the chi-squared quantiles on 2d and 2d + 2 degrees."""
    from scipy.special import gammainccinv, gammaincinv

    tail = (1 - confidence_level) / 2
    return float(gammaincinv(events, tail)) if events else 0.0, float(gammainccinv(events + 1, tail))


def _limits(events: int, method: RateInterval, confidence_level: float) -> tuple[float, float] | None:
    """Give the limits of the mean number of events."""
    if method is RateInterval.GARWOOD:
        return garwood_limits(events, confidence_level)
    if not events:
        return None
    spread = normal_quantile(confidence_level) / sqrt(events)
    return events * exp(-spread), events * exp(spread)


def _exact_ratio(
    arm: IncidenceRate, reference: IncidenceRate, times: float, confidence_level: float
) -> tuple[ConfidenceInterval | None, float | None]:
    """Turn the limits of the arm's share π of all events into a ratio: π/(1 − π), by the time of the reference."""
    total = arm.events + reference.events
    if not total:
        return None, None
    # The limits of 1 − π are those of the other's share, mirrored; taken there, they lose no digits near 1.
    own, other = (beta_limits(rate.events, total, 0, confidence_level) for rate in (arm, reference))
    low, high = own[0] / other[1] * times, own[1] / other[0] * times if other[0] else None
    limits = ConfidenceInterval(low, high, str(RateRatioInterval.EXACT), confidence_level)
    return limits, _binomial_p(arm.events, total, 1 / (1 + times))


def _binomial_p(events: int, total: int, share: float) -> float:
    """Give the two-sided exact P: all counts as likely as this one, or less."""
    import numpy as np
    from scipy.special import betainc, gammaln

    counts = np.arange(total + 1)
    logs = counts * log(share) + (total - counts) * log(1 - share) - gammaln(counts + 1) - gammaln(total - counts + 1)
    # The probabilities rise to one mode and fall again, so those no likelier than the observed one are two tails.
    likelier = np.flatnonzero(logs > logs[events] + TIE)
    if not likelier.size:
        return 1.0
    first, last = int(likelier[0]), int(likelier[-1])
    below = float(betainc(total - first + 1, first, 1 - share)) if first > 0 else 0.0
    above = float(betainc(last + 1, total - last, share)) if last < total else 0.0
    return min(1.0, below + above)
