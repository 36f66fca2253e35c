"""The number needed to treat, whose interval runs through infinity when the arms may not differ at all.

Altman DG. Confidence intervals for the number needed to treat. BMJ. 1998;317:1309-1312.
"""

from dataclasses import dataclass
from enum import StrEnum

from evidence.results.intervals import ConfidenceInterval
from evidence.results.provenance import DataSource, require_method


class Effect(StrEnum):
    """Whether an arm does better or worse than its reference."""

    BENEFIT = "benefit"
    HARM = "harm"


@dataclass(frozen=True)
class NumberNeededToTreat:
    """
    How many people must be treated for one more, or one fewer, to be without the event at a time.

    Its interval holds every number that the difference's interval allows. Where that difference may be 0, the numbers
    run from one of benefit up to infinity, which is no difference, and on through ever smaller numbers of harm: then
    both `benefit` and `harm` are given, and the high limit of each is None.

    Parameters
    ----------
    arm, reference : str
    time : float or None
        None for a difference that has no time, like that of two proportions.
    time_unit : str
    effect : Effect or None
        None where the arms do not differ.
    value : float or None
        At least 1, of benefit or harm as `effect` says; None, which is infinity, where the arms do not differ.
    benefit, harm : ConfidenceInterval or None
        The numbers needed to treat for one to benefit, and for one to be harmed, that the data allow; a high limit of
        None is infinity. One is None where the data exclude it, both where the difference has no interval.
    p : float or None
        Two-sided, of no difference.
    n : int or None
        People in both arms, where known.
    method : str
    source : DataSource, default PATIENTS

    Raises
    ------
    ValueError
        If the value is below 1, or contradicts effect or intervals.
    """

    arm: str
    reference: str
    time: float | None
    time_unit: str
    effect: Effect | None
    value: float | None
    benefit: ConfidenceInterval | None
    harm: ConfidenceInterval | None
    p: float | None
    n: int | None
    method: str
    source: DataSource = DataSource.PATIENTS

    def __post_init__(self) -> None:
        require_method(self.method)
        if (self.value is None) != (self.effect is None):
            raise ValueError("A number needed to treat says whether it is of benefit or harm; infinity is neither.")
        if self.value is not None and not self.value >= 1:
            raise ValueError(f"{self.value} people are no number needed to treat.")
        intervals = {Effect.BENEFIT: self.benefit, Effect.HARM: self.harm}
        if self.effect is not None and any(intervals.values()):
            own = intervals[self.effect]
            if own is None or self.value is None or own.low is None or own.low > self.value:
                raise ValueError(f"The number {self.value} lies outside its interval.")
            if own.high is not None and own.high < self.value:
                raise ValueError(f"The number {self.value} lies outside its interval.")
        if self.benefit and self.harm and (self.benefit.high is not None or self.harm.high is not None):
            raise ValueError("Numbers of benefit and of harm are joined by infinity, so neither has a high limit.")
