"""What an evaluation report says, as frozen values that name their methods.

A number reaches an editor only inside one of these, and a group is made only from five answers or
more, so that nothing smaller can be shown, exported or worked out by subtraction.
"""

from __future__ import annotations

from dataclasses import dataclass

from hub.evaluation.enums import Agreement, Statement

SMALLEST_GROUP = 5


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
class ArticleSummary:
    """One article of a report; its group is None when it is hidden or empty, and nobody can tell which."""

    page_id: int
    title: str
    group: GroupSummary | None


@dataclass(frozen=True)
class Report:
    """All articles in one period, and the answers shown for them taken together."""

    overall: GroupSummary | None
    articles: tuple[ArticleSummary, ...]


@dataclass(frozen=True, order=True)
class Quarter:
    """A calendar quarter, the finest time that a report distinguishes."""

    year: int
    number: int

    def __str__(self) -> str:
        first = ("January", "April", "July", "October")[self.number - 1]
        last = ("March", "June", "September", "December")[self.number - 1]
        return f"{first} to {last} {self.year}"


@dataclass(frozen=True)
class Period:
    """Consecutive whole quarters; all time when both ends are open."""

    key: str
    label: str
    first: Quarter | None = None
    last: Quarter | None = None

    def __contains__(self, quarter: Quarter) -> bool:
        return (self.first is None or self.first <= quarter) and (self.last is None or quarter <= self.last)


ALL_TIME = Period(key="", label="All time")


@dataclass(frozen=True)
class Tally:
    """Answers per statement and level within one article and quarter, before anything is hidden."""

    n: int
    counts: tuple[tuple[int, ...], ...]

    def __add__(self, other: Tally) -> Tally:
        pairs = zip(self.counts, other.counts, strict=True)
        return Tally(
            n=self.n + other.n,
            counts=tuple(tuple(a + b for a, b in zip(mine, theirs, strict=True)) for mine, theirs in pairs),
        )


NO_ANSWERS = Tally(n=0, counts=((0,) * len(Agreement),) * len(Statement))
