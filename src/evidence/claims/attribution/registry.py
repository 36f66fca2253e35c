"""The names of arms that a text gives away, and how each is recognised."""

import re

from evidence.claims.atoms.atom import Atom, Line, Part, places
from evidence.claims.attribution.names import NO_NAMES, SORTS, Arm, key, names_treatment, written_like_regimen
from evidence.claims.attribution.naming import OFTEN, SIZES
from evidence.claims.attribution.phrase import STOPS
from evidence.claims.lexicon import ADJECTIVES_IN_LY, ARM_SUFFIXES, DRUG_ENDINGS, names_outcome, words

LEADING = words(
    "in with on for to receiving given assigned of by than among taking under from using after between either the "
    "without allocated following and or both"
)


# Words that name an arm only with "group" behind them.
BARE = words("treatment therapy intervention study combination")
_KINDS = words("treatment therapy chemotherapy")
_JOINS = words("plus + /")
_OPENS_NO_NAME = NO_NAMES - words("first second")
_RESPONSES = words("transplant transplants transplantation surgery control controlled response infection")
# No trial has more arms and subgroups; the bound keeps the work on any text within limits.
_MOST_NAMES = 30


# "MRD" is a matched related donor where other donors stand beside it, and measurable residual disease elsewhere.
_OTHER_DONORS = r"(?:M?MUD|MSD|M?URD|[Hh]aplo\S*)"
_BETWEEN_DONORS = r"(?: \([^()]{1,40}\))?[^.;()]{0,16}?(?:,|/|\bvs?\.?|\bversus|\bor|\band|\bthan)[^.;()]{1,16}?"
_RELATED_DONORS = re.compile(
    rf"\bMRDs?\b{_BETWEEN_DONORS}\b{_OTHER_DONORS}|\b{_OTHER_DONORS}{_BETWEEN_DONORS}\bMRDs?\b"
)


_LETTERED = re.compile(r"(?:[Aa]rm|[Gg]roup|[Cc]ohort) (?:[A-Z]|\d|I{1,3}|IV)")


def _drug_alone(name: str) -> str:
    """Take "treatment" from "cisplatin treatment" and "chemotherapy" from "FOLFOX chemotherapy"."""
    head, _, last = name.rpartition(" ")
    drugs = head.split()
    alone = last in _KINDS and drugs and all(one.endswith(DRUG_ENDINGS) or written_like_regimen(one) for one in drugs)
    return head if alone else name


class Registry:
    """Knows the arms of a text by name."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.names: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self.order: list[str] = []
        self.weak: list[str] = []
        self.treated: list[str] = []
        self.sizes: dict[str, int] = {}
        self.disputed: set[str] = set()  # arms that the text gives two sizes
        self.words: list[str] = []  # of the sentence that is learned from
        self._learned: dict[tuple[str, bool], str] = {}
        self.related_donors = "MRD" in text and _RELATED_DONORS.search(text) is not None

    def learn(self, name: str, *, sure: bool = True) -> str:
        """Take up a name; the first spelling stays. Names that are not sure are recognised but make no pair at once."""
        spelled = self._learned.get((name, sure))
        if spelled is None:
            spelled = self._learned[name, sure] = self._take(name, sure=sure)
        return spelled

    def _take(self, name: str, *, sure: bool) -> str:
        if name.lower().endswith("-treated"):
            name = name[: -len("-treated")]
            if name not in self.treated:
                self.treated.append(name)
        name = _drug_alone(name)
        words = key(name)
        if not words or (len(words) == 1 and words[0] in BARE and not sure):
            return name
        if (NO_NAMES.issuperset(words) and name.lower() not in ("study", "trial")) or len(words) > 7:
            return name
        for known, spelling in self.names.get(words[0], ()):
            if known == words:
                if sure and spelling in self.weak:
                    self.weak.remove(spelling)
                    self.order.append(spelling)
                return spelling
        if len(self.names.get(words[0], ())) >= _MOST_NAMES or len(self.names) >= 10 * _MOST_NAMES:
            return name
        self.names.setdefault(words[0], []).append((words, name))
        self.names[words[0]].sort(key=lambda entry: -len(entry[0]))
        (self.order if sure else self.weak).append(name)
        return name

    def note_size(self, name: str, size: int) -> None:
        """Keep the size of an arm, unless the text gives it two."""
        if self.sizes.get(name, size) != size:
            self.disputed.add(name)
        if name in self.disputed:
            self.sizes.pop(name, None)
        else:
            self.sizes[name] = size

    @property
    def pair(self) -> list[str]:
        """The two arms that "A versus B" without names speaks of: the first two learned."""
        named = self.order if len(self.order) >= 2 else self.order + self.weak
        if all(_LETTERED.fullmatch(name) for name in named[:2]):
            named = sorted(named)  # arm 2 may be named before arm 1
        return named[:2] if len(named) >= 2 else []

    def name_of(self, atoms: list[Atom], first: int, last: int) -> str:
        """The words of some atoms, as printed."""
        if first == last:
            return self.text[atoms[first].start : atoms[first].end]
        return " ".join([self.text[atom.start : atom.end] for atom in atoms[first : last + 1]])

    def _back(self, atoms: list[Atom], place: int) -> int:
        """The first atom of the name that ends before `place`."""
        first = place
        while first > 0 and self._names_back(atoms[first - 1], first == place):
            first -= 1
        while first < place and (atoms[first].word in _JOINS or atoms[first].word in _OPENS_NO_NAME):
            first += 1
        return first

    def _names_back(self, atom: Atom, ends: bool) -> bool:
        """Whether an atom belongs to the name of an arm, or `ends` it."""
        word = atom.word
        if atom.part == Part.WORD and word not in STOPS:  # which hold all words for people
            return word[-2:] != "ly" or "-" in word or word in ADJECTIVES_IN_LY
        if ends:
            return word in _JOINS or word == "controls"
        return word in _JOINS or word in OFTEN or atom.unit in SIZES

    def _letter(self, atoms: list[Atom], place: int) -> bool:
        return (
            atoms[place].part == Part.WORD
            and (len(atoms[place].word) == 1 or atoms[place].word in ("ii", "iii", "iv"))
            and self.text[atoms[place].start].isupper()
        ) or (
            atoms[place].part == Part.NUMBER and atoms[place].word in ("1", "2", "3", "4") and atoms[place].unit is None
        )

    def _known(self, line: Line, found: list[Arm]) -> None:
        names, atoms, words = self.names, line.atoms, line.words
        for place in places(words, names):
            atom, word = atoms[place], words[place]
            if atom.part != Part.WORD or (len(word) == 1 and not self.text[atom.start].isupper()):
                continue
            for known, name in names[word]:
                if len(known) == 1 and word in BARE:
                    continue
                if len(known) == 1 or tuple(words[place : place + len(known)]) == known:
                    led = place > 0 and words[place - 1] in LEADING
                    found.append(Arm(place, place + len(known) - 1, name, led, False))
                    break

    def is_alike(self, one: str | None, two: str) -> bool:
        """Whether two names part people in the same way: "high-risk", "standard-risk"."""
        return one is not None and one.rpartition("-")[2] == two.rpartition("-")[2]

    def is_outcome(self, atoms: list[Atom], place: int) -> bool:
        """Whether a word names an outcome, and no treatment."""
        word = atoms[place].word
        if word == "mrd" and self.related_donors:
            return False
        return names_outcome(word) and word not in _RESPONSES

    def looks(self, atoms: list[Atom], first: int, last: int) -> bool:
        """Whether some word of a name names a treatment or is written like a regimen."""
        return self._looks(atoms, first, last, strict=True)

    def _looks(self, atoms: list[Atom], first: int, last: int, *, strict: bool = False) -> bool:
        """Whether the words look like a treatment: a drug, a regimen's letters, or a word that names treatments."""
        for atom in atoms[first : last + 1]:
            if atom.part == Part.WORD and (names_treatment(atom.word) or self._regimen(atom)):
                return True
        return not strict

    def _regimen_like(self, atoms: list[Atom], first: int, last: int) -> bool:
        name = tuple([atom.word for atom in atoms[first : last + 1]])
        if any(words == name for words, _ in self.names.get(name[0], ())):
            return True
        if all(self._regimen(atom) or atom.word in ("+", "/", "plus", "and") for atom in atoms[first : last + 1]):
            return True
        if first == last and SORTS.search(atoms[first].word):
            return True
        return first == last and (
            self._regimen(atoms[first])
            or atoms[first].word.endswith(DRUG_ENDINGS)
            or atoms[first].word in ("placebo", "control", "intervention", "experimental")
        )

    def _regimen(self, atom: Atom) -> bool:
        """Whether a word is written like a regimen: two capitals, or a capital and a digit."""
        return written_like_regimen(self.text[atom.start : atom.end])

    def _nameable(self, atom: Atom) -> bool:
        return (
            atom.part == Part.WORD and (atom.word not in STOPS or atom.word == "only") and atom.word not in ARM_SUFFIXES
        )

    def listed(self, atoms: list[Atom], first: int, last: int) -> bool:
        """Whether "and" parts two arms rather than two drugs of one: "respectively" follows, or both are regimens."""
        after = last + 2
        if after >= len(atoms):
            return False
        if self._regimen(atoms[last]) and self._regimen(atoms[after]):
            return True
        return any(atom.word == "respectively" for atom in atoms[after : after + 5])
