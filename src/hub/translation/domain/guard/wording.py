"""Verifies what the words around the tokens say, as far as lists of words can tell: denial, rank, direction."""

from __future__ import annotations

from collections.abc import Iterator

from hub.translation.domain.guard.clauses import clauses
from hub.translation.domain.guard.languages import ENGLISH, Language
from hub.translation.domain.guard.markup import TAG, TOKEN
from hub.translation.domain.guard.records import Fault, FaultKind, ProtectedSegment, Strand

_OPPOSITES = {"withhold": "continue", "increase": "decrease", "decrease": "increase"}


def wording_faults(protected: ProtectedSegment, answer: Strand, language: Language) -> Iterator[Fault]:
    """Find denials lost or added, ranks changed, and words turned into their opposite."""
    ours, theirs = _words(protected.strand.text), _words(answer.text)
    yield from _negations(ours, theirs, language)
    ranks, counterparts = ENGLISH.ranks_in(ours), language.ranks_in(theirs)
    for name in (ranks - counterparts) | (counterparts - ranks):
        yield Fault(FaultKind.RANK, f"The word for “{name}” was lost or added.")
    if ENGLISH.count("ones", ours) > language.count("ones", theirs):
        yield Fault(FaultKind.RANK, "The word for “one” was lost.")
    yield from _senses(ours, theirs, language)


def _words(text: str) -> str:
    return text.replace(TAG, "")


def _negations(ours: str, theirs: str, language: Language) -> Iterator[Fault]:
    """Compare clause by clause where the clauses correspond, else sentence by sentence, else the whole."""
    for source, target in _pairs(ours, theirs):
        denied = ENGLISH.count("negations", source)
        hedged = ENGLISH.count("hedges", source)
        found, plain = language.count("negations", target), language.count("denial", target)
        if found < denied:
            yield Fault(FaultKind.NEGATION, f"A negation was lost: “{_readable(source)}”.")
        elif found > 2 * denied + hedged or plain > denied + hedged:
            yield Fault(FaultKind.NEGATION, f"A negation was added: “{_readable(target)}”.")


def _pairs(ours: str, theirs: str) -> list[tuple[str, str]]:
    source, target = clauses(ours), clauses(theirs)
    if len(source.strong) != len(target.strong):
        return [(ours, theirs)]
    pairs: list[tuple[str, str]] = []
    for one, other in zip(source.strong, target.strong, strict=True):
        parts, counterparts = clauses(one).weak, clauses(other).weak
        pairs += list(zip(parts, counterparts, strict=True)) if len(parts) == len(counterparts) else [(one, other)]
    return pairs


def _readable(text: str) -> str:
    return " ".join(text.replace(TOKEN, "…").split())


def _senses(ours: str, theirs: str, language: Language) -> Iterator[Fault]:
    withheld = ENGLISH.count("sense withhold", ours)
    if withheld and not language.count("sense withhold", theirs):
        yield Fault(FaultKind.SENSE, "The text says to withhold or to stop; the translation does not.")
    for sense, opposite in _OPPOSITES.items():
        if (
            ENGLISH.count(f"sense {sense}", ours)
            and not ENGLISH.count(f"sense {opposite}", ours)
            and language.count(f"sense {opposite}", theirs)
            and not language.count(f"sense {sense}", theirs)
        ):
            yield Fault(FaultKind.SENSE, f"“{sense}” turned into its opposite.")
