"""Percentages and fractions."""

from evidence.claims.atoms.atom import Atom, Part
from evidence.claims.figures.bounds import Bounds
from evidence.claims.figures.effects import CHANGE_NOUNS
from evidence.claims.figures.figure import Figure
from evidence.claims.lexicon import ARM_SUFFIXES, BE, PEOPLE, SEXES, TIME_OUTCOMES, words

_CUTS = words("reduced lowered decreased increased improved cut reduce increase reduces raised")
_MATCHING = words("match matched hla mismatch mismatched loci antigen antigens allele alleles locus blood snellen")


_ANNOUNCED = 24
_CUTOFFS = words("cutoff cut-off cutpoint cut-point threshold")
_LOCI = (6.0, 8.0, 10.0, 12.0)
_YEARS = words("year patient-year person-year annum month patient-month")
_NOT_PERCENT = words("power alpha significance confidence cutoff threshold intensity dosing fetal margin margins")
_NEVER_PERCENT = _NOT_PERCENT | words("dose doses")


_HETEROGENEITY = words("i2 i²")
_COMPARED = words("lower higher less greater fewer more reduced increased longer shorter")
_SKIPPED_BEFORE_PERCENT = frozenset(("least", "exceeding", "hematocrit", "haematocrit"))
# Words for what a percentage is not exactly: its counts need not make it.
_HEDGES = dict.fromkeys(words("about approximately approx around roughly circa nearly almost ~ ∼"), "~") | {
    "over": ">",
    "under": "<",
}


class Shares(Bounds):
    """Reads parts of a whole."""

    def _fraction(self, place: int, atom: Atom) -> None:
        words = self._near(place, 4)
        if not _MATCHING.isdisjoint(words) or "hla" in " ".join(words):
            return
        part, whole = atom.parts
        if not whole.value or self.words[place - 1] in ("schedule", "schedules"):  # "8/0 vicryl", "schedule 4/2"
            return
        printed_so = whole.start - part.end == 1  # with a stroke, not "5 of 8"
        if printed_so and whole.value in _LOCI and "hla" in self.words:  # "HLA matching was 8/8 in 61% and 7/8 in 24%"
            return
        if self._announced_in_percent(place):
            return
        owner = self._last_with_estimate()
        if (
            self.brackets
            and owner is not None
            and owner.numerator is None
            and owner.kind in ("percent",)
            and not self._has_own_share(place)
            and (owner is self.brackets[-1].owner or place - owner.last < 6)
        ):
            owner.numerator, owner.denominator = part, whole
            owner.last = max(owner.last, place)
            return
        last = self._last()
        counted = last.numerator if last is not None and last is owner and last.denominator is None else None
        if last is not None and counted is not None and counted.value == part.value and place - last.last < 3:
            last.denominator, last.last = whole, place  # "one bleeding in the X group (2.6%, 1/38)"
            return
        if (
            last is not None
            and last.kind == "percent"
            and last.numerator is None
            and place - last.last == 2
            and self.atoms[place - 1].part == Part.COMMA
        ):
            last.numerator, last.denominator = part, whole
            last.last = place
            return
        figure = self._add(Figure("fraction", place))
        figure.numerator, figure.denominator = part, whole

    def _has_own_share(self, place: int) -> bool:
        """Whether a percentage of its own follows a fraction in a bracket: "(13 out of 1914 cycles, 0.7%)"."""
        at = place + 1 + (self.parts[place + 1] == Part.WORD)
        share = self.atoms[at + 1] if at + 1 < len(self.atoms) else None
        return self.parts[at] == Part.COMMA and share is not None and share.unit == "%"

    def _announced_in_percent(self, place: int) -> bool:
        """Read "(% of patients, A/B): nausea 9/14" as two percentages, and no fraction; "n (%)" says something else."""
        near = range(max(place - _ANNOUNCED, 1), place)
        return any(
            self.words[at] == "%" and self.parts[at - 1] == Part.OPEN and self.parts[at + 1] != Part.CLOSE
            for at in near
        )

    def _near(self, place: int, behind: int) -> list[str]:
        """The three words before a place and some `behind` it."""
        return self.words[max(place - 3, 0) : place] + self.words[place + 1 : place + behind]

    def _percent(self, place: int, atom: Atom) -> None:
        if self._starts_pair(place) or self._yearly(place, atom):
            return
        cut = self.words[place - 1] == "by" and not _CUTS.isdisjoint(self.words[max(place - 8, 0) : place])
        moved = self.parts[place + 1] == Part.PLUS_MINUS or (atom.name == "points" and self._has_ci(place))
        if self._is_mean_percent(place) or (cut and moved):
            figure = self._add(Figure("mean", place))
            figure.estimate, figure.unit = atom, "%"
            return
        owner = self.brackets[-1].owner if self.brackets else None
        if owner is not None and owner.kind == "percent" and self._repeats_error(place, owner):
            owner.error, owner.error_label = atom, "SE"
            owner.last = place
            return
        counted = owner is not None and owner.kind == "count"
        few = atom.operator == "<" and (atom.value or 0) <= 1  # "<0.1% with X": too few to print
        if cut or (atom.operator in ("<", ">", "<=", ">=") and not counted and not few):
            return  # a relative change: "reduced the risk by 18%", or a threshold
        abbreviated = self.words[place - 1] == "." and self.words[place - 2] in ("approx", "ca")
        atom.operator = atom.operator or _HEDGES.get("approx" if abbreviated else self.words[place - 1])
        if self._completes_count(place, atom, owner):
            return
        if self.parts[place + 1] == Part.OPEN and self.words[place + 2] == "from":
            figure = self._add(Figure("percent", place))
            figure.estimate, figure.unit, figure.label = atom, "%", "difference"
        elif not self._is_no_share(place, atom):
            self._share(place, atom)

    def _repeats_error(self, place: int, owner: Figure) -> bool:
        """Read "29.7% (SE 3.4%) with X and 23.5% (3.5%) with Y": the second bracket holds a standard error as well."""
        alone = self.parts[place - 1] == Part.OPEN and self.parts[place + 1] == Part.CLOSE
        told = [figure for figure in self.figures if figure.kind == "percent" and figure is not owner]
        return alone and owner.error is None and bool(told) and told[-1].error_label == "SE"

    def _yearly(self, place: int, atom: Atom) -> bool:
        """Read "3.2% per year" as a rate."""
        if self.words[place + 1] != "per" or self.words[place + 2] not in _YEARS:
            return False
        figure = self._add(Figure("rate", place))
        figure.estimate, figure.unit = atom, f"% per {self.words[place + 2]}"
        return True

    def _completes_count(self, place: int, atom: Atom, owner: Figure | None) -> bool:
        """Give "12" in "12 (8%)" and "12/150, 8%" its percentage."""
        open_still = owner is not None and owner.kind in ("count", "fraction") and owner.estimate is None
        if owner is not None and open_still and self._pair_of_two(place, owner):
            self.counted = [(figure.numerator, figure.denominator) for figure in self.figures[-2:]]
            del self.figures[-2:]  # the percentages stand for them, with their counts
            self.brackets[-1].owner = None
            return False
        if open_still and self.words[place + 1] in SEXES:  # "2249 patients (59% women)"
            return False
        if owner is not None and open_still and self.brackets[-1].seen is None:
            owner.estimate, owner.unit, owner.estimate_place = atom, "%", place
            owner.last = max(owner.last, place)
            if self.parts[place + 1] == Part.CLOSE and self.words[place + 2] == "of":
                self._denominator(owner, place + 3)
            owner.denominator = owner.denominator or self._whole_in_front(owner.first)
            return True
        last = self._last()
        if last is None or last.kind not in ("fraction", "count") or last.estimate is not None:
            return False
        people = place - last.last == 3 and self.words[place - 2] in PEOPLE and self.parts[place + 1] == Part.CLOSE
        joined = self.parts[place - 1] in (Part.COMMA, Part.SEMICOLON, Part.EQUALS)
        if not joined or (place - last.last != 2 and not people):
            return False
        last.estimate, last.unit, last.last, last.estimate_place = atom, "%", place, place
        return True

    def _whole_in_front(self, place: int) -> Atom | None:
        """Read "Of 163 patients with a sample, 100 …": the 163."""
        comma = place - 1
        if self.parts[comma] != Part.COMMA:
            return None
        at = comma - 1
        while at > 0 and self.parts[at] == Part.WORD:
            at -= 1
        whole = self.atoms[at]
        counted = self.parts[at] == Part.NUMBER and whole.unit is None and "." not in whole.word
        before = at - 1 - (self.words[at - 1] in ("the", "these", "all"))
        leads = before == 0 or self.parts[before - 1] == Part.SEMICOLON
        people = not PEOPLE.isdisjoint(self.words[at + 1 : at + 5])
        return whole if counted and leads and people and self.words[before] in ("of", "among") else None

    def _pair_of_two(self, place: int, owner: Figure) -> bool:
        """Whether a bracket pairs percentages for two counts: "in 112 given X and 171 given Y (11% and 17%)"."""
        two = [figure for figure in self.figures[-2:] if figure.kind == owner.kind and figure.estimate is None]
        joined = self.words[place + 1] == "and" or self.parts[place + 1] == Part.VERSUS
        paired = joined and self.parts[place + 2] == Part.NUMBER and self.atoms[place + 2].unit == "%"
        return len(two) == 2 and two[1] is owner and paired

    def _is_no_share(self, place: int, atom: Atom) -> bool:
        """Tell thresholds, margins, powers and relative changes from shares of people."""
        before, after = self.words[place - 1], self.words[place + 1]
        if before in ("than", "least", "most", "to") and self._bounded_share(place, atom):
            return False
        if before in BE and not _CUTOFFS.isdisjoint(self.words[max(place - 7, 0) : place]):
            return True  # "the cutoff for positivity was 10%"
        if before == "than" and self.words[place - 2] in ("more", "less", "greater", "fewer"):
            return True
        last = self._last()
        beside = last is not None and last.kind == "percent" and place - last.last <= 8
        unlike = _NOT_PERCENT if beside else _NEVER_PERCENT  # "74% for the 300-mg dose, 71% for the 400-mg dose"
        grouped = not ARM_SUFFIXES.isdisjoint(self.words[max(place - 3, 0) : place])  # "in the 1 cm margin group, 38%"
        paired = self.parts[place - 1] == Part.OPEN and self.parts[place + 1] == Part.VERSUS
        excused = grouped or paired  # "lacked significance (92% vs 73%)"
        if before in _SKIPPED_BEFORE_PERCENT or (not excused and not unlike.isdisjoint(self._near(place, 3))):
            return True
        if after in _COMPARED and not self._subject_was(place):
            return True
        if before == "of" and self.words[place - 2] in CHANGE_NOUNS and self.words[place - 3] == "relative":
            return True
        if before == "=" and self.words[place - 2] in _HETEROGENEITY:
            return True
        if after in ("or", "and") and self.parts[place + 2] == Part.NUMBER and self.words[place + 3] in CHANGE_NOUNS:
            return True  # "a 90% or 85% decrease in the risk"
        return after in CHANGE_NOUNS or (after in ("relative", "absolute") and self.words[place + 2] in CHANGE_NOUNS)

    def _share(self, place: int, atom: Atom) -> None:
        difference = self._difference_cue(place) or self._difference_again(place)
        if difference and self.brackets and self.parts[place + 1] == Part.VERSUS:
            difference = False  # "no difference in relapse (with X, 38.6% vs with Y, 32.6%)"
        self.memory.difference = self.memory.difference or (difference and bool(self.brackets))
        figure = self._add(Figure("percent", place))
        figure.estimate, figure.unit = atom, "%"
        if self.counted:
            figure.numerator, figure.denominator = self.counted.pop(0)
        else:
            self._denominator_behind(figure, place + 1)
        ratios = ("odds_ratio", "risk_ratio", "hazard_ratio")
        if difference:
            figure.label = "difference"
            self.label = None
        elif self.label is not None and self.label.name in ratios and place - self.label_place <= 2:
            self.label = None

    def _difference_again(self, place: int) -> bool:
        """Read "40.3% and 34.5%, respectively (5.7%; p=0.005)" like the difference that was printed so before."""
        if not self.memory.difference or self.parts[place - 1] != Part.OPEN or not self.brackets:
            return False
        owner = self.brackets[-1].owner
        pair = [figure for figure in self.figures[-2:] if figure.kind == "percent" and figure.label is None]
        return owner is not None and len(pair) == 2 and pair[1] is owner

    def _subject_was(self, place: int) -> bool:
        """Tell "31.8% more than 50% response", a result, from "was 30% more than before", a comparison."""
        return (
            self.words[place + 1] == "more" and self.words[place + 2] == "than" and self.parts[place + 3] == Part.NUMBER
        )

    def _is_mean_percent(self, place: int) -> bool:
        """Read "mean HbA1c fell by 1.2% (SD 0.4)" as a mean."""
        last = self._last_but_p()
        if self.label is not None and self.label.name == "difference" and 0 < place - self.label_place <= 4:
            return False
        again = last is not None and bool(last.interval or last.spread) and self.parts[place + 1] == Part.OPEN
        if last is not None and last.kind == "mean" and last.unit == "%" and place - last.last <= 8 + 6 * again:
            return any(a.part == Part.VERSUS or a.word in ("and", "with", "to") for a in self.atoms[last.last : place])
        if not 0 <= self.average < place or self.words[self.average] not in ("mean", "means", "average", "median"):
            return False
        between = self.atoms[self.average + 1 : place]
        return (
            len(between) <= 10
            and all(a.part in (Part.WORD, Part.TIME, Part.LABEL, Part.MARK) for a in between)
            and self.words[place - 1] in ("by", "was", "of", "were", "from", "is")
            and not any(a.word in TIME_OUTCOMES for a in between)
        )

    def _denominator_behind(self, figure: Figure, at: int) -> None:
        """Read "23% (95% CI 13–37) of 52 patients"."""
        depth = 0
        while at < len(self.atoms) and (depth or self.parts[at] == Part.OPEN):
            depth += {Part.OPEN: 1, Part.CLOSE: -1}.get(self.atoms[at].part, 0)
            at += 1
        if self.words[at] not in ("of", "for", "in", "among"):
            return
        at += 1
        while self.words[at] in ("the", "all", "these"):
            at += 1
        if self.parts[at] != Part.NUMBER or self.atoms[at].unit is not None or "." in self.atoms[at].word:
            return
        for step in range(1, 5):
            if self.words[at + step] in PEOPLE:
                figure.denominator = self.atoms[at]
                self.atoms[at].name = "taken"
                return
            if self.parts[at + step] != Part.WORD:
                return
