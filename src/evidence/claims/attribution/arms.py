"""The arms of a trial: names learned from the whole text, and where a sentence speaks of them.

A name is learned where the text gives it away ("the X group", "randomised to X or Y", "X-treated patients",
"X (n = 46)"), and recognised everywhere after.
"""

from evidence.claims.atoms.atom import Atom, Part
from evidence.claims.attribution.assigned import ALLOCATES
from evidence.claims.attribution.led import GIVEN_TO, Led
from evidence.claims.attribution.names import CONDITIONS, Arm, disjoint, names_treatment
from evidence.claims.attribution.phrase import names_outcome
from evidence.claims.attribution.registry import BARE
from evidence.claims.attribution.subgroups import ANALYSES, analysis_at, is_analysis, subgroup_of
from evidence.claims.lexicon import ARM_SUFFIXES, words

_LABELLING = words("after following in with on for receiving given assigned among taking under of by to using without")
_ENROLLING = words("enrolled recruited eligible registered assigned allocated randomised randomized")
_NAMED_BARE = words("combination intervention")
_ROWS = words("for with in among")
_TREATMENT = words("treatment therapy")
_TRIGGERS = ARM_SUFFIXES | _LABELLING | GIVEN_TO | ANALYSES | words("than between results either neither")
_TELLING = _TRIGGERS | ALLOCATES | _TREATMENT | _ROWS | frozenset(("received",))
_FIGURE_ENDS = frozenset((Part.OPEN, Part.CLOSE, Part.NUMBER))


class Arms(Led):
    """What is known of a text's arms."""

    def learn_from(self, atoms: list[Atom]) -> list[Arm]:
        """Learn the names that a sentence gives away; returns where."""
        found: list[Arm] = []
        words_ = [atom.word for atom in atoms]
        self.enrolling = not _ENROLLING.isdisjoint(words_)
        self.treats = list(map(names_treatment, words_))
        before = None
        for place, atom in enumerate(atoms):
            part = atom.part
            if part == Part.WORD:
                if atom.word in _TELLING:
                    self._told(atoms, place, atom.word, found)
                elif atom.word.endswith("-treated"):
                    self._suffixed(atoms, place, found)
                elif before in _FIGURE_ENDS and self._labels(atoms, place):
                    name = self.learn(self.name_of(atoms, place, place), sure=False)
                    found.append(Arm(place, place, name, True, True))
            else:
                self._marked(atoms, place, found)
            before = part
        return found

    def _marked(self, atoms: list[Atom], place: int, found: list[Arm]) -> None:
        """Read what an atom that is no word tells of arms."""
        part = atoms[place].part
        if part == Part.VERSUS:
            self._set_apart(atoms, place, found)
        elif part == Part.NUMBER:
            if atoms[place].unit is None:
                self._counted(atoms, place, found)
        elif part == Part.SIZE:
            self._sized(atoms, place, found)
        elif part == Part.MARK and atoms[place].word == "-":
            self._dangling(atoms, place, found)

    def _set_apart(self, atoms: list[Atom], place: int, found: list[Arm]) -> None:
        """Read both sides of "versus" or "than"."""
        self._compared(atoms, place, found)
        self._contrasted(atoms, place, found)

    def _told(self, atoms: list[Atom], place: int, word: str, found: list[Arm]) -> None:
        """Read what a word that may tell of arms tells."""
        if word in ALLOCATES or (word == "received" and (self.enrolling or atoms[place - 1].word == "who")):
            self._allocated(atoms, place, found)
        if word in _ROWS:
            self._rowed(atoms, place, found)
        elif word in _TREATMENT:
            self._treatment_with(atoms, place, found)
        if word in _TRIGGERS:
            self._triggered(atoms, place, word, found)

    def _triggered(self, atoms: list[Atom], place: int, word: str, found: list[Arm]) -> None:
        if word in GIVEN_TO:
            self._people_given(atoms, place, found)
            self._subgroup(atoms, place, found)
        if word in ARM_SUFFIXES:
            self._suffixed(atoms, place, found)
        elif is_analysis(word):
            self._subgroup(atoms, place, found)
        elif word == "than":
            self._set_apart(atoms, place, found)
        elif word == "between":
            self._contrasted(atoms, place, found)
        elif word == "results":
            if place and self._regimen_like(atoms, place - 1, place - 1):
                name = self.learn(self.name_of(atoms, place - 1, place - 1), sure=False)
                found.append(Arm(place - 1, place, name, True, True))
        elif word in ("either", "neither"):
            self._either(atoms, place, found)
        elif word not in GIVEN_TO:
            self._led(atoms, place, found)

    def mentions(self, atoms: list[Atom], given: list[Arm]) -> list[Arm]:
        """
        Find the arms that a sentence speaks of, once all names are learned.

        Parameters
        ----------
        atoms : list of Atom
        given : list of Arm
            What `learn_from` made of the same sentence.

        Returns
        -------
        list of Arm
            In order; no two overlap.
        """
        found = [arm for arm in given if (self._is_part(arm) if arm.part else not self._is_bare(arm))]
        self._known(atoms, found)
        if self.measures:
            self._measured_known(atoms, found)
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
        return not arm.suffixed and not arm.known and arm.name.lower() in BARE - _NAMED_BARE

    def _is_part(self, arm: Arm) -> bool:
        """Whether what looks like a part of the people is none of the arms, nor everybody."""
        said = set(arm.name.lower().split())
        if said <= self.population:
            return False
        named = self.allocated or (self.order if len(self.order) > 1 else [])
        if arm.given and not named:
            return False
        return not any(said <= set(name.lower().split()) or name.lower() in arm.name.lower() for name in named)
