"""Sentences in German and Spanish: their numbers are read, but not what they are about.

The rules of attribution know English. In other prose they would take "gegenüber" for an outcome: an attribute that is
left open is better than a wrong one. Only survival is told by its name, because its percentage is no proportion.
"""

from collections.abc import Iterable

from evidence.claims.figures.figure import Figure
from evidence.claims.lexicon import words

_ENGLISH = words("the of was were and with for in is are had to at by")
_OTHERS = words(
    "der die das den dem des und mit war waren betrug betrugen lag lagen nach gegenüber für von bei im eine einer "
    "el la los las del de y con fue fueron frente en los una años meses pacientes tras"
)
_SURVIVAL = ("überleben", "supervivencia", "sobrevida")


def is_foreign(line: Iterable[str]) -> bool:
    """Whether a sentence has at least two small words of German or Spanish, and more of them than of English."""
    if _OTHERS.isdisjoint(line):
        return False
    found = set(line)
    others = len(found & _OTHERS)
    return others > 1 and others > len(found & _ENGLISH)


def leave_open(line: Iterable[str], figures: Iterable[Figure]) -> None:
    """Take away what English rules have read out of a sentence of another language."""
    alive = any(word.endswith(_SURVIVAL) for word in line)
    for figure in figures:
        figure.outcome = figure.arm = figure.time = None
        if figure.kind == "percent":
            figure.measure = "survival_probability" if alive else "proportion"
