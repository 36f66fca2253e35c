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
from hub.studies.domain.engine.exchange import check_names, claims_and_findings, groups_without_figures
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
    "check_names",
    "claims_and_findings",
    "compute",
    "draw_curves",
    "draw_estimates",
    "groups_without_figures",
    "read_events",
    "read_passage",
    "read_passages",
]
