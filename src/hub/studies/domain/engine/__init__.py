"""The one door to the ``evidence`` library: drawing, computing, and reading and checking print.

Nothing else in the hub imports the library, so a change of its interface is met in one place.
"""

from hub.studies.domain.engine.data import (
    ComputedCurve,
    ComputedEstimate,
    DataError,
    EventTable,
    PatientData,
    compute,
    read_events,
)
from hub.studies.domain.engine.drawing import (
    Drawn,
    FigureWords,
    PlottedCurve,
    PlottedEstimate,
    draw_curves,
    draw_estimates,
)
from hub.studies.domain.engine.print import read_passage, read_passages

__all__ = [
    "ComputedCurve",
    "ComputedEstimate",
    "DataError",
    "Drawn",
    "EventTable",
    "FigureWords",
    "PatientData",
    "PlottedCurve",
    "PlottedEstimate",
    "compute",
    "draw_curves",
    "draw_estimates",
    "read_events",
    "read_passage",
    "read_passages",
]
