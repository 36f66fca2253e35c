"""Whether the cumulative incidence of one cause differs between arms when others compete.

Gray RJ. A class of K-sample tests for comparing the cumulative incidence of a competing risk. Ann Stat.
1988;16:1141-1154. The variance follows section 3 of the paper; docs/methods/gray-test.md derives it and says how ties
are taken. The symbols here are that page's.
"""

from itertools import combinations
from typing import NamedTuple

import numpy as np

from evidence.estimators.risk_sets import STRETCH, Part, before, parts_of, people
from evidence.estimators.score_test import group_test, require_arms
from evidence.results import FloatArray, GroupTest, IntArray
from evidence.tables import EventTable
from evidence.tables.event_table import people_in

ROUNDING = 1e-11
"""A pooled probability of no more than this is none."""


def gray_test(table: EventTable, cause: str, *, stratified: bool = True) -> GroupTest:
    """
    Test whether the subdistribution hazard of a cause, hence its cumulative incidence, is the same in all arms.

    Parameters
    ----------
    table : EventTable
        With at least two arms, everybody under observation from time 0.
    cause : str
    stratified : bool, default True
        Compare within the strata of the table, where it has some; False takes everybody as one.

    Returns
    -------
    GroupTest
        Gray's test with rho = 0. Expected are the events of each arm, were its subdistribution hazard that of all.

    Raises
    ------
    ValueError
        If there is one arm, no such cause, no event of it or none at which arms could differ, if people entered late,
        or if the variance cannot be estimated: with too many ties for too few people, or an arm used up by events.
    """
    require_arms(table)
    place = table.cause(cause)
    if table.entries is not None:
        raise ValueError(
            "Gray's test needs everybody under observation from time 0; in this table people entered later."
        )
    sums = [_sums(part, place) for part in parts_of(table, stratified=stratified)]
    return group_test(
        table,
        name="Gray",
        method="Gray, rho = 0",
        cause=cause,
        stratified=stratified,
        observed=np.sum([observed for observed, _, _ in sums], axis=0),
        score=np.sum([score for _, score, _ in sums], axis=0),
        covariance=np.sum([covariance for _, _, covariance in sums], axis=0),
    )


class _State(NamedTuple):
    """Where a stretch of times begins: arrays of shape (arms,)."""

    at_risk: IntArray
    survival: FloatArray
    incidence: FloatArray
    free: float


class _Stretch(NamedTuple):
    """A stretch at its times: those of any event, shape (…, times), and of the cause, shape (…, times of the cause)."""

    competing: IntArray
    """d₂ₖ, by arm and time"""
    at_risk: IntArray
    """Yₖ, by arm and time"""
    survival: FloatArray
    """Sₖ just before the first time, then at each: shape (arms, 1 + times)."""
    adjusted: FloatArray
    """hₖ = Yₖ/Sₖ(t−), by arm and time"""
    of_cause: IntArray
    """Which of the times are times of the cause."""
    up_to: IntArray
    """How many times of the cause have come, with each time itself: shape (times,)."""
    events: IntArray
    """d₁ₖ, by arm and time of the cause"""
    adjusted_there: FloatArray
    """hₖ, by arm and time of the cause"""
    all_events: IntArray
    """D, by time of the cause"""
    all_adjusted: FloatArray
    """h, by time of the cause"""
    rise: FloatArray
    """dF⁰ = D/h, by time of the cause"""
    free: FloatArray
    """G(t) = 1 − F⁰(t) before the first time of the cause, then at each: shape (1 + times of the cause,)."""


def _sums(part: Part, place: int) -> tuple[IntArray, FloatArray, FloatArray]:
    """
    Give the events of the cause in each arm, the arms' scores, and their covariance.

    What an event weighs in the covariance depends on all the later ones. So each stretch is worked out with what comes
    after it left open, and the open ends are tied up backwards.
    """
    counts, arms = part[0], len(part[0])
    pairs = np.array(list(combinations(range(arms), 2)))
    contrasts = [_contrasts(pairs, arm, arms) for arm in range(arms)]
    observed, score, ends = np.zeros(arms, dtype=np.int64), np.zeros(arms), []
    state = _State(people(counts), np.ones(arms), np.zeros(arms), 1.0)
    length = max(STRETCH // len(pairs), 64)
    for start in range(0, counts.shape[1], length):
        now, state, difference = _stretch(counts[:, start : start + length], place, state)
        observed += now.events.sum(axis=1)
        score += difference
        adjusted = now.adjusted_there
        own = adjusted[pairs[:, 0]] * adjusted[pairs[:, 1]] / np.maximum(now.all_adjusted, 1)
        _require_free(now, own)
        rest = _rest(own * _over(now.rise, now.free[1:] + now.rise))
        ends.append((rest[:, 0], [_spread(now, arm, own[mine], rest[mine]) for arm, (mine, _) in enumerate(contrasts)]))
    covariance, later = np.zeros((arms, arms)), np.zeros(len(pairs))
    for terms, spreads in reversed(ends):
        for (mine, apart), spread in zip(contrasts, spreads, strict=True):
            known = np.column_stack((apart, apart @ later[mine]))
            covariance += known @ spread @ known.T
        later += terms
    return observed, score, covariance


def _stretch(counts: IntArray, place: int, start: _State) -> tuple[_Stretch, _State, FloatArray]:
    """Work out one stretch from where it begins; give where the next does, and the part of the scores."""
    any_event = people_in(counts[..., 1:])
    at_risk, inside = before(start.at_risk, any_event + counts[..., 0])
    seen = np.flatnonzero(any_event.any(axis=0))
    at_risk, any_event = at_risk.take(seen, axis=1), any_event.take(seen, axis=1)
    events = counts[..., place].take(seen, axis=1)
    survival = np.empty((len(counts), seen.size + 1))
    survival[:, 0], survival[:, 1:] = start.survival, 1 - any_event / np.maximum(at_risk, 1)
    np.cumprod(survival, axis=1, out=survival)
    adjusted = _over(at_risk, survival[:, :-1])
    caused = events.any(axis=0)
    of_cause = np.flatnonzero(caused)
    own_events, own_adjusted = events.take(of_cause, axis=1), adjusted.take(of_cause, axis=1)
    all_events, all_adjusted = own_events.sum(axis=0), own_adjusted.sum(axis=0)
    rise = all_events / np.maximum(all_adjusted, 1)
    free = start.free - np.concatenate(([0.0], np.cumsum(rise)))
    own_rise = _over(own_events, own_adjusted)
    incidence = np.cumsum(own_rise, axis=1)
    incidence += start.incidence[:, np.newaxis]
    still = own_adjusted * (1 - incidence + own_rise)
    score = (own_events - still * _over(all_events, still.sum(axis=0))).sum(axis=1)
    now = _Stretch(
        competing=any_event - events,
        at_risk=at_risk,
        survival=survival,
        adjusted=adjusted,
        of_cause=of_cause,
        up_to=np.cumsum(caused),
        events=own_events,
        adjusted_there=own_adjusted,
        all_events=all_events,
        all_adjusted=all_adjusted,
        rise=rise,
        free=free,
    )
    reached = incidence[:, -1] if of_cause.size else start.incidence
    return now, _State(inside, survival[:, -1], reached, float(free[-1])), score


def _require_free(now: _Stretch, own: FloatArray) -> None:
    """Refuse events of the cause, with several arms at risk, once by all arms together nobody can be without."""
    if now.free[-1] <= ROUNDING:
        late = (now.free[1:] + now.rise <= ROUNDING) & own.any(axis=0)
        if late.any():
            raise ValueError(
                "The cumulative incidence of all arms together reaches 1 while several are still at risk, because one "
                "had only events; Gray's test has no variance here."
            )


def _contrasts(pairs: IntArray, arm: int, arms: int) -> tuple[IntArray, FloatArray]:
    """Give the pairs that an arm belongs to, and the arm less the other one of each: shape (arms, its pairs)."""
    mine = np.flatnonzero((pairs == arm).any(axis=1))
    apart = np.zeros((arms, mine.size))
    apart[arm] = 1
    apart[pairs[mine].sum(axis=1) - arm, np.arange(mine.size)] = -1
    return mine, apart


def _spread(now: _Stretch, arm: int, own: FloatArray, rest: FloatArray) -> FloatArray:
    """
    Give what one arm's people add to the covariance within a stretch.

    Parameters
    ----------
    now : _Stretch
    arm : int
    own : array of shape (other arms, times of the cause)
        What an event of the cause now weighs in the comparison with each other arm.
    rest : array of shape (other arms, 1 + times of the cause)
        What all events of the stretch weigh, then those after each.

    Returns
    -------
    array of shape (other arms + 1, other arms + 1)
        The last row and column are those of one unit of events after the stretch.
    """
    survival, later = now.survival[arm], rest[:, 1:]
    ratio = _over(now.free[1:], survival.take(now.of_cause + 1))
    through = np.concatenate((later * ratio, ratio[np.newaxis]))
    direct = np.concatenate((own + later, np.ones((1, ratio.size)))) - through
    variance = now.rise / np.maximum(now.adjusted_there[arm], 1)
    variance = _less_tied(variance, now.all_events, now.all_adjusted * survival.take(now.of_cause))
    spread: FloatArray = (direct * variance) @ direct.T

    others = np.flatnonzero(now.competing[arm] > 0)
    up_to = now.up_to.take(others)
    ratio = _over(now.free.take(up_to), survival.take(others + 1))
    through = np.concatenate((rest.take(up_to, axis=1) * ratio, ratio[np.newaxis]))
    events = now.competing[arm].take(others)
    variance = _less_tied(events / now.adjusted[arm].take(others) ** 2, events, now.at_risk[arm].take(others))
    spread += (through * variance) @ through.T
    return spread


def _less_tied(variance: FloatArray, events: IntArray, at_risk: FloatArray | IntArray) -> FloatArray:
    """Reduce the variance of d tied events among Y as that of a hypergeometric number: by (Y − d)/(Y − 1)."""
    tied = np.flatnonzero((events > 1) & (at_risk > 1))
    variance[tied] *= (at_risk[tied] - events[tied]) / (at_risk[tied] - 1)
    return variance


def _rest(terms: FloatArray) -> FloatArray:
    """Sum all terms of the stretch, then those after each of its times: shape (…, 1 + times)."""
    rest = np.zeros((len(terms), terms.shape[1] + 1))
    np.cumsum(terms[:, ::-1], axis=1, out=rest[:, -2::-1])
    return rest


def _over(numerator: FloatArray | IntArray, denominator: FloatArray) -> FloatArray:
    """Divide; where the denominator is 0 the quotient is 0 or never used."""
    quotient: FloatArray = numerator / (
        denominator if denominator.all() else np.where(denominator == 0, 1.0, denominator)
    )
    return quotient
