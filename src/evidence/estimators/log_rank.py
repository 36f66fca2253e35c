"""Whether survival differs between arms.

Mantel N. Evaluation of survival data and two new rank order statistics arising in its consideration. Cancer Chemother
Rep. 1966;50:163-170. Peto R, Peto J. Asymptotically efficient rank invariant test procedures. J R Stat Soc Ser A.
1972;135:185-207. The covariance for more than two arms is that of the multivariate hypergeometric distribution.
"""

import numpy as np

from evidence.estimators.risk_sets import Part, happening, parts_of, stretches
from evidence.estimators.score_test import group_test, require_arms
from evidence.results import FloatArray, GroupTest, IntArray
from evidence.tables import EventTable


def log_rank(table: EventTable, *, cause: str | None = None, stratified: bool = True) -> GroupTest:
    """
    Test whether the hazard of an event is the same in all arms.

    Parameters
    ----------
    table : EventTable
        With at least two arms; people may have entered late.
    cause : str, optional
        The event compared, everybody with another event being taken as censored there; any event by default.
    stratified : bool, default True
        Compare within the strata of the table, where it has some; False takes everybody as one.

    Returns
    -------
    GroupTest
        On one degree of freedom less than there are arms; on fewer where arms were never at risk together.

    Raises
    ------
    ValueError
        If there is one arm, no such cause, no event, or no event at which arms could differ.
    """
    require_arms(table)
    place = None if cause is None else table.cause(cause)
    sums = [_sums(part, place) for part in parts_of(table, stratified=stratified)]
    linked = np.sum([shared for _, _, shared in sums], axis=0)
    np.fill_diagonal(linked, 0.0)
    return group_test(
        table,
        name="log-rank",
        method="cause-specific log-rank" if place is not None and len(table.events) > 1 else "log-rank",
        cause=cause,
        stratified=stratified,
        observed=np.sum([observed for observed, _, _ in sums], axis=0),
        score=np.sum([score for _, score, _ in sums], axis=0),
        covariance=np.diag(linked.sum(axis=1)) - linked,
    )


def _sums(part: Part, place: int | None) -> tuple[IntArray, FloatArray, FloatArray]:
    """Give events, events less those expected, and what two arms share of the variance: Σ D(N − D)/(N − 1)·YᵢYⱼ/N²."""
    arms = len(part[0])
    observed, score, shared = np.zeros(arms, dtype=np.int64), np.zeros(arms), np.zeros((arms, arms))
    for counts, people in stretches(part):
        events = happening(counts, place)
        seen = np.flatnonzero(events.any(axis=0))
        events, at_risk = events.take(seen, axis=1), people.take(seen, axis=1)
        deaths, everybody = events.sum(axis=0), at_risk.sum(axis=0)
        fractions = at_risk / everybody
        spread = fractions * (deaths * (everybody - deaths) / np.maximum(everybody - 1, 1))
        observed += events.sum(axis=1)
        score += (events - fractions * deaths).sum(axis=1)
        shared += spread @ fractions.T
    return observed, score, shared
