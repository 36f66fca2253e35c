"""Survival and incidence by time, with limits and the counts they rest on."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, fields
from math import isnan

import numpy as np
from numpy.typing import NDArray

from evidence.results.estimates import Estimate
from evidence.results.intervals import ConfidenceInterval, IntervalMethod, VarianceMethod
from evidence.results.provenance import (
    TOLERANCE,
    DataSource,
    FloatArray,
    IntArray,
    require_level,
    require_method,
)

_NO_TIMES = "Times must be finite, not negative, and rise."
_NOT_AT_RISK = "People at risk must start at n and never rise."
_BLOCK = 16_384
"""Times checked at once: few enough to stay in the processor's cache."""


@dataclass(frozen=True, eq=False, kw_only=True)
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
    late_entry: bool = False
    source: DataSource = DataSource.PATIENTS

    def __post_init__(self) -> None:
        require_method(self.method)
        require_level(self.confidence_level)
        for array in self._arrays():
            if array.shape != self.time.shape or array.ndim != 1:
                raise ValueError("Every array of a curve needs one entry per time.")
            array.setflags(write=False)
        if not self.time.size:
            raise ValueError(f"The curve of {self.arm} has no times.")
        if not self.time[0] >= 0 or not np.isfinite(self.time[-1]):
            raise ValueError(_NO_TIMES)
        for start in range(0, self.time.size, _BLOCK):
            self._require_possible(slice(start, start + _BLOCK), slice(start, start + _BLOCK + 1))
        if not self.late_entry and self.at_risk[0] != self.n:
            raise ValueError(_NOT_AT_RISK)

    def _require_possible(self, here: slice, onward: slice) -> None:
        """Refuse steps that cannot be, block by block: whole-length comparisons of a long curve would take longer."""
        time, estimate, low, high = self.time[onward], self.estimate[here], self.low[here], self.high[here]
        if not (time[1:] > time[:-1]).all():
            raise ValueError(_NO_TIMES)
        lowest, highest = estimate.min(), estimate.max()
        if np.isnan(lowest):
            raise ValueError("An estimate is missing.")
        if lowest < -TOLERANCE or highest > 1 + TOLERANCE or (low < -TOLERANCE).any() or (high > 1 + TOLERANCE).any():
            raise ValueError("Estimates and limits must be probabilities.")
        if (low > estimate + TOLERANCE).any() or (high < estimate - TOLERANCE).any():
            raise ValueError("An estimate lies outside its own interval.")
        if min(self.events[here].min(), self.censored[here].min()) < 0:
            raise ValueError("A count is negative.")
        at_risk = self.at_risk[onward]
        if self.late_entry and at_risk.max() > self.n:
            raise ValueError("More people are at risk than there are.")
        if not self.late_entry and (at_risk[1:] > at_risk[:-1]).any():
            raise ValueError(_NOT_AT_RISK)
        self._require_direction(self.estimate[onward])

    @abstractmethod
    def _require_direction(self, estimate: FloatArray) -> None:
        """Refuse an estimate that rises or falls as it cannot."""

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
            Between two times of the curve, its `at_risk` are those at risk at the later one; with late entry these can
            include people who only enter in between.

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
            source=self.source,
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


@dataclass(frozen=True, eq=False, kw_only=True)
class SurvivalCurve(_Curve):
    """
    Probability of having had no event, by time.

    Its event may be the end of follow-up instead of an outcome; `quantity` says what is meant.

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
    late_entry : bool, default False
        Whether people came under observation at different times, so that the number at risk may rise.
    source : DataSource, default PATIENTS
    quantity : str, default "survival"
        What the curve is the probability of.

    Raises
    ------
    ValueError
        If the arrays cannot be a survival curve.
    """

    quantity: str = "survival"

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.quantity:
            raise ValueError("A curve must name its quantity.")

    def _require_direction(self, estimate: FloatArray) -> None:
        if (estimate[1:] - estimate[:-1] > TOLERANCE).any():
            raise ValueError("Survival rises.")

    @property
    def start(self) -> float:
        """Everybody starts without an event."""
        return 1.0


@dataclass(frozen=True, eq=False, kw_only=True)
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

    def _require_direction(self, estimate: FloatArray) -> None:
        if (estimate[1:] - estimate[:-1] < -TOLERANCE).any():
            raise ValueError("Cumulative incidence falls.")

    @property
    def quantity(self) -> str:
        """What the curve is the probability of."""
        return f"cumulative incidence of {self.cause}"

    @property
    def start(self) -> float:
        """Nobody starts with an event."""
        return 0.0


def _or_none(value: float) -> float | None:
    return None if isnan(value) else float(value)
