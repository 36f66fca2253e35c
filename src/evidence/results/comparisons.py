"""Arms compared: a difference or ratio with its interval, and tests of whether arms differ at all."""

from dataclasses import dataclass
from enum import StrEnum
from math import isfinite

from evidence.results.intervals import ConfidenceInterval
from evidence.results.provenance import DataSource, require_method


class Measure(StrEnum):
    """What a contrast of two arms measures."""

    HAZARD_RATIO = "hazard ratio"
    SURVIVAL_DIFFERENCE = "difference in survival"
    SURVIVAL_RATIO = "ratio of survival"
    INCIDENCE_DIFFERENCE = "difference in cumulative incidence"
    INCIDENCE_RATIO = "ratio of cumulative incidence"
    RISK_DIFFERENCE = "risk difference"
    RISK_RATIO = "risk ratio"
    ODDS_RATIO = "odds ratio"
    RATE_RATIO = "incidence rate ratio"
    MEAN_DIFFERENCE = "difference in restricted mean survival time"


class Ties(StrEnum):
    """How a Cox model takes events that happened at the same time."""

    EFRON = "Efron"
    BRESLOW = "Breslow"


@dataclass(frozen=True)
class Contrast:
    """
    One arm against another.

    Parameters
    ----------
    measure : Measure
    arm, reference : str
        The ratio is of `arm` to `reference`, the difference `arm` minus `reference`.
    value : float or None
        None where it cannot be estimated.
    standard_error : float or None
        Of the value, or of its logarithm for a ratio; None where undefined.
    interval : ConfidenceInterval or None
    p : float or None
        Two-sided; None where no test belongs to the method.
    n : int or None
        People in both arms; None where it is not known.
    method : str
    time, time_unit : float or None, str
        The time point, where the measure has one.
    source : DataSource, default PATIENTS
    assumptions : tuple of str
        Sentences that must hold for the value to mean what it says; empty for a randomised comparison of one study.
    """

    measure: Measure
    arm: str
    reference: str
    value: float | None
    standard_error: float | None
    interval: ConfidenceInterval | None
    p: float | None
    n: int | None
    method: str
    time: float | None = None
    time_unit: str = ""
    source: DataSource = DataSource.PATIENTS
    assumptions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require_method(self.method)
        for name in ("value", "standard_error"):
            number = getattr(self, name)
            if number is not None and not isfinite(number):
                raise ValueError(f"The {name.replace('_', ' ')} is {number}; what cannot be estimated is None.")
        if self.p is not None and not 0 <= self.p <= 1:
            raise ValueError(f"{self.p} is not a probability.")
        if self.arm == self.reference:
            raise ValueError(f"{self.arm} cannot be compared with itself.")


@dataclass(frozen=True)
class GroupTest:
    """
    A test of whether groups differ.

    Parameters
    ----------
    name : str
        Like ``"log-rank"``.
    groups : tuple of str
    statistic : float
        Chi-squared on `degrees_of_freedom`.
    degrees_of_freedom : int
    p : float
    n : tuple of int
        People in each group.
    observed, expected : tuple of float
        Events of each group, and those expected were there no difference.
    method : str
        Like ``"log-rank, stratified by 4 strata"``.
    event : str
        The cause compared, or ``"any event"``.
    source : DataSource, default PATIENTS
    """

    name: str
    groups: tuple[str, ...]
    statistic: float
    degrees_of_freedom: int
    p: float
    n: tuple[int, ...]
    observed: tuple[float, ...]
    expected: tuple[float, ...]
    method: str
    event: str
    source: DataSource = DataSource.PATIENTS

    def __post_init__(self) -> None:
        require_method(self.method)
        if not {len(self.groups)} == {len(self.n), len(self.observed), len(self.expected)}:
            raise ValueError("Every group needs its number of people, observed and expected events.")
        if self.degrees_of_freedom < 1 or not self.statistic >= 0 or not 0 <= self.p <= 1:
            raise ValueError(
                f"{self.statistic} on {self.degrees_of_freedom} degrees of freedom, P = {self.p}, is no test."
            )
