"""What can be done with studies; other apps import these names and no deeper."""

from hub.studies.domain.caveats import caveat_for
from hub.studies.domain.engine import (
    check_names,
    claims_and_findings,
    groups_without_figures,
    read_passage,
    read_passages,
)
from hub.studies.domain.figures import FigureError, figure_for
from hub.studies.domain.key_data import key_data
from hub.studies.domain.references import ama_reference
from hub.studies.domain.sentences import sentences
from hub.studies.domain.study_file import load_study
from hub.studies.domain.verdicts import (
    checked_results,
    implied_counts,
    method_in_full,
    study_findings,
    verdicts,
)

__all__ = [
    "FigureError",
    "ama_reference",
    "caveat_for",
    "check_names",
    "checked_results",
    "claims_and_findings",
    "figure_for",
    "groups_without_figures",
    "implied_counts",
    "key_data",
    "load_study",
    "method_in_full",
    "read_passage",
    "read_passages",
    "sentences",
    "study_findings",
    "verdicts",
]
