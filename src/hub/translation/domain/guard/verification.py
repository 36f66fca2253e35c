"""Verifies an engine's answer against what was sent: tokens, their order and edges, tags, and no figure besides.

What a wording denies or turns round is verified in the module on wording.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from hub.translation.domain.guard import patterns
from hub.translation.domain.guard.clauses import clauses
from hub.translation.domain.guard.edges import edge_faults
from hub.translation.domain.guard.languages import Language, language_of
from hub.translation.domain.guard.markup import TAG, TOKEN, nesting, shape_of_tag
from hub.translation.domain.guard.records import Fault, FaultKind, ProtectedSegment, Strand
from hub.translation.domain.guard.shapes import undress
from hub.translation.domain.guard.wording import wording_faults

_BRACKETS = re.compile(r"[()\[\]{}]")
_SIGNS = re.compile(patterns.SYMBOL + "|[−~^|_*@\\\\]")
_ROMAN = re.compile(r"\b[IVXLCDM]{2,}\b")
_WORDS = re.compile(r"[^\W\d_]+")
_HOLES = re.compile(r"\s[,.)](?!\.)|[(\[]\s*[)\],.;]|,\s*[,.;]|^\s*[,.;)]")
VERBS_AT_END = 3
"""How many words may follow the last token where none did: German ends a clause with its verbs."""
SHORT, LONG, FROM = 0.45, 2.5, 8
"""How many words a translation may have for each of the source's, in segments of some length."""


def verify(answer: str, protected: ProtectedSegment, *, target: str) -> tuple[Fault, ...]:
    """Say what is wrong with an answer; nothing, if it can be shown.

    Where tokens are lost, doubled or out of order, that is all that is said: the rest follows from it.

    Parameters
    ----------
    answer
        As the engine gave it, with tokens.
    protected
        What was sent.
    target
        The language asked for; one that the guard has no words for is a fault.
    """
    language = language_of(target)
    if language is None:
        return (Fault(FaultKind.UNREADABLE, f"The guard has no words for the language “{target}”."),)
    if not answer.strip():
        return (Fault(FaultKind.NO_ANSWER, "There is no text."),)
    strand = undress(answer, protected.strand, protected.shape)
    if strand is None:
        return (Fault(FaultKind.UNREADABLE, "A token or a tag came back mangled."),)
    lost = tuple(_tokens(protected, strand))
    if lost:
        return lost
    return tuple(fault for check in _CHECKS for fault in check(protected, strand, language))


def _tokens(protected: ProtectedSegment, answer: Strand) -> Iterator[Fault]:
    sent, got = Counter(protected.strand.tokens), Counter(answer.tokens)
    for place in (sent - got).elements():
        yield Fault(FaultKind.TOKENS, f"“{protected.tokens[place].text}” was dropped.")
    for place in (got - sent).elements():
        yield Fault(FaultKind.TOKENS, f"“{protected.tokens[place].text}” came back more than once.")
    if sent == got and protected.strand.tokens != answer.tokens:
        wrong = next(
            ours for ours, theirs in zip(protected.strand.tokens, answer.tokens, strict=True) if ours != theirs
        )
        yield Fault(FaultKind.ORDER, f"Figures or names changed places, from “{protected.tokens[wrong].text}” on.")


def _clauses(protected: ProtectedSegment, answer: Strand, language: Language) -> Iterator[Fault]:
    ours, theirs = clauses(protected.strand.text), clauses(answer.text)
    if [part.count(TOKEN) for part in ours.strong] != [part.count(TOKEN) for part in theirs.strong]:
        yield Fault(FaultKind.CLAUSE, "Sentences were divided in another way, or a figure went into another one.")
    elif len(ours.weak) == len(theirs.weak) and [part.count(TOKEN) for part in ours.weak] != [
        part.count(TOKEN) for part in theirs.weak
    ]:
        yield Fault(FaultKind.CLAUSE, "A figure or a name went into another clause.")


def _moved(protected: ProtectedSegment, answer: Strand, language: Language) -> Iterator[Fault]:
    """Something protected stands elsewhere among the words than it stood, as far as the gaps between tokens tell."""
    if not answer.tokens:
        return
    ours, theirs = _gaps(protected.strand.text), _gaps(answer.text)
    last = len(ours) - 1
    for place, (before, now) in enumerate(zip(ours, theirs, strict=True)):
        text = protected.tokens[min(place, last - 1)].text
        content = any(len(word) > 3 for word in before)
        if content and (place == 0 or len(before) > 1) and not now and place != last:
            yield Fault(FaultKind.MOVED, f"“{text}” was moved to the front of what stood before it.")
        elif not before and len(now) > (VERBS_AT_END if place == last else 1):
            yield Fault(FaultKind.MOVED, f"“{text}” was moved away from what it stood beside.")
    if len(_HOLES.findall(_closed_up(answer.text))) > len(_HOLES.findall(_closed_up(protected.strand.text))):
        yield Fault(FaultKind.MOVED, "Something is missing before a mark or in brackets.")


def _gaps(text: str) -> list[list[str]]:
    """Give the words before, between and after the tokens."""
    return [_WORDS.findall(gap) for gap in text.replace(TAG, " ").split(TOKEN)]


def _closed_up(text: str) -> str:
    return text.replace(TAG, "")


def _tags(protected: ProtectedSegment, answer: Strand, language: Language) -> Iterator[Fault]:
    sent = protected.strand
    if Counter(map(shape_of_tag, sent.tags)) != Counter(map(shape_of_tag, answer.tags)):
        yield Fault(FaultKind.TAGS, "Tags were lost, added or changed.")
        return
    ours, theirs = (nesting(part.text, part.tags, part.tokens) for part in (sent, answer))
    if theirs is None and ours is not None:
        yield Fault(FaultKind.TAGS, "Tags no longer nest.")
    elif ours != theirs:
        yield Fault(FaultKind.TAGS, "Tags nest in another way, or a figure left its tag.")
    elif _emptied(answer) > _emptied(sent):
        yield Fault(FaultKind.TAGS, "A tag lost its text.")


def _emptied(strand: Strand) -> int:
    """How many elements have nothing in them; of tags in a row only the opening with its closing one counts."""
    if not strand.tags:
        return 0
    tags, count, previous = iter(strand.tags), 0, ""
    for letter in re.sub(r"\s", "", strand.text):
        tag = next(tags) if letter == TAG else ""
        count += bool(tag.startswith("</") and previous and not previous.startswith("</"))
        previous = tag
    return count


def _figures(protected: ProtectedSegment, answer: Strand, language: Language) -> Iterator[Fault]:
    """Every figure is a token, so any other in the answer is invented."""
    for letter in dict.fromkeys(letter for letter in answer.text if letter.isnumeric()):
        yield Fault(FaultKind.DIGIT, f"There is a figure that the source has not: “{letter}”.")
    for found in language.patterns["invented"].finditer(_spaced(answer.text)):
        yield Fault(FaultKind.NUMBER_WORD, f"There is a number in words that the source has not: “{found.group()}”.")
    if len(_ROMAN.findall(answer.text)) > len(_ROMAN.findall(protected.strand.text)):
        yield Fault(FaultKind.DIGIT, "There is a Roman numeral that the source has not.")
    for name, pattern in (("A sign", _SIGNS), ("A bracket", _BRACKETS)):
        ours = Counter("".join(pattern.findall(protected.strand.text)))
        theirs = Counter("".join(pattern.findall(answer.text)))
        if ours != theirs:
            odd = "".join(((ours - theirs) + (theirs - ours)).elements())
            yield Fault(FaultKind.SYMBOL, f"{name} was lost or added: {odd}")


def _extent(protected: ProtectedSegment, answer: Strand, language: Language) -> Iterator[Fault]:
    ours, theirs = (len(_WORDS.findall(_spaced(part.text))) for part in (protected.strand, answer))
    if ours >= FROM and not SHORT * ours <= theirs <= LONG * ours:
        yield Fault(FaultKind.EXTENT, f"{ours} words became {theirs}.")
    elif ours >= FROM and _spaced(protected.strand.text).split() == _spaced(answer.text).split():
        yield Fault(FaultKind.UNTRANSLATED, "The text came back untranslated.")


def _spaced(text: str) -> str:
    return text.replace(TAG, " ").replace(TOKEN, " ")


_CHECKS: tuple[Callable[[ProtectedSegment, Strand, Language], Iterator[Fault]], ...] = (
    _clauses,
    _moved,
    edge_faults,
    _tags,
    _figures,
    wording_faults,
    _extent,
)
