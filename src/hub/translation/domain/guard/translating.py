"""Has segments translated under guard: what fails is sent again in another shape, then left in the source language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain

from hub.translation.domain.guard.languages import ENGLISH, language_of
from hub.translation.domain.guard.protection import CannotProtectError, protect, reshape, restore
from hub.translation.domain.guard.records import (
    Engine,
    Fault,
    FaultKind,
    GuardedTranslation,
    GuardVerdict,
    Protected,
    ProtectedSegment,
    TokenShape,
)
from hub.translation.domain.guard.verification import verify

SHAPES = (TokenShape.WORD, TokenShape.ELEMENT, TokenShape.BRACKET)


def translate_segments(
    segments: Sequence[str],
    *,
    source: str,
    target: str,
    engine: Engine,
    terms: Protected,
    glossary: Mapping[str, str],
) -> list[GuardedTranslation]:
    """Translate segments so that no figure is changed.

    Parameters
    ----------
    segments
        HTML fragments with inline tags only; what has no words is returned as it is.
    source, target
        Language codes; the guard reads English.
    engine
        Asked at most once for each shape, with everything that is still to do.
    terms
        What is protected besides everything that has a figure in it.
    glossary
        Approved wordings for this target language; they go before those in ``terms``.

    Returns
    -------
    list of GuardedTranslation
        One for each segment. An engine that raises, answers with the wrong number of texts or with none leaves the
        source; nothing is raised. One that was only busy is said in `GuardedTranslation.may_be_tried_again`.
    """
    terms = replace(terms, wording={**terms.wording, **glossary})
    faults: list[list[Fault]] = [[] for _ in segments]
    done: dict[int, GuardedTranslation] = {}
    refusal = _refusal(source, target)
    protected = {} if refusal else _protected(segments, faults, terms)
    for at, shape in enumerate(SHAPES):
        sent = {place: reshape(one, shape) for place, one in protected.items() if place not in done}
        if any(fault.kind is FaultKind.BUSY for fault in chain.from_iterable(faults)):
            break
        answers, wrong = _answers(engine, [one.text for one in sent.values()], source, target)
        for (place, one), answer in zip(sent.items(), answers, strict=True):
            found = wrong or verify(answer, one, target=target)
            if found:
                faults[place] += [fault for fault in found if fault not in faults[place]]
                continue
            verdict = GuardVerdict.PASSED if at == 0 else GuardVerdict.PASSED_AFTER_RETRY
            text = restore(answer, one, target=target)
            done[place] = GuardedTranslation(segments[place], text, verdict, shape, tuple(faults[place]))
    return [done.get(place) or _left(segment, [*refusal, *faults[place]]) for place, segment in enumerate(segments)]


def _refusal(source: str, target: str) -> list[Fault]:
    """Why nothing can be accepted between two languages."""
    if source.replace("_", "-").split("-")[0].lower() != ENGLISH.code:
        return [Fault(FaultKind.UNREADABLE, f"The guard reads English; the source is “{source}”.")]
    if language_of(target) is None:
        return [Fault(FaultKind.UNREADABLE, f"The guard has no words for the language “{target}”.")]
    return []


def _protected(segments: Sequence[str], faults: list[list[Fault]], terms: Protected) -> dict[int, ProtectedSegment]:
    """Protect each segment; what cannot be protected is not sent."""
    protected: dict[int, ProtectedSegment] = {}
    for place, segment in enumerate(segments):
        try:
            protected[place] = protect(segment, terms=terms, shape=SHAPES[0])
        except CannotProtectError as problem:
            faults[place].append(Fault(FaultKind.UNREADABLE, str(problem)))
    return protected


def _answers(engine: Engine, texts: list[str], source: str, target: str) -> tuple[Sequence[str], tuple[Fault, ...]]:
    """Ask the engine; whatever it does wrong as a whole is a fault of each segment."""
    if not texts:
        return [], ()
    try:
        answers = engine.translate(texts, source, target)
    except Exception as problem:  # noqa: BLE001 - any failure of an engine leaves the source
        kind = FaultKind.REFUSED if getattr(problem, "refused", False) else FaultKind.NO_ANSWER
        kind = FaultKind.BUSY if hasattr(problem, "retry_after") else kind
        return [""] * len(texts), (Fault(kind, f"The engine failed: {problem}"),)
    if isinstance(answers, str) or not isinstance(answers, Sequence) or len(answers) != len(texts):
        count = len(answers) if isinstance(answers, Sequence) else 0
        return [""] * len(texts), (
            Fault(FaultKind.NO_ANSWER, f"The engine gave {count} answers to {len(texts)} texts."),
        )
    return [answer if isinstance(answer, str) else "" for answer in answers], ()


def _left(segment: str, faults: list[Fault]) -> GuardedTranslation:
    return GuardedTranslation(segment, segment, GuardVerdict.LEFT_IN_SOURCE, None, tuple(faults))
