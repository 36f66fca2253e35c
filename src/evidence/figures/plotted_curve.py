"""One curve as it is drawn: its steps, its band, and the counts under it."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import numpy as np

from evidence.results import STEP_NAMES

if TYPE_CHECKING:
    from evidence.results import CumulativeIncidence, FloatArray, SurvivalCurve


@dataclass(frozen=True)
class PlottedCurve:
    """
    One curve of the figure: an entry for each distinct time observed.

    Parameters
    ----------
    label : str
        The arm, or the arm and the cause.
    time : tuple of float
        Rising.
    estimate : tuple of float
        Probabilities, from 0 to 1.
    low, high : tuple of float or None
        Limits of the band; None or NaN where undefined.
    at_risk, events, censored : tuple of int
        At risk just before each time; events and censorings at it.
    kind : {"survival", "incidence"}
    role : {"experimental", "comparator", "historical_control", "cohort"}, default "cohort"
    competing : tuple of int, optional
        Events of other causes at each time, for a cumulative incidence.
    people : str, default ""
        Who the curve is of. Curves of the same people, like two causes in one arm, share the rows of the table that
        count the same thing.

    Raises
    ------
    ValueError
        If the lists differ in length or are empty, or times do not rise.
    """

    label: str
    time: tuple[float, ...]
    estimate: tuple[float, ...]
    low: tuple[float | None, ...]
    high: tuple[float | None, ...]
    at_risk: tuple[int, ...]
    events: tuple[int, ...]
    censored: tuple[int, ...]
    kind: Literal["survival", "incidence"]
    role: str = "cohort"
    competing: tuple[int, ...] = ()
    people: str = ""

    def __post_init__(self) -> None:
        lists = (self.estimate, self.low, self.high, self.at_risk, self.events, self.censored)
        if not self.time or any(len(values) != len(self.time) for values in lists):
            raise ValueError(f"{self.label}: a curve needs as many of each value as it has times, and at least one.")
        if self.competing and len(self.competing) != len(self.time):
            raise ValueError(f"{self.label}: a curve needs as many competing events as it has times.")
        if self.time[0] < 0 or not (np.diff(self.times) > 0).all():
            raise ValueError(f"{self.label}: times must rise from zero or later.")
        if not ((self.estimates >= 0) & (self.estimates <= 1)).all():
            raise ValueError(f"{self.label}: estimates are probabilities, from 0 to 1.")

    @classmethod
    def of(
        cls, result: "SurvivalCurve | CumulativeIncidence", *, label: str | None = None, role: str = "cohort"
    ) -> "PlottedCurve":
        """
        Plot a computed curve.

        Parameters
        ----------
        result : SurvivalCurve or CumulativeIncidence
        label : str, optional
            The arm, for a cumulative incidence the arm and the cause, if None.
        role : {"experimental", "comparator", "historical_control", "cohort"}, default "cohort"

        Returns
        -------
        PlottedCurve
            Of the people of the result's arm.
        """
        cause: str = getattr(result, "cause", "")
        columns = {
            name: tuple(array.tolist()) for name in STEP_NAMES if (array := getattr(result, name, None)) is not None
        }
        columns["estimate"] = tuple(result.estimate.clip(0, 1).tolist())
        return cls(
            label=label or (f"{result.arm}, {cause}" if cause else result.arm),
            kind="incidence" if cause else "survival",
            role=role,
            people=result.arm,
            **columns,
        )

    @property
    def start(self) -> float:
        """Give the probability before anything has happened."""
        return 1.0 if self.kind == "survival" else 0.0

    @cached_property
    def n(self) -> int:
        """
        Count everybody in the curve.

        Everyone leaves it once, by an event or censored; the first number at risk would leave out those who enter late.
        """
        return max(self.at_risk[0], sum(self.events) + sum(self.competing) + sum(self.censored))

    @cached_property
    def times(self) -> "FloatArray":
        """Give the times as an array."""
        return np.array(self.time, dtype=float)

    @cached_property
    def estimates(self) -> "FloatArray":
        """Give the estimates as an array."""
        return np.array(self.estimate, dtype=float)
