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
    FONT_DIRECTORY,
    Drawn,
    FigureWords,
    PlottedCurve,
    PlottedEstimate,
    draw_curves,
    draw_estimates,
)
from hub.studies.domain.engine.exchange import check_names, claims_and_findings, groups_without_figures
from hub.studies.domain.engine.precision import (
    FittingCount,
    any_print_fits,
    counts_of,
    effective_size,
    ends_with_relapse_or_death,
    fitting_counts,
    interval_methods,
    is_overall_survival,
    is_relapse,
    ratio_can_be_judged,
    remaining_counts,
    usual_outcome_name,
)
from hub.studies.domain.engine.print import check_figures, read_passage, read_passages

__all__ = [
    "FONT_DIRECTORY",
    "ComputedCurve",
    "ComputedEstimate",
    "DataError",
    "Drawn",
    "EventTable",
    "FigureWords",
    "FittingCount",
    "PatientData",
    "PlottedCurve",
    "PlottedEstimate",
    "any_print_fits",
    "check_figures",
    "check_names",
    "claims_and_findings",
    "compute",
    "counts_of",
    "draw_curves",
    "draw_estimates",
    "effective_size",
    "ends_with_relapse_or_death",
    "fitting_counts",
    "groups_without_figures",
    "interval_methods",
    "is_overall_survival",
    "is_relapse",
    "ratio_can_be_judged",
    "read_events",
    "read_passage",
    "read_passages",
    "remaining_counts",
    "usual_outcome_name",
]
