"""Numbers as they stand in print, and arithmetic with all they may stand for.

A printed 83.3 was rounded from something between 83.25 and 83.35. A statement about published figures holds only if it
holds for everything that prints so; hence figures are taken as strings, never as floats, and computed with as ranges.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from math import isnan

EDGE = 1e-12
"""How far binary fractions may push a number past the edge of a range, in units of the edge (at least 1)."""

_NUMBER = re.compile(r"[-+−]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:[.·]\d+)?", re.ASCII)


@dataclass(frozen=True)
class Range:
    """
    All numbers between two, both included.

    Parameters
    ----------
    low, high : float
        May be infinite.

    Raises
    ------
    ValueError
        If they are out of order or not numbers.
    """

    low: float
    high: float

    def __post_init__(self) -> None:
        if isnan(self.low) or isnan(self.high) or self.low > self.high:
            raise ValueError(f"{self.low} to {self.high} is not a range.")

    def __add__(self, other: "Range") -> "Range":
        return Range(self.low + other.low, self.high + other.high)

    def __sub__(self, other: "Range") -> "Range":
        return Range(self.low - other.high, self.high - other.low)

    def contains(self, number: float) -> bool:
        """Whether the number lies inside, or misses an edge by no more than binary rounding."""
        return self.low - _slack(self.low) <= number <= self.high + _slack(self.high)

    def meets(self, other: "Range") -> bool:
        """Whether some number lies in both."""
        return self.low - _slack(self.low) <= other.high and other.low <= self.high + _slack(self.high)

    def common(self, other: "Range") -> "Range | None":
        """Give the numbers that lie in both, None if there are none."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        return Range(low, high) if low <= high else None


@dataclass(frozen=True)
class RangedValue:
    """
    A number computed from printed figures, and how far their rounding may move it.

    Parameters
    ----------
    value : float or None
        From the figures just as printed; None where they leave it undefined, as a limit printed 0.0 does.
    range : Range
        Over everything that would print as the figures do.
    """

    value: float | None
    range: Range

    def __post_init__(self) -> None:
        if self.value is not None and not self.range.contains(self.value):
            raise ValueError(f"{self.value} lies outside its own range, {self.range.low} to {self.range.high}.")


@dataclass(frozen=True)
class PrintedNumber:
    """
    A number as it stands in print.

    Parameters
    ----------
    text : str
        As printed, without a unit: ``"83.3"``, with the raised dot of some journals ``"83·3"``, with a real or an ASCII
        minus sign, with or without the zero before the point, with commas between thousands.

    Raises
    ------
    ValueError
        If the text is no such number. A comma is no decimal point: ``"83,3"`` is refused.
    """

    text: str

    def __post_init__(self) -> None:
        text = self.text.strip()
        if not _NUMBER.fullmatch(text) or not any(letter.isdigit() for letter in text):
            raise ValueError(f"“{self.text}” is no number as printed, like 83.3.")

    @property
    def decimals(self) -> int:
        """Digits printed after the decimal point."""
        return len(self._plain.partition(".")[2])

    @property
    def value(self) -> float:
        """The number itself."""
        return float(self._plain)

    @property
    def range(self) -> Range:
        """
        What it may have been rounded from: half a unit of the last digit to either side.

        Rounding half up leaves the upper edge out and half to even leaves out either, so both count as inside: a print
        is called impossible only if no rounding rule in use gives it.
        """
        return self.share(percent=False)

    def share(self, *, percent: bool) -> Range:
        """
        Give what a printed share may have been rounded from.

        Parameters
        ----------
        percent : bool
            Whether it is a percentage; otherwise a fraction.

        Returns
        -------
        Range
            As fractions: 0.8325 to 0.8335 for ``"83.3"`` in percent.
        """
        half = Decimal(5).scaleb(-self.decimals - 1)
        exact, scale = Decimal(self._plain), 100 if percent else 1
        return Range(float((exact - half) / scale), float((exact + half) / scale))

    @property
    def _plain(self) -> str:
        return self.text.strip().replace("·", ".").replace("−", "-").replace(",", "")


def _slack(edge: float) -> float:
    return EDGE * max(1.0, abs(edge)) if abs(edge) < float("inf") else 0.0
