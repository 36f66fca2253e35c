"""The methods that may have made a printed interval of a probability.

Five scales on which intervals are symmetric, the same on the complement (an incidence printed as one minus survival),
and the methods for counts, with as many people as it takes: those of a survival curve are effective people, not whole.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache
from math import exp, inf, log, sqrt
from statistics import NormalDist

from evidence.checks.ranges import Shares
from evidence.estimators.proportion import beta_limits, beta_low, wilson_limits
from evidence.estimators.published.scales import SCALES, Scale, over
from evidence.results import IntervalMethod
from evidence.results.printed import EDGE, Range
from evidence.results.proportions import ProportionInterval

UNIT = Range(0.0, 1.0)
MOST_PEOPLE = 1e6


def complement(shares: Shares) -> Shares:
    """Give one minus a probability, with its limits."""
    return Shares(_less(shares.value), _less(shares.high), _less(shares.low))


@lru_cache(maxsize=1024)
def fitting_scales(shares: Shares) -> tuple[IntervalMethod, ...]:
    """Name the scales on which estimate and limits may be symmetric."""
    return tuple(method for method in IntervalMethod if _fits(shares, SCALES[method]))


def centres(shares: Shares) -> Range | None:
    """Give the estimates from the least to the most that any scale puts at the centre of the limits."""
    middles = list(_middles(shares)) + [_less(middle) for middle in _middles(complement(shares))]
    if not middles:
        return None
    return Range(min(middle.low for middle in middles), max(middle.high for middle in middles))


def _middles(shares: Shares) -> Iterator[Range]:
    for method in IntervalMethod:
        middle = _middle(shares, SCALES[method])
        if middle is not None:
            yield Range(_back(SCALES[method], middle[0]), _back(SCALES[method], middle[1]))


def _fits(shares: Shares, scale: Scale) -> bool:
    middle, value = _middle(shares, scale), shares.value
    if middle is None or value.high < 0 or value.low > 1:
        return False
    low, high = scale.forward(max(0.0, value.low)), scale.forward(min(1.0, value.high))
    return middle[0] - EDGE * max(1.0, abs(middle[0])) <= high and low <= middle[1] + EDGE * max(1.0, abs(middle[1]))


def _middle(shares: Shares, scale: Scale) -> tuple[float, float] | None:
    """Give the ends of where the centre of the limits lies on a scale; None if it cannot make such limits."""
    low, high = _on_scale(shares.low, scale), _on_scale(shares.high, scale)
    if low is None or high is None:
        return None
    return (low[0] + high[0]) / 2, (low[1] + high[1]) / 2


def _on_scale(limit: Range, scale: Scale) -> tuple[float, float] | None:
    """Do what `Scale.limit` does, on bare numbers, since a corpus needs it a million times."""
    low, high = max(limit.low, scale.domain.low), min(limit.high, scale.domain.high)
    if low > high:
        return None
    below = -inf if limit.low <= EDGE and limit.high >= -EDGE else scale.forward(low)
    above = inf if limit.high >= 1 - EDGE and limit.low <= 1 + EDGE else scale.forward(high)
    return below, above


def effective_size(shares: Shares, method: IntervalMethod, level: float) -> Range:
    """
    Give how many people without censoring would have given an interval made by a method.

    Parameters
    ----------
    shares : Shares
    method : IntervalMethod
        One that fits.
    level : float
        In per cent.
    """
    scale, value = SCALES[method], shares.value.common(UNIT)
    low, high = _on_scale(shares.low, scale), _on_scale(shares.high, scale)
    if value is None or low is None or high is None:
        return Range(0.0, inf)
    width = 2 * quantile(level)
    smallest, largest = max(0.0, high[0] - low[1]) / width, (high[1] - low[0]) / width
    size = over(scale.size, value)
    return Range(size.low / largest**2, size.high / smallest**2 if smallest else inf)


@lru_cache(maxsize=64)
def quantile(level: float) -> float:
    """Give the normal quantile of a two-sided interval of a level in per cent."""
    return NormalDist().inv_cdf(0.5 + level / 200)


def fitting_proportions(shares: Shares, level: float) -> tuple[ProportionInterval, ...]:
    """
    Name the methods for proportions that give the limits for some number of people, whole or effective.

    Parameters
    ----------
    shares : Shares
    level : float
        In per cent.
    """
    value, z = shares.value.common(UNIT), quantile(level)
    if value is None:
        return ()
    ways: dict[ProportionInterval, Callable[[float, float], tuple[float, float]]] = {
        ProportionInterval.WILSON: lambda p, n: wilson_limits(p * n, n, z),
        ProportionInterval.WILSON_CORRECTED: lambda p, n: _wilson_corrected(p * n, n, z),
        ProportionInterval.AGRESTI_COULL: lambda p, n: _agresti_coull(p * n, n, z),
        ProportionInterval.CLOPPER_PEARSON: lambda p, n: _beta(p * n, n, 0.0, level),
        ProportionInterval.JEFFREYS: lambda p, n: _beta(p * n, n, 0.5, level),
    }
    lows = {
        ProportionInterval.CLOPPER_PEARSON: lambda p, n: beta_low(p * n, n, 0.0, level / 100),
        ProportionInterval.JEFFREYS: lambda p, n: beta_low(p * n, n, 0.5, level / 100),
    }
    points = [value.low + part * (value.high - value.low) for part in (0.01, 0.25, 0.5, 0.75, 0.99)]
    return tuple(
        way for way, limits in ways.items() if any(_has_a_size(shares, limits, lows.get(way), p) for p in points)
    )


def _has_a_size(
    shares: Shares,
    limits: Callable[[float, float], tuple[float, float]],
    low: Callable[[float, float], float] | None,
    p: float,
) -> bool:
    """
    Tell whether one number of people gives both limits; more people raise the low one and lower the high one.

    Where the low limit can be had by itself, `low` gives it.
    """
    by_low = _sizes(lambda n: low(p, n) if low else limits(p, n)[0], shares.low)
    if by_low.low >= MOST_PEOPLE / 2:
        return False
    return limits(p, by_low.low)[1] >= shares.high.low and limits(p, by_low.high)[1] <= shares.high.high


def _sizes(rising: Callable[[float], float], target: Range) -> Range:
    """Give the numbers of people at which something that rises with them lies in a range."""
    ends = (_size(lambda n: rising(n) - target.low), _size(lambda n: rising(n) - target.high))
    return Range(min(ends), max(ends))


def _size(excess: Callable[[float], float]) -> float:
    """Give the number of people at which something that rises with it comes to 0, by bisection on the log scale."""
    low, high = 0.0, log(MOST_PEOPLE)
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if excess(exp(middle)) < 0 else (low, middle)
    return exp(high)


def _beta(events: float, n: float, prior: float, level: float) -> tuple[float, float]:
    return beta_limits(events, n, prior, level / 100)


def _agresti_coull(events: float, n: float, z: float) -> tuple[float, float]:
    share, size = (events + z * z / 2) / (n + z * z), n + z * z
    half = z * sqrt(share * (1 - share) / size)
    return max(0.0, share - half), min(1.0, share + half)


def _wilson_corrected(events: float, n: float, z: float) -> tuple[float, float]:
    low = wilson_limits(events - 0.5, n, z)[0] if events > 0.5 else 0.0
    return low, wilson_limits(events + 0.5, n, z)[1] if events + 0.5 < n else 1.0


def _back(scale: Scale, target: float) -> float:
    """Turn a number on a scale back into a probability, by bisection, since every scale rises."""
    low, high = 0.0, 1.0
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if scale.forward(middle) < target else (low, middle)
    return (low + high) / 2


def _less(span: Range) -> Range:
    return Range(1 - span.high, 1 - span.low)
