"""What a report on reach says, as frozen values.

A group reaches a report only with five or more reader-days, so nothing smaller can be shown, exported or kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hub.evaluation.results import SMALLEST_GROUP, Breakdown, ConfidenceInterval, GroupSummary, Months


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
    """Readers who confirmed at the gate: of one country or profession, of none, or all others together.

    ``key`` is as in ``hub.evaluation.results.Part``.
    """

    key: str | None
    n: int

    def __post_init__(self) -> None:
        if self.n < SMALLEST_GROUP:
            raise ValueError(f"A group of {self.n} is too small to be reported.")


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
    evaluation_countries: Breakdown = ()
    evaluation_professions: Breakdown = ()


@dataclass(frozen=True)
class GrantReport:
    """What a funder learns of a grant.

    Attributes
    ----------
    independence_in
        The independence statement in the hub's other languages, each with its two letters.
    """

    hub: str
    funder: str
    kind: str
    purpose: str
    months: Months
    made_on: date
    independence: str
    overall: Row
    articles: tuple[Row, ...]
    countries: Breakdown = ()
    professions: Breakdown = ()
    independence_in: tuple[tuple[str, str], ...] = ()


class ReportFileError(ValueError):
    """A file is not a report of this hub, or its figures do not follow from its counts."""
