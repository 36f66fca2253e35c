"""From a printed estimate and interval back to the standard error, the effective size and the methods that fit.

The symmetry of an interval on its own scale as in Borgan Ø, Liestøl K. Scand J Stat. 1990;17:35-41; the effective size
as in Dorey FJ, Korn EL. Effective sample sizes for confidence intervals for survival probabilities. Stat Med.
1987;6:679-687.
"""

from math import inf

from evidence.estimators.intervals import normal_quantile
from evidence.estimators.published.scales import SCALES, Scale, over
from evidence.results import IntervalMethod
from evidence.results.printed import Range, RangedValue
from evidence.results.published import IntervalReading, PrintedEstimate, PublishedPrecision

UNIT = Range(0.0, 1.0)


def published_precision(printed: PrintedEstimate) -> PublishedPrecision:
    """
    Read a printed interval back, as made by each method in turn.

    Parameters
    ----------
    printed : PrintedEstimate

    Returns
    -------
    PublishedPrecision
        Its `fits` holds every method that may have made the interval. With few people several do, so there is never one
        guess; where none does, the figures were made otherwise or one of them is wrong. Standard errors and effective
        sizes carry the range over the rounding of the three figures.
    """
    return PublishedPrecision(
        printed=printed,
        readings=tuple(_reading(printed, method, SCALES[method]) for method in IntervalMethod),
        method="backed out of the printed interval, symmetric on its own scale",
    )


def _reading(printed: PrintedEstimate, method: IntervalMethod, scale: Scale) -> IntervalReading:
    value, low, high = printed.ranges
    estimate, lower, upper = value.common(UNIT), scale.limit(low), scale.limit(high)
    in_order = low.low < high.high and low.low < value.high and value.low < high.high
    if estimate is None or lower is None or upper is None or not in_order:
        return IntervalReading(method, False, None, None)
    middle = Range((lower.low + upper.low) / 2, (lower.high + upper.high) / 2)
    fits = middle.meets(Range(scale.forward(estimate.low), scale.forward(estimate.high)))
    width = 2 * normal_quantile(printed.confidence_level)
    error = Range(max(0.0, upper.low - lower.high) / width, (upper.high - lower.low) / width)
    spread, size = over(scale.spread, estimate), over(scale.size, estimate)
    p, printed_low, printed_high = printed.probabilities
    central = (scale.forward(printed_high) - scale.forward(printed_low)) / width if _inside(printed, scale) else None
    return IntervalReading(
        method,
        fits,
        RangedValue(
            None if central is None else central * scale.spread(p),
            Range(error.low * spread.low, error.high * spread.high),
        ),
        RangedValue(
            None if central is None else scale.size(p) / central**2,
            Range(size.low / error.high**2, size.high / error.low**2 if error.low else inf),
        ),
    )


def _inside(printed: PrintedEstimate, scale: Scale) -> bool:
    """Whether the figures, just as printed, leave the standard error defined and above 0."""
    p, low, high = printed.probabilities
    if not 0 < p < 1 or low >= high or not (scale.domain.contains(low) and scale.domain.contains(high)):
        return False
    return low != 0 and high != 1
