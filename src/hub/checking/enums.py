"""The words of the public tool."""

from __future__ import annotations

from enum import StrEnum


class FigureState(StrEnum):
    """What was found about a figure of a passage; the gravest finding gives the state."""

    IMPOSSIBLE = "impossible"
    INCONSISTENT = "inconsistent"
    NOTE = "note"
    CLEAR = "clear"

    @property
    def word(self) -> str:
        """What a mark says."""
        return _WORDS[self]

    @property
    def meaning(self) -> str:
        """What the word means, for the key above a passage."""
        return _MEANINGS[self]


_WORDS = {
    FigureState.IMPOSSIBLE: "impossible",
    FigureState.INCONSISTENT: "inconsistent",
    FigureState.NOTE: "worth a look",
    FigureState.CLEAR: "nothing found",
}
_MEANINGS = {
    FigureState.IMPOSSIBLE: "no data at all give this print",
    FigureState.INCONSISTENT: "no method in use gives this print",
    FigureState.NOTE: "correct papers print this too",
    FigureState.CLEAR: "which does not mean that it is right",
}


class CheckGroup(StrEnum):
    """What a check looks at; the order is the order of the page that explains them."""

    INTERVALS = "An estimate and its interval"
    COUNTS = "Counts and percentages"
    CURVES = "Survival and incidence over time"
    COMPARISONS = "Comparisons and P values"
