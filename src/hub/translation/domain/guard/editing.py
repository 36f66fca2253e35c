"""A segment as a person edits it: words are typed, figures and names stand between them as ⟦83,3 %⟧ and must all stay.

What is typed is read back into the tokens of the source and verified as an engine's answer is. A person is refused
whatever would change, lose or add a figure; what the guard only suspects of the words is handed back as a doubt, which
a person may settle.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from hub.translation.domain.guard.languages import Language, language_of
from hub.translation.domain.guard.markup import PLACEHOLDERS, TAG, TOKEN, flatten
from hub.translation.domain.guard.printing import render
from hub.translation.domain.guard.protection import reshape, restore
from hub.translation.domain.guard.records import FaultKind, ProtectedSegment, Strand, Token, TokenKind, TokenShape
from hub.translation.domain.guard.shapes import dress
from hub.translation.domain.guard.verification import verify

OPEN, CLOSE = "⟦", "⟧"
DOUBTS = frozenset(
    {
        FaultKind.CLAUSE,
        FaultKind.MOVED,
        FaultKind.PUNCTUATION,
        FaultKind.RANK,
        FaultKind.NEGATION,
        FaultKind.SENSE,
        FaultKind.EXTENT,
    }
)
"""Faults that are read from the words, by lists and counts that know less than a person."""

_BRACKETS = re.compile(f"{OPEN}([^{OPEN}{CLOSE}]*){CLOSE}")
_ASCII = re.compile(r"\[\[([^\[\]]*)\]\]")
_DASHES = str.maketrans("‐‑–—−", "-----")
_NAMES = {TokenKind.NAME: "name", TokenKind.TERM: "term"}


@dataclass(frozen=True)
class TypedSegment:
    """What became of a segment that a person typed.

    Parameters
    ----------
    text
        As HTML, with the figures printed for the language; empty if it is refused.
    refusals
        Why it cannot be stored, a sentence each.
    doubts
        What to look at again before it is stored, a sentence each.
    """

    text: str
    refusals: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


def fixed_parts(protected: ProtectedSegment, *, target: str) -> tuple[str, ...]:
    """Print each figure, name and term of a segment in the target's locale, in their order."""
    language = _language(target)
    return tuple(render(token, target, language, "") for token in protected.tokens)


def editable(translation: str, protected: ProtectedSegment, *, target: str) -> str | None:
    """Write a stored translation as a person edits it; None if not every figure of the source is found in it."""
    strand = _found_again(translation, protected, target, _language(target))
    return None if strand is None else _typed(strand, protected, target, _language(target))


def carried_over(translation: str, before: ProtectedSegment, protected: ProtectedSegment, *, target: str) -> str | None:
    """Write an earlier translation around the figures that the source has now; None if they do not correspond.

    Parameters
    ----------
    before
        The source as it was when it was translated.
    protected
        As it is now, with as many figures and names of the same kinds, and the same tags.
    """
    language = _language(target)
    strand = _found_again(translation, before, target, language)
    same = [token.kind for token in before.tokens] == [token.kind for token in protected.tokens]
    if strand is None or not same or before.strand.tags != protected.strand.tags:
        return None
    return _typed(strand, protected, target, language)


def prefilled(protected: ProtectedSegment, *, target: str) -> str:
    """Write the source itself as a person edits it, its figures printed for the target."""
    return _typed(protected.strand, protected, target, _language(target))


def read_typed(typed: str, protected: ProtectedSegment, *, target: str) -> TypedSegment:
    """Read what a person typed, verify it, and print its figures.

    Parameters
    ----------
    typed
        Words with inline tags; figures in ⟦ ⟧, or in [[ ]] where a keyboard has no others.
    protected
        The source; what it protects must stand in the text once, in its order.
    """
    language = _language(target)
    typed = _ASCII.sub(rf"{OPEN}\1{CLOSE}", typed.replace("\r\n", "\n")).strip()
    pieces = _BRACKETS.split(typed)
    words, inside = pieces[::2], pieces[1::2]
    if any(sign in "".join(words) for sign in (OPEN, CLOSE, TAG, TOKEN)):
        return TypedSegment("", (f"A {OPEN} or a {CLOSE} stands alone; a figure is written {OPEN}like this{CLOSE}.",))
    if not typed:
        return TypedSegment("", ("The translation is empty. To show the original instead, keep the original.",))
    places, problems = _places(inside, protected, target, language)
    if problems:
        return TypedSegment("", problems)
    text, tags = flatten(TOKEN.join(words))
    protected = reshape(protected, TokenShape.WORD)
    answer = dress(Strand(text, tags, places), protected.shape)
    faults = verify(answer, protected, target=target)
    refusals = tuple(fault.message for fault in faults if fault.kind not in DOUBTS)
    if refusals:
        return TypedSegment("", refusals)
    doubts = tuple(fault.message for fault in faults)
    return TypedSegment(restore(answer, protected, target=target), doubts=doubts)


def _language(target: str) -> Language:
    language = language_of(target)
    if language is None:
        raise ValueError(f"The guard has no words for the language “{target}”.")
    return language


def _places(
    inside: list[str], protected: ProtectedSegment, target: str, language: Language
) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Say which token each typed part is, or in sentences what is lost, doubled, changed or moved."""
    prints = [_prints(token, target, language) for token in protected.tokens]
    free = list(range(len(prints)))
    places, problems = [], []
    for part in inside:
        fits = [place for place in range(len(prints)) if _plain(part) in prints[place]]
        place = next((each for each in fits if each in free), None)
        if place is not None:
            free.remove(place)
            places.append(place)
        elif fits:
            problems.append(f"The {_named(protected.tokens[fits[0]])} “{part.strip()}” stands there too often.")
        else:
            problems.append(f"{OPEN}{part}{CLOSE} is no figure of this segment; what stands in {OPEN} {CLOSE} stays.")
    problems += [_missing(protected.tokens[place], target, language) for place in free]
    if not problems:
        problems += _moved(places, protected, target, language)
    return tuple(places), tuple(problems)


def _missing(token: Token, target: str, language: Language) -> str:
    printed = render(token, target, language, "")
    original = f" (“{token.text}” in the original)" if printed != token.text else ""
    return f"The {_named(token)} “{printed}”{original} is missing: put {OPEN}{printed}{CLOSE} where it belongs."


def _moved(places: list[int], protected: ProtectedSegment, target: str, language: Language) -> Iterator[str]:
    for earlier, later in pairwise(places):
        if later < earlier:
            first, second = (render(protected.tokens[place], target, language, "") for place in (later, earlier))
            yield f"“{first}” has to stand before “{second}”, as in the original: figures keep their order."
            return


def _named(token: Token) -> str:
    return _NAMES.get(token.kind, "figure")


def _prints(token: Token, target: str, language: Language) -> set[str]:
    """Every way in which a token may be printed, besides as it is in the source."""
    before = ("", *language.dative, language.attributive.partition("{}")[0])
    return {_plain(token.text), *(_plain(render(token, target, language, words)) for words in before)}


def _plain(text: str) -> str:
    """Leave out what nobody sees or types alike: kinds of spaces and dashes."""
    return " ".join(text.split()).translate(_DASHES)


def _found_again(translation: str, protected: ProtectedSegment, target: str, language: Language) -> Strand | None:
    """Find the source's tokens in a printed translation; they stand there in the source's order."""
    text, tags = flatten(translation)
    if TOKEN in translation or TAG in translation:
        return None
    parts, end = [], 0
    for token in protected.tokens:
        prints = sorted(_prints(token, target, language), key=len, reverse=True)
        found = re.compile("|".join(map(_spelled, prints)), re.IGNORECASE).search(text, end)
        if found is None:
            return None
        parts += [text[end : found.start()], TOKEN]
        end = found.end()
    return Strand("".join([*parts, text[end:]]), tags, tuple(range(len(protected.tokens))))


def _spelled(printed: str) -> str:
    letters = (r"\s+" if letter == " " else "[‐‑–—−-]" if letter == "-" else re.escape(letter) for letter in printed)
    return rf"(?<!\w){''.join(letters)}(?!\w)"


def _typed(strand: Strand, protected: ProtectedSegment, target: str, language: Language) -> str:
    tags, tokens, typed, printed = iter(strand.tags), iter(strand.tokens), "", ""
    for piece in PLACEHOLDERS.split(strand.text):
        if piece == TOKEN:
            figure = render(protected.tokens[next(tokens)], target, language, printed)
            typed, printed = f"{typed}{OPEN}{figure}{CLOSE}", printed + figure
        elif piece == TAG:
            typed += next(tags)
        else:
            typed, printed = typed + _readable(piece), printed + piece
    return typed


def _readable(text: str) -> str:
    """Write text so that it is read back as it is, with as few entities as may be."""
    text = text.replace("&", "&amp;") if html.unescape(text) != text else text
    return text.replace("<", "&lt;")
