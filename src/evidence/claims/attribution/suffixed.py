"""Arms that a word behind their name gives away: "X group", "X and Y groups", "X-treated patients", "X (n = 46)"."""

from evidence.claims.atoms.atom import Atom, Part
from evidence.claims.attribution.allotted import Allotted
from evidence.claims.attribution.names import NO_NAMES, Arm, key, sorts_people
from evidence.claims.attribution.naming import measured, skip_brackets
from evidence.claims.attribution.registry import LEADING
from evidence.claims.attribution.subgroups import NO_NEED
from evidence.claims.lexicon import ARM_SUFFIXES, DETERMINERS, words

PARTS_OF_A_TRIAL = words("phase portion period stage part cycle population centre center site year")
_NAMING_SUFFIXES = words("group groups arm arms cohort cohorts regimen regimens subgroup subgroups")
_PRAISE = words("best optimal preferred recommended")
_TREATED_BEFORE = ("un", "pre-", "non", "previously-", "heavily-", "never-")
_FINDINGS = words("response responses")
_APART = words("control controls placebo sham intervention comparator observation standard usual treatment")
_OF_GROUPS = words("interaction size sizes effect effects comparison comparisons")
_LETTERED = words("arm group cohort regimen")
_MANY_LETTERED = words("arms groups cohorts")
_BETWEEN_LETTERS = words("and or / &")
_MANY = words("groups arms cohorts regimens subgroups")
_LONGEST = 6
_SHORT = 4
_MOST = 8


class Suffixed(Allotted):
    """Learns arms from what stands behind their name."""

    def _suffixed(self, atoms: list[Atom], place: int, found: list[Arm]) -> None:
        """Read "X group", "X and Y groups", "X-treated patients"."""
        suffix = atoms[place]
        if place + 1 < len(atoms) and atoms[place + 1].word in _OF_GROUPS:  # "the group interaction test"
            return
        if suffix.word.endswith("-treated"):
            if not suffix.word.startswith(_TREATED_BEFORE) and self._looks(atoms, place, place):
                found.append(self._group(atoms, self._whole_name(atoms, place), place))
            return
        if place > 1 and atoms[place - 1].word == "treated":  # "the IL-11 treated group"
            first = self._back(atoms, place - 1)
            if first < place - 1 and self.looks(atoms, first, place - 2):
                found.append(self._group(atoms, first, place, name=self.name_of(atoms, first, place - 2)))
            return
        first = self._back(atoms, place)
        if suffix.word.rstrip("s") in _LETTERED and self._lettered(atoms, place, found):
            return
        if first == place and place and measured(atoms[place - 1]) and suffix.word in _NAMING_SUFFIXES:
            first = place - 1
        if first == place:
            if suffix.word in _LETTERED and place > 1 and self._letter(atoms, place - 1):  # "in the B arm"
                found.append(self._group(atoms, place - 1, place, name=self.name_of(atoms, place - 1, place - 1)))
                return
            if suffix.word in _LETTERED and place + 1 < len(atoms) and self._letter(atoms, place + 1):
                found.append(self._group(atoms, place, place + 1))
            return
        people = suffix.word not in _NAMING_SUFFIXES
        if not self._names_group(atoms, first, place, people=people):
            return
        first = self._over_and(atoms, first, place)
        before = None
        if suffix.word in _MANY:
            for start, last in self._row_before(atoms, first):
                before = self._group(atoms, start, last)
                found.append(before)
        if before is None:
            before = self._before_and(atoms, first - 1, strict=not suffix.word.endswith("s") or people)
            if before is not None:
                found.append(before)
        whole = suffix.word == "regimen" and not self.looks(atoms, first, place - 1)  # "the concurrent regimen"
        arm = self._group(atoms, first, place, name=self.name_of(atoms, first, place - (not whole)))
        arm.led = arm.led or (before is not None and before.led)
        found.append(arm)

    def _whole_name(self, atoms: list[Atom], place: int) -> int:
        """Where the name in "talimogene laherparepvec-treated" begins, which the text prints in full elsewhere."""
        name = self.name_of(atoms, place, place).lower().removesuffix("-treated")
        before = f"{atoms[place - 1].word} " if place and self._nameable(atoms[place - 1]) else ""
        return place - 1 if before and self.text.lower().count(before + name) > 1 else place

    def _over_and(self, atoms: list[Atom], first: int, place: int) -> int:
        """Go on over "and" in "the chemotherapy and bevacizumab group": one group, given both."""
        if atoms[place].word not in ("group", "arm") or first < 3 or atoms[first - 1].word != "and":
            return first
        start = self._back(atoms, first - 1)
        if start == first - 1 or atoms[start - 1].word != "the" or self.listed(atoms, start, first - 2):
            return first
        if "respectively" in self.words or not _APART.isdisjoint(self.words[start:place]):
            return first
        both = self.looks(atoms, start, first - 2) and self.looks(atoms, first, place - 1)
        return start if both and not any(self._regimen(atom) for atom in atoms[first:place]) else first

    def _lettered(self, atoms: list[Atom], place: int, found: list[Arm]) -> bool:
        """Read "arms A and B", "groups 1, 2, and 3"; whether they stand there."""
        last = place + 1
        letters: list[int] = []
        while last < len(atoms) and self._letter(atoms, last) and len(letters) < _MOST:
            letters.append(last)
            last = skip_brackets(atoms, last + 1) if last + 1 < len(atoms) else last + 1
            begin = last
            while (
                last < len(atoms)
                and last - begin < 2
                and (atoms[last].word in _BETWEEN_LETTERS or atoms[last].part in (Part.COMMA, Part.VERSUS))
            ):
                last += 1
            if last == begin:
                break
        if len(letters) < 2:
            return False
        sort = self.name_of(atoms, place, place).removesuffix("s")
        for at in letters:
            name = self.learn(f"{sort} {self.name_of(atoms, at, at)}")
            found.append(Arm(place if at == letters[0] else at, at, name, True, True))
        return True

    def _group(self, atoms: list[Atom], first: int, last: int, *, name: str | None = None) -> Arm:
        """Learn a name that is surely one."""
        learned = self.learn(name or self.name_of(atoms, first, last))
        return Arm(first, last, learned, first > 0 and atoms[first - 1].word in LEADING, True)

    def _names_group(self, atoms: list[Atom], first: int, place: int, *, people: bool) -> bool:
        """Whether the words before "group" or "patients" name one."""
        if first == place - 1 and atoms[first].word in _PRAISE:
            return False
        if people and (not self._regimen_like(atoms, first, place - 1) or self.is_outcome(atoms, place - 1)):
            return False
        name = self.name_of(atoms, first, place - 1)
        self._note_dose(atoms[place - 1], name)
        study = (
            name.lower() in ("study", "trial")
            and atoms[place].word in ("arm", "group")
            and not (first and atoms[first - 1].word in ("either", "each", "both"))
        )
        nameless = all(word in NO_NAMES for word in key(name)) and not study
        return not nameless and place - first <= _LONGEST and not name.isdigit()

    def _row_before(self, atoms: list[Atom], place: int) -> list[tuple[int, int]]:
        """Read "X, Y" in "in the X, Y and Z groups", "in the X, Y, and Z groups"; `place` is of Z."""
        spans: list[tuple[int, int]] = []
        end = place - 1
        if end < 1 or atoms[end].word != "and":
            return []
        end -= atoms[end - 1].part == Part.COMMA
        while end > 1 and len(spans) < _MOST:
            start = self._back(atoms, end)
            if start == end and measured(atoms[end - 1]):
                start = end - 1
            start -= atoms[start - 1].word == "very"
            if not 0 < end - start <= _SHORT or self.is_outcome(atoms, end - 1):
                return []
            spans.insert(0, (start, end - 1))
            end = start - 1
            if atoms[end].part != Part.COMMA:
                break
        leads = atoms[end].word in DETERMINERS or atoms[end].word in LEADING
        return spans if leads and len(spans) > 1 else []

    def _before_and(self, atoms: list[Atom], joint: int, *, strict: bool) -> Arm | None:
        """Read "X" in "X and Y groups"; `joint` is of "and"."""
        if joint <= 0 or not (atoms[joint].word in ("and", "or") or atoms[joint].part == Part.VERSUS):
            return None
        start = self._back(atoms, joint)
        if not 0 < joint - start <= 4 or self.is_outcome(atoms, joint - 1):
            return None
        if not self._looks(atoms, start, joint - 1, strict=strict):
            return None
        if all(word in NO_NAMES for word in key(self.name_of(atoms, start, joint - 1))):
            return None
        return self._group(atoms, start, joint - 1)

    def _sized(self, atoms: list[Atom], place: int, found: list[Arm]) -> None:
        """Read "X (n = 46)"."""
        end = self._named_before(atoms, place)
        if not end:
            return
        value = atoms[place].value
        if end > 1 and value is not None and atoms[end - 2].word in _LETTERED and self._letter(atoms, end - 1):
            found.append(self._group(atoms, end - 2, end - 1))
            self.note_size(found[-1].name, int(value))
            return
        while end > 0 and (atoms[end - 1].word in ARM_SUFFIXES):
            end -= 1
        first = self._back(atoms, end)
        while end - 1 > first and atoms[end - 1].word in NO_NEED and sorts_people(atoms[end - 2].word):
            end -= 1  # "high-risk disease (n = 46)"
        if first == end or value is None or self.is_outcome(atoms, end - 1) or not self._looks(atoms, first, end - 1):
            return
        if first > 1 and atoms[first - 1].word == "of" and not self.looks(atoms, first, end - 1):
            return  # "because of the lack of signs (n = 4)"
        if any(atom.word in PARTS_OF_A_TRIAL for atom in atoms[first:end]) or atoms[end - 1].word in _FINDINGS:
            return
        name = self.learn(self.name_of(atoms, first, end - 1))
        self.note_size(name, int(value))
        found.append(Arm(first, end - 1, name, True, True))

    def _named_before(self, atoms: list[Atom], place: int) -> int:
        """Where the name ends whose size stands at `place`: "X (n = 46)", "(X, n = 46; Y, n = 45)"; 0 for none."""
        if place > 1 and atoms[place - 1].part == Part.OPEN:
            return place - 1
        if place > 2 and atoms[place - 1].part in (Part.COMMA, Part.SEMICOLON):
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
