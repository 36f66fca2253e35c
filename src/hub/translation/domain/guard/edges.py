"""Verifies what stands directly beside each token: nothing may be glued to it or put before it that was not there."""

from __future__ import annotations

from collections.abc import Iterator

from hub.translation.domain.guard.languages import Language
from hub.translation.domain.guard.markup import TAG, TOKEN
from hub.translation.domain.guard.records import Fault, FaultKind, ProtectedSegment, Strand

_HYPHENS = "-‐‑–—−"
_APOSTROPHES = "'’"
_MAY_FOLLOW = ",.;:?!)…"
_NEUTRAL = " \t\n\xa0\u202f\u2009"


def edge_faults(protected: ProtectedSegment, answer: Strand, language: Language) -> Iterator[Fault]:
    """Compare the neighbours of each token with those in the source."""
    ours, theirs = _neighbours(protected.strand), _neighbours(answer)
    for place in protected.strand.tokens:
        if place not in theirs:
            continue
        text = protected.tokens[place].text
        (left, right), (new_left, new_right) = ours[place], theirs[place]
        if _glues(left[-1:], new_left[-1:]) or _glues(right[:1], new_right[:1]):
            yield Fault(FaultKind.BOUNDARY, f"Something was glued to “{text}”.")
        elif not _may_precede(left, new_left, language):
            yield Fault(FaultKind.PUNCTUATION, f"“{new_left[-1:]}” was put before “{text}”.")
        elif not _may_follow(right, new_right, language):
            yield Fault(FaultKind.PUNCTUATION, f"“{new_right[:1]}” was put after “{text}”.")


def _neighbours(strand: Strand) -> dict[int, tuple[str, str]]:
    """Give two letters on either side of each token, tags left out."""
    text = strand.text.replace(TAG, "")
    at = [place for place, letter in enumerate(text) if letter == TOKEN]
    return {
        token: (text[max(0, place - 2) : place], text[place + 1 : place + 3])
        for token, place in zip(strand.tokens, at, strict=True)
    }


def _glues(before: str, now: str) -> bool:
    """Whether a letter, a numeral or another token touches that did not."""
    touches = now != "" and (now.isalnum() or now == TOKEN)
    touched = before != "" and (before.isalnum() or before == TOKEN)
    return touches and not touched


def _may_precede(left: str, new: str, language: Language) -> bool:
    sign = new[-1:]
    if sign == "" or sign in _NEUTRAL or sign == left[-1:] or sign.isalnum() or sign == TOKEN:
        return not (sign in _HYPHENS and sign and not _joins(new[:1])) or left == new
    if sign in _APOSTROPHES:
        return language.elisions and new[:1].isalpha()
    return sign in "¿¡"


def _joins(letter: str) -> bool:
    """Whether a hyphen after this letter joins words, and so is no minus sign."""
    return letter.isalpha() or letter == TOKEN


def _may_follow(right: str, new: str, language: Language) -> bool:
    sign, next_letter = new[:1], new[1:2]
    if sign == "" or sign in _NEUTRAL or sign.isalnum() or sign == TOKEN:
        return True
    if sign == right[:1]:
        return next_letter == right[1:2] or next_letter == "" or not (next_letter.isnumeric() or next_letter == TOKEN)
    if sign in _HYPHENS:
        return language.compounds and sign == "-" and next_letter.isalpha()
    return (sign == "," and next_letter in _NEUTRAL) or (
        right[:1] in _MAY_FOLLOW and right[:1] != "" and sign in ",;" and (next_letter == "" or next_letter in _NEUTRAL)
    )
