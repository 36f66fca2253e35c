"""The scales on which intervals are symmetric, for going back from printed limits to a standard error.

Borgan Ø, Liestøl K. A note on confidence intervals and bands for the survival function based on transformations.
Scand J Stat. 1990;17:35-41.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import asin, e, inf, log, sqrt

from evidence.results import IntervalMethod
from evidence.results.printed import Range

TURNS = (0.5, 1 / e, 0.2031878699799799)
"""Where a `spread` or `size` below turns: p = ½ (plain, logit, arcsine), p = 1/e and log p = −2(1 − p) (log-log)."""


@dataclass(frozen=True)
class Scale:
    """
    One transformation g of a probability, rising.

    Parameters
    ----------
    forward : callable
        g(p), infinite or at its bound at 0 and 1.
    spread : callable
        1/g′(p): what a standard error on the scale is multiplied by to give that of p.
    size : callable
        p(1 − p)/spread²: what is divided by the squared standard error on the scale to give the effective size.
    domain : Range
        Where limits made by the method can lie before they are cut at 0 and 1.
    """

    forward: Callable[[float], float]
    spread: Callable[[float], float]
    size: Callable[[float], float]
    domain: Range

    def limit(self, printed: Range) -> Range | None:
        """
        Move what a printed limit may stand for onto the scale.

        A limit that may be 0 or 1 may have been cut there, so it may stand for anything beyond. None where the method
        cannot make such a limit.
        """
        inside = printed.common(self.domain)
        if inside is None:
            return None
        low = -inf if printed.contains(0) else self.forward(inside.low)
        high = inf if printed.contains(1) else self.forward(inside.high)
        return Range(low, high)


def over(function: Callable[[float], float], where: Range) -> Range:
    """Give the range of a `spread` or `size` over a range of probabilities."""
    points = [where.low, where.high, *(turn for turn in TURNS if where.low < turn < where.high)]
    values = [function(point) for point in points]
    return Range(min(values), max(values))


def _log(p: float) -> float:
    return log(p) if p > 0 else -inf


def _log_log(p: float) -> float:
    """Give −log(−log p), which rises."""
    if 0 < p < 1:
        return -log(-log(p))
    return -inf if p <= 0 else inf


def _logit(p: float) -> float:
    if 0 < p < 1:
        return log(p / (1 - p))
    return -inf if p <= 0 else inf


def _p_log_p(p: float) -> float:
    return -p * log(p) if p > 0 else 0.0


def _divided(numerator: float, denominator: float) -> float:
    return numerator / denominator if denominator else inf


SCALES = {
    IntervalMethod.PLAIN: Scale(lambda p: p, lambda p: 1.0, lambda p: p * (1 - p), Range(-inf, inf)),
    IntervalMethod.LOG: Scale(_log, lambda p: p, lambda p: _divided(1 - p, p), Range(0, inf)),
    IntervalMethod.LOG_LOG: Scale(_log_log, _p_log_p, lambda p: _divided(p * (1 - p), _p_log_p(p) ** 2), Range(0, 1)),
    IntervalMethod.LOGIT: Scale(_logit, lambda p: p * (1 - p), lambda p: _divided(1, p * (1 - p)), Range(0, 1)),
    IntervalMethod.ARCSINE: Scale(
        lambda p: asin(sqrt(p)), lambda p: 2 * sqrt(p * (1 - p)), lambda p: 0.25, Range(0, 1)
    ),
}
"""By method."""
