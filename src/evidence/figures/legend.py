"""The key of a figure whose names cannot stand beside its marks: samples with their names, on as many lines as needed.

Only the names are written here; a figure draws its own samples, as it draws the marks themselves, at the places given.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from evidence.figures.board import LABEL, Note, Sheet, Weight
from evidence.figures.type_metrics import text_width, wrap

LEADING = 19.0
GAP = 7.0
BETWEEN = 20.0


@dataclass(frozen=True)
class Entry:
    """One name of the key, and the width in pixels that its sample takes before it."""

    text: str
    sample: float
    weight: Weight = "normal"


def write_key(sheet: Sheet, entries: Sequence[Entry]) -> list[tuple[float, float]]:
    """
    Write the names one after the other below what is there, on a new line where one does not fit.

    Parameters
    ----------
    sheet : Sheet
    entries : sequence of Entry

    Returns
    -------
    list of tuple of float
        For each entry the left end of its sample, and its middle height.
    """
    samples = []
    free = sheet.right
    for entry in entries:
        indent = entry.sample + GAP
        lines = wrap(entry.text, LABEL, sheet.right - sheet.left - indent, entry.weight)
        width = indent + max(text_width(line, LABEL, entry.weight) for line in lines)
        if free + width > sheet.right:
            free = sheet.left
            sheet.bottom += LEADING
        samples.append((free, sheet.bottom - LEADING / 2 + 0.6))
        for place, line in enumerate(lines):
            baseline = sheet.bottom + LEADING * place - 4
            sheet.notes.append(Note(free + indent, baseline, line, LABEL, sheet.theme.ink, entry.weight))
        sheet.bottom += LEADING * (len(lines) - 1)
        free = sheet.right if len(lines) > 1 else free + width + BETWEEN
    return samples
