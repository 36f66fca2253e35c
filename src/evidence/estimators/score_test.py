"""From the scores of the arms and their covariance to a chi-squared test, with the right degrees of freedom.

Arms can be compared only through events at which both were at risk, or through other arms that link them so. Each set
of arms that hang together leaves one degree of freedom less; an arm that hangs together with no other tells nothing.
"""

import numpy as np

from evidence.estimators.risk_sets import strata_named
from evidence.results import FloatArray, GroupTest, IntArray
from evidence.tables import EventTable


def require_arms(table: EventTable) -> None:
    """Refuse a table in which there is nothing to compare."""
    if len(table.arms) < 2:
        raise ValueError(f"There is one arm, {table.arms[0]}; a comparison needs at least two.")


def group_test(
    table: EventTable,
    *,
    name: str,
    method: str,
    cause: str | None,
    stratified: bool,
    observed: IntArray,
    score: FloatArray,
    covariance: FloatArray,
) -> GroupTest:
    """
    Make the test of observed against expected events.

    Parameters
    ----------
    table : EventTable
    name, method : str
        The method is given its strata here.
    cause : str or None
        None: any event.
    stratified : bool
        Whether the sums were made within strata.
    observed : int64 array of shape (arms,)
    score : array of shape (arms,)
        Events observed less expected: kept apart, since the difference of large sums would lose digits.
    covariance : array of shape (arms, arms)
        Of the scores; rows sum to zero.

    Returns
    -------
    GroupTest

    Raises
    ------
    ValueError
        If there was no event, no event at which arms could differ, or the covariance is not positive.
    """
    event = cause or "any event"
    if not observed.any():
        raise ValueError(f"Nobody had {cause or 'an event'}, so the arms cannot be compared.")
    statistic, freedom = chi_squared(score, covariance)
    if not freedom:
        raise ValueError(
            f"At no {cause or 'event'} were two arms at risk and somebody left, so the arms cannot be compared."
        )
    from scipy.special import chdtrc

    return GroupTest(
        name=name,
        groups=table.arms,
        statistic=statistic,
        degrees_of_freedom=freedom,
        p=float(chdtrc(freedom, statistic)),
        n=tuple(table.n(arm) for arm in table.arms),
        observed=tuple(observed.astype(np.float64).tolist()),
        expected=tuple((observed - score).tolist()),
        method=f"{method}{strata_named(table, stratified=stratified)}",
        event=event,
        source=table.source,
    )


def chi_squared(score: FloatArray, covariance: FloatArray) -> tuple[float, int]:
    """
    Give the quadratic form of the scores in the inverse of their covariance, and its degrees of freedom.

    Parameters
    ----------
    score : array of shape (arms,)
    covariance : array of shape (arms, arms)
        Arms that never met have an exact zero between them.

    Returns
    -------
    statistic : float
    degrees_of_freedom : int
        Arms less the sets of arms that hang together; 0 when none do.

    Raises
    ------
    ValueError
        If the covariance is not positive definite once one arm of each set is left out.
    """
    arms = score.size
    linked = (covariance != 0) | np.eye(arms, dtype=np.bool_)
    for _ in range(arms.bit_length()):
        linked = linked @ linked
    kept = np.flatnonzero(linked.argmax(axis=1) != np.arange(arms))
    if not kept.size:
        return 0.0, 0
    try:
        root = np.linalg.cholesky(covariance[np.ix_(kept, kept)])
    except np.linalg.LinAlgError:
        raise ValueError("The variance of the test is not positive: too few people for so many tied events.") from None
    standardised = np.linalg.solve(root, score[kept])
    return float(standardised @ standardised), int(kept.size)
