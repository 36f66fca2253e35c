"""What the tokens of a sentence mean: the parts, and an atom that is one of them."""


class Part:
    """What an atom is: plain integers, because hashing members of an enumeration costs too much here."""

    WORD = 0
    NUMBER = 1
    RANGE = 2
    FRACTION = 3
    P = 4
    CI = 5
    SPREAD = 6
    ERROR = 7
    LABEL = 8
    TIME = 9
    VERSUS = 10
    OPEN = 11
    CLOSE = 12
    COMMA = 13
    SEMICOLON = 14
    COLON = 15
    PLUS_MINUS = 16
    NOT_REACHED = 17
    EQUALS = 18
    MARK = 19
    GRADE = 20
    SIZE = 21


class Atom:
    """A piece of a sentence; which fields are filled depends on its part."""

    value: float | None = None
    unit: str | None = None
    operator: str | None = None
    beyond = False
    spelled = False
    name: str | None = None
    parts: tuple["Atom", ...] = ()

    def __init__(self, part: int, start: int, end: int, word: str = "") -> None:
        self.part = part
        self.start = start
        self.end = end
        self.word = word
        self.number_end = end


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
