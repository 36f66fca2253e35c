"""Puts tokens in the place of everything that an engine must not change, and prints them again."""

from __future__ import annotations

from dataclasses import replace

from hub.translation.domain.guard.languages import language_of
from hub.translation.domain.guard.markup import PLACEHOLDERS, TAG, TOKEN, escape, flatten, shape_of_tag
from hub.translation.domain.guard.printing import render
from hub.translation.domain.guard.reading import places
from hub.translation.domain.guard.records import Protected, ProtectedSegment, Strand, TokenShape
from hub.translation.domain.guard.shapes import LIMIT, dress, may_be_sent, undress


class CannotProtectError(ValueError):
    """A segment cannot be sent to an engine; the message says why."""


def protect(segment: str, *, terms: Protected, shape: TokenShape) -> ProtectedSegment:
    """Replace figures, names and terms by tokens.

    Parameters
    ----------
    segment
        English, as an HTML fragment with inline tags only.
    terms
        What is protected besides everything that has a figure in it.
    shape
        How tokens look.

    Raises
    ------
    CannotProtectError
        If the segment has too many tokens, or holds what could be taken for one.
    """
    flat, tags = flatten(segment)
    if not may_be_sent(flat):
        raise CannotProtectError("The text holds letters that could be taken for one of the guard's tokens.")
    found = places(flat, tags, terms)
    if len(found) + len(tags) > LIMIT:
        raise CannotProtectError(f"The text has more than {LIMIT} figures, names and tags; divide it.")
    parts, end = [], 0
    for place in found:
        parts += [flat[end : place.start], TOKEN]
        end = place.end
    strand = Strand("".join([*parts, flat[end:]]), tags, tuple(range(len(found))))
    return ProtectedSegment(segment, dress(strand, shape), shape, tuple(place.token for place in found), strand)


def reshape(protected: ProtectedSegment, shape: TokenShape) -> ProtectedSegment:
    """Give a protected segment another shape."""
    return replace(protected, text=dress(protected.strand, shape), shape=shape)


def restore(answer: str, protected: ProtectedSegment, *, target: str) -> str:
    """Print an answer's tokens in the target's locale.

    An answer is worth restoring only if `verify` finds no fault in it.

    Raises
    ------
    CannotProtectError
        If tokens or tags cannot be read, or the guard does not know the language.
    """
    strand = undress(answer, protected.strand, protected.shape)
    language = language_of(target)
    if strand is None or language is None:
        raise CannotProtectError("The answer cannot be read back.")
    own = {shape_of_tag(tag): tag for tag in protected.strand.tags}
    tags = (own.get(shape_of_tag(tag), "") for tag in strand.tags)  # the source's own, whatever an answer hides in one
    tokens, printed = iter(strand.tokens), ""
    for piece in PLACEHOLDERS.split(strand.text):
        if piece == TOKEN:
            printed += escape(render(protected.tokens[next(tokens)], target, language, printed))
        else:
            printed += next(tags) if piece == TAG else escape(piece)
    return printed
