"""What the public tool shows: a passage in pieces, findings as cards, figures as rows."""

from __future__ import annotations

import re
from dataclasses import dataclass

from hub.checking.enums import CheckGroup, FigureState

_SPACES = re.compile(r"(\s+)")
_LONGEST_WHOLE = 24


@dataclass(frozen=True)
class Question:
    """What somebody asks of the tool: a passage, and what it does not say itself."""

    passage: str
    groups: tuple[tuple[str, int], ...] = ()
    adjusted: bool = False


@dataclass(frozen=True)
class Example:
    """A made-up passage to try the tool with."""

    title: str
    shows: str
    question: Question


@dataclass(frozen=True)
class CheckExplanation:
    """One check in a clinician's words.

    Attributes
    ----------
    check
        Its name in the library.
    title
        What it holds, as a short statement.
    says
        What it looks at and why that must hold.
    leaves_alone
        When it does not apply.
    levels
        How grave its findings are.
    """

    check: str
    title: str
    group: CheckGroup
    says: str
    leaves_alone: str
    levels: tuple[FigureState, ...]


@dataclass(frozen=True)
class Mark:
    """A marked figure: its number, what was found, and the anchor of its entry."""

    number: int
    state: FigureState
    target: str


@dataclass(frozen=True)
class Piece:
    """A stretch of the passage; without a mark, plain words."""

    text: str
    mark: Mark | None = None

    @property
    def stretches(self) -> list[tuple[str, bool]]:
        """The text in parts, each with whether a line may not end inside it: an interval keeps its limits together."""
        parts = (part for part in _SPACES.split(self.text) if part)
        return [(part, not part.isspace() and len(part) <= _LONGEST_WHOLE) for part in parts]


@dataclass(frozen=True)
class FigureRow:
    """A figure as it was read, in the words of the table; what was not read is empty.

    Attributes
    ----------
    measure
        Empty where it would only say the outcome again.
    named
        Whether the outcome is in the words of the passage, rather than called by its measure.
    findings
        Numbers of the findings about it.
    """

    number: int
    state: FigureState
    printed: str
    measure: str
    outcome: str
    arm: str
    time: str
    estimate: str
    interval: str
    counts: str
    p: str
    named: bool = False
    findings: tuple[int, ...] = ()


@dataclass(frozen=True)
class FindingCard:
    """One finding with the figures that it is about."""

    number: int
    state: FigureState
    sentence: str
    fits: str
    assumption: str
    explanation: CheckExplanation
    figures: tuple[FigureRow, ...]


@dataclass(frozen=True)
class Report:
    """Everything that the tool says about one passage.

    Attributes
    ----------
    states
        Those that occur, the gravest first.
    stated_groups
        Sizes of groups that the passage itself states.
    unknown_groups
        Groups whose size was given, but of which no figure was read.
    """

    question: Question
    summary: str
    pieces: tuple[Piece, ...]
    cards: tuple[FindingCard, ...]
    rows: tuple[FigureRow, ...]
    states: tuple[FigureState, ...]
    stated_groups: tuple[tuple[str, int], ...] = ()
    unknown_groups: tuple[str, ...] = ()
