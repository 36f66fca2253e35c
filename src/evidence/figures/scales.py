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
_LOG_HEADS = ((1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8), (1, 1.5, 2, 3, 5, 7), (1, 2, 5), (1, 3), (1,))
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


def linear_axis(low: float, high: float, *, start: float, end: float, most_ticks: int) -> Axis:
    """Widen an interval of values to round ends and show at most `most_ticks` round numbers."""
    step = _round_step((high - low or abs(high) or 1.0) / max(most_ticks - 1, 1))
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
    """Widen to the next round numbers on both sides, or keep to a domain; show as many of them as have room."""
    decades = range(floor(log10((domain or (low, high))[0])) - 1, ceil(log10((domain or (low, high))[1])) + 2)
    for heads in _LOG_HEADS:
        numbers = [round(head * 10.0**decade, 12) for decade in decades for head in heads]
        first, last = domain or (max(x for x in numbers if x < low), min(x for x in numbers if x > high))
        ticks = tuple(x for x in numbers if first <= x <= last)
        axis = Axis(first, last, ticks, start, end, logarithmic=True)
        if all(axis.place(b) - axis.place(a) >= _LOG_SPACING for a, b in pairwise(ticks)):
            break
    return axis


def time_axis(last: float, unit: str, *, start: float, end: float, spacing: float) -> Axis:
    """Lay time from zero to `last`, with ticks at steps that people count in, at least `spacing` pixels apart."""
    most = max(int((end - start) / spacing), 1)
    steps = [step for step in _TIME_STEPS.get(unit, ()) if last / step <= most] or [_round_step(last / most)]
    if last / steps[0] < 2:
        steps = [_round_step(last / most)]
    ticks = tuple(round(steps[0] * count, 10) for count in range(floor(last / steps[0] + 1e-9) + 1))
    return Axis(0.0, last, ticks, start, end)


def extent(values: Sequence[float | None]) -> tuple[float, float]:
    """Give the least and the greatest of the values that are there."""
    present = [value for value in values if value is not None]
    return min(present), max(present)


def _round_step(least: float) -> float:
    """Give the smallest of 1, 2, 2.5, 5 times a power of ten that is not below `least`."""
    power: float = 10.0 ** floor(log10(least))
    return next(head * power for head in (1, 2, 2.5, 5, 10) if head * power >= least * (1 - 1e-9))
