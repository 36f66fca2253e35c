"""What a text proposes for a study: rows to confirm, each with what is left to complete. Nothing of it is stored."""

from __future__ import annotations

from dataclasses import dataclass, field

from hub.studies.results.printed_figures import EVERYBODY, Passage

ALL_PARTICIPANTS = EVERYBODY
"""Chosen in place of an arm for a figure of all participants; leaving the choice empty says that it is not known."""


@dataclass(frozen=True)
class ProposedArm:
    """An arm as the text names it.

    Attributes
    ----------
    row
        What results call it by until it is stored.
    n, role
        ``None`` and empty where the text leaves them open.
    note
        What was taken for granted, or is to complete.
    """

    row: str
    label: str
    n: int | None = None
    role: str = ""
    note: str = ""


@dataclass(frozen=True)
class ProposedOutcome:
    """An outcome as the text names it; ``better`` is empty where it does not go without saying."""

    row: str
    name: str
    abbreviation: str = ""
    measure: str = ""
    better: str = ""
    note: str = ""


@dataclass(frozen=True)
class ProposedResult:
    """A figure as a result to confirm.

    Attributes
    ----------
    figure
        Its place among the passage's figures.
    keep
        Whether it is proposed at all: not where another row says the same already.
    outcome, arm, comparator
        Rows; empty where the text does not say, ``all`` as an arm for all participants.
    measure
        Only where it differs from the outcome's own.
    notes
        What was taken for granted, and what is to complete, one sentence each.
    """

    figure: int
    keep: bool = True
    outcome: str = ""
    arm: str = ""
    comparator: str = ""
    measure: str = ""
    time: float | None = None
    time_unit: str = ""
    estimate_printed: str = ""
    unit: str = ""
    low_printed: str = ""
    high_printed: str = ""
    interval_level: float | None = None
    numerator: int | None = None
    denominator: int | None = None
    p_printed: str = ""
    grade: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class LeftFigure:
    """A figure that makes no result of its own, and why."""

    figure: int
    reason: str


@dataclass(frozen=True)
class Proposal:
    """Everything that a text proposes.

    Attributes
    ----------
    study
        Fields of the study that the text gives away, by name.
    notes
        How those fields were read.
    """

    passage: Passage
    study: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    arms: tuple[ProposedArm, ...] = ()
    outcomes: tuple[ProposedOutcome, ...] = ()
    results: tuple[ProposedResult, ...] = ()
    left: tuple[LeftFigure, ...] = ()
