"""The methods that may have made a printed interval of a probability.

Five scales on which intervals are symmetric, the same on the complement (an incidence printed as one minus survival),
and the methods for counts, with as many people as it takes: those of a survival curve are effective people, not whole.
"""

from collections.abc import Iterator
from math import inf
from statistics import NormalDist

from evidence.checks.ranges import Shares
from evidence.estimators.proportion import beta_limits, wilson_limits
from evidence.estimators.published.scales import SCALES, Scale, over
from evidence.results import IntervalMethod
from evidence.results.printed import Range
from evidence.results.proportions import ProportionInterval

UNIT = Range(0.0, 1.0)
SIZES = 180
STEP = 1.01
"""Effective sizes are tried in steps of one per cent, which moves limits by half a per cent of the width."""


def complement(shares: Shares) -> Shares:
    """Give one minus a probability, with its limits."""
    return Shares(_less(shares.value), _less(shares.high), _less(shares.low))


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
        scale = SCALES[method]
        low, high = scale.limit(shares.low), scale.limit(shares.high)
        if low is not None and high is not None:
            yield Range(_back(scale, (low.low + high.low) / 2), _back(scale, (low.high + high.high) / 2))


def _fits(shares: Shares, scale: Scale) -> bool:
    value, low, high = shares.value.common(UNIT), scale.limit(shares.low), scale.limit(shares.high)
    if value is None or low is None or high is None:
        return False
    middle = Range((low.low + high.low) / 2, (low.high + high.high) / 2)
    return middle.meets(Range(scale.forward(value.low), scale.forward(value.high)))


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
    low, high = scale.limit(shares.low), scale.limit(shares.high)
    if value is None or low is None or high is None:
        return Range(0.0, inf)
    width = 2 * quantile(level)
    smallest, largest = max(0.0, high.low - low.high) / width, (high.high - low.low) / width
    size = over(scale.size, value)
    return Range(size.low / largest**2, size.high / smallest**2 if smallest else inf)


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
    value, spread = shares.value.common(UNIT), shares.high.high - shares.low.low
    if value is None or spread <= 0:
        return ()
    middle, z = (value.low + value.high) / 2, quantile(level)
    n = max(1.0, z * z * middle * (1 - middle) / (spread / 2) ** 2 / 2)
    fitting: set[ProportionInterval] = set()
    for _ in range(SIZES):
        for share in (value.low, middle, value.high):
            fitting |= set(_exactly(shares, share * n, n, z, level))
        n = n * STEP
    return tuple(method for method in ProportionInterval if method in fitting)


def _exactly(shares: Shares, events: float, n: float, z: float, level: float) -> Iterator[ProportionInterval]:
    ways = (
        (ProportionInterval.WILSON, wilson_limits(events, n, z)),
        (ProportionInterval.AGRESTI_COULL, _agresti_coull(events, n, z)),
        (ProportionInterval.WILSON_CORRECTED, _wilson_corrected(events, n, z)),
    )
    for method, limits in ways:
        if _prints(shares, limits):
            yield method
    # The exact limits take long: they lie beyond Wilson's by at most a person or two.
    low, high = ways[0][1]
    near = 2 / n + shares.low.high - shares.low.low
    if abs(low - shares.low.low) < near and abs(high - shares.high.high) < near and 0 < events < n:
        for method, prior in ((ProportionInterval.CLOPPER_PEARSON, 0.0), (ProportionInterval.JEFFREYS, 0.5)):
            if _prints(shares, beta_limits(events, n, prior, level / 100)):  # type: ignore[arg-type]
                yield method


def _prints(shares: Shares, limits: tuple[float, float]) -> bool:
    return shares.low.contains(limits[0]) and shares.high.contains(limits[1])


def _agresti_coull(events: float, n: float, z: float) -> tuple[float, float]:
    share, size = (events + z * z / 2) / (n + z * z), n + z * z
    half = z * (share * (1 - share) / size) ** 0.5
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
