"""Counts of people that a printed share, or a printed estimate with its interval, gives away.

Where nobody is censored before a time, survival and incidence at it are plain shares of the people, and with few people
the printed digits often leave one count only. The granularity argument is that of Brown NJL, Heathers JAJ. The GRIM
test. Soc Psychol Personal Sci. 2017;8:363-369.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, floor, sqrt

import numpy as np

from evidence.estimators.cumulative_incidence import cumulative_incidence
from evidence.estimators.intervals import limits
from evidence.results import FloatArray, IntervalMethod, VarianceMethod
from evidence.results.printed import Range
from evidence.results.published import CountFit, PrintedEstimate, Quantity
from evidence.tables import CENSORED, EventTable

ORDERS_TRIED = 25
"""Places among the events of the cause at which the competing events are put, all together, evenly spread."""


def matching_counts(share: Range, n: int) -> tuple[int, ...]:
    """
    Name the counts out of `n` people whose share lies in a range.

    Parameters
    ----------
    share : Range
        As fractions, like ``PrintedNumber("70").share(percent=True)``, or the difference of several.
    n : int

    Returns
    -------
    tuple of int
        Rising; empty if the share is of other people, or no plain share.

    Raises
    ------
    ValueError
        If `n` is less than 1.
    """
    if n < 1:
        raise ValueError(f"There are no shares of {n} people.")
    low, high = max(0, floor(share.low * n)), min(n, ceil(share.high * n))
    return tuple(count for count in range(low, high + 1) if share.contains(count / n))


def reproducing_counts(printed: PrintedEstimate, *, competing: int = 0) -> tuple[CountFit, ...]:
    """
    Name the counts that give a printed estimate and its limits to the digit, if nobody was censored before the time.

    Parameters
    ----------
    printed : PrintedEstimate
        With `n`. Survival is read with Greenwood's variance, an incidence with Aalen's and with the delta method's.
    competing : int, default 0
        For an incidence, people with a competing event by the time.

    Returns
    -------
    tuple of CountFit
        Empty where no count fits: then there was censoring, or the interval was made otherwise. Which competing events
        came before which others is not printed; several orders are tried, events one at a time.

    Raises
    ------
    ValueError
        If the estimate has no `n`, or competing events do not fit it.
    """
    if printed.n is None:
        raise ValueError(f"How many people the arm {printed.arm} has must be known.")
    if competing < 0 or (competing and printed.quantity is Quantity.SURVIVAL):
        raise ValueError(f"{competing} competing events do not belong to {printed.quantity}.")
    if competing > printed.n:
        raise ValueError(f"{competing} people with competing events are more than the {printed.n} there are.")
    candidates = _survivals(printed, printed.n)
    if printed.quantity is Quantity.INCIDENCE:
        candidates = _incidences(printed, printed.n, competing)
    _, low, high = printed.ranges
    fits = []
    for candidate in candidates:
        prints = [
            low.contains(lower) and high.contains(upper)
            for lower, upper in zip(candidate.low, candidate.high, strict=True)
        ]
        if any(prints):
            fits.append(_fit(candidate, printed.n, competing, always=all(prints)))
    return tuple(fits)


@dataclass(frozen=True)
class _Candidate:
    """One count read by one method, with the limits in every order of events that is tried."""

    events: int
    value: float
    interval_method: IntervalMethod
    variance_method: VarianceMethod
    low: FloatArray
    high: FloatArray


def _survivals(printed: PrintedEstimate, n: int) -> Iterator[_Candidate]:
    for alive in matching_counts(printed.ranges[0], n):
        share = alive / n
        # Greenwood's sum telescopes where nobody is censored: 1/alive − 1/n.
        error = sqrt(share * (1 - share) / n)
        for method in IntervalMethod:
            low, high = limits(
                np.array([share]),
                np.array([error]),
                method=method,
                confidence_level=printed.confidence_level,
            )
            yield _Candidate(n - alive, share, method, VarianceMethod.GREENWOOD, low, high)


def _incidences(printed: PrintedEstimate, n: int, competing: int) -> Iterator[_Candidate]:
    for events in matching_counts(printed.ranges[0], n):
        if not 0 < events <= n - competing:
            continue
        for variance in (VarianceMethod.AALEN, VarianceMethod.DELTA):
            errors = _incidence_errors(events, competing, n, variance)
            for method in IntervalMethod:
                low, high = limits(
                    np.full(errors.size, events / n),
                    errors,
                    method=method,
                    confidence_level=printed.confidence_level,
                )
                yield _Candidate(events, events / n, method, variance, low, high)


def _incidence_errors(events: int, competing: int, n: int, variance: VarianceMethod) -> FloatArray:
    """Give the standard error with all competing events before the first event, … and after the last."""
    places = np.unique(np.linspace(0, events, min(events + 1, ORDERS_TRIED)).astype(int)) if competing else [events]
    errors = []
    for place in places:
        causes = np.array([1] * place + [2] * competing + [1] * (events - place) + [0])
        counts = np.zeros((1, causes.size, 3), dtype=np.int64)
        counts[0, np.arange(causes.size), causes] = 1
        counts[0, -1, 0] = n - events - competing
        last = causes.size if counts[0, -1, 0] else causes.size - 1
        table = EventTable(
            ("a",), (CENSORED, "event", "competing"), np.arange(float(last)), counts[:, :last], "in order"
        )
        errors.append(cumulative_incidence(table, "a", "event", variance=variance).standard_error[-1])
    return np.array(errors)


def _fit(candidate: _Candidate, n: int, competing: int, *, always: bool) -> CountFit:
    return CountFit(
        events=candidate.events,
        competing=competing,
        n=n,
        interval_method=candidate.interval_method,
        variance_method=candidate.variance_method,
        value=candidate.value,
        low=Range(float(candidate.low.min()), float(candidate.low.max())),
        high=Range(float(candidate.high.min()), float(candidate.high.max())),
        always=always,
    )
