"""Nouns: what a study reports, stored as printed and as parsed."""

from hub.studies.models.curve import Curve, Drawing
from hub.studies.models.patient_file import PatientFile
from hub.studies.models.reference import Reference
from hub.studies.models.result import Result
from hub.studies.models.study import Arm, Outcome, Study

__all__ = ["Arm", "Curve", "Drawing", "Outcome", "PatientFile", "Reference", "Result", "Study"]
