"""Figures taken from print, and what they give away about how they were made.

A printed estimate keeps its strings, since their digits say how exactly it is known. Nothing here refuses a figure for
being impossible (limits out of order, 104%): to find those is the reader's reason for having them.
"""

from dataclasses import dataclass
from enum import StrEnum

from evidence.results.comparisons import Contrast, Measure
from evidence.results.intervals import IntervalMethod, VarianceMethod
from evidence.results.printed import PrintedNumber, Range, RangedValue
from evidence.results.provenance import DataSource, require_level


class Quantity(StrEnum):
    """What a printed estimate at one time is the probability of."""

    SURVIVAL = "survival"
    INCIDENCE = "cumulative incidence"


@dataclass(frozen=True, kw_only=True)
class PrintedEstimate:
    """
    A probability at one time with its interval, as printed.

    Parameters
    ----------
    arm : str
    quantity : Quantity
    value, low, high : str
        The estimate and its limits, like ``"83.3"``, ``"64.5"``, ``"92.7"``.
    percent : bool
        Whether they are percentages; otherwise fractions.
    n : int, optional
        People in the arm.
    time : float, optional
    time_unit : str, default empty
    confidence_level : float, default 0.95
    interval_method : IntervalMethod, optional
        Only if the paper says how its interval was made.

    Raises
    ------
    ValueError
        If a figure is no printed number, the arm is empty, or the level is none.
    """

    arm: str
    quantity: Quantity
    value: str
    low: str
    high: str
    percent: bool
    n: int | None = None
    time: float | None = None
    time_unit: str = ""
    confidence_level: float = 0.95
    interval_method: IntervalMethod | None = None

    def __post_init__(self) -> None:
        require_level(self.confidence_level)
        if self.n is not None and self.n < 1:
            raise ValueError(f"{self.n} people are no arm.")
        if self.time is not None and not self.time >= 0:
            raise ValueError(f"{self.time} is not a time.")
        for text in (self.value, self.low, self.high):
            PrintedNumber(text)

    @property
    def probabilities(self) -> tuple[float, float, float]:
        """Estimate, lower and upper limit as fractions, just as printed."""
        scale = 100 if self.percent else 1
        value, low, high = (PrintedNumber(text).value / scale for text in (self.value, self.low, self.high))
        return value, low, high

    @property
    def ranges(self) -> tuple[Range, Range, Range]:
        """What estimate, lower and upper limit may have been rounded from, as fractions."""
        value, low, high = (
            PrintedNumber(text).share(percent=self.percent) for text in (self.value, self.low, self.high)
        )
        return value, low, high


@dataclass(frozen=True, kw_only=True)
class PrintedRatio:
    """
    A ratio of two arms with its interval, as printed.

    Parameters
    ----------
    arm, reference : str
        The ratio is of `arm` to `reference`.
    value, low, high : str
        Like ``"0.66"``, ``"0.52"``, ``"0.85"``.
    n : int
        People in both arms.
    measure : Measure, default hazard ratio
    confidence_level : float, default 0.95

    Raises
    ------
    ValueError
        If a figure is no printed number above 0, the limits do not rise, the arms are one, or the measure is no ratio.
    """

    arm: str
    reference: str
    value: str
    low: str
    high: str
    n: int
    measure: Measure = Measure.HAZARD_RATIO
    confidence_level: float = 0.95

    def __post_init__(self) -> None:
        require_level(self.confidence_level)
        if self.measure not in RATIOS:
            raise ValueError(f"The {self.measure} is not a ratio.")
        if self.arm == self.reference:
            raise ValueError(f"{self.arm} cannot be compared with itself.")
        if self.n < 2:
            raise ValueError(f"{self.n} people are not two arms.")
        low, high = PrintedNumber(self.low).value, PrintedNumber(self.high).value
        if not (PrintedNumber(self.value).value > 0 and 0 < low < high):
            raise ValueError(f"{self.value} ({self.low} to {self.high}) is no ratio with its interval.")


RATIOS = (
    Measure.HAZARD_RATIO,
    Measure.SURVIVAL_RATIO,
    Measure.INCIDENCE_RATIO,
    Measure.RISK_RATIO,
    Measure.ODDS_RATIO,
    Measure.RATE_RATIO,
)
"""Measures whose logarithm is taken as normal."""


@dataclass(frozen=True)
class IntervalReading:
    """
    A printed interval read as made by one method.

    Parameters
    ----------
    method : IntervalMethod
    fits : bool
        Whether some estimate and limits that would print as these do stand as the method puts them.
    standard_error : RangedValue or None
        Of the probability; None where the method could not have made such limits.
    effective_size : RangedValue or None
        The number of people without censoring who would give the same standard error.
    """

    method: IntervalMethod
    fits: bool
    standard_error: RangedValue | None
    effective_size: RangedValue | None


@dataclass(frozen=True)
class PublishedPrecision:
    """
    What a printed interval gives away, by each method that may have made it.

    Parameters
    ----------
    printed : PrintedEstimate
    readings : tuple of IntervalReading
        One for every `IntervalMethod`, in its order.
    method : str
    source : DataSource, default PUBLISHED
    """

    printed: PrintedEstimate
    readings: tuple[IntervalReading, ...]
    method: str
    source: DataSource = DataSource.PUBLISHED

    @property
    def fits(self) -> tuple[IntervalMethod, ...]:
        """The methods that may have made the interval; empty if none of them did."""
        return tuple(reading.method for reading in self.readings if reading.fits)

    def by(self, method: IntervalMethod) -> IntervalReading:
        """Give the reading by one method."""
        return next(reading for reading in self.readings if reading.method is method)


@dataclass(frozen=True)
class CountFit:
    """
    Counts of people that give a printed estimate and interval to the digit.

    Parameters
    ----------
    events, competing, n : int
        People with the event by the time, with a competing event by the time, and in all; nobody censored before it.
    interval_method : IntervalMethod
    variance_method : VarianceMethod
    value : float
        The probability, as a fraction.
    low, high : Range
        The limits, as fractions. An incidence's depend on when the competing events came among the others, so they
        have a range; those of survival are numbers.
    always : bool
        Whether every order of events that was tried gives the print; otherwise some do.
    source : DataSource, default PUBLISHED
    """

    events: int
    competing: int
    n: int
    interval_method: IntervalMethod
    variance_method: VarianceMethod
    value: float
    low: Range
    high: Range
    always: bool
    source: DataSource = DataSource.PUBLISHED


@dataclass(frozen=True)
class IndirectComparison:
    """
    Two arms of different studies compared by their printed figures.

    Parameters
    ----------
    contrast : Contrast
        From the figures as printed, with the assumptions that it rests on.
    value, low, high : Range
        How far value and limits of the contrast may move within the rounding of the figures and, where the paper does
        not say how an interval was made, among the methods that fit it.
    """

    contrast: Contrast
    value: Range
    low: Range
    high: Range
