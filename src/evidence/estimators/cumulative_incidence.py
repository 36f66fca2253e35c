"""Cumulative incidence of one cause when others compete.

Aalen OO, Johansen S. An empirical transition matrix for non-homogeneous Markov chains based on censored observations.
Scand J Stat. 1978;5:141-150. Variances as in Marubini E, Valsecchi MG. Analysing Survival Data from Clinical Trials and
Observational Studies. Chichester: Wiley; 1995, chapter 10 (delta), and Aalen O. Nonparametric estimation of partial
transition probabilities in multiple decrement models. Ann Stat. 1978;6:534-545 (Aalen).
"""

import numpy as np

from evidence.estimators.intervals import limits
from evidence.estimators.running import RunningProduct, RunningSum, blocks
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
    people = table.of(arm)
    place = table.cause(cause)
    events = people.counts[:, place]
    # Of two causes the other is there already: no need for another long array.
    competing = people.counts[:, 3 - place] if len(table.events) == 2 else people.events - events
    incidence, standard_error, low, high = np.empty((4, events.size))
    running = _Incidence(variance)
    for block in blocks(events.size):
        total, spread = running.add(events[block], competing[block], people.at_risk[block])
        # Rounding can push the sum of all its steps a little past 1.
        np.minimum(total, 1.0, out=incidence[block])
        standard_error[block] = np.sqrt(spread)
        low[block], high[block] = limits(
            incidence[block], standard_error[block], method=interval, confidence_level=confidence_level
        )
    return CumulativeIncidence(
        arm=arm,
        n=people.n,
        time_unit=table.time_unit,
        time=people.times,
        estimate=incidence,
        standard_error=standard_error,
        low=low,
        high=high,
        at_risk=people.at_risk,
        events=events,
        censored=people.counts[:, 0],
        method="Aalen–Johansen",
        variance_method=variance,
        interval_method=interval,
        confidence_level=confidence_level,
        cause=cause,
        competing=competing,
        late_entry=people.late_entry,
        source=table.source,
    )


class _Incidence:
    """
    The incidence and its variance, carried along from one block of times to the next.

    With G and H what the cause and the others have added to their incidences between an event time s and t, the
    variance at t is the sum over the event times s up to t of a·(S(t) + H)² + b·G² + 2c·(S(t) + H)·G. No term is
    negative and G and H only grow with t, so no digits are lost to cancellation. S(t) + H is the chance of being past s
    without the cause, G the chance of having it later than s.
    """

    def __init__(self, method: VarianceMethod) -> None:
        self._method = method
        self._survival, self._incidence = RunningProduct(), RunningSum()
        self._own, self._others = _Spread(), _Spread()
        self._last, self._covariance = RunningSum(), _Covariance()

    def add(self, events: IntArray, competing: IntArray, at_risk: IntArray) -> tuple[FloatArray, FloatArray]:
        """Give incidence and variance at the times of a block."""
        d, o, y = events.astype(np.float64), competing.astype(np.float64), at_risk.astype(np.float64)
        left = y - (d + o)
        before, after = self._survival.multiply(left / y)
        chance = before / y
        rise, other_rise = chance * d, chance * o
        _, incidence = self._incidence.add(rise)
        if self._method is VarianceMethod.AALEN:
            # The counts of each cause at one time vary as hypergeometric counts, on their own.
            own, others = _hypergeometric(d, y), _hypergeometric(o, y)
        else:
            # The counts of all causes at one time vary together, as multinomial counts.
            own, others = d * (y - d) / y, o * (y - o) / y
        scale = np.divide(1.0, left * left, out=np.zeros(left.size), where=left > 0)
        weight, crosses, squares = self._own.add(own * scale, other_rise)
        variance = after * (after * weight + 2 * crosses) + squares
        variance += self._others.add(others * scale, rise)[2]
        if self._method is VarianceMethod.DELTA:
            variance += 2 * self._covariance.add(d * o / y * scale, rise, other_rise, after)
        # Where nobody is left, neither survival nor incidence changes any more: what that time adds stays.
        if left.all():
            return incidence, variance + self._last.total
        return incidence, variance + self._last.add(np.where(left == 0, chance**2 * own, 0.0))[1]


class _Spread:
    """Of the weights w at all times s so far, and what was added since then, R: the sums of w, w·R and w·R²."""

    def __init__(self) -> None:
        self._weight, self._crosses, self._squares = RunningSum(), RunningSum(), RunningSum()

    def add(self, weight: FloatArray, rise: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
        before, after = self._weight.add(weight)
        crosses_before, crosses = self._crosses.add(rise * before)
        _, squares = self._squares.add(rise * (2 * crosses_before + rise * before))
        return after, crosses, squares


class _Covariance:
    """Of the weights w and what was added since to both incidences, G and H: the sum of w·(S + H)·G."""

    def __init__(self) -> None:
        self._weight, self._own, self._others, self._product = RunningSum(), RunningSum(), RunningSum(), RunningSum()

    def add(self, weight: FloatArray, rise: FloatArray, other_rise: FloatArray, survival: FloatArray) -> FloatArray:
        before, _ = self._weight.add(weight)
        own_before, own = self._own.add(rise * before)
        others_before, _ = self._others.add(other_rise * before)
        _, product = self._product.add(rise * others_before + other_rise * own_before + rise * other_rise * before)
        return survival * own + product


def _hypergeometric(events: FloatArray, at_risk: FloatArray) -> FloatArray:
    """Give d(Y − d)/(Y − 1); a single event counts 1, also when nobody else is left."""
    if events.max() <= 1:
        return events
    spread = events * (at_risk - events) / np.maximum(at_risk - 1, 1)
    return np.where(events == 1, 1.0, spread)
