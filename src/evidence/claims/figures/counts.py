"""Counts of people and of events, told from the sizes of groups."""

from evidence.claims.atoms.atom import Atom, Part
from evidence.claims.figures.figure import Figure
from evidence.claims.figures.people import HAPPENED, People
from evidence.claims.figures.units import counts_in_bracket
from evidence.claims.lexicon import (
    ACTS,
    BE,
    CASES,
    DUE,
    ENROLLED,
    GETS,
    GROUP_NOUNS,
    HAVE,
    MONTHS,
    OUTCOME_ENDINGS,
    OUTCOME_HEADS,
    PEOPLE,
    TABLE_WORDS,
    names_outcome,
    words,
)

_STUDIES = words("study trial protocol")
_BEFORE_STUDY = words("in than from of and")
_LEADS_ON = words("in with on for of after receiving")
_TREATED_AS = words("assigned treated given allocated randomised randomized")
_NO_EVENT = words("of in and for with to from or") | PEOPLE | BE | HAVE | GROUP_NOUNS
_RESPONSES = words("cr crs pr prs")
_BEST_RESPONSES = _RESPONSES | words("sd sds pd pds mr vgpr vgprs cri ncr")
_LEADS_LIST = words("including and with were was")
_ABBREVIATED = 4
_NEXT = 3
_ITEM = 8
_JOINS_ITEMS = words(", and")
_CAUSES = words("causes reasons")
_THESE = words("these those them whom")
_ENROLLING = words("included enrolled comprised recruited screened registered randomised randomized involved")


class Counts(People):
    """Reads counts."""

    def _count(self, place: int, atom: Atom) -> None:
        if atom.name == "taken" or atom.operator not in (None, "=") or (atom.value or 0) < 0:
            return
        before = self.words[place - 1]
        if before in _STUDIES and self.words[place - 2] in _BEFORE_STUDY:  # "lower than in Study 301 (27%)"
            return
        if before in TABLE_WORDS and not (before in ("arm", "group", "cohort") and self.words[place + 1] in PEOPLE):
            return
        if self.parts[place - 1] in (Part.TIME, Part.GRADE) and not self._percent_in(place + 1):
            return
        following = self.atoms[place + 1] if place + 1 < len(self.atoms) else None
        if following is None or (following.word in MONTHS and following.part == Part.WORD):
            return
        if "excluded" in self.words and Part.OPEN not in self.parts[place + 1 : place + 3]:  # "61 … were excluded"
            return
        if self._is_year(atom, following) or self._is_size(place, atom, before):
            return
        if self._is_counted(place, atom, following, before):
            last = self._last()
            figure = self._add(Figure("count", place))
            figure.numerator = atom
            none_in = atom.value == 0 and before != "=" and last is not None and last.kind == "percent"
            if none_in:  # "in 16% … and none of those given Y"
                figure.measure = "proportion"
            if before == "all" and following.word in PEOPLE:
                figure.denominator = atom
            elif following.part == Part.WORD:
                in_group = self.words[place + 2] in ("in", "on") and self.words[place + 3] == "the"
                figure.denominator = None if in_group else self._whole_in_front(place)
                figure.measure = "proportion" if figure.denominator is not None else figure.measure

    def _is_year(self, atom: Atom, following: Atom) -> bool:
        is_year = 1900 <= (atom.value or 0) <= 2100 and not atom.spelled
        return is_year and following.word not in PEOPLE and following.part != Part.OPEN

    def _is_size(self, place: int, atom: Atom, before: str) -> bool:
        """Tell the size of a group or a threshold: "the study included 431 patients", "at least one event"."""
        if (before == "least" and atom.value == 1) or (before == "than" and self.words[place - 2] == "more"):
            return True  # "in at least one", "in more than one patient"
        at = place + 1
        while self.parts[at] == Part.WORD and self.words[at] not in PEOPLE and at < place + 5:
            at += 1
        if self.words[at] not in PEOPLE or (self.parts[at + 1] == Part.OPEN and self._percent_in(at + 1)):
            return False
        if before in _ENROLLING and self.words[place - 2] not in BE:
            return True
        told = at + 1
        if self.parts[told] == Part.OPEN:  # "47 patients (median age, 63 years) received at least one dose"
            told = next((end + 1 for end in range(told, told + 14) if self.parts[end] == Part.CLOSE), told)
        first = not self.figures and not self.memory.told and self.words[told] in ("received", "underwent")
        return first and (place < 3 or self.parts[place - 1] == Part.COMMA)

    def _is_counted(self, place: int, atom: Atom, following: Atom, before: str) -> bool:
        if (following.part == Part.OPEN and self._percent_in(place + 1)) or self._none_in_others(place, atom):
            return True
        if (atom.word == "no" and following.word not in PEOPLE) or counts_in_bracket(self.atoms, place):
            return True
        if before == "=" and self.words[place - 2] == "n" and self.parts[place - 3] in (Part.OPEN, Part.COMMA):
            return True
        if following.word in OUTCOME_HEADS and self.parts[place + 2] == Part.OPEN and self._percent_in(place + 2):
            return True
        if following.word == "of" and self.words[place + 2] in _THESE:
            people = place + 3 + (self.words[place + 3] in PEOPLE)
            told = self.words[people] in ACTS or self.words[people] in HAVE or self.words[people] in GETS
            return told or (self.parts[place + 3] == Part.OPEN and self._percent_in(place + 3))
        if following.word in BE and self.words[place + 2] == "in" and before in ("which", "whom", "and"):
            return bool(self.figures) and self.figures[-1].kind == "count"  # "of which 13 were in the X arm"
        due = place + 1 + (following.word in BE)
        if self.words[due] in DUE and self.words[due + 1] == "to" and (due > place + 1 or self._last() is not None):
            return True  # "five were due to toxicity", "five due to toxicity" behind another
        return (
            self._in_count(place, atom, following, before)
            or self._joins_count(place, following, before)
            or self._people(place, atom, before)
            or self._in_row(place)
            or self._of_happenings(place)
            or self._responses(place)
            or self._listed_in(place)
            or self._events(place)
            or self._share_in_group(place, following)
            or self._behind_event(place)
            or self._of_people(place, following, before)
        )

    def _of_people(self, place: int, following: Atom, before: str) -> bool:
        """Read "of 11 patients with X, 10 received Y", and "and 241 occurred in 447 patients" behind a count."""
        if following.word in HAPPENED and before in ("and", "while", "whereas", "but"):
            return any(figure.kind == "count" for figure in self.figures)
        tells = following.word in ACTS or following.word in HAVE or following.word in GETS
        allotted = following.word in ENROLLED and Part.NUMBER in self.parts[place + 2 : place + _ITEM]
        return tells and not allotted and self._whole_in_front(place) is not None

    def _behind_event(self, place: int) -> bool:
        """Read "died of infection (four), relapse (three) and haemorrhage (two)": parts of those counted before."""
        told = next((figure.numerator for figure in self.figures if figure.numerator is not None), None)
        alone = self.parts[place - 1] == Part.OPEN and self.parts[place + 1] == Part.CLOSE
        if told is None or not alone or (self.atoms[place].value or 0) > (told.value or 0):
            return False
        listed = self.words[place + 2] in _JOINS_ITEMS or self.words[place - 3] in _JOINS_ITEMS
        return listed and names_outcome(self.words[place - 2])

    def _share_in_group(self, place: int, following: Atom) -> bool:
        """Read "6 in the X arm (6.1%)", and "(nine cases)"."""
        if following.word in CASES and self.parts[place - 1] == Part.OPEN:
            return self.parts[place + 2] in (Part.CLOSE, Part.SEMICOLON)
        if following.word not in _LEADS_ON or self.words[place + 2] != "the":
            return False
        opener = next((at for at in range(place + 3, place + _ITEM) if self.parts[at] != Part.WORD), 0)
        return self.parts[opener] == Part.OPEN and self._percent_in(opener) and self.parts[opener + 2] == Part.CLOSE

    def _in_count(self, place: int, atom: Atom, following: Atom, before: str) -> bool:
        """Read "106 deaths (49 in the X group, 57 in the Y group)", "106 deaths (49 vs 57)"."""
        last = self._last()
        owner = self.brackets[-1].owner if self.brackets else None
        if last is None or owner is None or owner.kind != "count" or owner.estimate is not None:
            return False
        if owner.numerator is None or (atom.value or 0) > (owner.numerator.value or 0):
            return False
        inside = self.parts[place - 1] in (Part.OPEN, Part.COMMA, Part.VERSUS, Part.SEMICOLON)
        if not (inside or before in ("and", "including")):
            return False
        if following.part == Part.WORD:
            return following.word != "mg"
        opens = following.part == Part.VERSUS and self.parts[place + 3] == Part.CLOSE
        return opens or (self.parts[place - 1] == Part.VERSUS and following.part == Part.CLOSE and last is not owner)

    def _none_in_others(self, place: int, atom: Atom) -> bool:
        """Read "in 16% of patients given X and none of those given Y"."""
        last = self._last()
        near = last is not None and last.kind == "percent" and place - last.last <= 12
        return near and atom.spelled and atom.value == 0 and self.words[place + 2] in ("those", "the")

    def _joins_count(self, place: int, following: Atom, before: str) -> bool:
        """Read "… and in 17 receiving placebo" behind a count."""
        last = self._last()
        if last is None or last.kind not in ("count", "fraction") or last.estimate is not None:
            return False
        joint = before in ("and", "or") or self.parts[place - 1] == Part.VERSUS
        joint = joint or (before == "only" and self.words[place - 2] in ("and", "but"))
        if self.parts[place - 1] == Part.VERSUS and place - last.last <= _NEXT:  # "in three patients v five"
            return following.part != Part.NUMBER and following.word not in PEOPLE
        if following.word in _TREATED_AS:
            return joint and place - last.last <= 12
        if joint and following.word in PEOPLE:  # "in 1 patient in arm A and 5 patients in arm B"
            return self.words[place + 2] in _LEADS_ON and place - last.last <= 8
        if before == "including":  # "in 34 patients, including nine with leukaemia", "including 128 in the X arm"
            return following.word in ("with", "in") and place - last.last <= 7
        joined = joint or self.parts[place - 1] in (Part.COLON, Part.COMMA)
        return joined and following.word in _LEADS_ON and place - last.last <= 13

    def _events(self, place: int) -> bool:
        """Count of things: "177 events", "56 subsequent relapses", "two deaths"."""
        if self.words[place + 1] in CASES and self.words[place + 2] == "of":
            return self._names_event(place + 3)  # "88 cases of pneumonia"
        for step in range(1, 5):
            at = place + step
            part, word = self.parts[at], self.words[at]
            if part == Part.GRADE:
                continue
            if part != Part.WORD or word in _NO_EVENT:
                return False
            if word in OUTCOME_HEADS or word.endswith(OUTCOME_ENDINGS):
                one = self.atoms[place].value == 1 and word in OUTCOME_HEADS and self.parts[at + 1] != Part.OPEN
                if word.endswith("s") or one:
                    return self._happened(at, word)
        return False

    def _of_happenings(self, place: int) -> bool:
        """Read "Deaths in remission were 12 and 15", "fewer relapses (24 vs 40)"."""
        first, last = self._row_of_numbers(place)
        if last != first + 2:
            return False
        compared = self.parts[first - 1] == Part.OPEN and self.parts[first + 1] == Part.VERSUS
        if compared and not _CAUSES.isdisjoint(self.words[:first]):  # "causes of death were cancer (152 vs 146)"
            return True
        leads = compared or (self.words[first - 1] == "were" and self.words[first + 1] == "and")
        return leads and any(
            word in OUTCOME_HEADS and word.endswith("s") and len(word) > _ABBREVIATED
            for word in self.words[max(first - 7, 0) : first - 1]
        )

    def _listed_in(self, place: int) -> bool:
        """Read "adverse events in 17, withdrawal of consent in nine and progression in six"."""
        if self.words[place - 1] != "in" or not self._ends_item(place + 1):
            return False
        near = [at for at in range(max(place - _ITEM, 1), place + _ITEM) if at != place and self._is_whole(at)]
        return any(self.words[at - 1] == "in" and self._ends_item(at + 1) for at in near)

    def _is_whole(self, at: int) -> bool:
        return self.parts[at] == Part.NUMBER and self.atoms[at].unit is None and "." not in self.words[at]

    def _ends_item(self, at: int) -> bool:
        return self.words[at] == "and" or self.words[at] == "." or self.parts[at] in (Part.COMMA, Part.SEMICOLON)

    def _responses(self, place: int) -> bool:
        """Read "including 6 CR and 33 PR", "29 patients with CR, 14 with PR"."""
        at = place + 1 + (self.words[place + 1] in PEOPLE)
        if self.words[at] == "with" and self.words[at + 1] in _BEST_RESPONSES:
            return True
        if self.words[at] not in _BEST_RESPONSES:
            if self.words[place - 1] != "in" or self.words[place - 2] not in _BEST_RESPONSES:
                return False
            return self._ends_item(at) and self._beside_response(place - 2)  # "CR in 1, PR in 4"
        listed = self.words[place - 1] in _LEADS_LIST or self.parts[place - 1] == Part.COMMA
        return listed and (self.words[at] in _RESPONSES or self._beside_response(at))

    def _beside_response(self, place: int) -> bool:
        """Whether another sort of response is counted near by: "11 SD and 4 PD"."""
        near = set(self.words[max(place - _ITEM, 0) : place + _ITEM])
        return len(near & _BEST_RESPONSES) > 1

    def _names_event(self, place: int) -> bool:
        """Whether one of the next words names an outcome."""
        for at in range(place, place + 3):
            if self.parts[at] not in (Part.WORD, Part.GRADE):
                return False
            if self.words[at] in OUTCOME_HEADS or self.words[at].endswith(OUTCOME_ENDINGS):
                return True
        return False

    def _happened(self, at: int, word: str) -> bool:
        """Tell "177 deaths" from "177 deaths were required" and from "3 risk groups"."""
        following = self.words[at + 1]
        if following not in ("free", "group", "groups", "score") and word not in ("events", "deaths"):
            return True
        planned = self.words[at + 2] in ("required", "planned", "needed", "necessary")
        return following not in ("were", "was") or not planned
