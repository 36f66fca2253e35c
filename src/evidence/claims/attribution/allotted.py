"""Arms learned from how people were allotted to them, and from comparisons that name both sides."""

import re
from functools import lru_cache

from evidence.claims.atoms.atom import Atom, Part
from evidence.claims.attribution.assigned import Listed, allocation, names, one_of, received, row
from evidence.claims.attribution.contrasts import behind_people, between, compared
from evidence.claims.attribution.names import Arm, names_treatment
from evidence.claims.attribution.naming import GENERIC, measured, name_end, skip_articles
from evidence.claims.attribution.registry import BARE, LEADING, Registry
from evidence.claims.lexicon import ACTS, ARM_SUFFIXES, BE, CONDITIONS, HAVE, PEOPLE, words

_MEASURE = re.compile(r"(?<![\w.])(\d[\d.,]*)[\s-]+([^\W\d_][\w/%]*)(?:$|(?<=\w) of |(?<=\w) [^\W\d_]+$)")
_WHO = words("who that which")
_PEOPLE_GIVEN = words("received receiving given assigned allocated randomised randomized treated undergoing underwent")
_PARTICIPLES = _PEOPLE_GIVEN - words("received underwent")
_PASSIVE = words("treated assigned allocated randomised randomized")
_LEADS_TIME = words("for with to or versus vs of receiving receive")
_SHAMS = words("placebo sham")
_NAMED_AFTER = words("with to by receive undergo for")


@lru_cache(maxsize=20_000)
def measure_in(name: str) -> str | None:
    """Give the dose or time of a name, in one spelling: "7 day" of "therapy for 7 days", "5 mg" of "5 mg of X"."""
    found = _MEASURE.search(name.lower())
    return None if found is None else f"{found[1]} {found[2].rstrip('s')}"


class Allotted(Registry):
    """Learns arms from allocation and from comparison."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.allocated: list[str] = []
        self.population: set[str] = set()  # the words that tell who was studied
        self.enrolling = False  # whether the sentence at hand tells who was studied
        self.measures: dict[str, str] = {}  # "200 mg" → the arm that has this dose

    def _allocated(self, atoms: list[Atom], place: int, found: list[Arm]) -> None:
        """Read "assigned to receive A, B, or C"."""
        groups = received(atoms, place) if atoms[place].word == "received" else allocation(atoms, place)
        after = groups[-1].after if groups else len(atoms)
        if after < len(atoms) and (atoms[after].word in HAVE or atoms[after].word in ACTS):
            for group in groups:
                group.size = (
                    None  # "118 randomised to X and 161 randomised to Y had progressed": of their group, not it
                )
        self._take_all(atoms, groups, found)

    def _given_one_of(self, atoms: list[Atom], place: int, found: list[Arm]) -> None:
        """Read "Patients received X 20 mg, X 40 mg or placebo": one of several, told apart by dose or by a sham."""
        if self.allocated or place + 2 >= len(atoms) or atoms[place].part != Part.WORD:
            return
        groups = one_of(atoms, place + 1 + (atoms[place + 1].word == "with"))
        doses = sum(measured(atoms[group.last]) for group in groups)
        if len(groups) > 1 and (doses > 1 or any(atoms[group.first].word in _SHAMS for group in groups)):
            self._take_all(atoms, groups, found)

    def _take_all(self, atoms: list[Atom], groups: list[Listed], found: list[Arm]) -> None:
        """Learn the groups of a list, which are all that people were allotted to."""
        timed = any(measured(atoms[group.first]) for group in groups)
        names: list[str] = []
        for group in groups:
            first, last = group.first, group.last
            if timed and measured(atoms[last]):
                first = last
            names.append(self._take_up(atoms, group, first, last))
            found.append(Arm(first, last, names[-1], True, True))
        if len(set(names)) > 1 and not self.allocated:
            self.allocated = list(dict.fromkeys(names))

    def _rowed(self, atoms: list[Atom], place: int, found: list[Arm]) -> None:
        """Read "for A and B, respectively"; "for A, B and C were 12%, 13% and 14%" where no arms were told before."""
        told = self.allocated or len(self.order) > 1
        if "respectively" not in self.words[place:] and (told or BE.isdisjoint(self.words[place:])):
            return
        spans = row(atoms, place)
        if any(self._tells_outcome(atoms, first, last) for first, last in spans):
            return
        for first, last in spans:
            name = self.learn(self.name_of(atoms, first, last), sure=False)
            self.note_measure(name)
            found.append(Arm(first, last, name, True, False))

    def _tells_outcome(self, atoms: list[Atom], first: int, last: int) -> bool:
        word = atoms[last].word
        if word in ("response", "responses"):
            return True
        return self.is_outcome(atoms, last) and word not in CONDITIONS and not self.looks(atoms, first, last)

    def _treatment_with(self, atoms: list[Atom], place: int, found: list[Arm]) -> None:
        """Read "Treatment with X"."""
        if place + 2 >= len(atoms) or atoms[place + 1].word != "with":
            return
        first = skip_articles(atoms, place + 2)
        last = name_end(atoms, first)
        if last >= first and atoms[first].word not in GENERIC and not self.is_outcome(atoms, last):
            found.append(Arm(first, last, self.learn(self.name_of(atoms, first, last), sure=False), True, False))

    def _take_up(self, atoms: list[Atom], group: Listed, first: int, last: int) -> str:
        name = self.learn(self.name_of(atoms, first, last))
        if group.short is not None:
            short = self._written(atoms, group)
            self.alias(short, short)
            name = short
        self.note_measure(name)
        if group.size is not None:
            self.note_size(name, group.size)
        return name

    def _written(self, atoms: list[Atom], group: Listed) -> str:
        for atom in atoms[group.last : group.after]:
            if atom.word == group.short:
                return self.text[atom.start : atom.end]
        return group.short or ""

    def alias(self, word: str, name: str) -> None:
        """Recognise a word as the name of an arm."""
        self.learn(word if word == name else name)

    def note_measure(self, name: str) -> None:
        """Recognise an arm by the dose or time that its name ends in."""
        key = measure_in(name)
        if key is not None:
            self.measures.setdefault(key, name)

    def learn_measured(self, name: str) -> str:
        """Learn a name, unless it ends in the dose or time by which the text has named an arm before."""
        known = self.measures.get(measure_in(name) or "")
        if known is not None and (name[:1].isdigit() or known[:1].isdigit()):
            return known
        self.note_measure(name)
        return self.learn(name, sure=False)

    def _note_dose(self, atom: Atom, name: str) -> None:
        if atom.word[:1].isdigit():
            self.note_measure(name)

    def _contrasted(self, atoms: list[Atom], place: int, found: list[Arm]) -> None:
        """Read "higher with X than with Y", "between X and Y"."""
        sides = between(atoms, place) if atoms[place].word == "between" else compared(atoms, place)
        if sides is None:
            return
        if any(self.is_outcome(atoms, last) and not self.looks(atoms, first, last) for first, last in sides):
            return
        suffixed = [last + 1 < len(atoms) and atoms[last + 1].word in ARM_SUFFIXES for _, last in sides]
        if place == 0 and suffixed == [True, False] and not self.looks(atoms, *sides[1]):
            return  # "Compared with the X group, the new approach was"
        for first, last in sides:
            name = self.learn(self.name_of(atoms, first, last), sure=False)
            found.append(Arm(first, behind_people(atoms, last + 1) - 1, name, True, False))

    def _people_given(self, atoms: list[Atom], place: int, found: list[Arm]) -> None:
        """Read "patients who received X", "children treated with X"; `place` is of the people."""
        verb = self._verb_of_giving(atoms, place + 1)
        if not verb:
            if place + 1 < len(atoms) and atoms[place + 1].word == "with":
                self._given_respectively(atoms, skip_articles(atoms, place + 2), found)
            return
        passive = atoms[verb].word in _PASSIVE
        at = skip_articles(atoms, verb + 1)
        if passive and (at >= len(atoms) or atoms[at].word not in _NAMED_AFTER):
            return
        while at < len(atoms) and atoms[at].word in _NAMED_AFTER:
            at = skip_articles(atoms, at + 1)
        if self._given_respectively(atoms, at, found):
            return
        last = name_end(atoms, at)
        if last < at or atoms[at].word in PEOPLE or (measured(atoms[at]) and not passive):
            return
        bare = passive and at == last and atoms[last].word in BARE
        if (atoms[at].word in GENERIC or atoms[last].word in GENERIC) and not bare:
            return
        joint = atoms[last + 1].word if last + 1 < len(atoms) else ""
        if joint in ("or", "and") and not names_treatment(atoms[last].word):
            return
        name = self.learn_measured(self.name_of(atoms, at, last))
        found.append(Arm(at, last, name, True, False))

    def _given_respectively(self, atoms: list[Atom], at: int, found: list[Arm]) -> bool:
        """Read "patients given X, Y and Z, respectively", "patients with T1 and T2 tumours, respectively"."""
        spans, behind = names(atoms, at)
        told = any(atom.word == "respectively" for atom in atoms[behind : behind + 3])
        if not told or not spans:
            return False
        for first, last in spans:
            name = self.name_of(atoms, first, last)
            # "with a complete or partial response": a name here alone, and an outcome elsewhere.
            known = name if self._tells_outcome(atoms, first, last) else self.learn_measured(name)
            found.append(Arm(first, last, known, True, True))
        return True

    def _verb_of_giving(self, atoms: list[Atom], at: int) -> int:
        """Where "received", "treated" or the like stands that tells what people were given; 0 where none does."""
        told = at < len(atoms) and (atoms[at].word in _WHO or atoms[at].word in HAVE)
        at += told
        while at < len(atoms) and (atoms[at].word in HAVE or atoms[at].word in BE):
            at += 1
        return at if at < len(atoms) and atoms[at].word in (_PEOPLE_GIVEN if told else _PARTICIPLES) else 0

    def _measured_known(self, atoms: list[Atom], found: list[Arm]) -> None:
        """Recognise "200 mg" and "the 3-day group" once the text has named arms by dose or time."""
        for place, atom in enumerate(atoms):
            compound = atom.part == Part.WORD and atom.word[:1].isdigit() and "-" in atom.word
            if not compound and not measured(atom):
                continue
            key = measure_in(self.text[atom.start : atom.end])
            name = None if key is None else self.measures.get(key)
            if name is None:
                continue
            before = atoms[place - 1].word if place else ""
            suffixed = place + 1 < len(atoms) and atoms[place + 1].word in ARM_SUFFIXES
            timed = measured(atom) and atom.unit != "dose"
            if timed and not suffixed and before not in _LEADS_TIME:
                continue
            last = place + suffixed
            tail = name.lower().split()[2:]  # "10 µM trabedersen"
            if tail and name[:1].isdigit() and self.words[place + 1 : place + 1 + len(tail)] == tail:
                last = place + len(tail)
            found.append(Arm(place, last, name, before in LEADING, suffixed))
