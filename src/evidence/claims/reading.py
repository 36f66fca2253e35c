"""The text in, the claims out: the pipeline in one place.

Typography → sentences → tokens → atoms → figures → attribution → claims. Every step is one pass over what the step
before it made, so the time is in proportion to the text.
"""

import re

from evidence.claims.atoms import Atom, Reader
from evidence.claims.attribution import Context, Sentence
from evidence.claims.claim import (
    Claim,
    ClaimMeasure,
    Group,
    Printed,
    PrintedInterval,
    PrintedP,
    TimePoint,
)
from evidence.claims.figures import Assembler, Figure, Memory
from evidence.claims.sentences import sentences
from evidence.claims.tokens import Kind, tokenise
from evidence.claims.typography import normalise

# A sentence without a digit, a number word or "reached" prints no result.
_MAY_CLAIM = re.compile(r"\d|reached|estimable|\bn\.?s\b|ne\b|wo\b|hree|our\b|five|six|even\b|ight\b|ine\b|ten\b|elve|teen|ty\b|ty-", re.IGNORECASE)
_MAY_NAME = re.compile(r"random|assign|group|\barm|cohort|vs|versus|treated|alloca|\(n ?=", re.IGNORECASE)


def read(text: str) -> list[Claim]:
    """
    Read the results that a text prints.

    Parameters
    ----------
    text : str
        Plain text: an abstract, a results section, a whole article.

    Returns
    -------
    list of Claim
        In the order of the text.
    """
    plain = normalise(text)
    context = Context(text)
    memory = Memory()
    pieces: list[tuple[list[Atom], list[Figure]]] = []
    for start, end in sentences(plain):
        if not (_MAY_CLAIM.search(plain, start, end) or _MAY_NAME.search(plain, start, end)):
            continue
        tokens = tokenise(plain, start, end)
        words = sum(token.kind == Kind.WORD for token in tokens)
        if len(tokens) > 100 and words * 20 < len(tokens):
            continue  # a table or noise, no prose
        atoms = Reader(plain, tokens).read()
        pieces.append((atoms, Assembler(atoms, memory).read()))
        context.arms.mentions(atoms)
    claims: list[Claim] = []
    for atoms, figures in pieces:
        arms = context.arms.mentions(atoms)
        if figures:
            Sentence(text, atoms, figures, context, arms).attribute()
        claims.extend(_claim(text, atoms, figure) for figure in figures)
    groups = tuple(Group(arm, n) for arm, n in context.arms.sizes.items())
    if groups:
        claims = [_with_groups(claim, groups) for claim in claims]
    return sorted(claims, key=lambda claim: (claim.start, claim.end))


def _with_groups(claim: Claim, groups: tuple[Group, ...]) -> Claim:
    object.__setattr__(claim, "groups", groups)
    return claim


def _claim(text: str, atoms: list[Atom], figure: Figure) -> Claim:
    first, last = atoms[figure.first], atoms[min(figure.last, len(atoms) - 1)]
    start, end = min(first.start, last.start), max(first.end, last.end)
    is_p = figure.kind == "p"
    return Claim(
        start=start,
        end=end,
        span=text[start:end],
        measure=ClaimMeasure(figure.measure or ("p_value" if is_p else "proportion")),
        outcome=figure.outcome,
        arm=figure.arm,
        time=TimePoint(*figure.time) if figure.time is not None else None,
        estimate=None if is_p or figure.estimate is None else _printed(text, figure.estimate),
        unit=None if is_p else figure.unit,
        interval=_interval(text, figure.interval, figure) if figure.interval is not None else None,
        spread=_spread(text, figure),
        numerator=_printed(text, figure.numerator) if figure.numerator is not None else None,
        denominator=_printed(text, figure.denominator) if figure.denominator is not None else None,
        p=_p(text, figure) if figure.p is not None else None,
        standard_error=_printed(text, figure.error) if figure.error is not None else None,
        standard_error_label=figure.error_label if figure.error is not None else None,
        adjusted=figure.adjusted,
    )


def _printed(text: str, atom: Atom) -> Printed:
    return Printed(text[atom.start : atom.number_end], atom.value, atom.beyond)


def _interval(text: str, limits: tuple[Atom, Atom], figure: Figure) -> PrintedInterval:
    return PrintedInterval(_printed(text, limits[0]), _printed(text, limits[1]), figure.level, figure.level_printed, figure.interval_kind)


def _spread(text: str, figure: Figure) -> PrintedInterval | None:
    if figure.spread is None:
        return None
    return PrintedInterval(_printed(text, figure.spread[0]), _printed(text, figure.spread[1]), kind=figure.spread_kind)


def _p(text: str, figure: Figure) -> PrintedP:
    atom = figure.p
    assert atom is not None  # noqa: S101 - the caller has looked
    number = figure.estimate if figure.kind == "p" and figure.estimate is not None else atom.parts[0]
    sides = {"one": 1, "1-s": 1, "1-t": 1, "two": 2, "2-s": 2, "2-t": 2}.get((atom.name or "")[:3])
    return PrintedP(atom.operator or "=", _printed(text, number), sides)
