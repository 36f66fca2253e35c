"""What goes into the guard and what comes out of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol


class TokenShape(StrEnum):
    """How a token looks to an engine; engines treat each differently, so a failing segment is sent in another."""

    WORD = "word"
    """A made-up word of letters only; tags stay tags."""
    ELEMENT = "element"
    """An element marked as not to be translated; tags stay tags."""
    BRACKET = "bracket"
    """A bracketed code; tags are codes, too."""


class TokenKind(StrEnum):
    """What a token stands for, which decides how it is printed in the target language."""

    FIGURE = "figure"
    DATE = "date"
    ORDINAL = "ordinal"
    COUNT = "count"
    NAME = "name"
    TERM = "term"


class FaultKind(StrEnum):
    """What is wrong with an engine's answer."""

    NO_ANSWER = "no_answer"
    BUSY = "busy"
    REFUSED = "refused"
    TOKENS = "tokens"
    ORDER = "order"
    CLAUSE = "clause"
    MOVED = "moved"
    BOUNDARY = "boundary"
    PUNCTUATION = "punctuation"
    TAGS = "tags"
    DIGIT = "digit"
    SYMBOL = "symbol"
    NUMBER_WORD = "number_word"
    RANK = "rank"
    NEGATION = "negation"
    SENSE = "sense"
    EXTENT = "extent"
    UNREADABLE = "unreadable"
    UNTRANSLATED = "untranslated"


class GuardVerdict(StrEnum):
    """What became of a segment."""

    PASSED = "passed"
    PASSED_AFTER_RETRY = "passed_after_retry"
    LEFT_IN_SOURCE = "left_in_source"


@dataclass(frozen=True)
class Protected:
    """What must not be translated, besides everything that has a figure in it.

    Parameters
    ----------
    names
        Stay as they are written: arms, genes, drugs, trials.
    wording
        The hub's glossary: a term of the source language and its approved wording in the target language.
    """

    names: frozenset[str] = frozenset()
    wording: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Token:
    """One thing the engine does not get to see: its words in the source, and how to print it."""

    kind: TokenKind
    text: str
    wording: str = ""
    """The glossary's wording of a term."""


@dataclass(frozen=True)
class Strand:
    """A segment with a placeholder letter for each tag and each token, both kept beside it in order.

    A source and an answer in the same form can be compared letter by letter.
    """

    text: str
    tags: tuple[str, ...]
    tokens: tuple[int, ...]


@dataclass(frozen=True)
class ProtectedSegment:
    """A segment as an engine gets it, with what is needed to restore and to verify the answer."""

    source: str
    text: str
    shape: TokenShape
    tokens: tuple[Token, ...]
    strand: Strand


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong with an answer, in words."""

    kind: FaultKind
    message: str


@dataclass(frozen=True)
class GuardedTranslation:
    """What is stored of a segment: what to show, and why.

    Parameters
    ----------
    source, text
        The segment, and what to show in its place: the translation, or the source again.
    verdict, shape
        What became of it; the shape is None if it was left in the source language.
    faults
        Of the tries that failed, in order; empty if the first passed.
    """

    source: str
    text: str
    verdict: GuardVerdict
    shape: TokenShape | None
    faults: tuple[Fault, ...] = ()

    @property
    def is_translated(self) -> bool:
        """Whether the text is in the target language."""
        return self.verdict is not GuardVerdict.LEFT_IN_SOURCE

    @property
    def may_be_tried_again(self) -> bool:
        """Whether the engine had no time rather than no good answer, so that a job should ask again later."""
        return not self.is_translated and any(fault.kind is FaultKind.BUSY for fault in self.faults)


class Engine(Protocol):
    """Whatever translates: texts are HTML fragments, languages are codes such as ``en`` and ``pt-br``.

    An error that has an attribute ``retry_after`` says that the engine is only busy; one whose ``refused`` is true,
    that asking again is of no use.
    """

    def translate(self, texts: Sequence[str], source: str, target: str) -> Sequence[str]:
        """Give one answer for each text, in their order."""
        ...
