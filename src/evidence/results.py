"""What an estimator hands on: a value, its uncertainty, and how each was made.

R's default, SAS's default and the printed paper differ in just the method of the interval, so no result here can be
built without naming it. Results are frozen and checked when built: one that exists can be drawn, printed and
exported without a second look. Undefined limits (no event yet, or nobody left) are NaN in arrays, None in scalars.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, fields
from enum import StrEnum
from math import isfinite, isnan

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

TOLERANCE = 1e-9
"""How far rounding may push a probability past its bounds before it is an error."""


class IntervalMethod(StrEnum):
    """The scale on which a confidence interval is symmetric."""

    PLAIN = "plain"
    LOG = "log"
    LOG_LOG = "log-log"


class VarianceMethod(StrEnum):
    """The formula of a variance."""

    GREENWOOD = "Greenwood"
    AALEN = "Aalen"
    DELTA = "delta"


@dataclass(frozen=True)
class ConfidenceInterval:
    """Two limits and how they were made.

    Parameters
    ----------
    low, high : float or None
        Limits in the unit of the estimate; None for a limit that the data do not reach.
    method : str
        Like ``"log-log, Greenwood"``.
    confidence_level : float, default 0.95

    Raises
    ------
    ValueError
        If a limit is not finite, the limits are out of order, no method is named or the level is not inside (0, 1).
    """

    low: float | None
    high: float | None
    method: str
    confidence_level: float = 0.95

    def __post_init__(self) -> None:
        for name in ("low", "high"):
            limit = getattr(self, name)
            if limit is not None and not isfinite(limit):
                raise ValueError(f"The {name} limit is {limit}; a limit that is not reached is None.")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"The limits are out of order: {self.low} to {self.high}.")
        _require_method(self.method)
        require_level(self.confidence_level)


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

    def __post_init__(self) -> None:
        _require_method(self.method)
        if not 0 <= self.value <= 1:
            raise ValueError(f"{self.value} is not a probability.")
        if self.n < 1 or not 0 <= self.at_risk <= self.n or not 0 <= self.events <= self.n:
            raise ValueError(f"{self.at_risk} at risk and {self.events} events do not fit {self.n} people.")


@dataclass(frozen=True)
class MedianTime:
    """The time by which half of an arm have had the event; None while it is not reached."""

    arm: str
    time_unit: str
    value: float | None
    interval: ConfidenceInterval
    n: int
    method: str

    def __post_init__(self) -> None:
        _require_method(self.method)
        low, high = self.interval.low, self.interval.high
        if self.value is not None and (
            (low is not None and low > self.value) or (high is not None and high < self.value)
        ):
            raise ValueError(f"The median {self.value} lies outside its interval {low} to {high}.")


@dataclass(frozen=True, eq=False)
class _Curve(ABC):
    """What survival and incidence curves share: one entry per distinct time observed in the arm."""

    arm: str
    n: int
    time_unit: str
    time: FloatArray
    estimate: FloatArray
    standard_error: FloatArray
    low: FloatArray
    high: FloatArray
    at_risk: IntArray
    events: IntArray
    censored: IntArray
    method: str
    variance_method: VarianceMethod
    interval_method: IntervalMethod
    confidence_level: float

    def __post_init__(self) -> None:
        _require_method(self.method)
        require_level(self.confidence_level)
        for array in self._arrays():
            if array.shape != self.time.shape or array.ndim != 1:
                raise ValueError("Every array of a curve needs one entry per time.")
            array.setflags(write=False)
        if not self.time.size:
            raise ValueError(f"The curve of {self.arm} has no times.")
        if self.time[0] < 0 or not np.isfinite(self.time).all() or (np.diff(self.time) <= 0).any():
            raise ValueError("Times must be finite, not negative, and rise.")
        for array in (self.estimate, self.low, self.high):
            if (array < -TOLERANCE).any() or (array > 1 + TOLERANCE).any():
                raise ValueError("Estimates and limits must be probabilities.")
        if np.isnan(self.estimate).any():
            raise ValueError("An estimate is missing.")
        if (self.low > self.estimate + TOLERANCE).any() or (self.high < self.estimate - TOLERANCE).any():
            raise ValueError("An estimate lies outside its own interval.")
        if (
            min(self.events.min(), self.censored.min()) < 0
            or self.at_risk[0] != self.n
            or (np.diff(self.at_risk) > 0).any()
        ):
            raise ValueError("People at risk must start at n and never rise, and counts must not be negative.")

    def _arrays(self) -> Iterator[NDArray[np.generic]]:
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, np.ndarray):
                yield value

    @property
    @abstractmethod
    def quantity(self) -> str:
        """What the curve is the probability of."""

    @property
    @abstractmethod
    def start(self) -> float:
        """The value before anything has happened."""

    @property
    def interval_name(self) -> str:
        """How the interval was made, in words."""
        return f"{self.interval_method}, {self.variance_method}"

    def at(self, time: float) -> Estimate:
        """
        Read the curve at one time.

        Parameters
        ----------
        time : float
            In the curve's unit.

        Returns
        -------
        Estimate

        Raises
        ------
        ValueError
            If `time` is negative, or lies past the last observation while someone was still at risk there.
        """
        last = float(self.time[-1])
        if not time >= 0:
            raise ValueError(f"{time} is not a time.")
        if time > last and self._open_ended:
            raise ValueError(
                f"{self.arm} was observed up to {last:g} {self.time_unit}, so nothing is known at {time:g}."
            )
        place = int(np.searchsorted(self.time, time, side="right")) - 1
        first_at_risk = int(np.searchsorted(self.time, time, side="left"))
        at_risk = int(self.at_risk[first_at_risk]) if first_at_risk < self.time.size else 0
        if place < 0:
            value, error, interval = self.start, None, None
        else:
            value, error, interval = (
                float(self.estimate[place]),
                _or_none(self.standard_error[place]),
                self._interval(place),
            )
        return Estimate(
            arm=self.arm,
            quantity=self.quantity,
            time=float(time),
            time_unit=self.time_unit,
            value=value,
            standard_error=error,
            interval=interval,
            n=self.n,
            at_risk=at_risk,
            events=int(self.events[: place + 1].sum()),
            method=self.method,
        )

    def steps(self) -> dict[str, list[float | None] | list[int]]:
        """Give the curve as plain lists for storage, None where a value is undefined."""
        return {
            array_name: [_or_none(x) if values.dtype.kind == "f" else int(x) for x in values]
            for array_name in STEP_NAMES
            if (values := getattr(self, array_name, None)) is not None
        }

    @property
    def _open_ended(self) -> bool:
        """Whether somebody left at the last time without an event, so that the curve's end is unknown."""
        return bool(self.censored[-1])

    def _interval(self, place: int) -> ConfidenceInterval | None:
        low, high = _or_none(self.low[place]), _or_none(self.high[place])
        if low is None or high is None:
            return None
        return ConfidenceInterval(low, high, self.interval_name, self.confidence_level)


STEP_NAMES = ("time", "estimate", "low", "high", "at_risk", "events", "competing", "censored")
"""The arrays that a drawing needs, in the order they are stored."""


@dataclass(frozen=True, eq=False)
class SurvivalCurve(_Curve):
    """
    Probability of having had no event, by time.

    Parameters
    ----------
    arm : str
    n : int
        People in the arm.
    time_unit : str
    time : array of shape (times,)
        Distinct observed times, rising, in `time_unit`; before the first the estimate is 1.
    estimate, standard_error, low, high : array of shape (times,)
        NaN limits where the variance is zero or undefined.
    at_risk, events, censored : integer array of shape (times,)
        At risk just before the time; events and censorings at the time.
    method : str
    variance_method : VarianceMethod
    interval_method : IntervalMethod
    confidence_level : float

    Raises
    ------
    ValueError
        If the arrays cannot be a survival curve.
    """

    def __post_init__(self) -> None:
        super().__post_init__()
        if (np.diff(self.estimate) > TOLERANCE).any():
            raise ValueError("Survival rises.")

    @property
    def quantity(self) -> str:
        """What the curve is the probability of."""
        return "survival"

    @property
    def start(self) -> float:
        """Everybody starts without an event."""
        return 1.0


@dataclass(frozen=True, eq=False)
class CumulativeIncidence(_Curve):
    """
    Probability of having had one cause of event before any other, by time.

    Parameters
    ----------
    cause : str
        The event in question; `events` counts it alone.
    competing : integer array of shape (times,)
        Events of the other causes at each time.

    The other parameters are those of `SurvivalCurve`.

    Raises
    ------
    ValueError
        If the arrays cannot be a cumulative incidence.
    """

    cause: str
    competing: IntArray

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.cause:
            raise ValueError("A cumulative incidence must name its cause.")
        if (np.diff(self.estimate) < -TOLERANCE).any():
            raise ValueError("Cumulative incidence falls.")

    @property
    def quantity(self) -> str:
        """What the curve is the probability of."""
        return f"cumulative incidence of {self.cause}"

    @property
    def start(self) -> float:
        """Nobody starts with an event."""
        return 0.0


def require_level(confidence_level: float) -> None:
    """Refuse a confidence level that is not a probability strictly between 0 and 1."""
    if not 0 < confidence_level < 1:
        raise ValueError(f"The confidence level is {confidence_level}; it must lie between 0 and 1, like 0.95.")


def _require_method(method: str) -> None:
    if not method.strip():
        raise ValueError("A result must name its method.")


def _or_none(value: float) -> float | None:
    return None if isnan(value) else float(value)
