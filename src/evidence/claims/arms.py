"""The arms of a trial: names learned from the whole text, and where a sentence speaks of them.

A name is learned where the text gives it away ("the X group", "randomised to X or Y", "X-treated patients",
"X (n = 46)"), and recognised everywhere after.
"""

import re

from evidence.claims.atoms import Atom, Part
from evidence.claims.lexicon import (
    ARM_SUFFIXES,
    ARM_WORDS,
    DRUG_ENDINGS,
    OUTCOME_ENDINGS,
    OUTCOME_HEADS,
    PEOPLE,
)
from evidence.claims.phrases import STOPS

_PREPOSITIONS = frozenset(("in", "with", "on", "for", "to", "receiving", "given", "assigned", "of", "by", "than", "among", "taking", "under", "from", "using", "after", "between", "either", "the", "without", "allocated", "following", "and", "or", "both"))
_LABELLING = frozenset(("in", "with", "on", "for", "receiving", "given", "assigned", "among", "taking", "under", "of", "by", "to", "using", "without"))
_NO_NAMES = frozenset(
    "both two each three four all study other either these same patient age treatment-related whole entire per intention-to-treat itt "
    "per-protocol safety overall total respective different first second third separate parallel several respectively comparison "
    "large small single trial analysis full primary eligible evaluable subject no groups group arm arms between main new current "
    "present previous original test 2 a b follow-up older younger such one patients study-drug allocated".split()
)
_STAYS = frozenset(("alone", "only", "plus", "monotherapy", "chemotherapy", "therapy", "radiotherapy", "treatment"))


class Arm:
    """A mention of an arm: the atoms `first` to `last`, the name, and whether a preposition leads to it."""

    __slots__ = ("first", "known", "last", "led", "name", "suffixed")

    def __init__(self, first: int, last: int, name: str, led: bool, suffixed: bool, known: bool = True) -> None:
        self.first = first
        self.last = last
        self.name = name
        self.led = led
        self.suffixed = suffixed
        self.known = known


class Arms:
    """What is known of a text's arms."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.names: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self.order: list[str] = []
        self.weak: list[str] = []
        self.treated: list[str] = []
        self.sizes: dict[str, int] = {}
        self.total: int | None = None

    def learn(self, name: str, *, sure: bool = True) -> str:
        """Take up a name; the first spelling stays. Names that are not sure are recognised but make no pair at once."""
        if name.lower().endswith("-treated"):
            name = name[: -len("-treated")]
            if name not in self.treated:
                self.treated.append(name)
        words = tuple(_key(name))
        if not words or all(word in _NO_NAMES for word in words) or len(words) > 7:
            return name
        for known, spelling in self.names.get(words[0], ()):
            if known == words:
                if sure and spelling in self.weak:
                    self.weak.remove(spelling)
                    self.order.append(spelling)
                return spelling
        self.names.setdefault(words[0], []).append((words, name))
        self.names[words[0]].sort(key=lambda entry: -len(entry[0]))
        (self.order if sure else self.weak).append(name)
        return name

    @property
    def pair(self) -> list[str]:
        """The two arms that "A versus B" without names speaks of: the first two learned."""
        named = self.order if len(self.order) >= 2 else self.order + self.weak
        return named[:2] if len(named) >= 2 else []

    def mentions(self, atoms: list[Atom]) -> list[Arm]:
        """Find the arms that a sentence speaks of, and learn the names it gives away."""
        found: list[Arm] = []
        for place, atom in enumerate(atoms):
            if atom.part is Part.WORD and (atom.word in ARM_SUFFIXES or atom.word.endswith("-treated")):
                self._suffixed(atoms, place, found)
            elif atom.part is Part.SIZE:
                self._sized(atoms, place, found)
            elif atom.word == "results" and place > 0 and self._regimen_like(atoms, place - 1, place - 1):
                found.append(Arm(place - 1, place, self.learn(self._name(atoms, place - 1, place - 1), sure=False), True, True))
            elif atom.word in ("either", "neither"):
                self._either(atoms, place, found)
            elif atom.word in PEOPLE and atom.part is Part.WORD and place + 1 < len(atoms) and atoms[place + 1].word in ("with", "without"):
                self._subgroup(atoms, place, found)
            elif atom.part is Part.VERSUS or (atom.part is Part.WORD and atom.word == "than"):
                self._compared(atoms, place, found)
            elif atom.part is Part.MARK and atom.word == "-":
                self._dangling(atoms, place, found)
            elif atom.part is Part.NUMBER and atom.unit is None:
                self._counted(atoms, place, found)
        self._known(atoms, found)
        return _disjoint(found)

    def _name(self, atoms: list[Atom], first: int, last: int) -> str:
        return " ".join(self.text[atom.start : atom.end] for atom in atoms[first : last + 1])

    def _back(self, atoms: list[Atom], place: int) -> int:
        """The first atom of the name that ends before `place`."""
        first = place
        while first > 0:
            atom = atoms[first - 1]
            if atom.part is Part.WORD and atom.word not in STOPS and atom.word not in PEOPLE and not atom.word.endswith("ly"):
                first -= 1
            elif atom.word in ("plus", "+", "/") or (atom.word == "controls" and first == place):
                first -= 1
            else:
                break
        while first < place and (atoms[first].word in ("plus", "+", "/") or (atoms[first].word in _NO_NAMES and atoms[first].word not in ("first", "second"))):
            first += 1
        return first

    def _suffixed(self, atoms: list[Atom], place: int, found: list[Arm]) -> None:
        """Read "X group", "X and Y groups", "X-treated patients"."""
        suffix = atoms[place]
        if suffix.word.endswith("-treated"):
            if suffix.word.startswith("un") or not self._looks(atoms, place, place):
                return
            name = self.learn(self.text[suffix.start : suffix.end])
            found.append(Arm(place, place, name, place > 0 and atoms[place - 1].word in _PREPOSITIONS, True))
            return
        first = self._back(atoms, place)
        if first == place:
            if suffix.word in ("arm", "group", "cohort") and place + 1 < len(atoms) and self._letter(atoms, place + 1):
                name = self.learn(self._name(atoms, place, place + 1))
                found.append(Arm(place, place + 1, name, place > 0 and atoms[place - 1].word in _PREPOSITIONS, True))
            return
        people = suffix.word not in ("group", "groups", "arm", "arms", "cohort", "cohorts", "regimen", "regimens", "subgroup", "subgroups")
        if people and not self._regimen_like(atoms, first, place - 1):
            return
        if self._is_outcome(atoms, place - 1) and people:
            return
        name = self._name(atoms, first, place - 1)
        if all(word in _NO_NAMES for word in _key(name)) or (place - first > 6) or name.isdigit():
            return
        led = first > 0 and atoms[first - 1].word in _PREPOSITIONS
        joint = first - 1
        before: Arm | None = None
        if joint > 0 and (atoms[joint].word in ("and", "or") or atoms[joint].part is Part.VERSUS):
            start = self._back(atoms, joint)
            if 0 < joint - start <= 4 and not self._is_outcome(atoms, joint - 1) and self._looks(atoms, start, joint - 1, strict=not suffix.word.endswith("s") or people):
                other = self._name(atoms, start, joint - 1)
                if not all(word in _NO_NAMES for word in _key(other)):
                    before = Arm(start, joint - 1, self.learn(other), start > 0 and atoms[start - 1].word in _PREPOSITIONS, True)
                    led = led or before.led
        if before is not None:
            found.append(before)
        found.append(Arm(first, place, self.learn(name), led, True))

    def _letter(self, atoms: list[Atom], place: int) -> bool:
        return (atoms[place].part is Part.WORD and len(atoms[place].word) == 1 and self.text[atoms[place].start].isupper()) or (
            atoms[place].part is Part.NUMBER and atoms[place].word in ("1", "2", "3", "4") and atoms[place].unit is None
        )

    def _sized(self, atoms: list[Atom], place: int, found: list[Arm]) -> None:
        """Read "X (n = 46)"."""
        opener = place - 1
        if opener < 1 or atoms[opener].part is not Part.OPEN:
            return
        end = opener
        while end > 0 and (atoms[end - 1].word in ARM_SUFFIXES):
            end -= 1
        first = self._back(atoms, end)
        value = atoms[place].value
        if first == end or value is None or self._is_outcome(atoms, end - 1) or not self._looks(atoms, first, end - 1):
            return
        name = self.learn(self._name(atoms, first, end - 1))
        self.sizes[name] = int(value)
        found.append(Arm(first, end - 1, name, True, True))

    def _either(self, atoms: list[Atom], place: int, found: list[Arm]) -> None:
        """Read "in either group"."""
        for at in range(place + 1, min(place + 4, len(atoms))):
            if atoms[at].word in ARM_SUFFIXES:
                found.append(Arm(place, at, "either", True, True))
                return

    def _subgroup(self, atoms: list[Atom], place: int, found: list[Arm]) -> None:
        """Read "for patients with platinum-resistant disease": a subgroup, not to be learned."""
        before = place - 1
        while before > 0 and (atoms[before].part is Part.NUMBER or atoms[before].word in ("the", "all", "those")):
            before -= 1
        if before < 0 or atoms[before].word not in ("for", "in", "among", "of"):
            return
        first = place + 2
        last = first - 1
        while last + 1 < len(atoms) and last - first < 5 and self._nameable(atoms[last + 1]):
            last += 1
        if last < first:
            return
        end = last
        while end > first and atoms[end].word in ("disease", "tumours", "tumors", "status"):
            end -= 1
        found.append(Arm(place, last, self._name(atoms, first, end), True, False, False))

    def _compared(self, atoms: list[Atom], place: int, found: list[Arm]) -> None:
        """Read "erlotinib versus placebo", "vs DClo, 58%": treatments on either side of a comparison."""
        first = place + 1
        while first < len(atoms) and atoms[first].word in ("the", "with", "those", "given", "receiving", "in", "for", "on", "after"):
            first += 1
        last = first - 1
        while last + 1 < len(atoms) and last - first < 6:
            if self._nameable(atoms[last + 1]):
                last += 1
            elif last >= first and atoms[last + 1].word in ("and", "plus", "+") and last + 2 < len(atoms) and self._looks(atoms, last + 2, last + 2, strict=True) and not self._listed(atoms, first, last):
                last += 1
            else:
                break
        if last >= first and self._looks(atoms, first, last, strict=True) and not self._is_outcome(atoms, last):
            if not (last + 1 < len(atoms) and atoms[last + 1].word in ARM_SUFFIXES):
                found.append(Arm(first, last, self.learn(self._name(atoms, first, last), sure=False), True, False, False))
        first = self._back(atoms, place)
        if 0 < place - first <= 4 and self._looks(atoms, first, place - 1, strict=True) and not self._is_outcome(atoms, place - 1):
            found.append(Arm(first, place - 1, self.learn(self._name(atoms, first, place - 1), sure=False), True, False, False))

    def _nameable(self, atom: Atom) -> bool:
        return atom.part is Part.WORD and (atom.word not in STOPS or atom.word == "only") and atom.word not in ARM_SUFFIXES

    def _dangling(self, atoms: list[Atom], place: int, found: list[Arm]) -> None:
        """Read "intermediate- (…) and low-risk groups": the second name lends its tail to the first."""
        if place == 0 or atoms[place - 1].part is not Part.WORD or atoms[place - 1].end != atoms[place].start:
            return
        for at in range(place + 1, min(place + 20, len(atoms) - 1)):
            if atoms[at].part is Part.WORD and "-" in atoms[at].word and atoms[at + 1].word in ARM_SUFFIXES:
                tail = atoms[at].word.rpartition("-")[2]
                name = f"{self.text[atoms[place - 1].start : atoms[place - 1].end]}-{tail}"
                found.append(Arm(place - 1, place, self.learn(name), True, True))
                return

    def _counted(self, atoms: list[Atom], place: int, found: list[Arm]) -> None:
        """Read "(92 TOMOX and 91 FOLFOX4)" as arms with their sizes or counts."""
        if place == 0 or (atoms[place - 1].part not in (Part.OPEN, Part.COMMA, Part.VERSUS) and atoms[place - 1].word != "and"):
            return
        last = place
        while last + 1 < len(atoms) and last - place < 4 and self._nameable(atoms[last + 1]):
            last += 1
        if last == place or last + 1 >= len(atoms) or not (atoms[last + 1].part in (Part.COMMA, Part.CLOSE, Part.VERSUS) or atoms[last + 1].word == "and"):
            return
        if self._is_outcome(atoms, last) or not self._looks(atoms, place + 1, last, strict=True):
            return
        found.append(Arm(place + 1, last, self.learn(self._name(atoms, place + 1, last)), False, False))

    def _known(self, atoms: list[Atom], found: list[Arm]) -> None:
        names = self.names
        for place, atom in enumerate(atoms):
            if atom.part is not Part.WORD:
                continue
            for words, name in names.get(atom.word, ()):
                if len(atom.word) == 1 and not self.text[atom.start].isupper():
                    continue
                if len(words) == 1 or tuple(other.word for other in atoms[place : place + len(words)]) == words:
                    led = place > 0 and (atoms[place - 1].word in _PREPOSITIONS)
                    found.append(Arm(place, place + len(words) - 1, name, led, False))
                    break
            else:
                self._led(atoms, place, found)

    def _led(self, atoms: list[Atom], place: int, found: list[Arm]) -> None:
        """Read "with high-dose lenalidomide": a preposition leads to words that look like a treatment."""
        word = atoms[place].word
        if word not in _LABELLING or place + 1 >= len(atoms):
            return
        first = place + 1
        while first < len(atoms) and atoms[first].word in ("the", "a", "either", "to", "receive", "receiving"):
            first += 1
        if first < len(atoms) and atoms[first].word == "controls" and word in ("in", "with", "for", "among", "of"):
            found.append(Arm(first, first, self.learn("controls", sure=False), True, True))
            return
        last = first - 1
        while last + 1 < len(atoms) and last - first < 6:
            atom = atoms[last + 1]
            if atom.part is Part.WORD and (atom.word not in STOPS or atom.word == "only"):
                last += 1
            elif atom.word == "and" and self._listed(atoms, first, last):
                break
            elif atom.word in ("plus", "and", "+", "/") and last + 2 < len(atoms) and self._looks(atoms, last + 2, last + 2, strict=True):
                last += 1
            else:
                break
        if last < first or not self._looks(atoms, first, last, strict=True) or self._is_outcome(atoms, last):
            return
        if last + 1 < len(atoms) and atoms[last + 1].word in PEOPLE:
            return
        if last + 2 < len(atoms) and atoms[last + 1].word == "and" and self._looks(atoms, last + 2, last + 2, strict=True):
            end = last + 2
            while end + 1 < len(atoms) and self._nameable(atoms[end + 1]):
                end += 1
            if not self._is_outcome(atoms, end):
                found.append(Arm(last + 2, end, self.learn(self._name(atoms, last + 2, end), sure=False), True, False, False))
        found.append(Arm(first, last, self.learn(self._name(atoms, first, last), sure=False), True, False, False))

    def _listed(self, atoms: list[Atom], first: int, last: int) -> bool:
        """Whether "and" parts two arms rather than two drugs of one: "respectively" follows, or both are regimens."""
        after = last + 2
        if after >= len(atoms):
            return False
        if self._regimen(atoms[last]) and self._regimen(atoms[after]):
            return True
        return any(atom.word == "respectively" for atom in atoms[after : after + 5])

    def _is_outcome(self, atoms: list[Atom], place: int) -> bool:
        word = atoms[place].word
        if word in ("transplant", "transplantation", "surgery", "control", "controlled", "response", "infection"):
            return False
        return word in OUTCOME_HEADS or word.endswith(OUTCOME_ENDINGS)

    def _looks(self, atoms: list[Atom], first: int, last: int, *, strict: bool = False) -> bool:
        """Whether the words look like a treatment: a drug, a regimen's letters, or a word that names treatments."""
        for atom in atoms[first : last + 1]:
            if atom.part is not Part.WORD:
                continue
            if atom.word in ARM_WORDS or atom.word.endswith(DRUG_ENDINGS) or self._regimen(atom):
                return True
            if "-" in atom.word and any(piece in ARM_WORDS or piece.endswith(DRUG_ENDINGS) for piece in atom.word.split("-")):
                return True
        return not strict

    def _regimen_like(self, atoms: list[Atom], first: int, last: int) -> bool:
        name = tuple(atom.word for atom in atoms[first : last + 1])
        if any(words == name for words, _ in self.names.get(name[0], ())):
            return True
        return first == last and (self._regimen(atoms[first]) or atoms[first].word.endswith(DRUG_ENDINGS) or atoms[first].word in ("placebo", "control"))

    def _regimen(self, atom: Atom) -> bool:
        """Whether a word is written like a regimen: two capitals, or a capital and a digit."""
        if atom.word in OUTCOME_HEADS or atom.word in _NOT_REGIMENS:
            return False
        letters = self.text[atom.start : atom.end]
        capitals = sum(letter.isupper() for letter in letters)
        return capitals >= 2 or (capitals == 1 and any(letter.isdigit() for letter in letters))


def _key(name: str) -> list[str]:
    return [word.lower() for word in re.split(r"\s+", name.strip()) if word]


def _disjoint(found: list[Arm]) -> list[Arm]:
    """Keep the surest of mentions that overlap: with "group" behind it, then known, then the longest."""
    found.sort(key=lambda arm: (not arm.suffixed, not arm.known, arm.first - arm.last))
    taken: set[int] = set()
    kept = []
    for arm in found:
        places = range(arm.first, arm.last + 1)
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(arm)
    return sorted(kept, key=lambda arm: arm.first)


_NOT_REGIMENS = frozenset("ecog who nyha usa uk us eu dna rna mrna hiv hcv hbv bmi ct mri ecg who fda ema itt pp covid-19 cd4 cd8 cd19 cd20 cd33 psa hla bcr-abl mrd flt3-itd npm1 kras egfr her2 braf tp53 brca brca1 brca2 pd-l1 aml cll cml all mds nhl dlbcl nsclc sclc crc hcc rcc gbm copd ckd ards nct ldl hdl hba1c icu ed qol eq-5d sf-36 vas ci hr or rr iqr sd se p n cv icd-10 ctcae recist gvhd".split())
