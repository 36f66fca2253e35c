"""What the studies app hands to others: frozen values, formatted once.

The table, the sentences and the figure of an article are all made from the same ``KeyOutcome``
values, so they cannot disagree. Each carries its display strings next to the stored numbers.
"""

from hub.studies.results.figure import FigureView, Table
from hub.studies.results.key_outcome import Contrast, KeyOutcome, KeyResult, KeyRow
from hub.studies.results.load_report import LoadProblem, LoadReport
from hub.studies.results.printed import PrintedNumber, PrintedP
from hub.studies.results.printed_figures import (
    CheckedResult,
    FigureFinding,
    ImpliedCount,
    Passage,
    ReadFigure,
    StudyFinding,
    Verdict,
)

__all__ = [
    "CheckedResult",
    "Contrast",
    "FigureFinding",
    "FigureView",
    "ImpliedCount",
    "KeyOutcome",
    "KeyResult",
    "KeyRow",
    "LoadProblem",
    "LoadReport",
    "Passage",
    "PrintedNumber",
    "PrintedP",
    "ReadFigure",
    "StudyFinding",
    "Table",
    "Verdict",
]
