"""Which stored outcome, arm, time and grade the words of a text mean.

Every answer is a set: one member is an identification, several are an ambiguity that something else must
settle, and none means that the words name nothing that is stored. ``None`` means that nothing was said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hub.articles.domain.wording import ABBREVIATIONS, expanded, fold, outcome_stems, same_length, stem, words
from hub.studies.enums import ArmRole
from hub.studies.models import Arm, Outcome

EVERYBODY = "all"
MONTHS = {"days": 12 / 365.25, "weeks": 7 * 12 / 365.25, "months": 1.0, "years": 12.0}
_SAME_TIME = 0.006
"""52 weeks are a year, 30 days are no month."""

_NUMBERS = {word: n for n, word in enumerate(("one", "two", "three", "four", "five", "six", "seven", "eight"), 1)}
_NUMBERS |= {"nine": 9, "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30}
_AMOUNT = rf"(?P<n>\d+(?:\.\d+)?|{'|'.join(_NUMBERS)})"
_TIMES = (
    re.compile(
        rf"\b(?:at|by|after|within|over|for)\s+(?:about\s+)?{_AMOUNT}[ -](?P<unit>day|week|month|year)s?\b", re.I
    ),
    re.compile(rf"\b{_AMOUNT}-(?P<unit>day|week|month|year)s?\b", re.I),
    re.compile(rf"\b{_AMOUNT} (?P<unit>day|week|month|year)s?\s+(?:later|on|after)\b", re.I),
)
_GRADES = re.compile(
    r"\bgrades?\s*(?P<above>≥|>=|at least )?\s*(?P<low>[1-5])"
    r"(?:\s*(?:-|to|or|and)\s*(?P<high>[1-5])|\s*(?P<more>\+|(?:or|and) (?:higher|more|above|worse|greater|over)))?",
    re.I,
)
_SEVERE = re.compile(r"\bsevere\b", re.I)
_ANY_GRADE = re.compile(r"\bany[ -]grade\b|\bof any grade\b", re.I)

_OUTCOMES_OF_EVENTS = {
    outcome_stems("death"): ("overall survival",),
    outcome_stems("death from any cause"): ("overall survival",),
    outcome_stems("progression or death"): ("progression-free survival",),
    outcome_stems("relapse or death"): ("disease-free survival", "relapse-free survival"),
}

_COMPARED = re.compile(r"\s+(?:compared (?:with|to)|versus|vs\.?|against|over)\s+", re.IGNORECASE)
_NEGATIONS = words("without no not never lacking")
_HISTORICAL = words("historical historic earlier previous prior")
_CONTROL = words("control controls comparator comparison")
_EXPERIMENTAL = words("experimental intervention investigational combination")
_ALONE = words("alone only")
_OF_ARMS = words(
    "arm group cohort patient infant people person participant child baby adult recipient regimen treatment treated "
    "therapy given receiving received receive who were was had the a an of in with plus and added adding course "
    "assigned randomised to those for from by trial study which that this selected one be combined together after "
    "on standard"
)


def same_time(first: tuple[float, str], second: tuple[float, str]) -> bool:
    """Whether two times with their units are the same: 48 months are 4 years."""
    if first[1] not in MONTHS or second[1] not in MONTHS:
        return False
    one, other = first[0] * MONTHS[first[1]], second[0] * MONTHS[second[1]]
    return abs(one - other) <= _SAME_TIME * max(one, other)


def in_unit(time: tuple[float, str], unit: str) -> float | None:
    """Return a time in another unit; None where either is none of time."""
    return time[0] * MONTHS[time[1]] / MONTHS[unit] if {time[1], unit} <= MONTHS.keys() else None


def times_in(text: str) -> list[tuple[float, str]]:
    """Return the points of time that a text names: “at four years”, “4-year”."""
    return [
        (float(_NUMBERS.get(match["n"].lower()) or match["n"]), f"{match['unit'].lower()}s")
        for pattern in _TIMES
        for match in pattern.finditer(same_length(text))
    ]


def grades_of(text: str) -> frozenset[int] | None:
    """Return the grades of an adverse event that a text, or a stored grade after “grade”, names."""
    plain = same_length(text)
    if _ANY_GRADE.search(plain):
        return frozenset(range(1, 6))
    if match := _GRADES.search(plain):
        low = int(match["low"])
        if match["above"] or match["more"]:
            return frozenset(range(low, 6))
        return frozenset(range(low, int(match["high"] or low) + 1))
    return frozenset((3, 4, 5)) if _SEVERE.search(plain) else None


@dataclass(frozen=True)
class _OutcomeName:
    pk: int
    exact: tuple[frozenset[str], ...]
    phrases: tuple[str, ...]


@dataclass(frozen=True)
class _ArmName:
    pk: int
    label: frozenset[str]
    more: frozenset[str]
    alone: bool


class Names:
    """The names of one study's outcomes and arms."""

    def __init__(self, outcomes: Sequence[Outcome], arms: Sequence[Arm]) -> None:
        self._outcomes = [_outcome_name(outcome) for outcome in outcomes]
        self._arms = [_arm_name(arm) for arm in arms]
        self._roles = {
            "historical": {arm.pk for arm in arms if arm.role == ArmRole.HISTORICAL_CONTROL},
            "control": {arm.pk for arm in arms if arm.role in (ArmRole.HISTORICAL_CONTROL, ArmRole.COMPARATOR)},
            "experimental": {arm.pk for arm in arms if arm.role == ArmRole.EXPERIMENTAL},
        }

    def outcomes(self, said: str | None) -> frozenset[int] | None:
        """Return the outcomes that some words name: those so called, or else those whose name holds the words."""
        named = outcome_stems(_without_grades(said or ""))
        if not named:
            return None
        called = frozenset(name.pk for name in self._outcomes if named in name.exact)
        if called or named <= words("survival remission response event"):
            return called
        return frozenset(name.pk for name in self._outcomes if any(named < exact for exact in name.exact))

    def longer_outcome(self, said: str, text: str) -> frozenset[int]:
        """Return the one outcome that a text names by words of which those said are only a part: “CR” of “CR + CRi”."""
        mentioned = self.outcomes_in(text)
        names = [name for name in self._outcomes if name.pk in mentioned]
        whole = len(names) == 1 and any(expanded(said) in phrase for phrase in names[0].phrases)
        return mentioned if whole else frozenset()

    def outcomes_of_event(self, said: str) -> frozenset[int]:
        """Return the outcomes whose event is named so: a hazard ratio “for death” is that of overall survival."""
        outcomes = _OUTCOMES_OF_EVENTS.get(outcome_stems(said), ())
        return frozenset(pk for outcome in outcomes for pk in self.outcomes(outcome) or ())

    def outcomes_in(self, text: str) -> frozenset[int]:
        """Return the outcomes that a text mentions, longer names before the shorter ones in them."""
        searched = expanded(text)
        found = set()
        for phrase, pk in sorted(
            ((phrase, name.pk) for name in self._outcomes for phrase in name.phrases), key=lambda each: -len(each[0])
        ):
            mention = re.compile(rf"\b(?P<negated>(?:without|no|not) )?{re.escape(phrase)}s?\b")
            if any(not match["negated"] for match in mention.finditer(searched)):
                found.add(pk)
            searched = mention.sub("·", searched)
        return frozenset(found)

    def arms(self, said: str | None) -> frozenset[int] | None:
        """Return the arms that some words name; several if they fit several, none if they name another."""
        if said is None or said == EVERYBODY:
            return None
        named, denied, alone = _arm_words(said)
        roles = self._roles_of(named)
        if roles is not None:
            return frozenset(roles) if self._known(named - _ROLE_WORDS) else frozenset()
        if not named and not denied:
            return None
        fitting = [arm for arm in self._arms if named <= arm.label and not denied & arm.label]
        if not fitting:
            fitting = [arm for arm in self._arms if named <= arm.label | arm.more and not denied & arm.label]
        return frozenset(arm.pk for arm in _closest(fitting, named, alone))

    def compared(self, said: str | None) -> tuple[frozenset[int], frozenset[int]] | None:
        """Return the arms on either side of “A compared with B”; None if the words name no comparison."""
        sides = _COMPARED.split(said or "")
        if len(sides) != 2:
            return None
        return self.arms(sides[0]) or frozenset(), self.arms(sides[1]) or frozenset()

    def arms_in(self, text: str) -> frozenset[int]:
        """Return the arms that a text mentions by a word that belongs to one arm only, or by their role."""
        found: set[int] = set()
        folded = fold(text).split()
        for before, word in zip(["", *folded], folded, strict=False):
            with_word = {arm.pk for arm in self._arms if stem(word) in arm.label}
            if with_word and len(with_word) < len(self._arms):
                others = {arm.pk for arm in self._arms} - with_word
                found |= others if before in _NEGATIONS else with_word
        for at, word in enumerate(folded):
            if word in _ALONE:
                found |= self._arm_alone(folded[max(at - 3, 0) : at])
        roles = self._roles_of(frozenset(folded) - (_EXPERIMENTAL - {"experimental"}))
        return frozenset(found | (roles or set()))

    def _arm_alone(self, before: Sequence[str]) -> frozenset[int]:
        """Return the one arm that is called by words with “alone” behind them, though each stands in several labels."""
        for number in range(1, len(before) + 1):
            named = self.arms(f"{' '.join(before[-number:])} alone")
            if named and len(named) == 1:
                return named
        return frozenset()

    def _roles_of(self, named: frozenset[str]) -> set[int] | None:
        in_labels = frozenset().union(*(arm.label for arm in self._arms)) if self._arms else frozenset()
        for role, role_words in (("historical", _HISTORICAL), ("control", _CONTROL), ("experimental", _EXPERIMENTAL)):
            if named & (role_words - in_labels) and self._roles[role]:
                return self._roles[role]
        return None

    def _known(self, named: frozenset[str]) -> bool:
        return all(any(word in arm.label | arm.more for arm in self._arms) for word in named)


_ROLE_WORDS = _HISTORICAL | _CONTROL | _EXPERIMENTAL | {stem(word) for word in _CONTROL}


def _without_grades(said: str) -> str:
    return _SEVERE.sub(" ", _ANY_GRADE.sub(" ", _GRADES.sub(" ", same_length(said))))


def _outcome_name(outcome: Outcome) -> _OutcomeName:
    written = [outcome.name, outcome.abbreviation, outcome.key.replace("-", " ")]
    exact = [named for each in written if (named := outcome_stems(each))]
    phrases = [expanded(each) for each in written[:2] if each]
    short = " ".join(word for word in expanded(outcome.name).split() if stem(word) in outcome_stems(outcome.name))
    if len(short) > 3:
        phrases.append(short)
    if "survival" in expanded(outcome.name) and "overall" in expanded(outcome.name):
        exact.append(frozenset(("survival",)))
        phrases.append("survival")
    head = expanded(outcome.name).partition(" to ")[0]
    if head != expanded(outcome.name) and head not in ABBREVIATIONS.values():
        phrases.append(head)
    return _OutcomeName(outcome.pk, tuple(dict.fromkeys(exact)), tuple(dict.fromkeys(phrases)))


def _arm_name(arm: Arm) -> _ArmName:
    label, denied, alone = _arm_words(arm.label)
    more, not_given, _ = _arm_words(f"{arm.key.replace('-', ' ')} {arm.intervention}")
    return _ArmName(arm.pk, label - denied, (more - not_given - denied), alone)


def _arm_words(said: str) -> tuple[frozenset[str], frozenset[str], bool]:
    """Return the words that tell arms apart, those that are denied (“without …”), and whether “alone” is said."""
    named, denied = set(), set()
    denying = False
    folded = fold(said).split()
    for word in folded:
        if word in _NEGATIONS:
            denying = True
        elif word not in _ALONE and stem(word) not in _OF_ARMS and word not in _OF_ARMS:
            (denied if denying else named).add(stem(word))
            denying = False
    return frozenset(named), frozenset(denied), bool(_ALONE & set(folded))


def _closest(fitting: Sequence[_ArmName], named: frozenset[str], alone: bool) -> Iterable[_ArmName]:
    """Of arms that some words fit, return those that are called just so, or have the fewest further parts."""
    exact = [arm for arm in fitting if arm.label == named]
    if exact or len(fitting) < 2:
        return exact or fitting
    if alone:
        if called := [arm for arm in fitting if arm.alone]:
            return called
        fewest = min(len(arm.label) for arm in fitting)
        return [arm for arm in fitting if len(arm.label) == fewest]
    return fitting
