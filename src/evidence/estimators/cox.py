"""The hazard ratio of two arms.

Cox DR. Regression models and life-tables. J R Stat Soc Ser B. 1972;34:187-220. Ties as in Breslow NE. Covariance
analysis of censored survival data. Biometrics. 1974;30:89-99, or Efron B. The efficiency of Cox's likelihood function
for censored data. J Am Stat Assoc. 1977;72:557-565. The likelihood of the arm alone depends on counts alone.
"""

from collections.abc import Iterator
from math import exp, sqrt
from typing import NamedTuple

import numpy as np

from evidence.estimators.intervals import normal_quantile, two_sided_p
from evidence.estimators.risk_sets import happening, parts_of, strata_named, stretches
from evidence.results import ConfidenceInterval, Contrast, FloatArray, IntArray, Measure, Ties, require_level
from evidence.tables import EventTable

TERMS = 1 << 15
"""Terms of the likelihood at once."""

CONVERGED = 1e-10
"""The last step of the log hazard ratio, in standard errors; Newton's next would be of about its square."""

LARGEST_STEP = 3.0
"""Of the log hazard ratio at once."""

LARGEST_LOG = 709.0
"""An exponential beyond this has no 64-bit floating-point number."""


def cox_hazard_ratio(
    table: EventTable,
    arm: str,
    reference: str,
    *,
    cause: str | None = None,
    ties: Ties = Ties.EFRON,
    stratified: bool = True,
    confidence_level: float = 0.95,
) -> Contrast:
    """
    Estimate the hazard ratio of one arm to another by Cox's partial likelihood, the arm being the only covariate.

    Parameters
    ----------
    table : EventTable
        Other arms than the two play no part. People may have entered late.
    arm, reference : str
        The ratio is of `arm` to `reference`.
    cause : str, optional
        The event compared, everybody with another event being taken as censored there (cause-specific hazards); any
        event by default.
    ties : Ties, default Efron
        Efron is the default of R, Breslow that of SAS.
    stratified : bool, default True
        Let each stratum of the table, where it has some, have its own baseline hazard; False takes everybody as one.
    confidence_level : float, default 0.95

    Returns
    -------
    Contrast
        With the standard error of the logarithm, Wald's interval and Wald's P. Value, interval and P are None, and the
        method says why, where the likelihood has no maximum: no event in one of the arms, or all of them in the one,
        while both were at risk.

    Raises
    ------
    ValueError
        If the table has no such arm or cause, or at no event people of both arms were at risk.
    """
    require_level(confidence_level)
    places = [table.place(arm), table.place(reference)]
    if arm == reference:
        raise ValueError(f"{arm} cannot be compared with itself.")
    risks = _risks(table, places, None if cause is None else table.cause(cause), stratified=stratified)
    n = table.n(arm) + table.n(reference)
    method = _method(table, cause, ties, stratified=stratified)
    own, others = int(risks.events[0].sum()), int(risks.events[1].sum())
    if not own + others:
        raise ValueError(
            f"At no {cause or 'event'} were {arm} and {reference} both at risk, so they cannot be compared."
        )
    if not own or not others:
        without = reference if own else arm
        why = f"no finite maximum, as {without} had no {cause or 'event'} while both arms were at risk"
        return Contrast(
            Measure.HAZARD_RATIO, arm, reference, None, None, None, None, n, f"{method}: {why}", source=table.source
        )
    log_ratio, standard_error = _maximise(risks, own, ties)
    z = normal_quantile(confidence_level)
    low, high = exp(log_ratio - z * standard_error), log_ratio + z * standard_error
    return Contrast(
        measure=Measure.HAZARD_RATIO,
        arm=arm,
        reference=reference,
        value=exp(log_ratio),
        standard_error=standard_error,
        interval=ConfidenceInterval(
            low, exp(high) if high < LARGEST_LOG else None, "Wald, on the log hazard ratio", confidence_level
        ),
        p=two_sided_p(log_ratio / standard_error),
        n=n,
        method=method,
        source=table.source,
    )


class _Risks(NamedTuple):
    """The times of events at which both arms were at risk, of all strata: int64 arrays of shape (2, times)."""

    events: IntArray
    at_risk: IntArray


def _method(table: EventTable, cause: str | None, ties: Ties, *, stratified: bool) -> str:
    specific = f"cause-specific hazard ratio of {cause}, " if cause is not None and len(table.events) > 1 else ""
    return f"{specific}Cox, {ties} ties{strata_named(table, stratified=stratified)}"


def _risks(table: EventTable, places: list[int], cause: int | None, *, stratified: bool) -> _Risks:
    events, at_risk = [], []
    for part in parts_of(table, stratified=stratified):
        for counts, inside in stretches(part):
            happened = happening(counts, cause)[places]
            seen = np.flatnonzero(happened.any(axis=0) & inside[places].all(axis=0))
            events.append(happened.take(seen, axis=1))
            at_risk.append(inside[places].take(seen, axis=1))
    return _Risks(np.concatenate(events, axis=1), np.concatenate(at_risk, axis=1))


def _maximise(risks: _Risks, own: int, ties: Ties) -> tuple[float, float]:
    """
    Find the log hazard ratio and its standard error by Newton's method.

    The logarithm of the partial likelihood is concave and here has its maximum at a finite place, so its slope changes
    sign there, once. A step that would leave the bounds that earlier slopes have set halves them instead.
    """
    low, high, place = -np.inf, np.inf, 0.0
    while True:
        expected, information = _derivatives(risks, place, ties)
        slope = own - expected
        low, high = (place, high) if slope > 0 else (low, place)
        step = float(np.clip(slope / information, -LARGEST_STEP, LARGEST_STEP))
        if abs(step) * sqrt(information) <= CONVERGED:
            return place + step, 1 / sqrt(information)
        place = place + step if low <= place + step <= high else (low + high) / 2


def _derivatives(risks: _Risks, log_ratio: float, ties: Ties) -> tuple[float, float]:
    """Give the events expected in the first arm at a hazard ratio, and their variance, which is the information."""
    expected = information = 0.0
    for events, share in _terms(risks, exp(log_ratio), ties):
        expected += float((events * share).sum())
        information += float((events * share * (1 - share)).sum())
    return expected, information


def _terms(risks: _Risks, ratio: float, ties: Ties) -> Iterator[tuple[IntArray | int, FloatArray]]:
    """
    Give events and the share of the first arm in the hazard of each, some at a time.

    Of D events at one time, Breslow takes each as the first, Efron the one after l others as happening when the part
    l/D of those D have left.
    """
    (own_events, other_events), (own, others) = risks
    tied = own_events + other_events
    if ties is Ties.BRESLOW:
        for start in range(0, tied.size, TERMS):
            few = slice(start, start + TERMS)
            yield tied[few], _share(ratio * own[few], others[few])
        return
    ends = tied.cumsum()
    for start in range(0, int(ends[-1]), TERMS):
        event = np.arange(start, min(start + TERMS, int(ends[-1])))
        time = np.searchsorted(ends, event, side="right")
        gone = (event - ends[time] + tied[time]) / tied[time]
        yield 1, _share(ratio * (own[time] - gone * own_events[time]), others[time] - gone * other_events[time])


def _share(own: FloatArray, others: FloatArray | IntArray) -> FloatArray:
    share: FloatArray = own / (own + others)
    return share
