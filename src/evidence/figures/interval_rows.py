"""What figures of intervals in rows share: the measures of a row, the printed value, and the axis below."""

import re
from collections.abc import Sequence

from evidence.figures.board import SMALL, Line, Note, Sheet
from evidence.figures.scales import Axis
from evidence.figures.type_metrics import text_width, wrap

LEADING = 18.0
BASELINE = 4.8
GUTTER = 18.0
GAP = 5.0
STRIP = 11.0
LEAST_PLOT = 180.0


def split_printed(printed: str) -> tuple[str, str]:
    """Part the value from what stands in brackets after it."""
    found = re.search(r"\(", printed)
    # An SVG drops spaces at the start of a text, so the two parts are set apart by place, not by a space.
    return (printed[: found.start()].rstrip(), printed[found.start() :]) if found else (printed, "")


def draw_axis(
    sheet: Sheet,
    axis: Axis,
    spans: Sequence[tuple[float, float]],
    axis_title: str,
    unit: str,
    reference: float | None,
) -> None:
    """Draw the grid behind the intervals, over each span of heights, and the numbers below it."""
    bottom = spans[-1][1]
    for tick in axis.ticks:
        x = axis.place(tick)
        sheet.lines += [Line(x, top, x, end, sheet.theme.grid) for top, end in spans]
        write = sheet.language.percent if unit == "%" else sheet.language.number
        label = write(f"{tick:g}").replace("-", "−")
        sheet.notes.append(Note(x, bottom + 15, label, SMALL, sheet.theme.muted, align="center"))
    if reference is not None:
        x = axis.place(reference)
        sheet.lines += [Line(x, top, x, end, sheet.theme.muted, 1.5) for top, end in spans]
    sheet.bottom = bottom + 20
    name = sheet.language.unit(unit)
    words = axis_title if not unit or unit == "%" or name in axis_title else f"{axis_title}, {name}"
    for line in wrap(words, SMALL, sheet.right - sheet.left):
        half = text_width(line, SMALL) / 2
        middle = min(max((axis.start + axis.end) / 2, sheet.left + half), sheet.right - half)
        sheet.bottom += 16
        sheet.notes.append(Note(middle, sheet.bottom - 4, line, SMALL, sheet.theme.muted, align="center"))
