"""A figure while it is read, and what carries over from one sentence to the next."""

from evidence.claims.atoms.atom import Atom

TIMES = frozenset(("days", "weeks", "months", "years", "hours", "minutes"))


class Figure:
    """An estimate and what was printed with it; fields are filled while the sentence is read."""

    __slots__ = (
        "adjusted",
        "arm",
        "arm_from",
        "denominator",
        "error",
        "error_label",
        "estimate",
        "estimate_place",
        "first",
        "in_bracket",
        "interval",
        "interval_kind",
        "kind",
        "label",
        "last",
        "level",
        "level_printed",
        "measure",
        "numerator",
        "outcome",
        "p",
        "rest",
        "spread",
        "spread_kind",
        "time",
        "unit",
    )  # fmt: skip

    def __init__(self, kind: str, first: int) -> None:
        self.kind = kind
        self.first = first
        self.last = first
        self.estimate: Atom | None = None
        self.unit: str | None = None
        self.interval: tuple[Atom, ...] | None = None
        self.interval_kind = "confidence"
        self.level: float | None = None
        self.level_printed = False
        self.spread: tuple[Atom, ...] | None = None
        self.spread_kind = "range"
        self.numerator: Atom | None = None
        self.denominator: Atom | None = None
        self.error: Atom | None = None
        self.error_label: str | None = None
        self.p: Atom | None = None
        self.estimate_place = first
        self.arm_from = first
        self.label: str | None = None
        self.adjusted: bool | None = None
        self.in_bracket = False
        self.measure: str | None = None
        self.outcome: str | None = None
        self.arm: str | None = None
        self.time: tuple[float, str] | None = None
        self.rest: list[Figure] = []

    def copy(self) -> "Figure":
        """Make a second figure of the same print, for an estimate with two intervals."""
        other = Figure(self.kind, self.first)
        for name in self.__slots__:
            setattr(other, name, getattr(self, name))
        other.interval = None
        other.rest = []
        return other


class Memory:
    """What carries over from one sentence to the next: the last printed level, kind of interval and ratio."""

    def __init__(self) -> None:
        self.level: float | None = None
        self.kind = "confidence"
        self.spread: str | None = None
        self.ratio: str | None = None
        self.percent_in_brackets = False  # whether "no. (%)" was said
        self.difference = False  # whether a difference stood in a bracket behind two percentages
        self.in_pairs = False  # whether "75/68" was one number for each group
        self.told = False  # whether the text has printed a result before


class Bracket:
    """A bracket that is open: the figure before it and the ranges found inside."""

    __slots__ = ("first", "owner", "ranges", "seen")

    def __init__(self, first: int, owner: Figure | None) -> None:
        self.first = first
        self.owner = owner
        self.ranges: list[tuple[int, Atom, bool]] = []
        self.seen: Figure | None = None
