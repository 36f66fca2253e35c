"""What happened to those treated: rates by time under observation, and adverse events by term, grade and period.

Grades are those of the Common Terminology Criteria for Adverse Events (CTCAE, National Cancer Institute), whose version
changes what a grade means.
"""

from dataclasses import dataclass
from enum import StrEnum
from math import isfinite

from evidence.results.intervals import ConfidenceInterval
from evidence.results.proportions import Proportion
from evidence.results.provenance import TOLERANCE, DataSource, require_method

ANY_TERM = "any adverse event"
"""The term of the rows that count a patient with any event at all."""

OVERALL = "overall"
"""The period of the rows that count all periods together."""


class RateInterval(StrEnum):
    """The method of a confidence interval of an incidence rate."""

    GARWOOD = "exact Poisson (Garwood)"
    LOG = "log"


class RateRatioInterval(StrEnum):
    """The method of a confidence interval of the ratio of two incidence rates."""

    EXACT = "exact conditional binomial"
    LOG = "log"


@dataclass(frozen=True)
class IncidenceRate:
    """
    Events by time under observation.

    Parameters
    ----------
    arm, outcome : str
        Whose rate of what.
    events : int
    person_time : float
        Time under observation of all people together, in `time_unit`.
    time_unit : str
        Like ``"years"``.
    per : float
        `value` and `interval` are events per so much person-time, like 100.
    value : float
    standard_error : float or None
        Of `value`; None without an event.
    interval : ConfidenceInterval or None
        None where its method has no answer.
    n : int or None
        People observed; None where only their time together is known.
    method : str
    source : DataSource, default PATIENTS

    Raises
    ------
    ValueError
        If the events are no whole number of 0 or more, time or `per` is not finite and above 0, or value and interval
        do not fit.
    """

    arm: str
    outcome: str
    events: int
    person_time: float
    time_unit: str
    per: float
    value: float
    standard_error: float | None
    interval: ConfidenceInterval | None
    n: int | None
    method: str
    source: DataSource = DataSource.PATIENTS

    def __post_init__(self) -> None:
        require_method(self.method)
        require_rate(self.events, self.person_time, self.per)
        if abs(self.value * self.person_time - self.events * self.per) > TOLERANCE * max(1, self.events * self.per):
            raise ValueError(f"{self.value} is not {self.events} events in {self.person_time} per {self.per}.")
        if self.interval is not None:
            low, high = self.interval.low, self.interval.high
            if low is None or high is None or not 0 <= low <= self.value <= high:
                raise ValueError(f"The interval {low} to {high} does not fit the rate {self.value}.")

    @property
    def unit(self) -> str:
        """What `value` counts by, like ``"per 100 person-years"``."""
        return f"per {self.per:g} person-{self.time_unit}"


def require_rate(events: int, person_time: float, per: float) -> None:
    """Refuse numbers that cannot make a rate."""
    if not events >= 0 or not isfinite(events) or events != int(events):
        raise ValueError(f"{events} is not a number of events.")
    for name, number in (("The person-time", person_time), ("The time that a rate is given per", per)):
        if not (number > 0 and isfinite(number)):
            raise ValueError(f"{name} is {number}; it must be finite and above 0.")


class Grades(StrEnum):
    """The grades that a row of an adverse-event table counts together."""

    ANY = "any"
    SEVERE = "≥3"
    GRADE_1 = "1"
    GRADE_2 = "2"
    GRADE_3 = "3"
    GRADE_4 = "4"
    GRADE_5 = "5"

    @property
    def numbers(self) -> tuple[int, ...]:
        """The grades counted, from 1 to 5."""
        if self is Grades.ANY:
            return (1, 2, 3, 4, 5)
        return (3, 4, 5) if self is Grades.SEVERE else (int(self),)


@dataclass(frozen=True)
class AdverseEventRow:
    """
    One term, in one period, at some grades, in one arm.

    Parameters
    ----------
    arm, term, period : str
        `term` may be `ANY_TERM`, `period` may be `OVERALL`.
    grades : Grades
    proportion : Proportion
        Patients whose worst grade of the term in the period is among `grades`, of those treated.
    events : int
        Events at these grades; a patient may have several.
    """

    arm: str
    term: str
    period: str
    grades: Grades
    proportion: Proportion
    events: int

    def __post_init__(self) -> None:
        if self.proportion.arm != self.arm:
            raise ValueError(f"A proportion of {self.proportion.arm} does not belong to {self.arm}.")
        if self.events < self.proportion.events:
            raise ValueError(f"{self.events} events cannot have happened to {self.proportion.events} patients.")

    @property
    def patients(self) -> int:
        """Patients counted, each once."""
        return self.proportion.events

    @property
    def treated(self) -> int:
        """Patients who started the period."""
        return self.proportion.n


@dataclass(frozen=True)
class AdverseEventTable:
    """
    Adverse events by term, period, grade and arm.

    Parameters
    ----------
    rows : tuple of AdverseEventRow
        The events of any term first, then the terms by how many patients had them, all arms together; within a term
        all periods together first; within a period any grade, ≥3, then each grade; then the arms.
    arms, terms, periods : tuple of str
        In the order of `rows`, with `ANY_TERM` and `OVERALL` first.
    ctcae_version : str or None
        None if the data do not tell.
    method : str
    source : DataSource, default PATIENTS

    Raises
    ------
    ValueError
        If a row stands twice or names what the table does not have.
    """

    rows: tuple[AdverseEventRow, ...]
    arms: tuple[str, ...]
    terms: tuple[str, ...]
    periods: tuple[str, ...]
    ctcae_version: str | None
    method: str
    source: DataSource = DataSource.PATIENTS

    def __post_init__(self) -> None:
        require_method(self.method)
        keys = [(row.arm, row.term, row.period, row.grades) for row in self.rows]
        if len(set(keys)) < len(keys):
            raise ValueError("A row of adverse events stands twice.")
        for arm, term, period, _ in keys:
            if arm not in self.arms or term not in self.terms or period not in self.periods:
                raise ValueError(f"The row {arm}, {term}, {period} does not belong to the table.")

    def row(
        self, arm: str, term: str = ANY_TERM, *, grades: Grades = Grades.ANY, period: str = OVERALL
    ) -> AdverseEventRow:
        """
        Find one row.

        Parameters
        ----------
        arm, term, period : str
        grades : Grades

        Returns
        -------
        AdverseEventRow

        Raises
        ------
        ValueError
            If there is none; the sentence names what there is.
        """
        for row in self.rows:
            if (row.arm, row.term, row.period, row.grades) == (arm, term, period, grades):
                return row
        for name, there in ((arm, self.arms), (term, self.terms), (period, self.periods)):
            if name not in there:
                raise ValueError(f"There is no {name!r} among {', '.join(there)}.")
        raise ValueError(f"Nobody of {arm} was treated in the period {period}.")
