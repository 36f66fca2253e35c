"""One arm against a published survival: the reference, and the test of events observed against those expected."""

from dataclasses import dataclass
from enum import StrEnum
from math import isfinite

from evidence.results.intervals import ConfidenceInterval
from evidence.results.provenance import DataSource, require_method


class ReferenceShape(StrEnum):
    """How a reference survival runs between, before and after the points it is known at."""

    EXPONENTIAL = "exponential"
    """A constant hazard at all times, from one point."""
    PIECEWISE_EXPONENTIAL = "piecewise exponential"
    """A constant hazard from each point to the next, from survival 1 at time 0 on; unknown after the last point."""
    STEPS = "steps"
    """Falls at each point and stays level between, as a Kaplan–Meier curve does; unknown after the last point."""


class OneSampleVariance(StrEnum):
    """The variance of observed less expected events in a one-sample log-rank test."""

    EXPECTED = "expected events"
    WU = "Wu"
    """The mean of observed and expected events."""


@dataclass(frozen=True)
class ReferenceSurvival:
    """
    A survival that somebody published, to be taken as known.

    Parameters
    ----------
    name : str
        Whose survival it is, like ``"Interfant-06"``.
    time_unit : str
    times : tuple of float
        Rising, after 0; just one for an exponential.
    survival : tuple of float
        At each time, as a probability above 0; never rising.
    shape : ReferenceShape, default exponential

    Raises
    ------
    ValueError
        If a time or survival is out of its bounds or order, or the shape asks for another number of points.
    """

    name: str
    time_unit: str
    times: tuple[float, ...]
    survival: tuple[float, ...]
    shape: ReferenceShape = ReferenceShape.EXPONENTIAL

    def __post_init__(self) -> None:
        if not self.times or len(self.times) != len(self.survival):
            raise ValueError("A reference survival needs one probability for each of its times.")
        if self.shape is ReferenceShape.EXPONENTIAL and len(self.times) > 1:
            raise ValueError(f"An exponential survival follows from one point, but {len(self.times)} are given.")
        steps = zip((0.0, *self.times), self.times, strict=False)
        if not all(before < time and isfinite(time) for before, time in steps):
            raise ValueError("The times of a reference survival must rise from above 0.")
        falls = zip((1.0, *self.survival), self.survival, strict=False)
        if not all(before >= value > 0 for before, value in falls):
            raise ValueError("A reference survival must start from at most 1, never rise and stay above 0.")
        if self.survival[-1] == 1:
            raise ValueError("In the reference nobody has the event, so none can be expected.")

    @property
    def end(self) -> float | None:
        """The last time at which it is known; None when it goes on."""
        return None if self.shape is ReferenceShape.EXPONENTIAL else self.times[-1]


@dataclass(frozen=True)
class OneSampleTest:
    """
    The events of an arm against those expected from a reference survival.

    Parameters
    ----------
    arm, reference : str
    n : int
        People in the arm.
    observed : int
        Events.
    expected : float
        Events, had the people died as the reference says for as long as each was followed.
    ratio : float
        Observed to expected: the standardised ratio of events.
    interval : ConfidenceInterval
        Of the ratio.
    statistic : float
        Chi-squared on one degree of freedom.
    p : float
        Two-sided.
    p_fewer, p_more : float
        One-sided: of so few, or so many, events.
    method : str
    time_unit : str
    until : float or None
        The time up to which people were followed here; None for as long as they were.
    assumptions : tuple of str
        Sentences that must hold for the comparison to mean anything.
    source : DataSource, default PUBLISHED
    """

    arm: str
    reference: str
    n: int
    observed: int
    expected: float
    ratio: float
    interval: ConfidenceInterval
    statistic: float
    p: float
    p_fewer: float
    p_more: float
    method: str
    time_unit: str
    until: float | None
    assumptions: tuple[str, ...]
    source: DataSource = DataSource.PUBLISHED

    def __post_init__(self) -> None:
        require_method(self.method)
        if not (isfinite(self.expected) and self.expected > 0) or self.observed < 0:
            raise ValueError(f"{self.observed} events observed and {self.expected} expected cannot be compared.")
        for p in (self.p, self.p_fewer, self.p_more):
            if not 0 <= p <= 1:
                raise ValueError(f"{p} is not a probability.")
        if not self.assumptions:
            raise ValueError("A comparison with a published survival must name its assumptions.")
