"""Cumulative incidence of one cause when others compete.

Aalen OO, Johansen S. An empirical transition matrix for non-homogeneous Markov chains based on censored observations.
Scand J Stat. 1978;5:141-150. Variances as in Marubini E, Valsecchi MG. Analysing Survival Data from Clinical Trials and
Observational Studies. Chichester: Wiley; 1995, chapter 10 (delta), and Aalen O. Nonparametric estimation of partial
transition probabilities in multiple decrement models. Ann Stat. 1978;6:534-545 (Aalen).
"""

import numpy as np

from evidence.estimators.intervals import limits
from evidence.estimators.running import RunningPair, RunningProduct, RunningSum, blocks
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
    (curve,) = _curves(table, arm, (cause,), variance, interval, confidence_level)
    return curve


def cumulative_incidences(
    table: EventTable,
    arm: str,
    *,
    variance: VarianceMethod = VarianceMethod.AALEN,
    interval: IntervalMethod = IntervalMethod.LOG_LOG,
    confidence_level: float = 0.95,
) -> tuple[CumulativeIncidence, ...]:
    """
    Estimate the cumulative incidence of every cause by Aalen and Johansen; two causes take little longer than one.

    Parameters
    ----------
    table : EventTable
    arm : str
    variance : VarianceMethod, default Aalen
    interval : IntervalMethod, default log-log
    confidence_level : float, default 0.95
        As for `cumulative_incidence`.

    Returns
    -------
    tuple of CumulativeIncidence
        In the order of the table's events.

    Raises
    ------
    ValueError
        If the table has no such arm, or the variance is Greenwood's.
    """
    together = [table.events] if len(table.events) == 2 else [(cause,) for cause in table.events]
    return tuple(
        curve for causes in together for curve in _curves(table, arm, causes, variance, interval, confidence_level)
    )


def _curves(
    table: EventTable,
    arm: str,
    causes: tuple[str, ...],
    variance: VarianceMethod,
    interval: IntervalMethod,
    confidence_level: float,
) -> list[CumulativeIncidence]:
    """Estimate the incidence of one cause, or of both where there are two."""
    if variance is VarianceMethod.GREENWOOD:
        raise ValueError("Greenwood's variance is for survival; take Aalen's or the delta method's.")
    people = table.of(arm)
    place = table.cause(causes[0])
    events = people.counts[:, place]
    # Of two causes the other is there already: no need for another long array.
    competing = people.counts[:, 3 - place] if len(table.events) == 2 else people.events - events
    incidence, standard_error, low, high = np.empty((4, len(causes), events.size))
    running = _Incidences(variance)
    for block in blocks(events.size):
        estimated = running.add(events[block], competing[block], people.at_risk[block])
        for curve, (total, spread) in enumerate(estimated[: len(causes)]):
            # Rounding can push the sum of all its steps a little past 1.
            np.minimum(total, 1.0, out=incidence[curve, block])
            np.sqrt(spread, out=standard_error[curve, block])
        low[:, block], high[:, block] = limits(
            incidence[:, block], standard_error[:, block], method=interval, confidence_level=confidence_level
        )
    return [
        CumulativeIncidence(
            arm=arm,
            n=people.n,
            time_unit=table.time_unit,
            time=people.times,
            estimate=incidence[curve],
            standard_error=standard_error[curve],
            low=low[curve],
            high=high[curve],
            at_risk=people.at_risk,
            events=(events, competing)[curve],
            censored=people.counts[:, 0],
            method="Aalen–Johansen",
            variance_method=variance,
            interval_method=interval,
            confidence_level=confidence_level,
            cause=cause,
            competing=(competing, events)[curve],
            late_entry=people.late_entry,
            source=table.source,
        )
        for curve, cause in enumerate(causes)
    ]


class _Incidences:
    """
    The incidences of a cause and of all others with their variances, carried from one block of times to the next.

    With G and H what the cause and the others have added to their incidences between an event time s and t, the
    variance at t is the sum over the event times s up to t of a·(S(t) + H)² + b·G² + 2c·(S(t) + H)·G. No term is
    negative and G and H only grow with t, so no digits are lost to cancellation. S(t) + H is the chance of being past s
    without the cause, G the chance of having it later than s. For the others a and b, and G and H, change places: their
    variance comes from the same sums of a, a·H and b, b·G, and with the same sum of a·H² + b·G².
    """

    def __init__(self, method: VarianceMethod) -> None:
        self._method = method
        self._survival, self._incidence = RunningProduct(), RunningPair()
        self._weight, self._crosses, self._squares = RunningPair(), RunningPair(), RunningSum()
        self._last, self._covariance = RunningPair(), _Covariance()

    def add(
        self, events: IntArray, competing: IntArray, at_risk: IntArray
    ) -> tuple[tuple[FloatArray, FloatArray], tuple[FloatArray, FloatArray]]:
        """Give incidence and variance at the times of a block, of the cause and of all others."""
        d, o, y = events.astype(np.float64), competing.astype(np.float64), at_risk.astype(np.float64)
        left = y - (d + o)
        before, after = self._survival.multiply(left / y)
        chance = before / y
        rise, other_rise = chance * d, chance * o
        _, incidence = self._incidence.add(rise, other_rise)
        if self._method is VarianceMethod.AALEN:
            # The counts of each cause at one time vary as hypergeometric counts, on their own.
            own, others = _hypergeometric(d, y), _hypergeometric(o, y)
        else:
            # The counts of all causes at one time vary together, as multinomial counts.
            own, others = d * (y - d) / y, o * (y - o) / y
        nobody_left = left == 0
        scale = 1 / np.where(nobody_left, np.inf, left * left)
        weight_before, weight = self._weight.add(own * scale, others * scale)
        own_cross, other_cross = other_rise * weight_before.real, rise * weight_before.imag
        crosses_before, crosses = self._crosses.add(own_cross, other_cross)
        own_cross += 2 * crosses_before.real
        other_cross += 2 * crosses_before.imag
        _, squares = self._squares.add(other_rise * own_cross + rise * other_cross)
        variance = after * (after * weight.real + 2 * crosses.real) + squares
        other_variance = after * (after * weight.imag + 2 * crosses.imag) + squares
        if self._method is VarianceMethod.DELTA:
            shared, other_shared = self._covariance.add(d * o / y * scale, rise, other_rise, after)
            variance += shared
            other_variance += other_shared
        # Where nobody is left, neither survival nor incidence changes any more: what that time adds stays.
        if nobody_left.any():
            stays = np.where(nobody_left, chance**2, 0.0)
            _, last = self._last.add(stays * own, stays * others)
            return (incidence.real, variance + last.real), (incidence.imag, other_variance + last.imag)
        variance += self._last.total.real
        other_variance += self._last.total.imag
        return (incidence.real, variance), (incidence.imag, other_variance)


class _Covariance:
    """
    Twice the sum of w·(S + H)·G, and of w·(S + G)·H, over all times s so far.

    w are weights at these times; G and H what was added since then to the incidences of the cause and of the others.
    """

    def __init__(self) -> None:
        self._weight, self._added, self._product = RunningSum(), RunningPair(), RunningSum()

    def add(
        self, weight: FloatArray, rise: FloatArray, other_rise: FloatArray, survival: FloatArray
    ) -> tuple[FloatArray, FloatArray]:
        before, _ = self._weight.add(weight)
        added_before, added = self._added.add(rise * before, other_rise * before)
        _, product = self._product.add(
            rise * added_before.imag + other_rise * added_before.real + rise * other_rise * before
        )
        return 2 * (survival * added.real + product), 2 * (survival * added.imag + product)


def _hypergeometric(events: FloatArray, at_risk: FloatArray) -> FloatArray:
    """Give d(Y − d)/(Y − 1); a single event counts 1, also when nobody else is left."""
    if events.max() <= 1:
        return events
    spread = events * (at_risk - events) / np.maximum(at_risk - 1, 1)
    return np.where(events == 1, 1.0, spread)
