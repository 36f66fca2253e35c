"""The corners of a step curve that a reader can see, however many times it has.

A curve of a million times has more steps than a screen has pixels. What is drawn keeps within a tenth of a pixel of
every step: a corner is left out only when the curve has not left the tenth of a pixel it stood in, up or across.
Censoring marks cannot be thinned without loss; where they crowd they keep a distance, so that they stay single marks.
"""

from typing import TYPE_CHECKING

import numpy as np

from evidence.figures.plotted_curve import PlottedCurve
from evidence.figures.scales import Axis

if TYPE_CHECKING:
    from evidence.results import FloatArray, IntArray

FINEST = 0.1
"""How far in pixels what is drawn may lie from the curve."""
CENSOR_SPACING = 4.0


def line_corners(curve: PlottedCurve, across: Axis, up: Axis) -> list[dict[str, float]]:
    """Give the corners of a curve in per cent: its start, where it changes, and its end."""
    time = np.concatenate(([0.0], curve.times))
    estimate = 100 * np.concatenate(([curve.start], curve.estimates))
    kept = _seen(time, across, up, estimate)
    return [
        {"time": moment, "estimate": value}
        for moment, value in zip(time[kept].tolist(), estimate[kept].tolist(), strict=True)
    ]


def band_corners(curve: PlottedCurve, across: Axis, up: Axis) -> list[dict[str, float]]:
    """Give the corners of a band in per cent, from where it is first defined to where it ends."""
    low, high = (100 * np.array(limits, dtype=float) for limits in (curve.low, curve.high))
    defined = ~(np.isnan(low) | np.isnan(high))
    if not defined.any():
        return []
    first = int(defined.argmax())
    ended = ~defined[first:]
    end = first + int(ended.argmax()) if ended.any() else len(low)
    last = slice(first, end + 1)
    # Where the limits are no longer defined, the band reaches on to that time as it was.
    low[end : end + 1], high[end : end + 1] = low[end - 1], high[end - 1]
    time, low, high = curve.times[last], low[last], high[last]
    kept = _seen(time, across, up, low, high)
    columns = (column[kept].tolist() for column in (time, low, high))
    return [{"time": moment, "low": below, "high": above} for moment, below, above in zip(*columns, strict=True)]


def censor_marks(curve: PlottedCurve, across: Axis) -> tuple[list[dict[str, float]], bool]:
    """
    Give where a curve stood, in per cent, when people were censored, and whether some marks had to be left out.

    Marks keep `CENSOR_SPACING` pixels between them.
    """
    censored = np.flatnonzero(np.array(curve.censored))
    times = curve.times[censored]
    # Of each half pixel the first is enough to choose from.
    _, chosen = np.unique(np.floor(2 * _pixels(times, across)), return_index=True)
    marks: list[dict[str, float]] = []
    free = -np.inf
    for place in chosen.tolist():
        x = across.place(float(times[place]))
        if x >= free:
            free = x + CENSOR_SPACING
            estimate = float(100 * curve.estimates[censored[place]])
            marks.append({"time": float(times[place]), "estimate": estimate})
    return marks, len(marks) < len(times)


def _seen(time: "FloatArray", across: Axis, up: Axis, *values: "FloatArray") -> "IntArray":
    """Give the places of the corners that can be told apart; always the first and the last."""
    moved = np.zeros(len(time), dtype=bool)
    for value in values:
        moved[1:] |= np.diff(np.floor(_pixels(value, up) / FINEST)) != 0
    moved[0] = moved[-1] = True
    corners = np.flatnonzero(moved)
    # Of the corners in one tenth of a pixel the last is where the curve goes on from.
    column = np.floor(_pixels(time[corners], across) / FINEST)
    on_the_way = np.append(np.diff(column) == 0, False)
    on_the_way[0] = False
    seen: IntArray = corners[~on_the_way]
    return seen


def _pixels(values: "FloatArray", axis: Axis) -> "FloatArray":
    """Give the pixels of values on an axis that is not logarithmic."""
    share = (values - axis.low) / (axis.high - axis.low)
    pixels: FloatArray = axis.start + share * (axis.end - axis.start)
    return pixels
