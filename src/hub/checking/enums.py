"""The words of the public tool."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class FigureState(StrEnum):
    """What was found about a figure of a passage; the gravest finding gives the state."""

    IMPOSSIBLE = "impossible"
    INCONSISTENT = "inconsistent"
    NOTE = "note"
    CLEAR = "clear"

    @property
    def word(self) -> str:
        """What a mark says."""
        return str(_WORDS[self])

    @property
    def meaning(self) -> str:
        """What the word means, for the key above a passage."""
        return str(_MEANINGS[self])


_WORDS = {
    FigureState.IMPOSSIBLE: _("impossible"),
    FigureState.INCONSISTENT: _("inconsistent"),
    FigureState.NOTE: _("worth a look"),
    FigureState.CLEAR: _("nothing found"),
}
_MEANINGS = {
    FigureState.IMPOSSIBLE: _("no data at all give this print"),
    FigureState.INCONSISTENT: _("no method in use gives this print"),
    FigureState.NOTE: _("correct papers print this too"),
    FigureState.CLEAR: _("which does not mean that it is right"),
}


class CheckGroup(StrEnum):
    """What a check looks at; the order is the order of the page that explains them."""

    INTERVALS = "intervals"
    COUNTS = "counts"
    CURVES = "curves"
    COMPARISONS = "comparisons"

    @property
    def title(self) -> str:
        """The heading above its checks."""
        return str(_TITLES[self])


_TITLES = {
    CheckGroup.INTERVALS: _("An estimate and its interval"),
    CheckGroup.COUNTS: _("Counts and percentages"),
    CheckGroup.CURVES: _("Survival and incidence over time"),
    CheckGroup.COMPARISONS: _("Comparisons and P values"),
}
