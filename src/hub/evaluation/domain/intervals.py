"""Confidence intervals for small surveys, from the standard library alone.

A mean of a few answers needs Student's t, whose quantile is found here by bisection on the
regularised incomplete beta function. A share needs Wilson's interval, which stays within 0 and 1
and keeps its coverage when n is small or the share extreme.

References: Lentz's continued fraction, Press et al., Numerical Recipes, 3rd ed., section 6.4;
Wilson, J Am Stat Assoc 1927;22:209–212; Brown, Cai, DasGupta, Stat Sci 2001;16:101–133.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from statistics import NormalDist

from hub.evaluation.results import ConfidenceInterval

T_METHOD = "Student's t, within the scale"
WILSON_METHOD = "Wilson score"
_TINY = 1e-300
_PRECISION = 1e-15
_MOST_STEPS = 10_000


def mean_of_levels(counts: Sequence[int]) -> float:
    """Return the mean level; ``counts[0]`` are the answers at level 1."""
    return sum(level * count for level, count in enumerate(counts, start=1)) / sum(counts)


def mean_interval(counts: Sequence[int], *, confidence_level: float = 0.95) -> ConfidenceInterval | None:
    """Return the t interval of the mean level, cut off at the ends of the scale.

    Parameters
    ----------
    counts
        Answers per level, lowest first.
    confidence_level
        Two-sided; 0.95 by default.

    Returns
    -------
    ConfidenceInterval or None
        None with fewer than two answers or when all are the same: their spread cannot be estimated,
        and an interval of no width would claim a certainty that nobody has.
    """
    n = sum(counts)
    if n < 2 or max(counts) == n:
        return None
    mean = mean_of_levels(counts)
    squares = sum(count * (level - mean) ** 2 for level, count in enumerate(counts, start=1))
    margin = t_quantile((1 + confidence_level) / 2, n - 1) * math.sqrt(squares / (n - 1) / n)
    return ConfidenceInterval(
        low=max(mean - margin, 1.0),
        high=min(mean + margin, float(len(counts))),
        method=T_METHOD,
        confidence_level=confidence_level,
    )


def wilson_interval(successes: int, n: int, *, confidence_level: float = 0.95) -> ConfidenceInterval:
    """Return Wilson's score interval of a share, without continuity correction.

    Parameters
    ----------
    successes, n
        How many of how many; ``n`` is at least 1.
    confidence_level
        Two-sided; 0.95 by default.
    """
    z = NormalDist().inv_cdf((1 + confidence_level) / 2)
    share = successes / n
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    margin = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return ConfidenceInterval(
        low=0.0 if successes == 0 else centre - margin,
        high=1.0 if successes == n else centre + margin,
        method=WILSON_METHOD,
        confidence_level=confidence_level,
    )


@lru_cache(maxsize=1024)
def t_quantile(probability: float, degrees_of_freedom: int) -> float:
    """Return the quantile of Student's t.

    Parameters
    ----------
    probability
        Above 0.5 and below 1.
    degrees_of_freedom
        At least 1.

    Raises
    ------
    ValueError
        When either is out of range.
    """
    if not 0.5 < probability < 1:
        raise ValueError(f"The probability must lie between 0.5 and 1, not {probability}.")
    if degrees_of_freedom < 1:
        raise ValueError(f"There must be at least one degree of freedom, not {degrees_of_freedom}.")
    low, high = 0.0, 1.0
    while _upper_tail(high, degrees_of_freedom) > 1 - probability:
        low, high = high, 2 * high
    while high - low > 1e-12 * high:
        middle = (low + high) / 2
        if _upper_tail(middle, degrees_of_freedom) > 1 - probability:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def incomplete_beta(a: float, b: float, x: float) -> float:
    """Return the regularised incomplete beta function I_x(a, b), for a, b > 0 and 0 ≤ x ≤ 1."""
    if x in {0.0, 1.0}:
        return x
    log_front = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    # The fraction converges fast on the near side of the mean; use the symmetry on the far side.
    if x < (a + 1) / (a + b + 2):
        return math.exp(log_front) * _beta_fraction(a, b, x) / a
    return 1 - math.exp(log_front) * _beta_fraction(b, a, 1 - x) / b


def _upper_tail(t: float, degrees_of_freedom: int) -> float:
    return incomplete_beta(degrees_of_freedom / 2, 0.5, degrees_of_freedom / (degrees_of_freedom + t * t)) / 2


def _beta_fraction(a: float, b: float, x: float) -> float:
    c, d = 1.0, 1 / _away_from_zero(1 - (a + b) * x / (a + 1))
    fraction = d
    for m in range(1, _MOST_STEPS):
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / _away_from_zero(1 + term * d)
            c = _away_from_zero(1 + term / c)
            fraction *= c * d
        if abs(c * d - 1) < _PRECISION:
            return fraction
    raise ArithmeticError(f"I_{x}({a}, {b}) did not converge.")


def _away_from_zero(value: float) -> float:
    return value if abs(value) > _TINY else _TINY
