"""Forest plots: one comparison to a row, with the counts it rests on, its interval and its printed value.

Lewis S, Clarke M. Forest plots: trying to see the wood and the trees. BMJ. 2001;322:1479-1480. A square's area says how
much a row knows, a diamond is everybody together, and an arrow says that an interval goes on past the axis.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import Any

from evidence.figures.board import LABEL, SMALL, Align, Layer, Line, Note, Sheet, Weight, finish, layer, on, pixels
from evidence.figures.interval_rows import BASELINE, GAP, GUTTER, LEADING, LEAST_PLOT, STRIP, draw_axis, split_printed
from evidence.figures.picture import Picture, sentence_list
from evidence.figures.plotted_contrast import PlottedContrast
from evidence.figures.scales import Axis, linear_axis, log_axis
from evidence.figures.theme import LIGHT, Theme
from evidence.figures.type_metrics import text_width, wrap

INDENT = 14.0
SMALLEST, LARGEST = 40.0, 200.0
"""Areas of the squares in square pixels."""
REACH = 4.0
"""The axis leaves this much room, as a ratio, beyond the outermost estimates; longer intervals end in arrows."""
HALF_DIAMOND = 7.0
LEAST_SIDE = 110.0


def draw_forest(
    rows: Sequence[PlottedContrast],
    *,
    title: str,
    subtitle: str,
    axis_title: str,
    source: str,
    columns: Sequence[str] = (),
    favours: tuple[str, str] | None = None,
    caveat: str = "",
    theme: Theme = LIGHT,
    log_scale: bool = True,
    width: int = 680,
) -> Picture:
    """
    Draw contrasts with their intervals, one below the other.

    Parameters
    ----------
    rows : sequence of PlottedContrast
        In the order shown.
    title, subtitle, source, caveat : str
        Words above and below; empty ones take no room.
    axis_title : str
        What the axis measures.
    columns : sequence of str, optional
        Headings of the counts.
    favours : pair of str, optional
        What values left and right of the line of no difference favour.
    theme : Theme, default LIGHT
    log_scale : bool, default True
        For ratios, whose line of no difference is 1; otherwise it is 0.
    width : int, default 680
        In pixels; below 520 the words stand above the intervals.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If there is nothing to draw, a row has other counts than columns, or a ratio is not positive.
    """
    drawn = tuple(rows)
    _require_drawable(drawn, columns, log_scale=log_scale)
    sheet = Sheet(width, theme)
    sheet.head(title, subtitle)
    plan = _planned(sheet, drawn, columns)
    axis = _axis(drawn, plan, log_scale=log_scale)
    heights = _write_rows(sheet, drawn, columns, plan)
    spans = [(y - STRIP, y + STRIP) for y in heights] if plan.stacked else [(plan.top, sheet.bottom + 4)]
    reference = 1.0 if log_scale else 0.0
    draw_axis(sheet, axis, spans, axis_title, "", reference)
    if favours:
        _write_favours(sheet, axis, favours, reference)
    sheet.foot(caveat, source)
    specification = finish(sheet, _marks(sheet, drawn, heights, axis))
    return Picture(specification, _words(drawn, columns, title, subtitle, axis_title, caveat))


def _require_drawable(rows: Sequence[PlottedContrast], columns: Sequence[str], *, log_scale: bool) -> None:
    if not any(row.value is not None for row in rows):
        raise ValueError("There is no estimate to draw.")
    for row in rows:
        if len(row.counts) != len(columns):
            raise ValueError(f"{row.label}: there are {len(columns)} columns of counts, but {len(row.counts)} counts.")
        if log_scale and any(number is not None and number <= 0 for number in (row.value, row.low)):
            raise ValueError(f"{row.label}: a logarithmic axis has no place for zero or less.")


@dataclass(frozen=True)
class _Plan:
    """Where the parts of a row stand; on a narrow sheet they are stacked."""

    stacked: bool
    label_width: float
    count_ends: tuple[float, ...]
    plot_left: float
    plot_right: float
    value_end: float
    top: float


def _planned(sheet: Sheet, rows: Sequence[PlottedContrast], columns: Sequence[str]) -> _Plan:
    """Share the width out: words take what they need, the intervals get the rest."""
    parts = [split_printed(row.printed) for row in rows if row.value is not None]
    value = max(text_width(part, LABEL, "semibold") for part, _ in parts)
    rest = max(text_width(part, LABEL) for _, part in parts)
    printed = value + (GAP + rest if rest else 0.0)
    printed = max(printed, *(text_width(row.printed, LABEL) for row in rows if row.value is None), 0.0)
    counts = [
        max(text_width(head, SMALL), *(text_width(row.counts[place], LABEL) for row in rows)) + GUTTER
        for place, head in enumerate(columns)
    ]
    longest = max(text_width(row.label, LABEL, "semibold") + (INDENT if row.heading else 0) for row in rows) + 2
    room = sheet.right - sheet.left - printed - sum(counts) - 2 * GUTTER
    label = min(longest, max(room - LEAST_PLOT, 0.22 * sheet.width))
    if sheet.narrow or room - label < LEAST_PLOT / 2:
        return _Plan(True, sheet.right - sheet.left, (), sheet.left + 12, sheet.right - 12, 0.0, 0.0)
    ends = tuple(sheet.left + label + sum(counts[: place + 1]) for place in range(len(counts)))
    left = sheet.left + label + sum(counts) + GUTTER
    right = sheet.right - printed - GUTTER
    return _Plan(
        False, label, ends, left, right, sheet.right - (GAP + rest if rest else 0.0), _head(sheet, columns, ends)
    )


def _head(sheet: Sheet, columns: Sequence[str], ends: Sequence[float]) -> float:
    """Write the headings of the counts; give where the rows begin."""
    if columns:
        sheet.bottom += LEADING
        for head, end in zip(columns, ends, strict=True):
            sheet.notes.append(Note(end, sheet.bottom, head, SMALL, sheet.theme.muted, align="right"))
    sheet.bottom += 6
    return sheet.bottom


def _axis(rows: Sequence[PlottedContrast], plan: _Plan, *, log_scale: bool) -> Axis:
    """Lay the axis over every value, the whole of each diamond, and the limits that are not too far away."""
    whole = [number for row in rows if row.overall for number in (row.low, row.high) if number is not None]
    values = [row.value for row in rows if row.value is not None] + whole
    lows = [row.low for row in rows if row.low is not None] + values
    highs = [row.high for row in rows if row.high is not None] + values
    start, end = plan.plot_left, plan.plot_right
    if log_scale:
        low = min(1.0, max(min(lows), min(values) / REACH))
        high = max(1.0, min(max(highs), max(values) * REACH))
        return log_axis(low * 0.999, high * 1.001, start=start, end=end)
    spread = (max(*values, 0.0) - min(*values, 0.0)) or max(highs) - min(lows) or 1.0
    low = min(0.0, max(min(lows), min(values) - spread))
    high = max(0.0, min(max(highs), max(values) + spread))
    return linear_axis(low, high, start=start, end=end, most_ticks=max(int((end - start) / 45), 2))


def _write_rows(sheet: Sheet, rows: Sequence[PlottedContrast], columns: Sequence[str], plan: _Plan) -> list[float]:
    """Write headings, labels, counts and printed values; give the height of each row's interval."""
    heights, heading = [], ""
    for row in rows:
        if row.heading != heading:
            heading = row.heading
            sheet.bottom += 6
            sheet.write(heading, size=LABEL, colour=sheet.theme.ink, weight="semibold", leading=1.35)
        if row.overall:
            sheet.bottom += 4
            sheet.lines.append(Line(sheet.left, sheet.bottom, sheet.right, sheet.bottom, sheet.theme.grid))
        heights.append(_stacked(sheet, row, columns) if plan.stacked else _wide(sheet, row, plan))
    return heights


def _wide(sheet: Sheet, row: PlottedContrast, plan: _Plan) -> float:
    indent = INDENT if row.heading else 0.0
    lines = wrap(row.label, LABEL, plan.label_width - indent, _weight(row))
    height = LEADING * max(len(lines), 1) + 8
    middle = sheet.bottom + height / 2
    first = middle - LEADING * (len(lines) - 1) / 2 + BASELINE
    ink = sheet.theme.ink
    for place, line in enumerate(lines):
        sheet.notes.append(Note(sheet.left + indent, first + LEADING * place, line, LABEL, ink, _weight(row)))
    for count, end in zip(row.counts, plan.count_ends, strict=True):
        sheet.notes.append(Note(end, middle + BASELINE, count, LABEL, ink, align="right"))
    sheet.bottom += height
    if row.value is None:
        sheet.notes.append(Note(sheet.right, middle + BASELINE, row.printed, LABEL, sheet.theme.muted, align="right"))
        return middle
    value, rest = split_printed(row.printed)
    sheet.notes.append(Note(plan.value_end, middle + BASELINE, value, LABEL, ink, "semibold", "right"))
    if rest:
        sheet.notes.append(Note(plan.value_end + GAP, middle + BASELINE, rest, LABEL, ink))
    return middle


def _stacked(sheet: Sheet, row: PlottedContrast, columns: Sequence[str]) -> float:
    """Label and printed value, then the counts, then the interval over the whole width."""
    ink = sheet.theme.ink
    sheet.bottom += 3
    beside = text_width(row.label, LABEL, _weight(row)) + text_width(row.printed, LABEL, "semibold") + GUTTER
    if beside <= sheet.right - sheet.left:
        sheet.bottom += LEADING
        sheet.notes.append(Note(sheet.left, sheet.bottom - 4, row.label, LABEL, ink, _weight(row)))
        sheet.notes.append(Note(sheet.right, sheet.bottom - 4, row.printed, LABEL, ink, "semibold", "right"))
    else:
        sheet.write(row.label, size=LABEL, colour=ink, weight=_weight(row))
        sheet.write(row.printed, size=LABEL, colour=ink, weight="semibold")
    if row.counts:
        counts = "; ".join(f"{head} {count}" for head, count in zip(columns, row.counts, strict=True))
        sheet.write(counts, size=SMALL, colour=sheet.theme.muted)
    middle = sheet.bottom + STRIP + 2
    sheet.bottom += 2 * STRIP + 6
    return middle


def _weight(row: PlottedContrast) -> Weight:
    return "semibold" if row.overall else "normal"


def _write_favours(sheet: Sheet, axis: Axis, favours: tuple[str, str], reference: float) -> None:
    """Say below the axis which side is whose, each side with an arrow away from the line of no difference."""
    middle = axis.place(reference)
    sheet.bottom += 2
    words = (f"← {favours[0]}", f"{favours[1]} →")
    rooms = (middle - 8 - sheet.left, sheet.right - middle - 8)
    # Where a side is too short for its words, each side has a line of its own, at its own edge of the sheet.
    beside = min(rooms) >= LEAST_SIDE
    starts: tuple[tuple[float, Align], ...] = (
        ((middle - 8, "right"), (middle + 8, "left")) if beside else ((sheet.left, "left"), (sheet.right, "right"))
    )
    top = deepest = sheet.bottom
    for text, room, (x, align) in zip(words, rooms, starts, strict=True):
        for place, line in enumerate(wrap(text, SMALL, room if beside else sheet.right - sheet.left)):
            baseline = top + 16 * (place + 1)
            sheet.notes.append(Note(x, baseline, line, SMALL, sheet.theme.ink, align=align))
            deepest = max(deepest, baseline + 4)
        top = top if beside else deepest
    sheet.bottom = deepest


def _marks(sheet: Sheet, rows: Sequence[PlottedContrast], heights: Sequence[float], axis: Axis) -> list[Layer]:
    """Draw intervals with arrows where they are cut, squares by how much they know, and diamonds."""
    there = [(row, height) for row, height in zip(rows, heights, strict=True) if row.value is not None]
    marks = [_mark(row, height, axis) for row, height in there if not row.overall]
    most = max((mark["weight"] for mark in marks), default=0.0) or 1.0
    for mark in marks:
        mark["size"] = SMALLEST + (LARGEST - SMALLEST) * mark["weight"] / most
    colour, ink = sheet.theme.arms[0], sheet.theme.ink
    ranged = [mark for mark in marks if mark["low"] is not None]
    layers = [layer("rule", ranged, {"color": ink, "strokeWidth": 1.5}, x=on(axis, "low"), x2="high", y=pixels("y"))]
    overall = [_mark(row, height, axis) for row, height in there if row.overall]
    for limit, shape in (("low", "triangle-left"), ("high", "triangle-right")):
        cut = [mark for mark in (*ranged, *overall) if mark[f"{limit}_cut"]]
        arrow = {"shape": shape, "size": 60, "filled": True, "fill": ink, "opacity": 1}
        layers.append(layer("point", cut, arrow, x=on(axis, limit), y=pixels("y")))
    square = {"shape": "square", "filled": True, "fill": colour, "stroke": None, "opacity": 1}
    size = {"field": "size", "type": "quantitative", "scale": None, "legend": None}
    layers.append(layer("point", marks, square, x=on(axis, "value"), y=pixels("y"), size=size))
    layers += [_diamond(mark, axis, colour) for mark in overall]
    return layers


def _mark(row: PlottedContrast, height: float, axis: Axis) -> dict[str, Any]:
    """Give a row's numbers as they are drawn, cut at the ends of the axis."""
    low, high = row.low, row.high
    if low is None and high is None:
        nowhere = {"low": None, "high": None, "low_cut": False, "high_cut": False}
        return {"label": row.label, "value": row.value, **nowhere, "y": round(height, 2), "weight": 0.0}
    low_cut, high_cut = low is None or low < axis.low, high is None or high > axis.high
    ends = (axis.low if low_cut else low, axis.high if high_cut else high)
    return {
        "label": row.label,
        "value": row.value,
        "low": ends[0],
        "high": ends[1],
        "low_cut": low_cut,
        "high_cut": high_cut,
        "y": round(height, 2),
        "weight": _precision(row, logarithmic=axis.logarithmic),
    }


def _precision(row: PlottedContrast, *, logarithmic: bool) -> float:
    """Give what a square's area stands for: one over the squared width of the interval on the axis's scale."""
    if row.low is None or row.high is None:
        return 0.0
    width = log(row.high / row.low) if logarithmic else row.high - row.low
    return 1 / width**2 if width > 0 else 0.0


def _diamond(mark: dict[str, Any], axis: Axis, colour: str) -> Layer:
    low, high = (mark["value"] if mark[end] is None else mark[end] for end in ("low", "high"))
    corners = [
        {"x": low, "y": mark["y"], "y2": mark["y"]},
        {"x": mark["value"], "y": mark["y"] - HALF_DIAMOND, "y2": mark["y"] + HALF_DIAMOND},
        {"x": high, "y": mark["y"], "y2": mark["y"]},
    ]
    look = {"color": colour, "opacity": 1, "orient": "vertical"}
    return layer("area", corners, look, x=on(axis, "x"), y=pixels("y"), y2="y2")


def _words(
    rows: Sequence[PlottedContrast],
    columns: Sequence[str],
    title: str,
    subtitle: str,
    axis_title: str,
    caveat: str,
) -> str:
    """Say every row in its printed figures."""
    sentences = []
    for row in rows:
        counts = ", ".join(f"{head} {count}" for head, count in zip(columns, row.counts, strict=True))
        label = f"{row.heading}, {row.label}" if row.heading else row.label
        sentences.append(f"{label}: {row.printed}{f' ({counts})' if counts else ''}")
    return sentence_list([title, subtitle, axis_title, *sentences, caveat])
