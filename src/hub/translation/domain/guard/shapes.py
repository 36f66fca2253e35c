"""The shapes in which tokens travel, and how they are found again in an answer."""

from __future__ import annotations

import re

from hub.translation.domain.guard.markup import PLACEHOLDERS, TAG, TOKEN, escape, flatten
from hub.translation.domain.guard.records import Strand, TokenShape

_LETTERS = "bdfghjklmnprstvw"
"""Consonants, so that no code reads as a word, and none is spelled like another part of it."""
LIMIT = len(_LETTERS) ** 2
"""So many tokens and tags fit into one segment."""

_CODE = r"zq([bdfghjklmnprstvw]{3})k"
_ELEMENT = re.compile(rf"<span\b(?=[^<>]*\btranslate=[\"']?no\b)[^<>]*>({_CODE})</span\s*>", re.IGNORECASE)
_BRACKET = re.compile(rf"\[\[({_CODE})\]\]", re.IGNORECASE)
_WORD = re.compile(rf"({_CODE})", re.IGNORECASE)
_LEFTOVER = re.compile(r"zq|[\ue000\ue001]|\[\[|\]\]|notranslate", re.IGNORECASE)


def code(place: int) -> str:
    """Make up a word for a place; its third letter is computed from the others, so one wrong letter is noticed."""
    high, low = divmod(place, len(_LETTERS))
    return f"Zq{_LETTERS[high]}{_LETTERS[low]}{_LETTERS[(high + 3 * low + 5) % len(_LETTERS)]}k"


def place_of(letters: str) -> int | None:
    """Read a code's three letters; None if they are no code."""
    high, low, check = (_LETTERS.index(letter) for letter in letters.lower())
    return high * len(_LETTERS) + low if check == (high + 3 * low + 5) % len(_LETTERS) else None


def may_be_sent(flat: str) -> bool:
    """Whether nothing in a text could be taken for a code."""
    return _LEFTOVER.search(flat.replace(TAG, "")) is None


def dress(strand: Strand, shape: TokenShape) -> str:
    """Write a strand as the HTML that an engine gets."""
    tags, tokens, parts = iter(enumerate(strand.tags)), iter(strand.tokens), []
    for piece in PLACEHOLDERS.split(strand.text):
        if piece == TOKEN:
            parts.append(_dressed(code(next(tokens)), shape))
        elif piece == TAG:
            at, tag = next(tags)
            parts.append(_dressed(code(len(strand.tokens) + at), shape) if shape is TokenShape.BRACKET else tag)
        else:
            parts.append(escape(piece))
    return "".join(parts)


def _dressed(word: str, shape: TokenShape) -> str:
    if shape is TokenShape.BRACKET:
        return f"[[{word.upper()}]]"
    if shape is TokenShape.ELEMENT:
        return f'<span translate="no" class="notranslate">{word.upper()}</span>'
    return word


def undress(answer: str, sent: Strand, shape: TokenShape) -> Strand | None:
    """Read an answer as a strand; None if something in it looks like a code but is none."""
    pattern = {TokenShape.WORD: _WORD, TokenShape.ELEMENT: _ELEMENT, TokenShape.BRACKET: _BRACKET}[shape]
    if TAG in answer or TOKEN in answer:
        return None
    tokens: list[int] = []
    unknown = False

    def taken(found: re.Match[str]) -> str:
        nonlocal unknown
        place = place_of(found.group(2))
        if place is None or place >= len(sent.tokens) + (len(sent.tags) if shape is TokenShape.BRACKET else 0):
            unknown = True
            return ""
        tokens.append(place)
        return TOKEN

    text, tags = flatten(pattern.sub(taken, answer))
    if unknown or _LEFTOVER.search(text.replace(TAG, "").replace(TOKEN, "")) or any(TOKEN in tag for tag in tags):
        return None
    if shape is TokenShape.BRACKET:
        return None if tags else _with_tags(text, tokens, sent)
    return Strand(text, tags, tuple(tokens))


def _with_tags(text: str, codes: list[int], sent: Strand) -> Strand:
    """Turn codes that stand for tags back into tags."""
    tags, tokens, letters = [], [], []
    own = iter(codes)
    for letter in text:
        if letter == TOKEN and (place := next(own)) >= len(sent.tokens):
            tags.append(sent.tags[place - len(sent.tokens)])
            letters.append(TAG)
        else:
            if letter == TOKEN:
                tokens.append(place)
            letters.append(letter)
    return Strand("".join(letters), tuple(tags), tuple(tokens))
