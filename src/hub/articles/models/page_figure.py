"""A figure in an article's prose as it is read: what saving stores, publishing judges and editors are shown."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from hub.articles.enums import NEEDS_REASON, FigureField, FigureState


@dataclass(frozen=True)
class PageFigure:
    """A figure in an article's prose and how it stands to the stored evidence.

    Attributes
    ----------
    field, start, end
        Where it is: ``plain_text(field)[start:end]`` are its characters. Learning objectives are one text, a line each.
    quote, occurrence
        Those characters, and which of several equal ones in the field it is, from 1.
    state
        What is to be shown; ``impossible`` and ``inconsistent`` go before being tied.
    finding
        What is wrong, in a sentence; empty for a tied or declared figure.
    method
        How it was checked, in a sentence; empty if it could not be.
    outcome, arm, time
        Of the result that it is tied to, or else as the text says.
    result_id
        Primary key of the stored ``Result``, also of one that the figure differs from.
    candidates
        Primary keys of results that it may be, the likeliest first.
    notes
        Findings worth a look that question nothing.
    declared_by
        Primary key of the ``FigureDeclaration`` that decided, if it is stored.
    against
        The stored value that the figure differs from, as printed.
    found
        Every check that questions it, with the characters of all figures that the check concerns.
    sentence
        The sentence that it stands in.
    """

    field: FigureField
    start: int
    end: int
    quote: str
    occurrence: int
    state: FigureState
    finding: str = ""
    method: str = ""
    outcome: str = ""
    arm: str = ""
    time: str = ""
    result_id: int | None = None
    candidates: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()
    declared_by: int | None = None
    against: str = ""
    found: tuple[str, ...] = ()
    sentence: str = ""

    @property
    def digest(self) -> str:
        """What a reason is given for: this figure of this sentence, outcome, arm and time, questioned in these ways."""
        parts = (
            self.field,
            self.quote,
            str(self.occurrence),
            self.state,
            self.outcome,
            self.arm,
            self.time,
            self.against,
            self.sentence,
            *self.found,
        )
        return hashlib.sha256("\x1f".join(" ".join(part.split()) for part in parts).encode()).hexdigest()

    @property
    def needs_reason(self) -> bool:
        """Whether it is published only with a reason."""
        return self.state in NEEDS_REASON


class _Stateful(Protocol):
    state: str


def figure_counts(figures: Iterable[_Stateful]) -> dict[str, int]:
    """Return how many figures are in each state that any of them is in, in the order of ``FigureState``."""
    found = Counter(str(figure.state) for figure in figures)
    return {state.value: found[state.value] for state in FigureState if found[state.value]}
