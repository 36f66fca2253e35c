"""Values read off one arm's curve: a probability at a time, a time at a probability, a mean."""

from dataclasses import dataclass

from evidence.results.intervals import ConfidenceInterval
from evidence.results.provenance import TOLERANCE, DataSource, require_method


@dataclass(frozen=True)
class Estimate:
    """A probability at one time point, as read off a curve.

    Parameters
    ----------
    arm, quantity : str
        Whose probability of what, like ``"Interfant-06"`` and ``"survival"``.
    time : float
        In `time_unit`.
    value : float
        A probability, from 0 to 1.
    standard_error : float or None
        None where the variance formula has nothing to work on.
    interval : ConfidenceInterval or None
    n, at_risk, events : int
        People in the arm, people still at risk at `time`, events up to and including `time`.
    method : str
        Like ``"Kaplan–Meier"``.
    source : DataSource, default PATIENTS
    """

    arm: str
    quantity: str
    time: float
    time_unit: str
    value: float
    standard_error: float | None
    interval: ConfidenceInterval | None
    n: int
    at_risk: int
    events: int
    method: str
    source: DataSource = DataSource.PATIENTS

    def __post_init__(self) -> None:
        require_method(self.method)
        if not 0 <= self.value <= 1:
            raise ValueError(f"{self.value} is not a probability.")
        if self.n < 1 or not 0 <= self.at_risk <= self.n or not 0 <= self.events <= self.n:
            raise ValueError(f"{self.at_risk} at risk and {self.events} events do not fit {self.n} people.")


@dataclass(frozen=True)
class QuantileTime:
    """
    The time by which a share of an arm have had the event, like the median.

    Parameters
    ----------
    arm : str
    probability : float
        The share, between 0 and 1; 0.5 is the median.
    time_unit : str
    value : float or None
        In `time_unit`; None while it is not reached.
    interval : ConfidenceInterval
    n : int
    method : str
    source : DataSource, default PATIENTS
    """

    arm: str
    probability: float
    time_unit: str
    value: float | None
    interval: ConfidenceInterval
    n: int
    method: str
    source: DataSource = DataSource.PATIENTS

    def __post_init__(self) -> None:
        require_method(self.method)
        if not 0 < self.probability < 1:
            raise ValueError(f"{self.probability} is not a share between 0 and 1.")
        low, high = self.interval.low, self.interval.high
        if self.value is not None and (
            (low is not None and low > self.value) or (high is not None and high < self.value)
        ):
            raise ValueError(f"The quantile {self.value} lies outside its interval {low} to {high}.")


@dataclass(frozen=True)
class RestrictedMean:
    """
    Mean time without the event up to a horizon: the area under the survival curve.

    Parameters
    ----------
    arm : str
    horizon, value : float
        In `time_unit`.
    time_unit : str
    standard_error : float
    interval : ConfidenceInterval or None
        None where the standard error is zero, as before any event.
    n : int
    method : str
    source : DataSource, default PATIENTS
    """

    arm: str
    horizon: float
    time_unit: str
    value: float
    standard_error: float
    interval: ConfidenceInterval | None
    n: int
    method: str
    source: DataSource = DataSource.PATIENTS

    def __post_init__(self) -> None:
        require_method(self.method)
        if not 0 <= self.value <= self.horizon * (1 + TOLERANCE):
            raise ValueError(f"A mean of {self.value} does not fit the horizon {self.horizon}.")
