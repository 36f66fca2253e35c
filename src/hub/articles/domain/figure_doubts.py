"""Words around a figure that say that it is not what the study found for the people it is stored of.

A figure may have a stored value and still be another figure: what was expected, what another trial found, what holds
for a part of the participants or for several groups at once. Such a figure is not tied; an editor says what it is.
"""

from __future__ import annotations

import re

from hub.articles.domain.wording import Surroundings, fold, stems
from hub.studies.domain.medicines import medicines_in
from hub.studies.enums import ArmRole
from hub.studies.models import Arm, Outcome, Result, Study
from hub.studies.results.printed_figures import ReadFigure

_SUBGROUP = re.compile(
    r"\b(?:boys|girls|men|women|males?|females?|younger|older|aged|subgroups?|subsets?|strat(?:um|a)|mutat\w+|mutants?|"
    r"wild[- ]type|(?:high|low|standard|intermediate)[- ]risk|(?:non-?)?responders|survivors|transplant\w*)\b"
    r"|\b(?:infants|people|patients|adults|children|participants|those) in (?:\w+ ){0,2}remission\b",
    re.IGNORECASE,
)
_CHANGE = re.compile(r"\bfrom(?: about| only)? *$|^\s*to(?: about| only)? *$", re.IGNORECASE)
_DENIED = re.compile(r"(?:\bnot|\bnever|\brather than|\binstead of)(?: \w+){0,2} *$", re.IGNORECASE)
_SUPPOSED = re.compile(
    r"(?<!\bas )(?<!\bthan )\b(?:expected|anticipated|assum\w+|hypothes\w+|designed|powered|targeted|planned|would|"
    r"predicted|projected|simulated|null)\b",
    re.IGNORECASE,
)
_ODDS = re.compile(r"\b(?:odds|hazards?) (?:of|for)\b", re.IGNORECASE)
_LIMIT = re.compile(r"\b(?:lower|upper) (?:confidence )?(?:limit|bound)\b", re.IGNORECASE)
_SEVERAL = re.compile(
    r"\b(?:both|either|each|all) (?:of )?(?:the )?(?:(?:study|treatment|two) )?(?:arms?|groups?|cohorts?|regimens?)\b",
    re.IGNORECASE,
)
_OTHER_TIME = re.compile(
    r"\b(?:at|by|until|to) (?:the )?(?:time of )?(?:(?:end|completion|start) of|last|latest|final|first|interim|data|"
    r"cut-?off|discharge|relapse)\b",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\b(?:another|other|different|separate|subsequent|later|larger|smaller|similar|pooled) (?:[\w-]+ ){0,2}"
    r"(?:trials?|study|studies|reports?|series|publications?|analysis|analyses|cohorts?)\b"
    r"|\bmeta-?analys[ei]s\b|\band (?:colleagues|co-?workers)\b|\bin the literature\b"
    r"|\b(?:the|a|an) (?:\w+ )?registry\b",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"\b(?:earlier|previous|prior|preceding) (?:[\w-]+ ){0,2}(?:trials?|study|studies|reports?|series)\b", re.IGNORECASE
)
_AUTHORS = re.compile(r"\b([\w-]+) et al\b")
_TRIAL = re.compile(r"\b(?:[Ii]n|[Ff]rom|[Oo]f) (?:the )?([A-Z]{3,}\w*-[A-Z0-9]{1,3}|[A-Z][a-z]{3,}-\d{1,3})\b")
_PHASE = re.compile(r"\bphase ([1-4]|I{1,3}|IV)[ab]?\b", re.IGNORECASE)
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}


def doubt(
    figure: ReadFigure,
    result: Result,
    around: Surroundings,
    study: Study,
    arms: tuple[Arm, ...],
    outcomes: tuple[Outcome, ...],
) -> str:
    """Return why a figure may be none of the study's for all that is stored, in a sentence; empty if nothing says so.

    Parameters
    ----------
    result
        What it would be tied to.
    """
    if part := part_of_participants(around.own, study, arms, outcomes):
        return f"It may be of a part of the participants (“{part}”)."
    if _CHANGE.search(around.before):
        return "It is not clear of which group it is: the text tells of a change."
    if said := _DENIED.search(around.before) or _SUPPOSED.search(around.own) or _LIMIT.search(around.own):
        return f"It may not be what the study found (“{said.group().strip()}”)."
    if figure.unit == "%" and (said := _ODDS.search(around.own)):
        return f"It may be no share of people (“{said.group()}”)."
    if len(arms) > 1 and result.arm_id and not result.comparator_id and (said := _SEVERAL.search(around.own)):
        return f"It is not clear of which group it is (“{said.group()}”)."
    if figure.time is None and result.time is not None and (said := _OTHER_TIME.search(around.own)):
        return f"It may be of another time than is stored (“{said.group()} …”)."
    cited = study.primary_reference.short_citation if study.primary_reference else ""
    if said_of := _other_source(around.own, result, study, f"{_named(study, arms)} {cited}"):
        return f"It may be from another source (“{said_of}”)."
    if other := _other_medicine(around.own, study, arms):
        return f"It may be of another treatment (“{other}”)."
    return ""


def _other_medicine(text: str, study: Study, arms: tuple[Arm, ...]) -> str:
    """Return a medicine that no group of the study was given, as far as is stored."""
    given = f"{_named(study, arms)} {' '.join(arm.intervention for arm in arms)}".lower()
    return next((name for name in sorted(medicines_in([text])) if name in text and name.lower() not in given), "")


def part_of_participants(text: str, study: Study, arms: tuple[Arm, ...], outcomes: tuple[Outcome, ...]) -> str:
    """Return words for a part of a study's participants, unless its people are all such."""
    known = stems(f"{_named(study, arms)} {' '.join(outcome.name for outcome in outcomes)}")
    return next((said.group() for said in _SUBGROUP.finditer(text) if not stems(said.group()) <= known), "")


def _named(study: Study, arms: tuple[Arm, ...]) -> str:
    return f"{study} {study.condition} {study.population} {' '.join(arm.label for arm in arms)}"


def _other_source(text: str, result: Result, study: Study, named: str) -> str:
    """Return the words that speak of another trial or publication; an earlier one may be that of the control."""
    if said := _ELSEWHERE.search(text):
        return said.group()
    historical = result.arm is not None and result.arm.role == ArmRole.HISTORICAL_CONTROL
    if not historical and (said := _EARLIER.search(text)):
        return said.group()
    for pattern in (_AUTHORS, _TRIAL):
        for said in pattern.finditer(text):
            if not set(fold(said[1]).split()) <= set(fold(named).split()):
                return said.group()
    phase = _PHASE.search(text)
    own = set(re.findall(r"[1-4]", study.phase))
    return phase.group() if phase and own and _ROMAN.get(phase[1].lower(), phase[1]) not in own else ""
