"""Sizes of groups and shares like “1 in 10” in prose, which are no results and are held against the study too.

A reader who finds “n = 31” beside a study of 30 people trusts nothing else on the page. Sizes that stand
with a result, as in “83.3% (n = 30)”, are checked with it and not here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hub.articles.domain.figure_doubts import part_of_participants
from hub.articles.domain.figure_matching import Evidence, Match
from hub.articles.domain.figure_words import arm_of, identified
from hub.articles.domain.wording import Surroundings, outcome_stems, same_length, stems
from hub.articles.enums import FigureState
from hub.studies.models import Result

_PEOPLE = (
    "patients|infants|people|persons|participants|children|babies|adults|men|women|volunteers|individuals|subjects|"
    "girls|boys|newborns|survivors"
)
_TENS = {word: 10 * n for n, word in enumerate(("twenty", "thirty", "forty", "fifty", "sixty", "seventy"), 2)}
_TENS |= {"eighty": 80, "ninety": 90, "ten": 10, "twelve": 12, "fifteen": 15}
_WORDS = "|".join(_TENS)
_NUMBERS = _TENS | {"one": 1, "two": 2, "three": 3, "nine": 9}
_NO_SORT = "in|of|for|with|who|and|or|to|at|per|years?|months?|weeks?|days?|mg|out|times|from|by|as|than|were|was"
_NO_SIZE = r"(?<!grade )(?<!phase )(?<!table )(?<!day )(?<!week )(?<!cycle )(?<!figure )"
_NUMBER = r"\d{1,3}(?:,\d{3})+|\d+"
_SIZE = re.compile(
    rf"\b[nN] ?= ?(?P<n>{_NUMBER})\b(?![.,]\d)"
    rf"|{_NO_SIZE}(?<![\d.,/%<>≥≤=-])\b(?P<people>{_NUMBER}|{_WORDS})"
    rf"(?= (?:(?!(?:{_NO_SORT})\b)[a-z-]+ ){{0,2}}(?:{_PEOPLE})\b)",
    re.IGNORECASE,
)
_SHARE = re.compile(
    rf"\b(?P<k>\d+|one|two|three|nine) (?:in|out of) (?P<n>{_NUMBER}|{_WORDS})\b(?![.,]\d)", re.IGNORECASE
)


_SIZE_OF = "Number of participants"
_LEFT = re.compile(
    r"\b(?:screened|excluded|ineligible|declined|withdrew|withdrawn|discontinued|lost to)\b", re.IGNORECASE
)
_TAKING_PART = stems(
    "few took part take enrolled included randomised assigned allocated recruited received treated analysed followed "
    "eligible participated given"
)


@dataclass(frozen=True)
class StatedNumber:
    """A size of a group, or a share of people in whole numbers, with its place."""

    start: int
    end: int
    n: int
    share: bool = False


def stated_numbers(text: str, taken: Sequence[tuple[int, int]]) -> Iterator[StatedNumber]:
    """Find the sizes and shares of a text outside the places that are taken."""
    plain = same_length(text)
    used = bytearray(len(text))
    for begin, stop in taken:
        used[begin:stop] = b"\1" * len(used[begin:stop])
    for pattern in (_SHARE, _SIZE):
        for match in pattern.finditer(plain):
            share = pattern is _SHARE
            start, end = match.span() if share or match["n"] else match.span("people")
            if any(used[start:end]):
                continue
            used[start:end] = b"\1" * (end - start)
            printed = match["n"] if share or match["n"] else match["people"]
            yield StatedNumber(start, end, _number(printed), share)


def share_agrees(quote: str, result: Result) -> bool | None:
    """Whether a share like “1 in 10” is a stored percentage, its denominator rounded; None if the quote is no share."""
    match = _SHARE.search(same_length(quote))
    if match is None or result.estimate is None or result.unit != "%":
        return None
    part, whole = _number(match["k"]), _number(match["n"])
    return 100 * part / (whole + 0.5) <= result.estimate <= 100 * part / (whole - 0.5)


def _number(printed: str) -> int:
    return _NUMBERS[printed.lower()] if printed.lower() in _NUMBERS else int(printed.replace(",", ""))


def counts_participants(outcome: str) -> bool:
    """Whether what people were counted for is that they took part, which is no outcome."""
    return outcome_stems(outcome) <= _TAKING_PART


def match_number(number: StatedNumber, around: Surroundings, evidence: Evidence | None) -> Match:
    """Hold a size against those of the study; a share in whole numbers is too coarse to be tied by itself."""
    if number.share:
        return Match(FigureState.UNTIED, finding="A share in whole numbers is not tied by itself: say what it is of.")
    if evidence is None:
        return Match(FigureState.UNTIED, finding="No study is chosen whose groups it could be one of.")
    part = part_of_participants(around.clause, evidence.study, evidence.arms, evidence.outcomes)
    if not part and (left := _LEFT.search(around.clause)):
        part = left.group()
    if part:
        return Match(FigureState.UNTIED, finding=f"It may be of a part of the participants (“{part}”).")
    total = sum(arm.n for arm in evidence.arms)
    sizes = {arm.n: arm.label for arm in reversed(evidence.arms)}
    spoken_of = [arm for arm in evidence.arms if arm.pk in evidence.names.arms_in(around.clause)]
    if len(spoken_of) == 1 and number.n in sizes and number.n != spoken_of[0].n:
        arm = spoken_of[0]
        return Match(
            FigureState.DIFFERS,
            finding=f"It differs from what is stored: {arm.label} has {arm.n:,} people.",
        )
    if number.n in sizes:
        method = f"Checked against the size of the group {sizes[number.n]}."
        return Match(FigureState.TIED, method=method, of=_SIZE_OF, arm=sizes[number.n])
    if number.n == total:
        method = "Checked against the number of participants of the study."
        return Match(FigureState.TIED, method=method, of=_SIZE_OF)
    for result in evidence.results:
        if number.n == result.denominator:
            method = f"Checked against the people of whom {identified(result)} is."
            return Match(FigureState.TIED, method=method, of=_SIZE_OF, arm=arm_of(result))
    stored = ", ".join(f"{arm.label}: {arm.n:,}" for arm in evidence.arms)
    return Match(FigureState.UNTIED, finding=f"It is no size of a stored group ({stored}).")
