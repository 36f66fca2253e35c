"""The group that a ratio was computed in, the two that it compares, or the factor that it is of."""

import re

from evidence.claims.atoms.atom import Part
from evidence.claims.attribution.allocation import Allocation
from evidence.claims.attribution.names import Arm
from evidence.claims.figures.figure import Figure
from evidence.claims.lexicon import (
    ADVERBS,
    BE,
    DETERMINERS,
    GETS,
    GROUP_NOUNS,
    HAVE,
    OTHER_VERBS,
    PEOPLE,
    PREPOSITIONS,
    SORTS_OF_PEOPLE,
    words,
)

_SUBGROUP = re.compile(
    r"risk|stage|positiv|negativ|mutat|wild|high|low|intermediate|older|younger|resist|sensitiv", re.IGNORECASE
)

_CLAUSES = words("and but or while whereas compared as")
_FRONTED = 5
_GROUPS = words("groups subgroups arms cohorts")
_OF_FACTORS = frozenset(("hazard_ratio", "odds_ratio", "risk_ratio"))
_LONGEST_FACTOR = 8
_IN_FACTOR = frozenset((Part.WORD, Part.NUMBER, Part.GRADE, Part.TIME))
_BEFORE_FACTOR = words("and or that but while whereas only than") | (OTHER_VERBS - words("increase decrease"))
_DEGREES = words("lower higher greater more less longer shorter worse better")
_SINCE = words("after during before")
# What is said of a factor: "was associated with", "was an independent prognostic factor for", "predicted".
_LINKED = words("associated prognostic predictive predictor predictors factor factors marker markers determinant")
_LINKS = words("with for of")
_TENDED = words(
    "tended to independently independent strongly strong remained significantly significant an a the risk"
) | (_LINKED - words("associated"))
_AMONG = words("in for among")
_OTHERS = words("that those than")
_GIVEN = words("assigned allocated randomised randomized treated")
_AGES = frozenset(("aged", "younger", "older"))
_IN_AGES = frozenset((Part.WORD, Part.NUMBER, Part.TIME, Part.RANGE))


class RatioArms(Allocation):
    """Finds the arms of ratios and differences."""

    _own: dict[int, str] | None = None  # by the identity of ratios in a row: the group each follows

    def _subgroup_at(self, place: int) -> str | None:
        """Read "in eligible patients", "in patients undergoing resection"."""
        if self.words[place] not in ("in", "for", "among"):
            return None
        if self.words[place + 1] in PEOPLE and self.words[place + 2] in ("with", "without", "undergoing", "receiving"):
            span = self.phrases.chunk(place + 3)
            return self.phrases.quote(place + 1, span[1]) if span is not None else None
        if (self.words[place + 1] in PEOPLE or self.words[place + 1] == "those") and self.words[place + 2] in _AGES:
            at = place + 2
            while self.parts[at + 1] in _IN_AGES and self.words[at + 1] not in ("and", "but", "compared", "who"):
                at += 1
            return self.text[self.atoms[place + 2].start : self.atoms[at].end]
        at = place + 1
        while self.parts[at] == Part.WORD and at < place + 5 and self.words[at] not in PEOPLE:
            at += 1
        if self.words[at] in PEOPLE and at > place + 1:
            first = place + 2 if self.words[place + 1] in DETERMINERS else place + 1
            return self.phrases.quote(first, at)
        return None

    def _governing(self, figure: Figure) -> str | None:
        """The part of the people that was last spoken of before a figure, unless it belongs to an earlier figure."""
        for arm in reversed(self.arms):
            if not arm.part or arm.last >= figure.first:
                continue
            if self._speaks_of_others(arm.last + 1, figure.first):
                return None
            before = [other for other in self.figures if other.last < arm.first]
            if before and self._right_behind(before[-1], arm.first):
                return None
            return arm.name
        return None

    def _speaks_of_others(self, begin: int, end: int) -> bool:
        """Whether others are told of between a part of the people and a figure: "in those with Y", "; for patients"."""
        return any(
            self.words[at] in _AMONG and (self.words[at + 1] == "those" or self.parts[at - 1] == Part.SEMICOLON)
            for at in range(begin, end - 1)
        )

    def _right_behind(self, figure: Figure, place: int) -> bool:
        between = self.atoms[figure.last + 1 : place]
        return len(between) <= 5 and all(
            atom.part in (Part.CLOSE, Part.NUMBER) or (atom.part == Part.WORD and atom.word not in _CLAUSES)
            for atom in between
        )

    def _ratio_arm(self, figure: Figure) -> str | None:
        """The group a ratio was computed in, or the arms it names: "in eligible patients", "S vs. SP"."""
        beside = self.beside.get(id(figure)) if figure.kind == "ratio" else None
        if beside is not None:
            set_against = not _OTHERS.isdisjoint(self.words[max(beside.first - 3, 0) : beside.first])
            return None if set_against else beside.name  # "superior to that with Y (HR 0.7)" compares both
        place = figure.last + 1
        while self.parts[place] == Part.CLOSE:
            place += 1
        if self.words[place] in ("in", "for", "among", "with"):
            for arm in self.arms:
                if 0 < arm.first - place <= 2:
                    listed = len(self._listed_after(figure, len(self.atoms))) > 1  # "for X and Y, respectively"
                    return self._compared_behind(figure) or (None if listed else arm.name)
            subgroup = self._subgroup_at(place)
            if subgroup is not None:
                return subgroup
        return self._ratio_arm_before(figure)

    def _ratio_arm_before(self, figure: Figure) -> str | None:
        if self.done and self.done[-1].first in self.within:
            return self.within[self.done[-1].first]
        sex = self._people_before(figure)
        if sex is not None:
            return sex
        told = self._governing(figure) or self._compared(figure) or self._patients_with(figure)
        if told is not None:
            return told
        begins = max((run.first for run in self.runs if run.first < figure.first), default=0)
        row = self._each_in_its_own(figure)
        if row is not None:
            return row
        before = [arm for arm in self.arms if begins <= arm.last < figure.first and not self._are_many(arm)]
        if len(before) == 1 and (_SUBGROUP.search(before[0].name) or self._opens_with(before[0])):
            return before[0].name
        return self._set_apart_by(figure) or self._factor(figure)

    def _factor(self, figure: Figure) -> str | None:
        """The factor that a ratio is of: "lower PS (HR 2.9) was linked to", "X was associated with death (HR 2)"."""
        if figure.label not in _OF_FACTORS or not figure.in_bracket:
            return None
        last = self._opener(figure) - 1
        if self.parts[last] == Part.CLOSE:  # "age (≥65 years) (HR 2.8)"
            last = (self._around(last - 1) or (last, last))[0] - 1
        subject = self._subject_of_association(last)
        if subject < 0 and self._outcome_of_factor(figure) is None:
            before = self.done[-1].figures[-1] if self.done and self.done[-1].kind == "ratio" else None
            goes_on = before is not None and self._goes_on(before, figure)  # "but not with relapse (HR 1.08)"
            return before.arm if before is not None and goes_on else None
        last = subject if subject >= 0 else last
        first = last
        while first > 0 and last - first < _LONGEST_FACTOR and self.parts[first - 1] in _IN_FACTOR:
            if self.words[first - 1] in _BEFORE_FACTOR:
                break
            first -= 1
        while self.words[first] in DETERMINERS or self.words[first] in ADVERBS - _DEGREES:
            first += 1
        bare = first == last and self.parts[first] != Part.WORD
        if last < 0 or first > last or last - first >= _LONGEST_FACTOR or bare or self._is_led(first):
            return None
        cut = next((at for at in range(first + 1, last) if self.words[at] in _SINCE), last + 1)
        return self.text[self.atoms[first].start : self.atoms[cut - 1].end]

    def _is_led(self, place: int) -> bool:
        """Whether words begin with a preposition that is no part of a name: "in vivo"."""
        return self.words[place] in PREPOSITIONS and self.words[place + 1] not in ("vivo", "vitro", "situ")

    def _goes_on(self, one: Figure, two: Figure) -> bool:
        """Whether two ratios are of one factor: the same verb, with no bracket or clause of its own between."""
        told = not _LINKED.isdisjoint(self.words[: one.first]) or "predicted" in self.words[: one.first]
        between = self.words[one.last + 1 : self._opener(two)]
        return told and Part.SEMICOLON not in self.parts[one.last : two.first] and BE.isdisjoint(between)

    def _subject_of_association(self, before: int) -> int:
        """The last atom of what "was associated with" is said of; -1 where nothing is."""
        for at in range(before, 1, -1):
            if self.near.begins_at(at) or self.parts[at] in (Part.SEMICOLON, Part.CLOSE):
                return -1
            if self.words[at] == "predicted" or (self.words[at] in _LINKED and self.words[at + 1] in _LINKS):
                at -= 1
                while self.words[at] in BE or self.words[at] in ADVERBS or self.words[at] in _TENDED:
                    at -= 1
                return at
        return -1

    def _are_many(self, arm: Arm) -> bool:
        """Whether a mention is of groups in the plural: "between the expression subgroups"."""
        last = arm.last + (self.words[arm.last + 1] in _GROUPS)
        return self.words[last] in _GROUPS and self.parts[last + 1] != Part.OPEN

    def _each_in_its_own(self, figure: Figure) -> str | None:
        """Read "in the X arm (HR 0.7) or in the Y arm (HR 1.1)": ratios in a row, each right behind its group."""
        if self._own is None:
            self._own = {}
            for other in self.figures if "than" not in self.words else ():
                arm = self.arm_at.get(self._opener(other) - 1) if other.kind == "ratio" and other.in_bracket else None
                if arm is not None and arm.led and self.words[self._led_at(arm)] in _AMONG:
                    self._own[id(other)] = arm.name
            if len(set(self._own.values())) < 2:
                self._own = {}
        return self._own.get(id(figure))

    def _led_at(self, arm: Arm) -> int:
        at = arm.first - 1
        while at > 0 and self.words[at] in DETERMINERS:
            at -= 1
        return at

    def _opens_with(self, arm: Arm) -> bool:
        """Whether all that a sentence tells is of the people it begins with: "In the X arm, … (HR 0.9)"."""
        at = arm.last + 1
        while self.words[at] in GROUP_NOUNS or self.words[at] in PEOPLE:
            at += 1
        fronted = self.words[0] in _AMONG and arm.first <= _FRONTED and self.parts[at] in (Part.COMMA, Part.OPEN)
        others = [other for other in self.arms if other.name != arm.name and not self._are_many(other)]
        return fronted and not others

    def _set_apart_by(self, figure: Figure) -> str | None:
        """Read "X was associated with a lower risk (HR 0.7)": the ratio is of X, where it is set against no other."""
        if len({arm.name for arm in self.arms}) != 1:
            return None
        arm = self.arms[0]
        told = any(self.words[at] == "associated" for at in range(arm.last + 1, arm.last + 4))
        return arm.name if told and arm.last < figure.first else None

    def _people_before(self, figure: Figure) -> str | None:
        """Read "In women, … (HR 0.64) but not in men (0.96)" as the subgroups women and men."""
        if SORTS_OF_PEOPLE.isdisjoint(self.words[max(figure.first - 16, 0) : figure.first]):
            return None
        for at in range(figure.first - 1, max(figure.first - 16, 0), -1):
            if self.near.begins_at(at):
                return None
            if self.words[at] in SORTS_OF_PEOPLE and self.words[at - 1] in ("in", "among", "for"):
                return self.words[at]
        return None

    def _patients_with(self, figure: Figure) -> str | None:
        """Read "Patients with rash had better survival (HR 0.76), compared with placebo" as "rash vs placebo"."""
        if self.words[0] not in PEOPLE or self.words[1] not in ("with", "without", "receiving"):
            return None
        subject = self._people_with()
        if subject is None:
            return None
        for at in range(figure.last + 1, min(figure.last + 5, len(self.atoms))):
            if self.parts[at] == Part.VERSUS:
                for arm in self.arms:
                    if 0 < arm.first - at <= 2:
                        return f"{subject} vs {arm.name}"
        return None

    def _people_with(self) -> str | None:
        """What the people a sentence begins with have: "Patients with a CPS ≥10 had", "those without rash had"."""
        who = self.words[1] == "who" and (self.words[2] in GETS or self.words[2] in HAVE)
        given = self.words[1] in _GIVEN and self.words[2] in ("to", "with")
        if not (self.words[0] in PEOPLE or self.words[0] == "those") or not (
            who or given or self.words[1] in ("with", "without")
        ):
            return None
        first = 2 + (who or given)
        while self.words[first] in DETERMINERS:
            first += 1
        for at in range(first + 1, min(first + 8, len(self.atoms))):
            if self.words[at] in HAVE or (given and self.words[at] in BE):
                begin = 1 if self.words[1] == "without" else first
                return self.text[self.atoms[begin].start : self.atoms[at - 1].end]
            if self.parts[at] not in (Part.WORD, Part.NUMBER, Part.GRADE, Part.LABEL):
                return None
        return None

    def _compared(self, figure: Figure) -> str | None:
        """Read "(S vs. SP)" or "mitoxantrone:idarubicin" between the label and its ratio."""
        for at in range(figure.first - 1, max(figure.first - 30, -1), -1):
            if self.parts[at] == Part.LABEL or self.words[at] == "that":
                return self._set_against(at, figure.first) or self._compared_behind(figure)
            if any(other.last == at and not self._same_run(other, figure) for other in self.figures):
                return self._set_against(at, figure.first)
        return None

    def _same_run(self, one: Figure, two: Figure) -> bool:
        run = self.run_of.get(id(one))
        return run is not None and run is self.run_of.get(id(two))

    def _compared_behind(self, figure: Figure) -> str | None:
        """Read "0.77 (0.62 to 0.96) for A versus B"."""
        after = self.near.after(figure.last)
        return self._set_against(figure.last, min(after.first if after else len(self.atoms), figure.last + 16))

    def _set_against(self, start: int, stop: int) -> str | None:
        """The two arms between two places, where nothing but a sign of comparison parts them."""
        inside = [arm for arm in self.arms if start < arm.first and arm.last < stop]
        if len(inside) != 2:
            return None
        one, two = inside
        between = self.atoms[one.last + 1 : two.first]
        if not between or not all(
            atom.part in (Part.VERSUS, Part.COLON) or atom.word in ("the", "/", "group", "arm", "with")
            for atom in between
        ):
            return None
        if any(atom.part == Part.VERSUS for atom in between):
            return f"{one.name} vs {two.name}"
        return self.text[self.atoms[one.first].start : self.atoms[two.last].end]
