"""One row of a forest plot: a contrast as it is printed and where it lies."""

from collections.abc import Callable
from dataclasses import dataclass
from math import isfinite

from evidence.results import Contrast, Measure

_PROBABILITIES = (Measure.SURVIVAL_DIFFERENCE, Measure.INCIDENCE_DIFFERENCE, Measure.RISK_DIFFERENCE)
_DIFFERENCES = (*_PROBABILITIES, Measure.MEAN_DIFFERENCE)


@dataclass(frozen=True)
class PlottedContrast:
    """
    One row of a forest plot.

    Parameters
    ----------
    label : str
        The subgroup, outcome or study.
    printed : str
        What the row says, like ``"0.61 (0.44–0.85)"``, or ``"not estimable"``.
    value, low, high : float or None
        On the axis; None for what could not be estimated. A single missing limit ends in an arrow.
    heading : str, default ""
        Rows of one heading follow each other and stand indented below it.
    counts : tuple of str, default ()
        One for each of the figure's columns, like ``("45/120", "61/118")``.
    overall : bool, default False
        Whether the row is everybody together, drawn as a diamond.

    Raises
    ------
    ValueError
        If a number is not finite, the interval does not contain the value, or it has limits without a value.
    """

    label: str
    printed: str
    value: float | None
    low: float | None
    high: float | None
    heading: str = ""
    counts: tuple[str, ...] = ()
    overall: bool = False

    def __post_init__(self) -> None:
        numbers = [number for number in (self.value, self.low, self.high) if number is not None]
        if not all(isfinite(number) for number in numbers):
            raise ValueError(f"{self.label}: the value and its limits must be finite.")
        if self.value is None:
            if numbers:
                raise ValueError(f"{self.label}: there are limits without a value.")
        elif (self.low is not None and self.low > self.value) or (self.high is not None and self.high < self.value):
            raise ValueError(f"{self.label}: {self.value} lies outside {self.low} to {self.high}.")

    @classmethod
    def of(cls, contrast: Contrast, *, label: str | None = None, heading: str = "") -> "PlottedContrast":
        """
        Plot a computed contrast.

        Parameters
        ----------
        contrast : Contrast
        label : str, optional
            ``"new to old"``, from the names of its arms, if None.
        heading : str, default ""

        Returns
        -------
        PlottedContrast
            Ratios and times are printed with two decimals, differences of probabilities with three. A ratio of zero is
            printed but has no place on a logarithmic axis.
        """
        show = _printer(contrast.measure)
        value, interval = contrast.value, contrast.interval
        low, high = (interval.low, interval.high) if interval else (None, None)
        printed = "not estimable" if value is None else show(value) + _printed_limits(low, high, show)
        if value is not None:
            # Rounding in the last digit must not put a value outside its own interval.
            low, high = (None if low is None else min(low, value), None if high is None else max(high, value))
        if contrast.measure not in _DIFFERENCES:
            value, low, high = _on_log_axis(value, low, high)
        return cls(label or f"{contrast.arm} to {contrast.reference}", printed, value, low, high, heading)


def _on_log_axis(value: float | None, low: float | None, high: float | None) -> tuple[float | None, ...]:
    """Leave out what a logarithmic axis has no place for: a ratio of zero; a limit of zero ends in an arrow."""
    if value is None or value <= 0:
        return None, None, None
    return value, low if low is None or low > 0 else None, high


def _printer(measure: Measure) -> Callable[[float], str]:
    """Give how numbers of a measure are printed: ratios and times with two decimals, probabilities with three."""
    if measure in _DIFFERENCES:
        decimals = 3 if measure in _PROBABILITIES else 2
        return lambda number: f"{number:.{decimals}f}".replace("-", "−")
    return lambda number: "<0.01" if 0 < number < 0.005 else f"{number:.2f}"


def _printed_limits(low: float | None, high: float | None, show: Callable[[float], str]) -> str:
    if low is None and high is None:
        return ""
    if low is None or high is None:
        return f" (up to {show(high)})" if high is not None else f" (from {show(low or 0.0)})"
    return f" ({show(low)}{'–' if low >= 0 else ' to '}{show(high)})"
