"""What an evaluation report says, as frozen values that name their methods.

A number reaches an editor only inside one of these, and a group is made only from five answers or
more, so that nothing smaller can be shown, exported or worked out by subtraction.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date

from hub.evaluation.enums import Agreement, Statement

SMALLEST_GROUP = 5


@dataclass(frozen=True, order=True)
class Month:
    """A calendar month, the finest time that a report distinguishes."""

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

    @property
    def quarter(self) -> tuple[int, int]:
        """The year and its quarter, 1 to 4."""
        return self.year, (self.number + 2) // 3

    def plus(self, months: int) -> Month:
        """Return the month so many months later, or earlier if negative."""
        years, number = divmod(self.year * 12 + self.number - 1 + months, 12)
        return Month(years, number + 1)

    @property
    def name(self) -> str:
        """The month's name."""
        return calendar.month_name[self.number]

    def __str__(self) -> str:
        return f"{self.name} {self.year}"


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
class ConfidenceInterval:
    """An interval and how it was made."""

    low: float
    high: float
    method: str
    confidence_level: float

    def __post_init__(self) -> None:
        if not self.low <= self.high:
            raise ValueError(f"The interval from {self.low} to {self.high} is empty.")


@dataclass(frozen=True)
class StatementSummary:
    """The answers to one statement.

    Attributes
    ----------
    counts
        Answers per level, from strongly disagree to strongly agree.
    mean_interval
        None when every answer was the same: the spread is then unknown, not nil.
    agreeing
        Share of answers at the two highest levels, 0 to 1.
    """

    statement: Statement
    counts: tuple[int, int, int, int, int]
    mean: float
    mean_interval: ConfidenceInterval | None
    agreeing: float
    agreeing_interval: ConfidenceInterval

    @property
    def n(self) -> int:
        """How many readers answered."""
        return sum(self.counts)


@dataclass(frozen=True)
class GroupSummary:
    """The answers of one group of at least ``SMALLEST_GROUP`` readers."""

    n: int
    statements: tuple[StatementSummary, ...]

    def __post_init__(self) -> None:
        if self.n < SMALLEST_GROUP:
            raise ValueError(f"A group of {self.n} is too small to be reported.")
        if any(summary.n != self.n for summary in self.statements):
            raise ValueError("Every reader of a group answers every statement.")


@dataclass(frozen=True)
class Part:
    """The answers of those who stated the same country or profession, at least ``SMALLEST_GROUP`` readers.

    Attributes
    ----------
    key
        ISO code or name as stated; empty for those who stated nothing; None for all others together.
    agreeing
        How many agree with each statement, in the order of the statements.
    intervals
        One for each share agreeing.
    """

    key: str | None
    n: int
    agreeing: tuple[int, ...]
    intervals: tuple[ConfidenceInterval, ...]

    def __post_init__(self) -> None:
        if self.n < SMALLEST_GROUP:
            raise ValueError(f"A group of {self.n} is too small to be reported.")
        if any(not 0 <= number <= self.n for number in self.agreeing):
            raise ValueError("No more can agree than there are.")

    @property
    def shares(self) -> list[tuple[float, ConfidenceInterval]]:
        """The share agreeing with each statement, 0 to 1, with its interval."""
        return [(number / self.n, interval) for number, interval in zip(self.agreeing, self.intervals, strict=True)]


Breakdown = tuple[Part, ...]
"""A group by what its readers stated: the parts add up to the group."""


@dataclass(frozen=True)
class ArticleSummary:
    """One article of a report; its group is None when it is hidden or empty, and nobody can tell which."""

    page_id: int
    title: str
    group: GroupSummary | None


@dataclass(frozen=True)
class TopicSummary:
    """The answers shown for the articles of one topic taken together."""

    title: str
    group: GroupSummary | None


@dataclass(frozen=True)
class Report:
    """All articles in one period, and the answers shown for them taken together."""

    overall: GroupSummary | None
    articles: tuple[ArticleSummary, ...]
    topics: tuple[TopicSummary, ...] = ()
    countries: Breakdown = ()
    professions: Breakdown = ()


@dataclass(frozen=True)
class Period:
    """Consecutive whole months; all time when there are none."""

    key: str
    label: str
    months: Months | None = None

    def __contains__(self, month: Month) -> bool:
        return self.months is None or month in self.months


ALL_TIME = Period(key="", label="All time")


@dataclass(frozen=True)
class Tally:
    """Answers per statement and level within one article and month, before anything is hidden."""

    n: int
    counts: tuple[tuple[int, ...], ...]

    def __add__(self, other: Tally) -> Tally:
        pairs = zip(self.counts, other.counts, strict=True)
        return Tally(
            n=self.n + other.n,
            counts=tuple(tuple(a + b for a, b in zip(mine, theirs, strict=True)) for mine, theirs in pairs),
        )


NO_ANSWERS = Tally(n=0, counts=((0,) * len(Agreement),) * len(Statement))
