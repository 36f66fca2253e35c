"""The words and numbers that a figure writes by itself, in English unless it is told otherwise.

What a figure is given (title, labels, printed values) it writes as it is. A few words and numbers are its own: the rows
of the table under curves, the numbers on axes, parts of the text alternative. Another language brings these along, with
functions that write a number; the library knows no language but English.
"""

from collections.abc import Callable
from dataclasses import dataclass

NBSP = "\u00a0"


def _as_it_is(text: str) -> str:
    return text


def _percent(number: str) -> str:
    return f"{number}%"


def _at(number: str, unit: str) -> str:
    return f"at {number}{NBSP}{unit.removesuffix('s') if number == '1' else unit}"


@dataclass(frozen=True)
class FigureLanguage:
    """
    The words and numbers that `draw_curves` and `draw_estimates` write by themselves.

    Parameters
    ----------
    at_risk, censored, events, other_events : str
        The rows of the table under curves.
    crowded : str
        What the censoring marks are where not all are drawn.
    survival, incidence : str
        What curves show, in the text alternative.
    counts : str
        How many people and events a curve rests on, with the places ``{label}``, ``{people}`` and ``{events}``.
    number : callable
        Writes a number that is printed in English, like ``"0.5"`` or ``"1,200"``.
    percent : callable
        The same with the sign of per cent.
    at : callable
        Writes a time point from its number, printed in English, and its unit: ``"at 4 years"``.
    unit : callable
        Writes the name of a unit, like ``"months"``.
    """

    at_risk: str = "At risk"
    censored: str = "Censored"
    events: str = "Events"
    other_events: str = "Other events"
    crowded: str = "Censored; where marks crowd, not all are drawn"
    survival: str = "survival"
    incidence: str = "cumulative incidence"
    counts: str = "{label}: {people} people, {events} events"
    number: Callable[[str], str] = _as_it_is
    percent: Callable[[str], str] = _percent
    at: Callable[[str, str], str] = _at
    unit: Callable[[str], str] = _as_it_is


ENGLISH = FigureLanguage()
