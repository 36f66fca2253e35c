"""Atoms into figures: an estimate with all that stands around it in brackets or behind commas.

A figure is still nameless here: what it measures, in whom and when is found by attribution.
"""

from evidence.claims.atoms.atom import Atom, Part
from evidence.claims.figures.brackets import AVERAGES
from evidence.claims.figures.counts import Counts
from evidence.claims.figures.figure import TIMES, Figure
from evidence.claims.figures.units import (
    NUMBERS,
    inherit_units,
    mark_times,
    percent_announced,
    percent_in_brackets,
    unit_announced,
    unit_behind,
)
from evidence.claims.lexicon import TIME_UNITS

_MARKING = AVERAGES | TIME_UNITS.keys()
_BEFORE_ERROR = frozenset((Part.PLUS_MINUS, Part.ERROR, Part.EQUALS, Part.COLON, Part.COMMA))


class Assembler(Counts):
    """Reads the figures of one sentence from its atoms."""

    def read(self) -> list[Figure]:
        """Read all figures in order."""
        marks = [(place, atom) for place, atom in enumerate(self.atoms) if atom.part or atom.word in _MARKING]
        numbers = [place for place, atom in marks if atom.part in NUMBERS]
        if not numbers and not any(atom.part in _RULES for _, atom in marks):
            return []
        self._units(marks, numbers)
        self._set_rows()
        rules = _RULES
        for place, atom in marks:
            if atom.part == 0:  # Part.WORD
                if atom.word in AVERAGES:
                    self.average = place
            elif atom.part in rules:
                rules[atom.part](self, place, atom)
        while self.brackets:
            self._resolve(self.brackets.pop(), len(self.atoms) - 1)
        figures = []
        for figure in self.figures:
            figures.append(figure)
            figures.extend(figure.rest)
        self.memory.told = self.memory.told or bool(figures)
        return figures

    def _units(self, marks: list[tuple[int, Atom]], numbers: list[int]) -> None:
        """Give numbers the units that are printed elsewhere, and tell times from results."""
        end = len(self.atoms) - 1
        for place, atom in marks:
            if atom.word in TIME_UNITS and atom.part == Part.WORD and 0 < place < end:
                unit_announced(self.atoms, numbers, place)
            elif atom.word == "%" and place < end and percent_announced(self.atoms, place):
                self.memory.percent_in_brackets = True
        if self.memory.percent_in_brackets:
            percent_in_brackets(self.atoms, numbers)
        unit_behind(self.atoms, numbers)
        inherit_units(self.atoms, numbers)
        mark_times(self.atoms, numbers)

    def _number(self, place: int, atom: Atom) -> None:
        if atom.value is None:
            return
        before = self._part_at(place - 1)
        if before in _BEFORE_ERROR and self._is_error(place, atom):
            return
        if self._part_at(place - 2) == Part.NUMBER and self._completes_pair(place, atom):
            return
        if self._is_threshold(place):
            return
        if atom.unit == "%":
            self._percent(place, atom)
        elif atom.unit == "dose":
            compared = self.label is not None and self.label.name == "difference" and place - self.label_place < 4
            if compared or self._is_weighed(place):
                atom.unit = atom.name
                if not self._ratio(place, atom):
                    self._mean(place, atom)
        elif self._ratio(place, atom):
            return
        elif atom.unit in TIMES:
            self._duration(place, atom)
        elif self._is_rate(place, atom):
            self._rate(place, atom)
        elif atom.unit is not None or self._is_mean(place, atom):
            self._mean(place, atom)
        elif atom.value == int(atom.value) and "." not in atom.word:
            self._count(place, atom)


_RULES = {
    Part.OPEN: Assembler._open,
    Part.CLOSE: Assembler._close,
    Part.CI: Assembler._ci_label,
    Part.SPREAD: Assembler._spread_label,
    Part.ERROR: Assembler._error,
    Part.LABEL: Assembler._take_label,
    Part.RANGE: Assembler._range,
    Part.P: Assembler._p,
    Part.NOT_REACHED: Assembler._not_reached,
    Part.FRACTION: Assembler._fraction,
    Part.NUMBER: Assembler._number,
}
