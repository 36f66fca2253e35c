"""The text in, the claims out: the pipeline in one place.

Typography → sentences → tokens → atoms → figures → attribution → claims. Every step is one pass over what the step
before it made, so the time is in proportion to the text.
"""

import re
from collections.abc import Iterator

from evidence.claims.atoms.atom import Atom, Line
from evidence.claims.atoms.reader import Reader
from evidence.claims.attribution.context import Context
from evidence.claims.attribution.foreign import is_foreign, leave_open
from evidence.claims.attribution.names import Arm
from evidence.claims.attribution.sentence import Sentence
from evidence.claims.attribution.sizes import stated_sizes
from evidence.claims.claim import (
    Claim,
    ClaimMeasure,
    Group,
    Printed,
    PrintedInterval,
    PrintedP,
    TimePoint,
)
from evidence.claims.figures.assembler import Assembler
from evidence.claims.figures.figure import Figure, Memory
from evidence.claims.lexicon import ENROLLED, NUMBER_WORDS
from evidence.claims.sentences import sentences
from evidence.claims.tokens import Kind, Tokens
from evidence.claims.typography import normalise

# A sentence without a digit, a number word or "reached" prints no result.
_DIGIT = re.compile("[0-9]")
_LETTER = re.compile(r"[^\W\d_]")
_NUMBER_WORDS = frozenset((*NUMBER_WORDS, "no"))
_WHAT = r"(?P<what>non[-\u2010]?inferiority|equivalence|interaction|trend|heterogeneity|homogeneity)"
_HYPOTHESIS = re.compile(_WHAT, re.IGNORECASE)
_FOR_HYPOTHESIS = re.compile(rf"[\s,;(\[]*(?:for|of|by)\s+(?:the\s+)?(?:tests?\s+(?:of|for)\s+)?{_WHAT}", re.IGNORECASE)
_MEASURES = {measure.value: measure for measure in ClaimMeasure}
_BOUNDS = {">": "beyond", ">=": "beyond", "<": "below", "<=": "below", "~": "about"}
_SIDES = {"one": 1, "1-s": 1, "1-t": 1, "two": 2, "2-s": 2, "2-t": 2}
# A sentence: its atoms, its figures, the arms that it gives away, and whether it may tell a size.
_Piece = tuple[Line, list[Figure], list[Arm], bool]
_SIZING = ENROLLED | frozenset(("n", "all", "underwent", "comprised", "consisted", "there"))
# What a sentence without a digit must hold to print a result, or to give away the name of an arm.
_NAMING = ("andom", "ssign", "group", " arm", "cohort", "vs", "ersus", "treated", "alloca")


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
    pieces = list(_pieces(plain, context))
    sizes = context.arms.sizes
    for line, figures, given, may_size in pieces:
        arms = context.arms.mentions(line, given)
        if figures:
            Sentence(text, line, figures, context, arms).attribute()
            if is_foreign(line.words):
                leave_open(line.words, figures)
        if may_size:
            for arm, size in stated_sizes(line, figures, arms, context.arms.pair).items():
                sizes.setdefault(arm, size)
    groups = tuple([Group(arm, n) for arm, n in sizes.items()])
    claims = [_claim(text, line.atoms, figure, groups) for line, figures, _, _ in pieces for figure in figures]
    return sorted(claims, key=lambda claim: (claim.start, claim.end))


def _pieces(plain: str, context: Context) -> Iterator[_Piece]:
    """Give the sentences that print a figure or the size of a group, and learn the arms of all."""
    memory = Memory()
    for start, end in sentences(plain):
        may_claim = _DIGIT.search(plain, start, end) is not None or _claims_in_words(plain[start:end])
        if not may_claim and not _names_arms(plain[start:end]):
            continue
        if (end - start < 8 or end - start > 1000) and not _has_letters(plain[start:end]):
            continue
        tokens = Tokens(plain, start, end)
        if tokens.length > 100 and not _is_prose(tokens):
            continue
        line = Reader(plain, tokens).read()
        figures = Assembler(line, memory).read() if may_claim else []
        given = context.arms.learn_from(line)
        may_size = may_claim and not _SIZING.isdisjoint(tokens.words)
        if figures or may_size:
            yield line, figures, given, may_size


def _has_letters(sentence: str) -> bool:
    """Whether at least one character in twenty is a letter: rows of figures are not worth their tokens."""
    letters = len(_LETTER.findall(sentence))
    return letters > 0 and letters * 20 >= len(sentence) - sentence.count(" ")


def _claims_in_words(sentence: str) -> bool:
    """Whether a sentence without a digit may print a result: a number in words, or "not reached"."""
    return "reached" in sentence or "estimable" in sentence or not _NUMBER_WORDS.isdisjoint(sentence.lower().split())


def _names_arms(sentence: str) -> bool:
    """Whether a sentence that prints no result may give away the name of an arm."""
    return any(map(sentence.__contains__, _NAMING))


def _is_prose(tokens: Tokens) -> bool:
    """Tell prose from tables and noise, which have few words or few different ones."""
    enough = tokens.kinds.count(Kind.WORD) * 20 >= tokens.length
    return enough and len(set(tokens.words)) * 25 >= tokens.length


def _claim(text: str, atoms: list[Atom], figure: Figure, groups: tuple[Group, ...]) -> Claim:
    first, last = atoms[figure.first], atoms[min(figure.last, len(atoms) - 1)]
    start, end = min(first.start, last.start), max(first.end, last.end)
    is_p = figure.kind == "p"
    return Claim(  # by place, not by name, which takes a third longer
        start,
        end,
        text[start:end],
        _MEASURES[figure.measure or ("p_value" if is_p else "proportion")],
        figure.outcome,
        figure.arm,
        TimePoint(*figure.time) if figure.time is not None else None,
        None if is_p or figure.estimate is None else _printed(text, figure.estimate),
        None if is_p else figure.unit,
        _interval(text, figure.interval, figure) if figure.interval is not None else None,
        _spread(text, figure.spread, figure.spread_kind) if figure.spread is not None else None,
        _printed(text, figure.numerator) if figure.numerator is not None else None,
        _printed(text, figure.denominator) if figure.denominator is not None else None,
        _p(text, figure, figure.p) if figure.p is not None else None,
        _printed(text, figure.error) if figure.error is not None else None,
        figure.error_label if figure.error is not None else None,
        figure.adjusted,
        groups,
    )


def _printed(text: str, atom: Atom) -> Printed:
    bound = None
    if atom.beyond or atom.operator is not None:
        bound = "beyond" if atom.beyond else _BOUNDS.get(atom.operator or "")
    return Printed(text[atom.start : atom.number_end or atom.end], atom.value, bound)


def _interval(text: str, limits: tuple[Atom, ...], figure: Figure) -> PrintedInterval:
    return PrintedInterval(
        _printed(text, limits[0]), _printed(text, limits[1]), figure.level, figure.level_printed, figure.interval_kind
    )


def _spread(text: str, limits: tuple[Atom, ...], kind: str) -> PrintedInterval:
    return PrintedInterval(_printed(text, limits[0]), _printed(text, limits[1]), kind=kind)


def _p(text: str, figure: Figure, atom: Atom) -> PrintedP:
    number = figure.estimate if figure.kind == "p" and figure.estimate is not None else atom.parts[0]
    sides = _SIDES.get((atom.name or "")[:3])
    return PrintedP(atom.operator or "=", _printed(text, number), sides, _hypothesis(text, atom))


def _hypothesis(text: str, atom: Atom) -> str | None:
    """Give what a P value tests where that stands within it, "P for interaction = 0.02", or right behind it."""
    within = _HYPOTHESIS.search(text, atom.start, atom.end)
    found = within or _FOR_HYPOTHESIS.match(text, atom.end)
    return None if found is None else found["what"].lower().replace("-", "").replace("\u2010", "")
