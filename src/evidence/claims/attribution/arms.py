"""The arms of a trial: names learned from the whole text, and where a sentence speaks of them.

A name is learned where the text gives it away ("the X group", "randomised to X or Y", "X-treated patients",
"X (n = 46)"), and recognised everywhere after.
"""

from evidence.claims.atoms.atom import Atom, Part
from evidence.claims.attribution.allotted import Allotted
from evidence.claims.attribution.assigned import ALLOCATES
from evidence.claims.attribution.names import CONDITIONS, NO_NAMES, Arm, disjoint, key, names_treatment
from evidence.claims.attribution.naming import measured
from evidence.claims.attribution.phrase import STOPS, names_outcome
from evidence.claims.attribution.registry import BARE, LEADING
from evidence.claims.attribution.subgroups import ANALYSES, analysis_at, is_analysis, subgroup_of
from evidence.claims.lexicon import ARM_SUFFIXES, PEOPLE, words

_WEAK_LEADERS = frozenset(("of", "by", "in", "to", "among"))


_LABELLING = words("after following in with on for receiving given assigned among taking under of by to using without")


_PARTS_OF_A_TRIAL = words("phase portion period stage part cycle population centre center site year")
_NAMING_SUFFIXES = words("group groups arm arms cohort cohorts regimen regimens subgroup subgroups")
_ENROLLING = words("enrolled recruited eligible registered assigned allocated randomised randomized")
_SINCE = words("after following")
_NAMED_BARE = words("combination intervention")
_ROWS = words("for with in among")
_PRAISE = words("best optimal preferred recommended")
_ASSIGNED = words("assigned randomised randomized allocated")
_GIVEN_TO = PEOPLE | words("those")
_TRIGGERS = (
    ARM_SUFFIXES | _LABELLING | _GIVEN_TO | ANALYSES | frozenset(("than", "between", "results", "either", "neither"))
)

_TREATMENT = words("treatment therapy")
_TELLING = _TRIGGERS | ALLOCATES | _TREATMENT | _ROWS | frozenset(("received",))

_FIGURE_ENDS = frozenset((Part.OPEN, Part.CLOSE, Part.NUMBER))


class Arms(Allotted):
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
                word = atom.word
                if word in _TELLING:
                    self._told(atoms, place, word, found)
                elif word.endswith("-treated"):
                    self._suffixed(atoms, place, found)
                elif before in _FIGURE_ENDS and self._labels(atoms, place):
                    found.append(
                        Arm(place, place, self.learn(self.name_of(atoms, place, place), sure=False), True, True)
                    )
            elif part == Part.VERSUS:
                self.contrast = True
                self._compared(atoms, place, found)
                self._contrasted(atoms, place, found)
            elif part == Part.NUMBER:
                if atom.unit is None:
                    self._counted(atoms, place, found)
            elif part == Part.SIZE:
                self._sized(atoms, place, found)
            elif part == Part.MARK and atom.word == "-":
                self._dangling(atoms, place, found)
            before = part
        return found

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
        if word in _GIVEN_TO:
            self._people_given(atoms, place, found)
            self._subgroup(atoms, place, found)
        if word in ARM_SUFFIXES:
            self._suffixed(atoms, place, found)
        elif is_analysis(word):
            self._subgroup(atoms, place, found)
        elif word == "than":
            self.contrast = True
            self._compared(atoms, place, found)
            self._contrasted(atoms, place, found)
        elif word == "between":
            self._contrasted(atoms, place, found)
        elif word in PEOPLE or word == "those":
            return
        elif word == "results":
            if place and self._regimen_like(atoms, place - 1, place - 1):
                found.append(
                    Arm(place - 1, place, self.learn(self.name_of(atoms, place - 1, place - 1), sure=False), True, True)
                )
        elif word in ("either", "neither"):
            self._either(atoms, place, found)
        else:
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
        if not self.contrast:
            return disjoint([arm for arm in found if arm.suffixed])
        self._known(atoms, found)
        if self.measures:
            self._measured_known(atoms, found)
        return disjoint(found) if len(found) > 1 else found

    def _suffixed(self, atoms: list[Atom], place: int, found: list[Arm]) -> None:
        """Read "X group", "X and Y groups", "X-treated patients"."""
        suffix = atoms[place]
        if suffix.word.endswith("-treated"):
            if suffix.word.startswith("un") or not self._looks(atoms, place, place):
                return
            name = self.learn(self.text[suffix.start : suffix.end])
            found.append(Arm(place, place, name, place > 0 and atoms[place - 1].word in LEADING, True))
            return
        first = self._back(atoms, place)
        if first == place and place and measured(atoms[place - 1]) and suffix.word in _NAMING_SUFFIXES:
            first = place - 1
        if first == place:
            if suffix.word in ("arm", "group", "cohort") and place + 1 < len(atoms) and self._letter(atoms, place + 1):
                name = self.learn(self.name_of(atoms, place, place + 1))
                found.append(Arm(place, place + 1, name, place > 0 and atoms[place - 1].word in LEADING, True))
            return
        if first == place - 1 and atoms[first].word in _PRAISE:
            return
        people = suffix.word not in _NAMING_SUFFIXES
        if people and not self._regimen_like(atoms, first, place - 1):
            return
        if self.is_outcome(atoms, place - 1) and people:
            return
        name = self.name_of(atoms, first, place - 1)
        study = (
            name.lower() == "study"
            and suffix.word in ("arm", "group")
            and not (first and atoms[first - 1].word in ("either", "each", "both"))
        )
        self._note_dose(atoms[place - 1], name)
        if (all(word in NO_NAMES for word in key(name)) and not study) or (place - first > 6) or name.isdigit():
            return
        led = first > 0 and atoms[first - 1].word in LEADING
        joint = first - 1
        before: Arm | None = None
        if joint > 0 and (atoms[joint].word in ("and", "or") or atoms[joint].part == Part.VERSUS):
            start = self._back(atoms, joint)
            if (
                0 < joint - start <= 4
                and not self.is_outcome(atoms, joint - 1)
                and self._looks(atoms, start, joint - 1, strict=not suffix.word.endswith("s") or people)
            ):
                other = self.name_of(atoms, start, joint - 1)
                if not all(word in NO_NAMES for word in key(other)):
                    before = Arm(
                        start, joint - 1, self.learn(other), start > 0 and atoms[start - 1].word in LEADING, True
                    )
                    led = led or before.led
        if before is not None:
            found.append(before)
        found.append(Arm(first, place, self.learn(name), led, True))

    def _sized(self, atoms: list[Atom], place: int, found: list[Arm]) -> None:
        """Read "X (n = 46)"."""
        end = self._named_before(atoms, place)
        if not end:
            return
        while end > 0 and (atoms[end - 1].word in ARM_SUFFIXES):
            end -= 1
        first = self._back(atoms, end)
        value = atoms[place].value
        if first == end or value is None or self.is_outcome(atoms, end - 1) or not self._looks(atoms, first, end - 1):
            return
        if any(atom.word in _PARTS_OF_A_TRIAL for atom in atoms[first:end]):
            return
        name = self.learn(self.name_of(atoms, first, end - 1))
        self.note_size(name, int(value))
        found.append(Arm(first, end - 1, name, True, True))

    def _named_before(self, atoms: list[Atom], place: int) -> int:
        """Where the name ends whose size stands at `place`: "X (n = 46)", "(X, n = 46; Y, n = 45)"; 0 for none."""
        if place > 1 and atoms[place - 1].part == Part.OPEN:
            return place - 1
        if place > 2 and atoms[place - 1].part == Part.COMMA:
            first = self._back(atoms, place - 1)
            if 0 < first < place - 1 and atoms[first - 1].part in (Part.OPEN, Part.SEMICOLON):
                return place - 1
        return 0

    def _labels(self, atoms: list[Atom], place: int) -> bool:
        """Read "74% FOLFOX vs 70% 5-FU/LV", "42% (BM) and 56% (PBSC)": a regimen stands bare behind its figure."""
        before = atoms[place - 1]
        after = atoms[place + 1].part if place + 1 < len(atoms) else Part.SEMICOLON
        if (
            before.part == Part.OPEN
            and place > 1
            and atoms[place - 2].part == Part.NUMBER
            and atoms[place - 2].unit is not None
        ):
            return after == Part.CLOSE and self._regimen(atoms[place])
        if before.part == Part.CLOSE or (before.part == Part.NUMBER and before.unit is not None):
            return after in (Part.VERSUS, Part.SEMICOLON, Part.COMMA, Part.CLOSE) and self._regimen(atoms[place])
        return False

    def _either(self, atoms: list[Atom], place: int, found: list[Arm]) -> None:
        """Read "in either group"."""
        for at in range(place + 1, min(place + 4, len(atoms))):
            if atoms[at].word in ARM_SUFFIXES:
                found.append(Arm(place, at, "either", True, True))
                return

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

    def _compared(self, atoms: list[Atom], place: int, found: list[Arm]) -> None:
        """Read "erlotinib versus placebo", "vs DClo, 58%": treatments on either side of a comparison."""
        first = place + 1
        while first < len(atoms) and atoms[first].word in (
            "the",
            "with",
            "those",
            "given",
            "receiving",
            "in",
            "for",
            "on",
            "after",
        ):
            first += 1
        last = first - 1
        while last + 1 < len(atoms) and last - first < 6:
            if self._nameable(atoms[last + 1]) or (
                last >= first
                and atoms[last + 1].word in ("and", "plus", "+")
                and last + 2 < len(atoms)
                and self._looks(atoms, last + 2, last + 2, strict=True)
                and not self.listed(atoms, first, last)
            ):
                last += 1
            else:
                break
        suffixed = last + 1 < len(atoms) and atoms[last + 1].word in ARM_SUFFIXES
        if (
            last >= first
            and not suffixed
            and self._looks(atoms, first, last, strict=True)
            and not self.is_outcome(atoms, last)
        ):
            found.append(Arm(first, last, self.learn(self.name_of(atoms, first, last), sure=False), True, False, False))
        first = self._back(atoms, place)
        if (
            0 < place - first <= 4
            and self._looks(atoms, first, place - 1, strict=True)
            and not self.is_outcome(atoms, place - 1)
        ):
            found.append(
                Arm(first, place - 1, self.learn(self.name_of(atoms, first, place - 1), sure=False), True, False, False)
            )

    def _dangling(self, atoms: list[Atom], place: int, found: list[Arm]) -> None:
        """Read "intermediate- (…) and low-risk groups": the second name lends its tail to the first."""
        if place == 0 or atoms[place - 1].part != Part.WORD or atoms[place - 1].end != atoms[place].start:
            return
        for at in range(place + 1, min(place + 20, len(atoms) - 1)):
            if atoms[at].part == Part.WORD and "-" in atoms[at].word and atoms[at + 1].word in ARM_SUFFIXES:
                tail = atoms[at].word.rpartition("-")[2]
                name = f"{self.text[atoms[place - 1].start : atoms[place - 1].end]}-{tail}"
                found.append(Arm(place - 1, place, self.learn(name), True, True))
                return

    def _counted(self, atoms: list[Atom], place: int, found: list[Arm]) -> None:
        """Read "(92 TOMOX and 91 FOLFOX4)" as arms with their sizes or counts."""
        if place == 0 or (
            atoms[place - 1].part not in (Part.OPEN, Part.COMMA, Part.VERSUS) and atoms[place - 1].word != "and"
        ):
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
            name = self.learn(self.name_of(atoms, place + 1, last), sure=False)
            found.append(Arm(place + 1, last, name, True, False, False))

    def _told_twice(self, atoms: list[Atom], word: str, name: str) -> bool:
        """Whether "after X" sets X against something: "after Y" stands in the same sentence, or X is an arm."""
        return name in self.order or sum(atom.word == word for atom in atoms) > 1

    def _led(self, atoms: list[Atom], place: int, found: list[Arm]) -> None:
        """Read "with high-dose lenalidomide": a preposition leads to words that look like a treatment."""
        if place + 1 >= len(atoms):
            return
        word = atoms[place].word
        first = place + 1
        while first < len(atoms) and atoms[first].word in ("the", "a", "either", "to", "receive", "receiving"):
            first += 1
        if first < len(atoms) and atoms[first].word == "controls" and word in ("in", "with", "for", "among", "of"):
            found.append(Arm(first, first, self.learn("controls", sure=False), True, True))
            return
        assigned = word == "to" and place > 0 and atoms[place - 1].word in _ASSIGNED
        weak = word in _WEAK_LEADERS and not assigned
        if weak and not any(self.treats[first : first + 5]):
            return
        last = first - 1
        while last + 1 < len(atoms) and last - first < 6:
            atom = atoms[last + 1]
            if atom.part == Part.WORD and (atom.word not in STOPS or atom.word == "only"):
                last += 1
            elif atom.word == "and" and self.listed(atoms, first, last):
                break
            elif (
                atom.word in ("plus", "and", "+", "/")
                and last + 2 < len(atoms)
                and self._looks(atoms, last + 2, last + 2, strict=True)
            ):
                last += 1
            else:
                break
        sure = assigned or (
            word in ("given", "receiving", "taking") and place > 0 and atoms[place - 1].word in _GIVEN_TO
        )
        if last < first or self.is_outcome(atoms, last) or not self._looks(atoms, first, last, strict=not sure):
            return
        if word == "without":
            found.append(Arm(place, last, f"without {self.name_of(atoms, first, last)}", True, True))
            return
        if atoms[last].word in ARM_SUFFIXES or atoms[last].word in _PARTS_OF_A_TRIAL:
            return
        if word in _SINCE and not self._told_twice(atoms, word, self.name_of(atoms, first, last)):
            return
        if (
            weak
            and not any(names_treatment(atom.word) for atom in atoms[first : last + 1])
            and self.name_of(atoms, first, last) not in self.order
        ):
            return
        if last + 1 < len(atoms) and atoms[last + 1].word in PEOPLE:
            return
        if (
            last + 2 < len(atoms)
            and atoms[last + 1].word == "and"
            and self._looks(atoms, last + 2, last + 2, strict=True)
        ):
            end = last + 2
            while end + 1 < len(atoms) and self._nameable(atoms[end + 1]):
                end += 1
            if not self.is_outcome(atoms, end):
                self.contrast = True
                self.learn(self.name_of(atoms, first, last), sure=False)
                found.append(
                    Arm(last + 2, end, self.learn(self.name_of(atoms, last + 2, end), sure=False), True, False, False)
                )
        found.append(Arm(first, last, self.learn(self.name_of(atoms, first, last), sure=False), True, False, False))
        self._alternative(atoms, last + 1, found)
