"""Arms of different studies compared by what is printed of each, when nobody has both arms' patients.

Unanchored, two independent probabilities are compared by the delta method. Anchored in a common comparator, the
comparison keeps what randomisation gave: Bucher HC, Guyatt GH, Griffith LE, Walter SD. The results of direct and
indirect treatment comparisons in meta-analysis of randomized controlled trials. J Clin Epidemiol. 1997;50:683-691.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import product
from math import exp, isfinite, log, sqrt

from evidence.estimators.intervals import normal_quantile, two_sided_p
from evidence.estimators.published import published_precision
from evidence.results import ConfidenceInterval, Contrast, DataSource, IntervalMethod, Measure, require_level
from evidence.results.printed import PrintedNumber, Range
from evidence.results.published import RATIOS, IndirectComparison, PrintedEstimate, PrintedRatio, Quantity

MEASURES = {
    Quantity.SURVIVAL: (Measure.SURVIVAL_DIFFERENCE, Measure.SURVIVAL_RATIO, Measure.HAZARD_RATIO),
    Quantity.INCIDENCE: (Measure.INCIDENCE_DIFFERENCE, Measure.INCIDENCE_RATIO),
}

UNANCHORED = (
    "The arms were not randomised against each other: case mix must be alike, or not matter.",
    "Era, supportive care and follow-up must be alike, or not matter.",
    "The outcome must be defined alike in both studies.",
    "Time must start at the same point in both studies.",
    "No patient is in both arms.",
    "Each estimate is normal on the scale of the comparison, with the standard error that its interval implies.",
)
PROPORTIONAL = "Hazards must be proportional from the start to the time of the estimates."
ANCHORED = (
    "Patients of the two trials must be alike in everything that changes the effect, or it must not matter.",
    "The common comparator must be the same treatment in both trials.",
    "The outcome must be defined alike in both trials.",
    "No patient is in both trials.",
    "The logarithm of each ratio is normal, with the standard error that its interval implies.",
)


@dataclass(frozen=True)
class _Point:
    """A figure on the scale of the comparison, with its standard error there."""

    value: float
    error: float


def indirect_comparison(
    arm: PrintedEstimate, reference: PrintedEstimate, *, measure: Measure, confidence_level: float = 0.95
) -> IndirectComparison:
    """
    Compare two arms of different studies by one printed estimate of each, without any common comparator.

    Parameters
    ----------
    arm, reference : PrintedEstimate
        The same quantity at the same time, both with `n`. Where `interval_method` is not given, every method that fits
        the print is tried, and the contrast takes the one with the largest standard error.
    measure : Measure
        Difference or ratio of survival, hazard ratio (ln *S*₁/ln *S*₂, for proportional hazards), difference or ratio
        of cumulative incidence.
    confidence_level : float, default 0.95

    Returns
    -------
    IndirectComparison

    Raises
    ------
    ValueError
        If the measure does not belong to the quantity, quantity or time differ, an `n` is missing, or the figures leave
        a standard error undefined.
    """
    require_level(confidence_level)
    _require_comparable(arm, reference, measure)
    sides = [_readings(one, measure) for one in (arm, reference)]
    central = _difference(*(max(points, key=lambda point: point.error) for points, _ in sides))
    corners = [_difference(first, second) for first, second in product(*(around for _, around in sides))]
    hazard = measure is Measure.HAZARD_RATIO
    unsized = Contrast(
        measure=measure,
        arm=arm.arm,
        reference=reference.arm,
        value=None,
        standard_error=None,
        interval=None,
        p=None,
        n=(arm.n or 0) + (reference.n or 0),
        method="unanchored indirect comparison from printed figures" + (", proportional hazards" if hazard else ""),
        time=arm.time,
        time_unit=arm.time_unit,
        source=DataSource.PUBLISHED,
        assumptions=(*UNANCHORED, PROPORTIONAL) if hazard else UNANCHORED,
    )
    return _sized(unsized, central, corners, confidence_level)


def anchored_comparison(
    first: PrintedRatio, second: PrintedRatio, *, confidence_level: float = 0.95
) -> IndirectComparison:
    """
    Compare two treatments through the comparator that both were randomised against, by Bucher's method.

    Parameters
    ----------
    first, second : PrintedRatio
        A against C and B against C; the result is A against B.
    confidence_level : float, default 0.95

    Returns
    -------
    IndirectComparison

    Raises
    ------
    ValueError
        If the ratios are not against the same reference, are of the same arm, or of different measures.
    """
    require_level(confidence_level)
    if first.reference != second.reference:
        raise ValueError(f"There is no common comparator: {first.reference} and {second.reference}.")
    if first.measure is not second.measure:
        raise ValueError(f"The ratios are of different measures: {first.measure} and {second.measure}.")
    if first.arm == second.arm:
        raise ValueError(f"{first.arm} cannot be compared with itself.")
    hazard = first.measure is Measure.HAZARD_RATIO
    unsized = Contrast(
        measure=first.measure,
        arm=first.arm,
        reference=second.arm,
        value=None,
        standard_error=None,
        interval=None,
        p=None,
        n=first.n + second.n,
        method="anchored indirect comparison (Bucher)",
        source=DataSource.PUBLISHED,
        assumptions=(*ANCHORED, "Hazards must be proportional in both trials.") if hazard else ANCHORED,
    )
    central = _difference(_log_ratio(first), _log_ratio(second))
    corners = [_difference(*pair) for pair in product(_rounded(first), _rounded(second))]
    return _sized(unsized, central, corners, confidence_level)


def _require_comparable(arm: PrintedEstimate, reference: PrintedEstimate, measure: Measure) -> None:
    if arm.quantity is not reference.quantity:
        raise ValueError(f"{arm.quantity} cannot be compared with {reference.quantity}.")
    if (arm.time, arm.time_unit) != (reference.time, reference.time_unit):
        raise ValueError(
            f"The estimates are at different times: {arm.time} {arm.time_unit} and "
            f"{reference.time} {reference.time_unit}."
        )
    if measure not in MEASURES[arm.quantity]:
        raise ValueError(f"The {measure} does not follow from {arm.quantity}; {', '.join(MEASURES[arm.quantity])} do.")
    for one in (arm, reference):
        if one.n is None:
            raise ValueError(f"How many people the arm {one.arm} has must be known.")


def _readings(printed: PrintedEstimate, measure: Measure) -> tuple[list[_Point], list[_Point]]:
    """Give the estimate as printed with its standard error by each method that fits, and the extremes of rounding."""
    precision = published_precision(printed)
    methods: Iterable[IntervalMethod] = precision.fits if printed.interval_method is None else [printed.interval_method]
    points, around = [], []
    p = printed.probabilities[0]
    within = printed.ranges[0]
    for method in methods:
        error = precision.by(method).standard_error
        if error is None or error.value is None or not isfinite(error.range.high):
            raise ValueError(f"The figures of {printed.arm} leave the standard error undefined ({method} interval).")
        points.append(_moved(p, error.value, measure))
        around += [
            _moved(value, spread, measure)
            for value in (within.low, within.high)
            for spread in (error.range.low, error.range.high)
        ]
    if not points:
        raise ValueError(
            f"No interval method fits the figures of {printed.arm}, so their standard error is not known; "
            "name the method if the paper does."
        )
    return points, around


def _moved(p: float, error: float, measure: Measure) -> _Point:
    """Move a probability and its standard error onto the scale on which the arms' difference is taken."""
    if measure in (Measure.SURVIVAL_DIFFERENCE, Measure.INCIDENCE_DIFFERENCE):
        return _Point(p, error)
    if measure is Measure.HAZARD_RATIO:
        return _Point(log(-log(p)), error / (p * -log(p)))
    return _Point(log(p), error / p)


def _log_ratio(printed: PrintedRatio) -> _Point:
    value, low, high = (PrintedNumber(text).value for text in (printed.value, printed.low, printed.high))
    return _Point(log(value), (log(high) - log(low)) / _width(printed))


def _rounded(printed: PrintedRatio) -> list[_Point]:
    """Give the extremes of what the printed ratio may stand for."""
    value, low, high = (PrintedNumber(text).range for text in (printed.value, printed.low, printed.high))
    errors = (max(0.0, log(high.low) - log(low.high)), log(high.high) - log(low.low))
    return [_Point(log(edge), error / _width(printed)) for edge in (value.low, value.high) for error in errors]


def _width(printed: PrintedRatio) -> float:
    return 2 * normal_quantile(printed.confidence_level)


def _difference(first: _Point, second: _Point) -> _Point:
    return _Point(first.value - second.value, sqrt(first.error**2 + second.error**2))


def _sized(unsized: Contrast, central: _Point, corners: list[_Point], confidence_level: float) -> IndirectComparison:
    """Turn differences on the scale back, the central one into the contrast, those of the corners into ranges."""
    quantile = normal_quantile(confidence_level)
    ratio = unsized.measure in RATIOS
    name = "normal on the scale of the logarithm" if ratio else "normal"

    def back(number: float) -> float:
        return exp(number) if ratio else number

    def limits(point: _Point) -> tuple[float, float]:
        return back(point.value - quantile * point.error), back(point.value + quantile * point.error)

    contrast = replace(
        unsized,
        value=back(central.value),
        standard_error=central.error,
        interval=ConfidenceInterval(*limits(central), name, confidence_level),
        p=two_sided_p(central.value / central.error),
    )
    around = [limits(corner) for corner in corners]
    return IndirectComparison(
        contrast,
        value=_spanned(back(corner.value) for corner in corners),
        low=_spanned(low for low, _ in around),
        high=_spanned(high for _, high in around),
    )


def _spanned(numbers: Iterable[float]) -> Range:
    found = list(numbers)
    return Range(min(found), max(found))
