"""What a report on reach says, as frozen values.

A group reaches a report only with five or more reader-days, so nothing smaller can be shown, exported or kept.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date

from hub.evaluation.results import SMALLEST_GROUP, ConfidenceInterval, GroupSummary


@dataclass(frozen=True, order=True)
class Month:
    """A calendar month, the finest time that a report on reach distinguishes."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Month:
        """Return the month of a day."""
        return cls(day.year, day.month)

    @property
    def first_day(self) -> date:
        """The first of the month."""
        return date(self.year, self.number, 1)

    @property
    def key(self) -> str:
        """The month as an address has it, like 2026-03."""
        return f"{self.year:04}-{self.number:02}"

    def plus(self, months: int) -> Month:
        """Return the month so many months later, or earlier if negative."""
        years, number = divmod(self.year * 12 + self.number - 1 + months, 12)
        return Month(years, number + 1)

    def __str__(self) -> str:
        return f"{calendar.month_name[self.number]} {self.year}"


@dataclass(frozen=True)
class Months:
    """Consecutive whole months."""

    first: Month
    last: Month

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"{self.first} is after {self.last}.")

    def __contains__(self, month: Month) -> bool:
        return self.first <= month <= self.last

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first} to {self.last}"

    @property
    def length(self) -> int:
        """How many months."""
        return (self.last.year - self.first.year) * 12 + self.last.number - self.first.number + 1

    @property
    def before(self) -> Months:
        """As many months, just before."""
        return Months(self.first.plus(-self.length), self.first.plus(-1))


@dataclass(frozen=True)
class ReachTally:
    """Counts of one article and month, or a sum of them; ``n`` counts reader-days."""

    n: int = 0
    views: int = 0
    completed_reads: int = 0
    gate_views: int = 0
    summary_views: int = 0

    def __add__(self, other: ReachTally) -> ReachTally:
        return ReachTally(
            n=self.n + other.n,
            views=self.views + other.views,
            completed_reads=self.completed_reads + other.completed_reads,
            gate_views=self.gate_views + other.gate_views,
            summary_views=self.summary_views + other.summary_views,
        )


@dataclass(frozen=True)
class ReachFigures:
    """The reach of a group of at least ``SMALLEST_GROUP`` reader-days.

    Attributes
    ----------
    completion
        Completed reads per reader-day, 0 to 1.
    """

    tally: ReachTally
    completion: float
    completion_interval: ConfidenceInterval

    def __post_init__(self) -> None:
        if self.tally.n < SMALLEST_GROUP:
            raise ValueError(f"A group of {self.tally.n} reader-days is too small to be reported.")


@dataclass(frozen=True)
class Row:
    """One article, one topic, or all together.

    Attributes
    ----------
    reach, evaluation
        None when nothing may be shown, or there is nothing; nobody can tell which.
    reach_left_out, evaluation_left_out
        Whether some of the period is left out because it is too small to be shown.
    """

    title: str
    reach: ReachFigures | None
    evaluation: GroupSummary | None
    reach_left_out: bool = False
    evaluation_left_out: bool = False


@dataclass(frozen=True)
class Group:
    """Readers of one country or profession who confirmed at the gate; None when too few to be shown."""

    label: str
    n: int | None


@dataclass(frozen=True)
class EditorsReport:
    """What editors learn of a period, with the period before it."""

    months: Months
    overall: Row
    before: Row
    articles: tuple[Row, ...]
    topics: tuple[Row, ...]
    countries: tuple[Group, ...]
    professions: tuple[Group, ...]


@dataclass(frozen=True)
class GrantReport:
    """What a funder learns of a grant."""

    hub: str
    funder: str
    kind: str
    purpose: str
    months: Months
    made_on: date
    independence: str
    overall: Row
    articles: tuple[Row, ...]


class ReportFileError(ValueError):
    """A file is not a report of this hub, or its figures do not follow from its counts."""
