"""A proportion of people, its interval, and the methods in use.

The methods differ visibly in small groups, and packages differ in which they take: R's ``binom.test`` prints
Clopper–Pearson, its ``prop.test`` Wilson with continuity correction, SAS PROC FREQ Wald and Clopper–Pearson.
"""

from dataclasses import dataclass
from enum import StrEnum

from evidence.results.intervals import ConfidenceInterval
from evidence.results.provenance import TOLERANCE, DataSource, require_method


class ProportionInterval(StrEnum):
    """The method of a confidence interval of one proportion."""

    CLOPPER_PEARSON = "Clopper–Pearson"
    WILSON = "Wilson"
    WILSON_CORRECTED = "Wilson with continuity correction"
    JEFFREYS = "Jeffreys"
    AGRESTI_COULL = "Agresti–Coull"
    WALD = "Wald"


class DifferenceInterval(StrEnum):
    """The method of a confidence interval of the difference of two proportions."""

    NEWCOMBE = "Newcombe hybrid score"
    WALD = "Wald"


class OddsRatioInterval(StrEnum):
    """The method of a confidence interval of an odds ratio."""

    WOOLF = "Woolf log"
    EXACT = "exact conditional"


class RiskTest(StrEnum):
    """The test of equal risks in two arms."""

    PEARSON = "Pearson's chi-squared test"
    FISHER = "Fisher's exact test"


@dataclass(frozen=True)
class Proportion:
    """
    The share of an arm's people with an outcome.

    Parameters
    ----------
    arm, outcome : str
        Whose share of what, like ``"blinatumomab"`` and ``"grade ≥3 infection"``.
    events, n : int
        People with the outcome, each counted once, and people in all.
    value : float
        `events` / `n`.
    standard_error : float or None
        √(p(1 − p)/n); None where that is zero, at 0 and at `n` events.
    interval : ConfidenceInterval or None
        None where its method has no answer.
    method : str
    source : DataSource, default PATIENTS

    Raises
    ------
    ValueError
        If the counts are no whole numbers with 0 ≤ events ≤ n and n > 0, or value and interval do not fit them.
    """

    arm: str
    outcome: str
    events: int
    n: int
    value: float
    standard_error: float | None
    interval: ConfidenceInterval | None
    method: str
    source: DataSource = DataSource.PATIENTS

    def __post_init__(self) -> None:
        require_method(self.method)
        require_part(self.events, self.n)
        if abs(self.value - self.events / self.n) > TOLERANCE:
            raise ValueError(f"{self.value} is not {self.events} of {self.n}.")
        if self.interval is not None:
            low, high = self.interval.low, self.interval.high
            if low is None or high is None or not 0 <= low <= high <= 1:
                raise ValueError(f"The interval of a proportion cannot be {low} to {high}.")
            if not low - TOLERANCE <= self.value <= high + TOLERANCE:
                raise ValueError(f"The proportion {self.value} lies outside its interval {low} to {high}.")


def require_part(events: int, n: int) -> None:
    """Refuse counts that cannot be some of a number of people."""
    if not n > 0 or not 0 <= events <= n or events != int(events) or n != int(n):
        raise ValueError(f"{events} of {n} people is no proportion: it takes whole numbers, 0 ≤ events ≤ n and n > 0.")
