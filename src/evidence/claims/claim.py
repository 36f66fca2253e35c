"""What a text claims: figures as printed and as parsed, each with its place.

A figure keeps the characters that were printed, because the printed digits, hence the rounding interval, are what a
check needs to know. Every value here was read, none was computed.
"""

from dataclasses import dataclass, field
from enum import StrEnum


class ClaimMeasure(StrEnum):
    """What a printed figure measures."""

    SURVIVAL_PROBABILITY = "survival_probability"
    CUMULATIVE_INCIDENCE = "cumulative_incidence"
    PROPORTION = "proportion"
    MEDIAN_TIME = "median_time"
    FOLLOW_UP = "follow_up"
    HAZARD_RATIO = "hazard_ratio"
    ODDS_RATIO = "odds_ratio"
    RISK_RATIO = "risk_ratio"
    DIFFERENCE = "difference"
    MEAN = "mean"
    RATE = "rate"
    COUNT = "count"
    P_VALUE = "p_value"


@dataclass(frozen=True, slots=True)
class Printed:
    """
    A number as printed.

    Parameters
    ----------
    text : str
        The characters, like ``"35·9"``, ``"six"`` or ``"NR"``.
    value : float or None
        None for a value that was not reached.
    bound : str or None, default None
        ``"beyond"`` where a ``+`` or ``>`` says that the value lies at or beyond the number, as in ``"60.1+"``;
        ``"below"`` where a ``<`` says that it lies below, as in ``"<1"``; ``"about"`` where a word says that the
        number is not exact, as in "approximately 60%".
    """

    text: str
    value: float | None
    bound: str | None = None

    @property
    def decimals(self) -> int:
        """How many digits stand after the decimal mark; half a unit of the last one is the rounding error."""
        digits = self.text.rstrip("+").lower().partition("e")[0]
        for mark in ".·,":
            if mark in digits:
                return len(digits.rpartition(mark)[2]) if self.value is not None and self.value < 1000 else 0
        return 0


@dataclass(frozen=True, slots=True)
class PrintedInterval:
    """
    Two limits as printed.

    Parameters
    ----------
    low, high : Printed
    level : float or None
        In percent: of this interval, or of the last one in the text that printed its level; None where none did.
    level_is_printed : bool
        Whether the level stands with this very interval.
    kind : str
        ``"confidence"``, ``"credible"``, ``"range"`` or ``"interquartile range"``.
    """

    low: Printed
    high: Printed
    level: float | None = None
    level_is_printed: bool = False
    kind: str = "confidence"


@dataclass(frozen=True, slots=True)
class PrintedP:
    """
    A P value as printed.

    Parameters
    ----------
    operator : str
        ``"="``, ``"<"``, ``">"``, ``"<="`` or ``">="``.
    number : Printed
    sides : int or None
        1 or 2 where the text says so.
    hypothesis : str or None
        What the text says it tests, other than no difference: ``"noninferiority"``, ``"interaction"`` …
    """

    operator: str
    number: Printed
    sides: int | None = None
    hypothesis: str | None = None


@dataclass(frozen=True, slots=True)
class TimePoint:
    """The time a figure holds at, like 3 years."""

    value: float
    unit: str


@dataclass(frozen=True, slots=True)
class Group:
    """The size of a group as the text states it; the arm ``"all"`` is everybody."""

    arm: str
    n: int


@dataclass(frozen=True, slots=True)
class Claim:
    """
    One result printed in a text.

    Parameters
    ----------
    start, end : int
        Place of the figure: ``text[start:end]`` are its characters, from the first number to the last one.
    span : str
        Those characters.
    measure : ClaimMeasure
    outcome : str or None
        In the words of the text, without what only introduces them ("rate of", "median").
    arm : str or None
        In the words of the text; ``"all"`` for everybody, None for a comparison.
    time : TimePoint or None
    estimate : Printed or None
    unit : str or None
        ``"%"``, ``"months"``, ``"g/dL"``; None for a ratio.
    interval : PrintedInterval or None
        The confidence or credible interval.
    spread : PrintedInterval or None
        The range or interquartile range.
    numerator, denominator : Printed or None
    p : PrintedP or None
    standard_error : Printed or None
    standard_error_label : str or None
        ``"SE"``, ``"SD"`` or ``"± unspecified"``.
    adjusted : bool or None
        Whether the text calls the estimate adjusted; None where it does not say.
    groups : tuple of Group
        Every group size that the text states.
    """

    start: int
    end: int
    span: str
    measure: ClaimMeasure
    outcome: str | None = None
    arm: str | None = None
    time: TimePoint | None = None
    estimate: Printed | None = None
    unit: str | None = None
    interval: PrintedInterval | None = None
    spread: PrintedInterval | None = None
    numerator: Printed | None = None
    denominator: Printed | None = None
    p: PrintedP | None = None
    standard_error: Printed | None = None
    standard_error_label: str | None = None
    adjusted: bool | None = None
    groups: tuple[Group, ...] = field(default=(), repr=False)

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"A claim lies from {self.start} to {self.end}, which is no place in a text.")

    @property
    def group_size(self) -> int | None:
        """How many people the text says are in the claim's arm; None where it does not say, or says two numbers."""
        sizes = {group.n for group in self.groups if group.arm == self.arm}
        return sizes.pop() if len(sizes) == 1 else None

    def to_json(self) -> dict[str, object]:
        """
        Write the parsed values under the names that annotated corpora use.

        Returns
        -------
        dict
            Strings, numbers, lists and None only; ``adjusted``, ``se_label`` and ``implied_denominator`` stand in it
            only where they are known.
        """
        interval, time, p = self.interval, self.time, self.p
        known: dict[str, object] = {
            "start": self.start,
            "end": self.end,
            "span": self.span,
            "measure": self.measure.value,
            "outcome": self.outcome,
            "arm": self.arm,
            "time": None if time is None else {"value": _short(time.value), "unit": time.unit},
            "estimate": _value(self.estimate),
            "unit": self.unit,
            "ci": None if interval is None else [_value(interval.low), _value(interval.high)],
            "ci_level": None if interval is None or interval.level is None else _short(interval.level),
            "range": None if self.spread is None else [_value(self.spread.low), _value(self.spread.high)],
            "numerator": _value(self.numerator),
            "denominator": _value(self.denominator),
            "p": None if p is None else {"op": p.operator, "value": _value(p.number)},
            "se": _value(self.standard_error),
        }
        if self.standard_error_label is not None:
            known["se_label"] = self.standard_error_label
        if self.adjusted is not None:
            known["adjusted"] = self.adjusted
        if self.numerator is not None and self.denominator is None and self.group_size is not None:
            known["implied_denominator"] = self.group_size
        return known


def _value(number: Printed | None) -> float | int | None:
    return None if number is None or number.value is None else _short(number.value)


def _short(value: float) -> float | int:
    return int(value) if value == int(value) else value
