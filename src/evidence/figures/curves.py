"""Survival and incidence curves over the counts they rest on.

In a survey of 1,174 readers (Morris et al., BMJ Open 2019, "KMunicate") the preferred curve had a confidence band and,
under it, a table of people at risk, censored and with an event. That is the figure drawn here: step curves, bands,
names beside the curves where there is room, and a table whose columns stand under the ticks and add up to n.
"""

from bisect import bisect_right
from collections.abc import Sequence
from math import inf

import numpy as np

from evidence.figures.board import LABEL, SMALL, Layer, Line, Note, Sheet, dashed, finish, layer, on, weight_of
from evidence.figures.count_table import LEADING, column_width, name_gap, row_names, write_name, write_table
from evidence.figures.language import ENGLISH, FigureLanguage
from evidence.figures.picture import Picture, sentence_list
from evidence.figures.plotted_curve import PlottedCurve
from evidence.figures.scales import Axis, fixed_axis, linear_axis, time_axis
from evidence.figures.steps import band_corners, censor_marks, line_corners
from evidence.figures.theme import LIGHT, Stroke, Theme, places, stroke
from evidence.figures.type_metrics import text_width, wrap

NAME_ROOM = 140.0
NAME_INDENT = 42.0
CENSOR_MARK = 9.0


def draw_curves(
    curves: Sequence[PlottedCurve],
    *,
    title: str,
    subtitle: str,
    time_unit: str,
    axis_title: str,
    source: str,
    caveat: str = "",
    theme: Theme = LIGHT,
    width: int = 680,
    language: FigureLanguage = ENGLISH,
) -> Picture:
    """
    Draw step curves with confidence bands, and a table of counts under them.

    Parameters
    ----------
    curves : sequence of PlottedCurve
        All of one kind, each with its own label, in the order of the table.
    title, subtitle, source, caveat : str
        Words above and below; empty ones take no room.
    time_unit : str
        ``"days"``, ``"weeks"``, ``"months"`` or ``"years"``.
    axis_title : str
        What the vertical axis measures.
    theme : Theme, default LIGHT
    width : int, default 680
        In pixels; below 520 the names stand above the curves.
    language : FigureLanguage, default ENGLISH
        Writes what is not given: the table of counts, and the numbers on the axes.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If there is no curve, two share a label, or kinds are mixed.
    """
    drawn = tuple(curves)
    if not drawn:
        raise ValueError("There is no curve to draw.")
    if len({curve.label for curve in drawn}) < len(drawn):
        raise ValueError("Every curve needs a label of its own.")
    if len({curve.kind for curve in drawn}) > 1:
        raise ValueError("Survival and incidence do not share an axis.")
    sheet = Sheet(width, theme, language=language)
    sheet.head(title, subtitle)
    styles = {label: stroke(theme, place) for label, place in places({c.label: c.role for c in drawn}).items()}
    across, up = _axes(sheet, drawn, styles, time_unit, axis_title)
    write_table(sheet, drawn, styles, across)
    told = _told(drawn, time_unit, across.ticks, language)
    sheet.foot(caveat, source)
    words = sentence_list([title, subtitle, *told, caveat])
    return Picture(finish(sheet, _marks(drawn, styles, across, up)), words)


def _axes(
    sheet: Sheet, curves: Sequence[PlottedCurve], styles: dict[str, Stroke], time_unit: str, axis_title: str
) -> tuple[Axis, Axis]:
    """Lay out the plot: axes, grid and the names of the curves."""
    sheet.bottom += 4
    if sheet.narrow and len(curves) > 1:
        for curve in curves:
            write_name(sheet, curve.label, styles[curve.label])
        sheet.bottom += 6
    names = {} if sheet.narrow or len(curves) == 1 else _wrapped_names(curves, styles)
    room = max((text_width(line, LABEL, "semibold") for lines in names.values() for line in lines), default=0.0)
    left = (
        sheet.left
        + max(text_width(name, SMALL) for name in row_names(curves, sheet.language))
        + name_gap(sheet, curves)
    )
    right = sheet.right - (room + NAME_INDENT if names else 12)
    across = time_axis(
        max(c.time[-1] for c in curves), time_unit, start=left, end=right, spacing=column_width(sheet, curves)
    )
    sheet.write(axis_title, size=SMALL, colour=sheet.theme.muted)
    _explain_censoring(sheet, curves, axis_title, across)
    top = sheet.bottom + 12
    bottom = top + (210 if sheet.narrow else 290)
    up = _vertical(curves, start=bottom, end=top)
    _grid(sheet, across, up, time_unit)
    if names:
        _write_names(sheet, curves, names, styles, across, up)
    sheet.bottom = bottom + 28
    return across, up


def _explain_censoring(sheet: Sheet, curves: Sequence[PlottedCurve], axis_title: str, across: Axis) -> None:
    """Say what the marks on the curves are: at the end of the axis title's line if there is room, else below it."""
    marked = [censor_marks(curve, across) for curve in curves]
    if not any(marks for marks, _ in marked):
        return
    words = sheet.language.crowded if any(thinned for _, thinned in marked) else sheet.language.censored
    sample = 18.0
    start = sheet.right - text_width(words, SMALL) - sample - 6
    if sheet.left + text_width(axis_title, SMALL) + 24 > start:
        sheet.bottom += SMALL * 1.3
        start = sheet.left
    middle = sheet.bottom - SMALL * 0.62
    ink = sheet.theme.muted
    sheet.lines += [
        Line(start, middle, start + sample, middle, ink, 2.0),
        Line(start + sample / 2, middle - CENSOR_MARK / 2, start + sample / 2, middle + CENSOR_MARK / 2, ink, 1.3),
    ]
    sheet.notes.append(Note(start + sample + 6, sheet.bottom - SMALL * 0.3, words, SMALL, ink))


def _vertical(curves: Sequence[PlottedCurve], *, start: float, end: float) -> Axis:
    """Lay the axis of per cent: the whole of it for survival, up to a round number for incidence."""
    if curves[0].kind == "survival":
        return fixed_axis((0, 100), start=start, end=end, most_ticks=6)
    highest = max(max(curve.estimates.max(), np.nanmax(np.array((0, *curve.high), dtype=float))) for curve in curves)
    return linear_axis(0, max(100 * float(highest), 1.0), start=start, end=end, most_ticks=6)


def _grid(sheet: Sheet, across: Axis, up: Axis, time_unit: str) -> None:
    """Draw hairlines, numbers and the time unit."""
    for tick in up.ticks:
        y = up.place(tick)
        strong = tick == up.ticks[0]
        sheet.lines.append(Line(across.start, y, across.end, y, sheet.theme.muted if strong else sheet.theme.grid))
        label = sheet.language.percent(f"{tick:g}")
        sheet.notes.append(Note(across.start - 8, y + 4.3, label, SMALL, sheet.theme.muted, align="right"))
    for tick in across.ticks:
        x = across.place(tick)
        sheet.lines.append(Line(x, up.start, x, up.start + 5, sheet.theme.muted))
        label = sheet.language.number(f"{tick:g}")
        sheet.notes.append(Note(x, up.start + 18, label, SMALL, sheet.theme.muted, align="center"))
    unit = sheet.language.unit(time_unit).capitalize()
    sheet.notes.append(Note(sheet.left, up.start + 18, unit, SMALL, sheet.theme.muted))


def _wrapped_names(curves: Sequence[PlottedCurve], styles: dict[str, Stroke]) -> dict[str, list[str]]:
    return {curve.label: wrap(curve.label, LABEL, NAME_ROOM, weight_of(styles[curve.label])) for curve in curves}


def _write_names(
    sheet: Sheet,
    curves: Sequence[PlottedCurve],
    names: dict[str, list[str]],
    styles: dict[str, Stroke],
    across: Axis,
    up: Axis,
) -> None:
    """Write each name where its curve ends, moved apart where two would touch, and lead the eye to it."""
    ranked = sorted(curves, key=lambda c: up.place(100 * c.estimate[-1]))
    blocks = [LEADING * len(names[curve.label]) for curve in ranked]
    ends = [up.place(100 * curve.estimate[-1]) for curve in ranked]
    for curve, end, first in zip(ranked, ends, _apart(ends, blocks, floor=up.start + 4), strict=True):
        style, middle = styles[curve.label], first + LEADING / 2
        sheet.lines.append(
            Line(across.end + 14, middle, across.end + 36, middle, style.colour, style.width, style.dash)
        )
        for place, line in enumerate(names[curve.label]):
            baseline = first + LEADING * place + 13
            sheet.notes.append(Note(across.end + NAME_INDENT, baseline, line, LABEL, sheet.theme.ink, weight_of(style)))
        last = across.place(curve.time[-1])
        sheet.lines.append(Line(last + 3, end, across.end + 11, middle, sheet.theme.muted, dash=(1, 3)))


def _apart(wanted: Sequence[float], heights: Sequence[float], *, floor: float) -> list[float]:
    """Give the top of each block: at the place wanted, else below the one before, but none past the floor."""
    tops: list[float] = []
    free = -inf
    for place, height in zip(wanted, heights, strict=True):
        tops.append(max(place - LEADING / 2, free))
        free = tops[-1] + height + 6
    for index in reversed(range(len(tops))):
        tops[index] = min(tops[index], floor - heights[index])
        floor = tops[index] - 6
    return tops


def _marks(curves: Sequence[PlottedCurve], styles: dict[str, Stroke], across: Axis, up: Axis) -> list[Layer]:
    """Draw bands first, then curves with their censoring marks, the strongest ink last."""
    bands, lines = [], []
    places = {"x": on(across, "time"), "y": on(up, "estimate")}
    for curve in sorted(curves, key=lambda curve: styles[curve.label].width):
        style = styles[curve.label]
        tint = {"interpolate": "step-after", "color": style.colour, "opacity": 0.16}
        limits = {"x": on(across, "time"), "y": on(up, "low"), "y2": "high"}
        bands.append(layer("area", band_corners(curve, across, up), tint, **limits))
        look = {"interpolate": "step-after", "color": style.colour, "strokeWidth": style.width - 0.2}
        look |= {"strokeJoin": "round", **dashed(style.dash)}
        lines.append(layer("line", line_corners(curve, across, up), look, **places))
        lines.append(layer("tick", censor_marks(curve, across)[0], _censor_look(style.colour), **places))
    return [*bands, *lines]


def _censor_look(colour: str) -> dict[str, object]:
    return {"color": colour, "opacity": 1, "orient": "vertical", "thickness": 1.3, "size": CENSOR_MARK}


def _told(
    curves: Sequence[PlottedCurve], time_unit: str, times: Sequence[float], language: FigureLanguage
) -> list[str]:
    """Say how many people each curve rests on and where it stands at some of the axis ticks."""
    quantity = language.survival if curves[0].kind == "survival" else language.incidence
    sentences = []
    for curve in curves:
        told = [time for time in times if 0 < time <= curve.time[-1]]
        told = told[:: max(len(told) // 4, 1)]
        values = ", ".join(
            f"{language.percent(f'{100 * _value_at(curve, time):.1f}')} {language.at(f'{time:g}', time_unit)}"
            for time in told
        )
        people, events = language.number(f"{curve.n:,}"), language.number(f"{sum(curve.events):,}")
        counts = language.counts.format(label=curve.label, people=people, events=events)
        sentences.append(f"{counts}; {quantity} {values}" if values else counts)
    return sentences


def _value_at(curve: PlottedCurve, time: float) -> float:
    place = bisect_right(curve.time, time)
    return curve.estimate[place - 1] if place else curve.start
