"""What the tokens of a sentence mean: the parts, and an atom that is one of them."""

from collections.abc import Container, Sequence
from itertools import compress
from typing import TypeVar

_Value = TypeVar("_Value")


class _Parts:
    """What an atom is: plain integers, because hashing members of an enumeration costs too much here."""

    def __init__(self) -> None:
        self.WORD = 0
        self.NUMBER = 1
        self.RANGE = 2
        self.FRACTION = 3
        self.P = 4
        self.CI = 5
        self.SPREAD = 6
        self.ERROR = 7
        self.LABEL = 8
        self.TIME = 9
        self.VERSUS = 10
        self.OPEN = 11
        self.CLOSE = 12
        self.COMMA = 13
        self.SEMICOLON = 14
        self.COLON = 15
        self.PLUS_MINUS = 16
        self.NOT_REACHED = 17
        self.EQUALS = 18
        self.MARK = 19
        self.GRADE = 20
        self.SIZE = 21
        self.NOTHING = -1  # beyond the ends of a sentence


Part = _Parts()  # an attribute of an instance is found in a third of the time that one of a class takes


class Atom:
    """A piece of a sentence; which fields are filled depends on its part."""

    __slots__ = (
        "beyond",
        "end",
        "name",
        "number_end",
        "operator",
        "part",
        "parts",
        "spelled",
        "start",
        "unit",
        "value",
        "word",
    )

    def __init__(self, part: int, start: int, end: int, word: str = "") -> None:
        self.part = part
        self.start = start
        self.end = end
        self.word = word
        self.value: float | None = None
        self.unit: str | None = None
        self.operator: str | None = None
        self.beyond = False
        self.spelled = False
        self.name: str | None = None
        self.parts: tuple[Atom, ...] = ()
        self.number_end = 0  # where its digits end, without a unit


def places(row: Sequence[_Value], wanted: Container[_Value]) -> list[int]:
    """
    Find where a row holds what is wanted.

    Parameters
    ----------
    row : sequence
        Words or parts.
    wanted : container
        A set or the like, in which to look is quick.

    Returns
    -------
    list of int
        In order.
    """
    return list(compress(range(len(row)), map(wanted.__contains__, row)))


class Line:
    """The atoms of a sentence, and the rows of their words and parts, which are quick to look through."""

    __slots__ = ("atoms", "parts", "words")

    def __init__(self, atoms: list[Atom]) -> None:
        self.atoms = atoms
        self.words = [atom.word for atom in atoms]
        self.parts = [atom.part for atom in atoms]


OPERATORS = {
    "<": "<",
    ">": ">",
    "=": "=",
    "≤": "<=",
    "≥": ">=",
    "<=": "<=",
    ">=": ">=",
    "=<": "<=",
    "=>": ">=",
    "<<": "<",
    ">>": ">",
    "&lt;": "<",
    "&gt;": ">",
}
