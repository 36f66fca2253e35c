"""The arms of a trial: names learned from the whole text, and where a sentence speaks of them.

A name is learned where the text gives it away ("the X group", "randomised to X or Y", "X-treated patients",
"X (n = 46)"), and recognised everywhere after.
"""

from collections.abc import Callable, Iterator

from evidence.claims.atoms.atom import Atom, Line, Part
from evidence.claims.attribution.assigned import ALLOCATES
from evidence.claims.attribution.led import GIVEN_TO, Led
from evidence.claims.attribution.names import Arm, disjoint
from evidence.claims.attribution.registry import BARE
from evidence.claims.attribution.subgroups import ANALYSES, analysis_at, is_analysis, subgroup_of
from evidence.claims.lexicon import ARM_SUFFIXES, CONDITIONS, names_outcome, words

_LABELLING = words("after following in with on for receiving given assigned among taking under of by to using without")
_ENROLLING = words("enrolled recruited eligible registered assigned allocated randomised randomized")
_BARE_NAMES = BARE - words("combination intervention")
_NO_PART = words("baseline no disease symptoms")
_ROWS = words("for with in among after receiving")
_TREATMENT = words("treatment therapy")
_FIGURE_ENDS = frozenset((Part.OPEN, Part.CLOSE, Part.NUMBER))

_Rule = Callable[["Arms", list[Atom], int, list[Arm]], None]


class Arms(Led):
    """What is known of a text's arms."""

    def learn_from(self, line: Line) -> list[Arm]:
        """Learn the names that a sentence gives away; returns where."""
        found: list[Arm] = []
        atoms = line.atoms
        self.words = line.words
        self.enrolling = not _ENROLLING.isdisjoint(line.words)
        before, told, marked, figure_ends = 0, _TOLD, _MARKED, _FIGURE_ENDS
        for place, part, word in zip(range(len(atoms)), line.parts, line.words, strict=True):
            if part:
                if part in marked:
                    for rule in marked[part]:
                        rule(self, atoms, place, found)
            elif word in told:
                for rule in told[word]:
                    rule(self, atoms, place, found)
            elif (before and before in figure_ends) or "-" in word:
                self._labelled(atoms, place, found)
            before = part
        return found

    def _labelled(self, atoms: list[Atom], place: int, found: list[Arm]) -> None:
        """Read "X-treated patients", "74% FOLFOX"."""
        if atoms[place].word.endswith("-treated"):
            self._suffixed(atoms, place, found)
        elif place and atoms[place - 1].part in _FIGURE_ENDS and self._labels(atoms, place):
            name = self.learn(self.name_of(atoms, place, place), sure=False)
            found.append(Arm(place, place, name, True, True))

    def _dashed(self, atoms: list[Atom], place: int, found: list[Arm]) -> None:
        """Read "intermediate- and low-risk groups"."""
        if atoms[place].word == "-":
            self._dangling(atoms, place, found)

    def _controls(self, atoms: list[Atom], place: int, found: list[Arm]) -> None:
        """Read "66 of 118 (56%) controls"."""
        if place and atoms[place - 1].part == Part.CLOSE:
            found.append(Arm(place, place, self.learn(self.name_of(atoms, place, place), sure=False), True, True))

    def _received(self, atoms: list[Atom], place: int, found: list[Arm]) -> None:
        """Read "318 received A and 322 received B" where people are allocated."""
        if self.enrolling or atoms[place - 1].word == "who":
            self._allocated(atoms, place, found)

    def _results(self, atoms: list[Atom], place: int, found: list[Arm]) -> None:
        """Read "the FOLFOX results"."""
        if place and self._regimen_like(atoms, place - 1, place - 1):
            name = self.learn(self.name_of(atoms, place - 1, place - 1), sure=False)
            found.append(Arm(place - 1, place, name, True, True))

    def mentions(self, line: Line, given: list[Arm]) -> list[Arm]:
        """
        Find the arms that a sentence speaks of, once all names are learned.

        Parameters
        ----------
        line : Line
        given : list of Arm
            What `learn_from` made of the same sentence.

        Returns
        -------
        list of Arm
            In order; no two overlap.
        """
        found = [arm for arm in given if (self._is_part(arm) if arm.part else not self._is_bare(arm))]
        self._known(line, found)
        if self.measures:
            self._measured_known(line.atoms, found)
        return disjoint(found) if len(found) > 1 else found

    def _subgroup(self, atoms: list[Atom], place: int, found: list[Arm]) -> None:
        """Read "for patients with platinum-resistant disease": a part of the people, not to be learned."""
        part = analysis_at(atoms, place) if is_analysis(atoms[place].word) else subgroup_of(atoms, place)
        if part is None:
            return
        name = self.text[part.start : part.end]
        if self.enrolling or part.everybody:
            self.population.update(name.lower().split())
            return
        last = atoms[part.last]
        if last.part == Part.GRADE or (self.is_outcome(atoms, part.last) and last.word not in CONDITIONS):
            return
        if part.suffered and any(names_outcome(atom.word) for atom in atoms[part.first : part.last + 1]):
            return
        arm = Arm(part.first, part.last, name, True, True, False)
        arm.part = True
        arm.given = part.given
        found.append(arm)

    def _is_bare(self, arm: Arm) -> bool:
        """Whether a mention says no more than "treatment"."""
        return not arm.suffixed and not arm.known and arm.name.lower() in _BARE_NAMES

    def _is_part(self, arm: Arm) -> bool:
        """Whether what looks like a part of the people is none of the arms, nor everybody."""
        said = set(arm.name.lower().split())
        if said <= self.population or said <= _NO_PART:
            return False
        named = self.allocated or (self.order if len(self.order) > 1 else [])
        if arm.given and not named:
            return False
        return not any(said <= set(name.lower().split()) or name.lower() in arm.name.lower() for name in named)


def _rules_of(word: str) -> Iterator[_Rule]:
    """The rules that read what a word may tell of arms, in their order."""
    if word in ALLOCATES:
        yield Arms._allocated
    elif word == "received":
        yield from (Arms._received, Arms._given_one_of)
    if word in _ROWS:
        yield Arms._rowed
    elif word in _TREATMENT:
        yield Arms._treatment_with
    if word == "controls":
        yield Arms._controls
    if word in GIVEN_TO:
        yield from (Arms._people_given, Arms._subgroup)
    if word in ARM_SUFFIXES:
        yield Arms._suffixed
        if word == "subgroup":  # "in the subgroup with X"
            yield Arms._subgroup
    elif word in ANALYSES:
        yield Arms._subgroup
    elif word in _APART:
        yield from _APART[word]
    elif word in _LABELLING and word not in GIVEN_TO:
        yield Arms._led


# Words that set groups apart or speak of one as a whole.
_APART: dict[str, tuple[_Rule, ...]] = {
    "than": (Arms._compared, Arms._contrasted),
    "between": (Arms._contrasted,),
    "results": (Arms._results,),
    "subset": (Arms._subgroup,),
    "treated": (Arms._given_one_of,),
    "either": (Arms._either,),
    "neither": (Arms._either,),
}
_TELLING = (
    ARM_SUFFIXES | _LABELLING | GIVEN_TO | ANALYSES | ALLOCATES | _TREATMENT | _ROWS | _APART.keys() | {"received"}
)
_TOLD = {word: tuple(_rules_of(word)) for word in _TELLING}


# What tells of arms by what sort of atom it is.
_MARKED: dict[int, tuple[_Rule, ...]] = {
    Part.VERSUS: _APART["than"],
    Part.NUMBER: (Arms._counted,),
    Part.SIZE: (Arms._sized,),
    Part.MARK: (Arms._dashed,),
}
