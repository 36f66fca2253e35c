"""Published estimates with their intervals, a row for each arm of each outcome.

The picture says what the table says: every row carries the printed value itself, so nobody has to read a number off
an axis, and the drawn interval shows how sure the number is. Nothing is computed here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any

from evidence.figures.board import LABEL, Layer, Line, Note, Sheet, Weight, dashed, finish, layer, on, pixels
from evidence.figures.interval_rows import (
    BASELINE,
    GAP,
    GUTTER,
    LEADING,
    LEAST_PLOT,
    STRIP,
    draw_axis,
    split_printed,
)
from evidence.figures.language import ENGLISH, FigureLanguage
from evidence.figures.picture import Picture, sentence_list
from evidence.figures.scales import Axis, extent, fixed_axis, linear_axis, log_axis
from evidence.figures.theme import LIGHT, Stroke, Theme, places, stroke
from evidence.figures.type_metrics import text_width, wrap
from evidence.results import Estimate, Proportion


@dataclass(frozen=True)
class PlottedEstimate:
    """
    One row of the figure.

    Parameters
    ----------
    arm, outcome : str
        Labels; rows of the same outcome should follow each other.
    printed : str
        What the row says, like ``"83.3% (95% CI 64.5–92.7)"``.
    value : float
        In the unit of the axis: 83.3 for 83.3%.
    low, high : float or None
        Limits of the interval; both None if there is none, one None if it was not reached: that side ends in an arrow.
    role : {"experimental", "comparator", "historical_control", "cohort"}
    n : int or None
        People in the arm.

    Raises
    ------
    ValueError
        If a number is not finite or the interval does not contain the value.
    """

    arm: str
    outcome: str
    printed: str
    value: float
    low: float | None
    high: float | None
    role: str
    n: int | None = None

    def __post_init__(self) -> None:
        numbers = [number for number in (self.value, self.low, self.high) if number is not None]
        if not all(isfinite(number) for number in numbers):
            raise ValueError(f"{self.outcome}, {self.arm}: the value and its limits must be finite.")
        if (self.low is not None and self.low > self.value) or (self.high is not None and self.high < self.value):
            raise ValueError(f"{self.outcome}, {self.arm}: {self.value} lies outside {self.low} to {self.high}.")

    @classmethod
    def of(
        cls, result: Estimate | Proportion, *, outcome: str | None = None, role: str = "cohort"
    ) -> "PlottedEstimate":
        """
        Plot a computed probability in per cent.

        Parameters
        ----------
        result : Estimate or Proportion
        outcome : str, optional
            What it is a probability of, with the time where there is one, as the result names it if None.
        role : {"experimental", "comparator", "historical_control", "cohort"}, default "cohort"

        Returns
        -------
        PlottedEstimate
            Printed with one decimal, like ``"83.3% (95% CI 64.5–92.7)"``.
        """
        if isinstance(result, Proportion):
            named = result.outcome
        else:
            named = f"{result.quantity} at {result.time:g}\u00a0{result.time_unit}"
        value, interval = 100 * result.value, result.interval
        printed, low, high = f"{value:.1f}%", None, None
        if interval and interval.low is not None and interval.high is not None:
            low, high = min(100 * interval.low, value), max(100 * interval.high, value)
            printed += f" ({100 * interval.confidence_level:g}% CI {low:.1f}–{high:.1f})"
        return cls(result.arm, outcome or named[0].upper() + named[1:], printed, value, low, high, role, result.n)

    @property
    def open_ends(self) -> tuple[str, ...]:
        """Which of the limits was not reached, if the other was."""
        if self.low is None and self.high is None:
            return ()
        return tuple(name for name in ("low", "high") if getattr(self, name) is None)


def draw_estimates(
    estimates: Sequence[PlottedEstimate],
    *,
    title: str,
    subtitle: str,
    axis_title: str,
    unit: str,
    source: str,
    caveat: str = "",
    theme: Theme = LIGHT,
    domain: tuple[float, float] | None = None,
    log_scale: bool = False,
    reference: float | None = None,
    width: int = 680,
    language: FigureLanguage = ENGLISH,
) -> Picture:
    """
    Draw estimates with their intervals.

    Parameters
    ----------
    estimates : sequence of PlottedEstimate
        In the order shown.
    title, subtitle, source, caveat : str
        Words above and below; empty ones take no room.
    axis_title : str
        What the axis measures.
    unit : str
        Follows the numbers on the axis: ``"%"`` or ``"months"``; empty for a ratio.
    theme : Theme, default LIGHT
    domain : pair of float, optional
        Ends of the axis; 0 to 100 for per cent, else round numbers around the data.
    log_scale : bool, default False
        For ratios.
    reference : float, optional
        Where to draw a vertical line, like 1 for a ratio.
    width : int, default 680
        In pixels; below 520 the labels stand above the intervals.
    language : FigureLanguage, default ENGLISH
        Writes what is not given: the numbers on the axis, and n.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If there is nothing to draw, a number lies outside `domain`, or a logarithmic axis meets zero or less.
    """
    rows = tuple(estimates)
    if not rows:
        raise ValueError("There is no estimate to draw.")
    sheet = Sheet(width, theme, language=language)
    sheet.head(title, subtitle)
    styles = {arm: stroke(theme, place) for arm, place in places({row.arm: row.role for row in rows}).items()}
    columns = _columns(sheet, rows)
    axis = _axis(rows, unit, domain, reference, log_scale=log_scale, columns=columns)
    top = sheet.bottom + 6
    heights = _rows(sheet, rows, columns)
    spans = [(y - STRIP, y + STRIP) for y in heights] if columns.stacked else [(top, sheet.bottom + 4)]
    draw_axis(sheet, axis, spans, axis_title, unit, reference)
    sheet.foot(caveat, source)
    specification = finish(sheet, _marks(sheet, rows, heights, axis, styles))
    return Picture(specification, _words(rows, title, subtitle, caveat, language))


@dataclass(frozen=True)
class _Columns:
    """Where a row's label, interval and printed value stand; the value ends, and its interval starts, at one place."""

    stacked: bool
    label_width: float
    plot_left: float
    plot_right: float
    value_end: float
    value_width: float
    rest_width: float

    @property
    def printed_width(self) -> float:
        """The room that the printed values take."""
        return self.value_width + (GAP + self.rest_width if self.rest_width else 0.0)


def _label(row: PlottedEstimate, language: FigureLanguage) -> str:
    if row.n is None:
        return row.arm
    return f"{row.arm} (n\u00a0=\u00a0{language.number(f'{row.n:,}')})"


def _columns(sheet: Sheet, rows: Sequence[PlottedEstimate]) -> _Columns:
    """Share the width out: labels and printed values take what they need, the interval gets the rest."""
    parts = [split_printed(row.printed) for row in rows]
    value = max(text_width(part, LABEL, "semibold") for part, _ in parts)
    rest = max(text_width(part, LABEL) for _, part in parts)
    printed = value + (GAP + rest if rest else 0.0)
    longest = max(text_width(_label(row, sheet.language), LABEL, "semibold") for row in rows)
    label = min(longest + 2, max(0.3 * sheet.width, sheet.right - sheet.left - printed - 2 * GUTTER - LEAST_PLOT))
    plot = sheet.right - sheet.left - label - printed - 2 * GUTTER
    if sheet.narrow or plot < LEAST_PLOT / 2:
        # The interval keeps clear of the edges so that the numbers under the ends of its axis are not cut.
        return _Columns(True, longest, sheet.left + 12, sheet.right - 12, sheet.left + value, value, rest)
    printed_left = sheet.right - printed
    left = sheet.left + label + GUTTER
    return _Columns(False, label, left, printed_left - GUTTER, printed_left + value, value, rest)


def _axis(
    rows: Sequence[PlottedEstimate],
    unit: str,
    domain: tuple[float, float] | None,
    reference: float | None,
    *,
    log_scale: bool,
    columns: _Columns,
) -> Axis:
    """Lay the axis so that every number is on it."""
    low, high = extent([number for row in rows for number in (row.value, row.low, row.high)] + [reference])
    start, end = columns.plot_left, columns.plot_right
    most_ticks = max(int((end - start) / 45), 2)
    if domain is None and unit == "%" and not log_scale and low >= 0 and high <= 100:
        domain = (0.0, 100.0)
    if domain is not None and not (domain[0] <= low and high <= domain[1]):
        raise ValueError(
            f"The axis runs from {domain[0]:g} to {domain[1]:g}, but the numbers from {low:g} to {high:g}."
        )
    if log_scale:
        if low <= 0 or (domain is not None and domain[0] <= 0):
            raise ValueError("A logarithmic axis has no place for zero or less.")
        return log_axis(low, high, domain, start=start, end=end)
    if domain is not None:
        return fixed_axis(domain, start=start, end=end, most_ticks=most_ticks)
    if any("high" in row.open_ends for row in rows):
        high += (high - min(low, 0.0)) / 4  # room for the arrow
    return linear_axis(min(low, 0.0), high, start=start, end=end, most_ticks=most_ticks, unit=unit)


def _rows(sheet: Sheet, rows: Sequence[PlottedEstimate], columns: _Columns) -> list[float]:
    """Write headings, labels and printed values; give the height of each row's interval."""
    heights = []
    outcome = None
    for row in rows:
        if row.outcome != outcome:
            outcome = row.outcome
            sheet.bottom += 6 if columns.stacked else 14
            if columns.stacked:
                sheet.lines.append(Line(sheet.left, sheet.bottom, sheet.right, sheet.bottom, sheet.theme.grid))
                sheet.bottom += 4
            sheet.write(outcome, size=LABEL + 1.5, colour=sheet.theme.ink, weight="semibold", leading=1.35, gap=2)
        heights.append(_stacked_row(sheet, row, columns) if columns.stacked else _wide_row(sheet, row, columns))
    return heights


def _wide_row(sheet: Sheet, row: PlottedEstimate, columns: _Columns) -> float:
    """Label left, printed value right, interval between; all centred on one line."""
    lines = wrap(_label(row, sheet.language), LABEL, columns.label_width, _weight(row))
    height = max(LEADING * len(lines), LEADING) + 10
    middle = sheet.bottom + height / 2
    baseline = middle - LEADING * (len(lines) - 1) / 2 + BASELINE
    for place, line in enumerate(lines):
        sheet.notes.append(Note(sheet.left, baseline + LEADING * place, line, LABEL, sheet.theme.ink, _weight(row)))
    _print(sheet, row, columns, middle + BASELINE)
    sheet.bottom += height
    return middle


def _stacked_row(sheet: Sheet, row: PlottedEstimate, columns: _Columns) -> float:
    """Label, then printed value, then the interval over the whole width."""
    for line in wrap(_label(row, sheet.language), LABEL, sheet.right - sheet.left, _weight(row)):
        sheet.bottom += LEADING
        sheet.notes.append(Note(sheet.left, sheet.bottom - 4, line, LABEL, sheet.theme.ink, _weight(row)))
    sheet.bottom += LEADING
    if columns.printed_width <= sheet.right - sheet.left:
        _print(sheet, row, columns, sheet.bottom - 4)
    else:
        value, rest = split_printed(row.printed)
        sheet.notes.append(Note(sheet.left, sheet.bottom - 4, value, LABEL, sheet.theme.ink, "semibold"))
        sheet.write(rest, size=LABEL, colour=sheet.theme.ink)
    middle = sheet.bottom + STRIP + 1
    sheet.bottom += 2 * STRIP + 8
    return middle


def _weight(row: PlottedEstimate) -> Weight:
    return "semibold" if row.role == "experimental" else "normal"


def _print(sheet: Sheet, row: PlottedEstimate, columns: _Columns, baseline: float) -> None:
    """Write the printed value, the estimate itself in stronger type, each side of where the two columns meet."""
    value, rest = split_printed(row.printed)
    if columns.stacked:
        start = columns.value_end - columns.value_width
        sheet.notes.append(Note(start, baseline, value, LABEL, sheet.theme.ink, "semibold"))
    else:
        sheet.notes.append(Note(columns.value_end, baseline, value, LABEL, sheet.theme.ink, "semibold", "right"))
    if rest:
        sheet.notes.append(Note(columns.value_end + GAP, baseline, rest, LABEL, sheet.theme.ink))


def _marks(
    sheet: Sheet, rows: Sequence[PlottedEstimate], heights: list[float], axis: Axis, styles: dict[str, Stroke]
) -> list[Layer]:
    """Draw intervals with end caps or arrows, and the estimates on them, one layer for each arm's style."""
    layers: list[Layer] = []
    for arm, style in styles.items():
        values = [_mark(row, middle, axis) for row, middle in zip(rows, heights, strict=True) if row.arm == arm]
        ranged = [value for value in values if value["low"] is not None]
        look = {"color": style.colour, "strokeWidth": style.width, **dashed(style.dash)}
        layers.append(layer("rule", ranged, look, x=on(axis, "low"), x2="high", y=pixels("y")))
        for limit, arrow in (("low", "triangle-left"), ("high", "triangle-right")):
            places = {"x": on(axis, limit), "y": pixels("y")}
            cap = {"color": style.colour, "opacity": 1, "orient": "vertical", "thickness": 2, "size": 11}
            layers.append(layer("tick", [value for value in ranged if limit not in value["open"]], cap, **places))
            head = {"shape": arrow, "size": 70, "filled": True, "fill": style.colour, "opacity": 1}
            layers.append(layer("point", [value for value in ranged if limit in value["open"]], head, **places))
        point = {
            "shape": style.shape,
            "size": 115,
            "opacity": 1,
            "fill": sheet.theme.paper if style.hollow else style.colour,
            "stroke": style.colour,
            "strokeWidth": 2,
        }
        layers.append(layer("point", values, point, x=on(axis, "value"), y=pixels("y")))
    return layers


def _mark(row: PlottedEstimate, middle: float, axis: Axis) -> dict[str, Any]:
    """Give a row's numbers as they are drawn: a limit that was not reached lies at the end of the axis."""
    ends = {"low": axis.low, "high": axis.high}
    limits = {name: ends[name] if name in row.open_ends else getattr(row, name) for name in ends}
    return {
        "outcome": row.outcome,
        "arm": row.arm,
        "value": row.value,
        **limits,
        "open": list(row.open_ends),
        "y": round(middle, 2),
    }


def _words(rows: Sequence[PlottedEstimate], title: str, subtitle: str, caveat: str, language: FigureLanguage) -> str:
    """Say what the figure shows, outcome by outcome, in the printed figures."""
    outcomes = dict.fromkeys(row.outcome for row in rows)
    sentences = []
    for outcome in outcomes:
        arms = "; ".join(f"{_label(row, language)}, {row.printed}" for row in rows if row.outcome == outcome)
        sentences.append(f"{outcome}: {arms}")
    return sentence_list([title, subtitle, *sentences, caveat])
