"""Where an axis starts and ends, and which round numbers it shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, log, log10

_TIME_STEPS = {
    "days": (1, 7, 14, 30, 90, 180, 365, 730, 1825, 3650),
    "weeks": (1, 2, 4, 13, 26, 52, 104, 260, 520),
    "months": (1, 2, 3, 6, 12, 24, 36, 60, 120, 240),
    "years": (0.5, 1, 2, 5, 10, 20, 50),
}
_DECADES = range(-12, 13)
_FINE = tuple(head * 10.0**decade for decade in (-1, 0, 1) for head in (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8))
_DOUBLINGS = tuple(2.0**power for power in range(-4, 6))
_TENS = tuple(
    tuple(head * 10.0**decade for decade in _DECADES for head in heads) for heads in ((1, 2, 5), (1, 3), (1,))
)
_LOG_LADDERS = (_FINE, (0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0), _DOUBLINGS, *_TENS)
_FINE_SPREAD = 3.0
_LOG_SPACING = 32.0


@dataclass(frozen=True)
class Axis:
    """A numeric axis laid over a stretch of pixels."""

    low: float
    high: float
    ticks: tuple[float, ...]
    start: float
    end: float
    logarithmic: bool = False

    def place(self, value: float) -> float:
        """Give the pixel of a value."""
        if self.logarithmic:
            share = log(value / self.low) / log(self.high / self.low)
        else:
            share = (value - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)


def linear_axis(low: float, high: float, *, start: float, end: float, most_ticks: int, unit: str = "") -> Axis:
    """Widen an interval of values to round ends and show at most `most_ticks` numbers, round in the unit of time."""
    least = (high - low or abs(high) or 1.0) / max(most_ticks - 1, 1)
    step = _time_step(least, unit)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    last = max(last, first + 1)
    ticks = tuple(round(step * count, 10) for count in range(first, last + 1))
    return Axis(ticks[0], ticks[-1], ticks, start, end)


def fixed_axis(domain: tuple[float, float], *, start: float, end: float, most_ticks: int) -> Axis:
    """Lay an axis over exactly the domain given."""
    low, high = domain
    step = _round_step((high - low) / max(most_ticks - 1, 1))
    ticks = tuple(round(step * count, 10) for count in range(ceil(low / step - 1e-9), floor(high / step + 1e-9) + 1))
    return Axis(low, high, ticks, start, end)


def log_axis(low: float, high: float, domain: tuple[float, float] | None = None, *, start: float, end: float) -> Axis:
    """
    Widen to the next round numbers on both sides, or keep to a domain; show as many of them as have room.

    Ratios are read by doubling and halving, so 0.25, 0.5, 1, 2, 4 are the numbers shown, finer ones where all lies
    close together, powers of ten where it lies far apart.
    """
    least, most = domain or (low, high)
    for ladder in _LOG_LADDERS[0 if most / least < _FINE_SPREAD else 2 :]:
        numbers = [round(number, 12) for number in ladder]
        if not numbers[0] < least <= most < numbers[-1]:
            continue
        first, last = domain or (max(x for x in numbers if x < low), min(x for x in numbers if x > high))
        ticks = tuple(x for x in numbers if first <= x <= last)
        axis = Axis(first, last, ticks, start, end, logarithmic=True)
        if all(axis.place(b) - axis.place(a) >= _LOG_SPACING for a, b in pairwise(ticks)):
            break
    return axis


def time_axis(last: float, unit: str, *, start: float, end: float, spacing: float) -> Axis:
    """
    Lay time from zero to `last`, with ticks at steps that people count in, at least `spacing` pixels apart.

    Where nobody was followed beyond zero the axis is one unit long.
    """
    last = last or 1.0
    least = last / max(int((end - start) / spacing), 1)
    step = _time_step(least, unit)
    if last / step < 2:
        step = _round_step(least)
    ticks = tuple(round(step * count, 10) for count in range(floor(last / step + 1e-9) + 1))
    return Axis(0.0, last, ticks, start, end)


def extent(values: Sequence[float | None]) -> tuple[float, float]:
    """Give the least and the greatest of the values that are there."""
    present = [value for value in values if value is not None]
    return min(present), max(present)


def _time_step(least: float, unit: str) -> float:
    """Give the smallest step that people count the unit in; any round number if it is no unit of time, or too small."""
    return next((step for step in _TIME_STEPS.get(unit, ()) if step >= least * (1 - 1e-9)), _round_step(least))


def _round_step(least: float) -> float:
    """Give the smallest of 1, 2, 2.5, 5 times a power of ten that is not below `least`."""
    power: float = 10.0 ** floor(log10(least))
    return next(head * power for head in (1, 2, 2.5, 5, 10) if head * power >= least * (1 - 1e-9))
