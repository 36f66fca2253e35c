"""Finds what an engine must not see: figures, names, identifiers, terms.

The patterns find the parts; the library's reading of claims says which parts are one figure, so that an estimate and
its interval travel together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from evidence.claims import read
from hub.translation.domain.guard import patterns
from hub.translation.domain.guard.markup import TAG
from hub.translation.domain.guard.records import Protected, Token, TokenKind

_KINDS = {
    "date": TokenKind.DATE,
    "ordinal": TokenKind.ORDINAL,
    "counted": TokenKind.COUNT,
    "scaled": TokenKind.COUNT,
    "level": TokenKind.FIGURE,
    "grade": TokenKind.FIGURE,
    "labelled": TokenKind.FIGURE,
    "quantity": TokenKind.FIGURE,
}
_BETWEEN_PARTS = re.compile(r"\s*(?:[(\[]|[,;:])?\s*(?:CI|HR|OR|RR)?\s*[,:]?\s*|\s+of\s+|\s+to\s+")
_HARD = re.compile(rf"[{patterns.DIGITS}]|[^\W\d_a-z].*[^\W\d_a-z]")
_SUPERSCRIPT = re.compile(r"<su[pb]\b", re.IGNORECASE)


class Place(NamedTuple):
    """A token and where it stands in the flattened text."""

    start: int
    end: int
    token: Token


def places(flat: str, tags: tuple[str, ...], terms: Protected) -> list[Place]:
    """Find every token of a flattened segment, in order and without overlap."""
    taken: list[Place] = []
    for found in (_named(flat, terms), _figures(flat, tags), _runs(flat), _rest(flat)):
        taken = _merged(taken, found)
    return _joined(flat, taken)


def _merged(taken: list[Place], found: Iterable[Place]) -> list[Place]:
    """Add what does not overlap with what stands already."""
    used = {at for place in taken for at in range(place.start, place.end)}
    added = [place for place in found if used.isdisjoint(range(place.start, place.end))]
    return sorted([*taken, *added])


def _named(flat: str, terms: Protected) -> Iterator[Place]:
    pattern = _names_pattern(terms.names, tuple(terms.wording))
    if pattern is None:
        return
    wording = {term.lower(): words for term, words in terms.wording.items()}
    for found in pattern.finditer(flat):
        text = found.group()
        if text.lower() in wording and text not in terms.names:
            token = Token(TokenKind.TERM, text, _capital_like(text, wording[text.lower()], flat[: found.start()]))
        else:
            token = Token(TokenKind.NAME, text)
        yield Place(found.start(), found.end(), token)


@lru_cache(maxsize=64)
def _names_pattern(names: frozenset[str], terms: tuple[str, ...]) -> re.Pattern[str] | None:
    words = sorted({*names, *terms} - {""}, key=lambda word: (-len(word), word))
    if not words:
        return None
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(_spelled, words)) + r")(?!\w)")


def _spelled(word: str) -> str:
    """Any case, but for abbreviations: ALL is a leukaemia, all is not."""
    exact = sum(letter.isupper() for letter in word) >= 2
    return re.escape(word) if exact else f"(?i:{re.escape(word)})"


def _capital_like(text: str, wording: str, before: str) -> str:
    """Begin a term's wording with a capital where it begins a sentence."""
    begins = not before.strip(TAG + " ") or before.rstrip(TAG + " ").endswith((".", "?", "!"))
    return wording[:1].upper() + wording[1:] if begins and text[:1].isupper() else wording


def _figures(flat: str, tags: tuple[str, ...]) -> Iterator[Place]:
    raised = _raised(flat, tags)
    for found in patterns.FIGURES.finditer(flat):
        kind = _KINDS.get(found.lastgroup or "", TokenKind.NAME)
        if found.start() in raised:
            kind = TokenKind.NAME
        yield Place(found.start(), found.end(), Token(kind, found.group()))


def _raised(flat: str, tags: tuple[str, ...]) -> set[int]:
    """Where text is a superscript or subscript: references and powers, which no locale spells in another way."""
    inside, places_, own = 0, set(), iter(tags)
    for at, letter in enumerate(flat):
        if letter == TAG:
            tag = next(own)
            inside += bool(_SUPERSCRIPT.match(tag)) - bool(
                _SUPERSCRIPT.match(tag.replace("</", "<", 1)) and tag[1] == "/"
            )
        elif inside:
            places_.add(at)
    return places_


def _runs(flat: str) -> Iterator[Place]:
    """Cut names out of words: "KMT2A" of "KMT2A-rearranged", "Interfant-06", "HR"."""
    shouting = flat.upper() == flat and len(flat.split()) > 2
    for found in patterns.RUNS.finditer(flat):
        if not _HARD.search(found.group()):
            continue
        pieces = list(re.finditer(r"[^-–]+", found.group()))
        hard = [at for at, piece in enumerate(pieces) if _is_hard(piece.group(), shouting=shouting)]
        if not hard:
            continue
        first, last = hard[0], hard[-1]
        while first and pieces[first - 1].group()[:1].isupper():
            first -= 1
        while last + 1 < len(pieces) and pieces[last + 1].group().isupper():
            last += 1
        start, end = found.start() + pieces[first].start(), found.start() + pieces[last].end()
        yield Place(start, end, Token(TokenKind.NAME, flat[start:end]))


def _is_hard(piece: str, *, shouting: bool) -> bool:
    """Whether a piece of a word is a name by its letters: with a numeral, or with capitals where prose has none."""
    if patterns.NUMERAL.search(piece):
        return True
    return not shouting and sum(letter.isupper() for letter in piece) >= 2


def _rest(flat: str) -> Iterator[Place]:
    """Whatever has a numeral or a sign of mathematics and was not understood stays as it is, up to the next spaces."""
    for found in re.finditer(rf"[^\s{TAG}]*[{patterns.DIGITS}][^\s{TAG}]*", flat):
        text = found.group().rstrip(".,;:!?)]”’\"'")
        lead = len(text) - len(text.lstrip("([“‘\"'"))
        yield Place(found.start() + lead, found.start() + len(text), Token(TokenKind.NAME, text[lead:]))
    for found in re.finditer(patterns.NUMERAL, flat):
        yield Place(found.start(), found.end(), Token(TokenKind.NAME, found.group()))
    for found in patterns.SYMBOLS.finditer(flat):
        yield Place(found.start(), found.end(), Token(TokenKind.NAME, found.group()))


def _joined(flat: str, found: list[Place]) -> list[Place]:
    """Make one token of the parts of a figure that the library reads as one claim."""
    if not any(_may_be_one(flat, last, place) for last, place in pairwise(found)):
        return [_closed(flat, place) for place in found]
    claims = read(flat.replace(TAG, " "))
    joined: list[Place] = []
    for place in found:
        last = joined[-1] if joined else None
        if (
            last is not None
            and _may_be_one(flat, last, place)
            and any(claim.start <= last.start and place.end <= claim.end for claim in claims)
        ):
            text = flat[last.start : place.end]
            joined[-1] = Place(last.start, place.end, Token(TokenKind.FIGURE, text))
        else:
            joined.append(place)
    return [_closed(flat, place) for place in joined]


def _may_be_one(flat: str, last: Place, place: Place) -> bool:
    if last.token.kind is not TokenKind.FIGURE or place.token.kind is not TokenKind.FIGURE:
        return False
    return _BETWEEN_PARTS.fullmatch(flat[last.end : place.start]) is not None


def _closed(flat: str, place: Place) -> Place:
    """Let a figure that opens a bracket have its closing one, too."""
    text = place.token.text
    for opening, closing in ("()", "[]"):
        if text.count(opening) == text.count(closing) + 1 and flat[place.end : place.end + 1] == closing:
            place = Place(place.start, place.end + 1, Token(place.token.kind, text + closing))
            text = place.token.text
    return place
