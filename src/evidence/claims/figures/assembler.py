"""Atoms into figures: an estimate with all that stands around it in brackets or behind commas.

A figure is still nameless here: what it measures, in whom and when is found by attribution.
"""

from evidence.claims.atoms.atom import Atom, Part, places
from evidence.claims.figures.brackets import AVERAGES, BEFORE_THRESHOLD, BEHIND_THRESHOLD
from evidence.claims.figures.counts import Counts
from evidence.claims.figures.figure import TIMES, Figure
from evidence.claims.figures.intervals import BEFORE_PAIR
from evidence.claims.figures.units import (
    NUMBERS,
    inherit_over_versus,
    inherit_units,
    mark_times,
    percent_announced,
    percent_in_brackets,
    unit_announced,
    unit_behind,
)
from evidence.claims.lexicon import PEOPLE, TIME_UNITS
from evidence.claims.lexicon import words as words_of

_PLANNED = words_of("power powered")
_DETECTED = words_of("detect detecting assuming assumed exclude")
_ANNOUNCING = frozenset(TIME_UNITS)
_MARKING = AVERAGES | TIME_UNITS.keys()
_BEFORE_ERROR = frozenset((Part.PLUS_MINUS, Part.ERROR, Part.EQUALS, Part.COLON, Part.COMMA))


class Assembler(Counts):
    """Reads the figures of one sentence from its atoms."""

    def read(self) -> list[Figure]:
        """Read all figures in order."""
        parts, words, rules, marking = self.line.parts, self.line.words, _RULES, _MARKING
        marks = places(parts, _PARTS)
        if not marking.isdisjoint(words):
            marks = sorted([*marks, *(place for place in places(words, marking) if not parts[place])])
        numbers = [place for place in marks if parts[place] in NUMBERS]
        if not _PLANNED.isdisjoint(words) and not _DETECTED.isdisjoint(words):
            return []  # "1200 patients gave 90% power to detect a difference of 8%"
        if not numbers and rules.keys().isdisjoint(parts):
            return []
        self._units(marks, numbers)
        self._set_parts()
        if Part.FRACTION in parts and self._in_pairs(marks):
            marks = [place for place in marks if parts[place] != Part.FRACTION]
        for place in marks:
            part = parts[place]
            if part in rules:
                rules[part](self, place, self.atoms[place])
            elif words[place] in AVERAGES:
                self.average = place
        while self.brackets:
            self._resolve(self.brackets.pop(), len(self.atoms) - 1)
        figures = []
        for figure in self.figures:
            figures.append(figure)
            figures.extend(figure.rest)
        self.memory.told = self.memory.told or bool(figures)
        return figures

    def _in_pairs(self, marks: list[int]) -> bool:
        """Read "(X/Y): ER positive in 75/68, negative in 70/57" as one number for each group, and no fractions."""
        atoms = [self.atoms[place] for place in marks if self.line.parts[place] == Part.FRACTION]
        more = sum((atom.parts[0].value or 0) > (atom.parts[1].value or 0) for atom in atoms)
        more += more > 0 and any(word[1:2] == "/" and len(word) == 3 for word in self.line.words)  # "(arm A/B, 53/44)"
        self.memory.in_pairs = self.memory.in_pairs or more > 1
        return more > 1 or (self.memory.in_pairs and more > 0)

    def _units(self, marks: list[int], numbers: list[int]) -> None:
        """Give numbers the units that are printed elsewhere, and tell times from results."""
        words, parts = self.line.words, self.line.parts
        end = len(words) - 1
        for place in marks if not _ANNOUNCING.isdisjoint(words) else ():
            if parts[place] == Part.WORD and words[place] in TIME_UNITS and 0 < place < end:
                unit_announced(self.atoms, numbers, place)
        if "%" in words and any(percent_announced(self.atoms, place) for place in range(end) if words[place] == "%"):
            self.memory.percent_in_brackets = True
        if self.memory.percent_in_brackets:
            percent_in_brackets(self.atoms, numbers)
        unit_behind(self.atoms, numbers)
        inherit_units(self.atoms, numbers)
        if Part.VERSUS in parts:
            inherit_over_versus(self.atoms, numbers)
        mark_times(self.atoms, numbers)
        for place in numbers:
            parts[place] = self.atoms[place].part

    def _number(self, place: int, atom: Atom) -> None:
        if atom.value is None:
            return
        before = self.parts[place - 1]
        if before in _BEFORE_ERROR and self._is_error(place, atom):
            return
        if self.parts[place - 2] == Part.NUMBER and self._completes_pair(place, atom):
            return
        beside = self.words[place - 1] in BEFORE_THRESHOLD or self.words[place + 1] in BEHIND_THRESHOLD
        if beside and self._is_threshold(place):
            return
        if atom.unit is None and self.label is None and "." not in atom.word:  # a plain whole number
            if before not in BEFORE_PAIR or not self._starts_pair(place):
                self._whole(place, atom)
        elif atom.unit == "%":
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
        elif self._plain_rate(place, atom):
            return
        elif atom.unit is not None or "." in atom.word:
            if atom.unit is not None or self._is_mean(place, atom):
                self._mean(place, atom)
        else:
            self._whole(place, atom)

    def _size(self, place: int, atom: Atom) -> None:
        """Read "20% of patients (n = 57)" as 57 of them."""
        last = self._last()
        counted = last is not None and last.kind == "percent" and last.numerator is None and place - last.last == 4
        if last is not None and counted and self.words[place - 3] == "of" and self.words[place - 2] in PEOPLE:
            last.numerator = atom.parts[0]

    def _whole(self, place: int, atom: Atom) -> None:
        """Read a whole number without a unit: a mean, or a count."""
        if self._is_mean(place, atom):
            self._mean(place, atom)
        elif atom.value == int(atom.value or 0):
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
    Part.SIZE: Assembler._size,
}
_PARTS = _RULES.keys() | NUMBERS
