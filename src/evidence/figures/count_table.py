"""The table under the curves: who was at risk, censored, or had had an event, before each tick of the time axis.

Curves of the same people, like the causes of death in one cohort, share one block of rows: everybody is counted once,
so the columns of a block add up to n (Morris et al., BMJ Open 2019, "KMunicate").
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from evidence.figures.board import LABEL, SMALL, Line, Note, Sheet, weight_of
from evidence.figures.language import ENGLISH, FigureLanguage
from evidence.figures.plotted_curve import PlottedCurve
from evidence.figures.scales import Axis
from evidence.figures.theme import Stroke
from evidence.figures.type_metrics import text_width, wrap

if TYPE_CHECKING:
    from evidence.results import IntArray

LEADING = 17.0
_OTHER = "Other events"


def counts_at(curve: PlottedCurve, times: Sequence[float]) -> dict[str, list[int]]:
    """
    Sort everybody in a curve by what had become of them before each time.

    Parameters
    ----------
    curve : PlottedCurve
    times : sequence of float

    Returns
    -------
    dict
        ``"At risk"``, ``"Censored"``, ``"Events"`` and, with competing events, ``"Other events"``: a count for each
        time. At each time they add up to n, because whoever leaves at just that time is still at risk. Where people
        enter late they add up to those who had entered by the next time at which somebody left.
    """
    before = np.searchsorted(curve.times, times, side="left")
    gone = {"Censored": curve.censored, "Events": curve.events}
    if curve.competing:
        gone[_OTHER] = curve.competing
    at_risk = np.append(np.array(curve.at_risk), 0)[before]
    return {"At risk": at_risk.tolist()} | {name: _before(counts, before).tolist() for name, counts in gone.items()}


def _before(counts: Sequence[int], places: "IntArray") -> "IntArray":
    """Add up the counts that stand before each place."""
    summed: IntArray = np.concatenate(([0], np.cumsum(counts, dtype=np.int64)))[places]
    return summed


def row_names(curves: Sequence[PlottedCurve], language: FigureLanguage = ENGLISH) -> tuple[str, ...]:
    """Give the names of the rows that the table may have."""
    names = (language.at_risk, language.censored, language.events)
    return (*names, language.other_events) if any(_rest(block, (np.inf,)) for block in blocks(curves)) else names


def blocks(curves: Sequence[PlottedCurve]) -> list[list[PlottedCurve]]:
    """Put the curves of the same people, who left at the same times, together."""
    grouped: dict[object, list[PlottedCurve]] = {}
    for curve in curves:
        shared = (curve.people, curve.time, curve.at_risk, curve.censored)
        grouped.setdefault(shared if curve.people else curve.label, []).append(curve)
    return list(grouped.values())


def column_width(sheet: Sheet, curves: Sequence[PlottedCurve]) -> float:
    """Give the width that a column of the table needs."""
    return max(text_width(_count(sheet, max(curve.n for curve in curves)), SMALL) + 14, 40.0)


def name_gap(sheet: Sheet, curves: Sequence[PlottedCurve]) -> float:
    """Give the distance from a row's name to the middle of its first count."""
    return 8 + max(text_width(_count(sheet, curve.at_risk[0]), SMALL) for curve in curves) / 2


def write_table(sheet: Sheet, curves: Sequence[PlottedCurve], styles: dict[str, Stroke], across: Axis) -> None:
    """Write a block of rows for each group of people."""
    for block in blocks(curves):
        sheet.bottom += 8
        counts = [counts_at(curve, across.ticks) for curve in block]
        if len(block) == 1:
            write_name(sheet, block[0].label, styles[block[0].label])
            for name in ("At risk", "Censored", "Events"):
                _row(sheet, name, counts[0][name], across)
        else:
            sheet.write(block[0].people, size=LABEL, colour=sheet.theme.ink, leading=LEADING / LABEL)
            for name in ("At risk", "Censored"):
                _row(sheet, name, counts[0][name], across)
            for curve, counted in zip(block, counts, strict=True):
                sheet.bottom += 4
                write_name(sheet, curve.label, styles[curve.label])
                _row(sheet, "Events", counted["Events"], across)
        rest = _rest(block, across.ticks)
        if rest:
            _row(sheet, _OTHER, rest, across)


def _rest(block: Sequence[PlottedCurve], times: Sequence[float]) -> list[int]:
    """Count the events that no curve of the block shows; nothing where there never are any."""
    if not block[0].competing:
        return []
    shown = sum(sum(curve.events) for curve in block[1:])
    if shown == sum(block[0].competing):
        return []
    counted = np.array([counts_at(curve, times)["Events"] for curve in block[1:]]).sum(axis=0)
    rest: list[int] = (np.array(counts_at(block[0], times)[_OTHER]) - counted).tolist()
    return rest


def write_name(sheet: Sheet, label: str, style: Stroke) -> None:
    """Write a curve's name after a sample of its line."""
    weight = weight_of(style)
    lines = wrap(label, LABEL, sheet.right - sheet.left - 36, weight)
    middle = sheet.bottom + LEADING / 2 + 1
    sheet.lines.append(Line(sheet.left, middle, sheet.left + 28, middle, style.colour, style.width, style.dash))
    for line in lines:
        sheet.bottom += LEADING
        sheet.notes.append(Note(sheet.left + 36, sheet.bottom - 3, line, LABEL, sheet.theme.ink, weight))


def _row(sheet: Sheet, name: str, counts: Sequence[int], across: Axis) -> None:
    sheet.bottom += LEADING
    baseline = sheet.bottom - 3
    names = {
        "At risk": sheet.language.at_risk,
        "Censored": sheet.language.censored,
        "Events": sheet.language.events,
        _OTHER: sheet.language.other_events,
    }
    sheet.notes.append(Note(sheet.left, baseline, names[name], SMALL, sheet.theme.muted))
    for tick, count in zip(across.ticks, counts, strict=True):
        note = _count(sheet, count)
        sheet.notes.append(Note(across.place(tick), baseline, note, SMALL, sheet.theme.ink, align="center"))


def _count(sheet: Sheet, people: int) -> str:
    return sheet.language.number(f"{people:,}")
