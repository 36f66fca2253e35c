"""Arms that a word before their name leads to: "with high-dose lenalidomide", "erlotinib versus placebo"."""

from evidence.claims.atoms.atom import Atom, Part
from evidence.claims.attribution.names import Arm, names_treatment
from evidence.claims.attribution.phrase import STOPS
from evidence.claims.attribution.suffixed import PARTS_OF_A_TRIAL, Suffixed
from evidence.claims.figures.effects import CHANGE_NOUNS
from evidence.claims.lexicon import ACTS, ARM_SUFFIXES, PEOPLE, words

GIVEN_TO = PEOPLE | words("those")
_WEAK_LEADERS = words("of by in to among")
_ASSIGNED = words("assigned randomised randomized allocated")
_GIVEN = words("given receiving taking")
_SINCE = words("after following")
_SKIPPED = words("the a either to receive receiving")
_BEFORE_COMPARED = words("the with those given receiving in for on after")
_JOINS = words("plus and + /")
_TO_CONTROLS = words("in with for among of")
_LONGEST = 6
_BEFORE_COUNT = frozenset((Part.OPEN, Part.COMMA, Part.VERSUS))


class Led(Suffixed):
    """Learns arms from what stands before their name."""

    def _weakly(self, atoms: list[Atom], first: int, last: int) -> Arm:
        """Learn a name that looks like a treatment's and may be one of an arm."""
        return Arm(first, last, self.learn(self.name_of(atoms, first, last), sure=False), True, False, False)

    def _compared(self, atoms: list[Atom], place: int, found: list[Arm]) -> None:
        """Read "erlotinib versus placebo", "vs DClo, 58%": treatments on either side of a comparison."""
        first = place + 1
        while first < len(atoms) and atoms[first].word in _BEFORE_COMPARED:
            first += 1
        last = first - 1
        while last + 1 < len(atoms) and last - first < _LONGEST:
            if not self._nameable(atoms[last + 1]) and not (last >= first and self._joins(atoms, first, last)):
                break
            last += 1
        suffixed = last + 1 < len(atoms) and atoms[last + 1].word in ARM_SUFFIXES
        if last >= first and not suffixed and self._treats(atoms, first, last):
            found.append(self._weakly(atoms, first, last))
        first = self._back(atoms, place)
        if 0 < place - first <= 4 and self._treats(atoms, first, place - 1):
            found.append(self._weakly(atoms, first, place - 1))

    def _treats(self, atoms: list[Atom], first: int, last: int) -> bool:
        return self._looks(atoms, first, last, strict=True) and not self.is_outcome(atoms, last)

    def _joins(self, atoms: list[Atom], first: int, last: int) -> bool:
        """Whether "and" or "plus" behind a name goes on to a second drug of the same arm."""
        joint = atoms[last + 1].word
        if joint not in _JOINS or last + 2 >= len(atoms) or not self._looks(atoms, last + 2, last + 2, strict=True):
            return False
        return joint != "and" or not self.listed(atoms, first, last)

    def _counted(self, atoms: list[Atom], place: int, found: list[Arm]) -> None:
        """Read "(92 TOMOX and 91 FOLFOX4)" as arms with their sizes or counts."""
        if place == 0 or atoms[place].unit is not None:
            return
        before = atoms[place - 1]
        if before.part not in _BEFORE_COUNT and before.word != "and":
            return
        last = place
        while last + 1 < len(atoms) and last - place < 4 and self._nameable(atoms[last + 1]):
            last += 1
        if (
            last == place
            or last + 1 >= len(atoms)
            or not (atoms[last + 1].part in (Part.COMMA, Part.CLOSE, Part.VERSUS) or atoms[last + 1].word == "and")
        ):
            return
        if self.is_outcome(atoms, last) or not self._looks(atoms, place + 1, last, strict=True):
            return
        found.append(Arm(place + 1, last, self.learn(self.name_of(atoms, place + 1, last)), False, False))

    def _alternative(self, atoms: list[Atom], place: int, found: list[Arm]) -> None:
        """Read "placebo" in "to imatinib (109 analysed) or placebo"."""
        if place < len(atoms) and atoms[place].part == Part.OPEN:
            closes = [at for at in range(place, min(place + 8, len(atoms))) if atoms[at].part == Part.CLOSE]
            place = closes[0] + 1 if closes else place
        if place + 1 >= len(atoms) or not (atoms[place].word == "or" or atoms[place].part == Part.VERSUS):
            return
        last = place
        while last + 1 < len(atoms) and last - place < 5 and self._nameable(atoms[last + 1]):
            last += 1
        if last > place and self._looks(atoms, place + 1, last, strict=True) and not self.is_outcome(atoms, last):
            found.append(self._weakly(atoms, place + 1, last))

    def _told_twice(self, atoms: list[Atom], word: str, name: str) -> bool:
        """Whether "after X" sets X against something: "after Y" stands in the same sentence, or X is an arm."""
        return name in self.order or sum(atom.word == word for atom in atoms) > 1

    def _led(self, atoms: list[Atom], place: int, found: list[Arm]) -> None:
        """Read "with high-dose lenalidomide": a preposition leads to words that look like a treatment."""
        words = self.words
        word = words[place]
        first = place + 1
        while first < len(words) and words[first] in _SKIPPED:
            first += 1
        if first >= len(words):
            return
        if words[first] == "controls" and word in _TO_CONTROLS:
            found.append(Arm(first, first, self.learn("controls", sure=False), True, True))
            return
        before = words[place - 1] if place else ""
        if word in ("in", "of") and before in CHANGE_NOUNS:  # "a reduction in HAM-D"
            return
        assigned = word == "to" and before in _ASSIGNED
        weak = word in _WEAK_LEADERS and not assigned
        if weak and True not in map(names_treatment, words[first : first + 5]):
            return
        last = self._led_until(atoms, first)
        sure = assigned or (word in _GIVEN and before in GIVEN_TO)
        if last < first or self.is_outcome(atoms, last) or not self._looks(atoms, first, last, strict=not sure):
            return
        if word == "without":
            found.append(Arm(place, last, f"without {self.name_of(atoms, first, last)}", True, True))
        elif self._names_arm(atoms, word, first, last, weak=weak):
            self._second(atoms, first, last, found)
            found.append(self._weakly(atoms, first, last))
            self._alternative(atoms, last + 1, found)

    def _led_until(self, atoms: list[Atom], first: int) -> int:
        last = first - 1
        for atom in atoms[first : first + _LONGEST + 1]:
            plain = not atom.part and (atom.word not in STOPS or atom.word == "only")  # not: Part.WORD
            if atom.word in ACTS and last >= first:  # "with porcine ATG died"
                break
            if not plain and (atom.word not in _JOINS or not self._joins(atoms, first, last)):
                break
            last += 1
        return last

    def _names_arm(self, atoms: list[Atom], word: str, first: int, last: int, *, weak: bool) -> bool:
        """Whether words that look like a treatment name an arm, not a part of the trial nor what came before."""
        if atoms[last].word in ARM_SUFFIXES or atoms[last].word in PARTS_OF_A_TRIAL:
            return False
        name = self.name_of(atoms, first, last)
        if word in _SINCE and not self._told_twice(atoms, word, name):
            return False
        if weak and name not in self.order and not any(names_treatment(atom.word) for atom in atoms[first : last + 1]):
            return False
        return last + 1 >= len(atoms) or atoms[last + 1].word not in PEOPLE

    def _second(self, atoms: list[Atom], first: int, last: int, found: list[Arm]) -> None:
        """Read "ICE" in "for GEMOX and ICE"."""
        begin = last + 2
        if begin >= len(atoms) or atoms[last + 1].word != "and" or not self._looks(atoms, begin, begin, strict=True):
            return
        end = begin
        while end + 1 < len(atoms) and self._nameable(atoms[end + 1]):
            end += 1
        if not self.is_outcome(atoms, end):
            self.learn(self.name_of(atoms, first, last), sure=False)
            found.append(self._weakly(atoms, begin, end))
