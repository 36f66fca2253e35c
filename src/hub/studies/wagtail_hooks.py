"""Registers the app's admin."""

from typing import Any

from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.snippets.models import register_snippet

from hub.studies.domain.patient_files.keeping import DELETED, UPLOADED
from hub.studies.domain.patient_files.storing import RECOMPUTED
from hub.studies.domain.result_from_print import MADE_FROM_PRINT
from hub.studies.views import from_text, patient_files
from hub.studies.viewsets import EvidenceViewSetGroup

register_snippet(EvidenceViewSetGroup)


@hooks.register("register_admin_urls")
def patient_file_urls() -> list[URLPattern]:
    """Give a study's patient-level files their pages in the admin."""
    study, file = "patient-data/<int:study_id>/", "patient-data/<int:study_id>/<int:pk>/"
    return [
        path(study, patient_files.OverviewView.as_view(), name="studies_patient_data"),
        path(f"{file}columns/", patient_files.ColumnsView.as_view(), name="studies_patient_data_columns"),
        path(f"{file}values/", patient_files.ValuesView.as_view(), name="studies_patient_data_values"),
        path(f"{file}preview/", patient_files.PreviewView.as_view(), name="studies_patient_data_preview"),
        path(f"{file}compute/", patient_files.ComputeView.as_view(), name="studies_patient_data_compute"),
        path(f"{file}delete/", patient_files.DeleteView.as_view(), name="studies_patient_data_delete"),
    ]


@hooks.register("register_admin_urls")
def from_text_urls() -> list[URLPattern]:
    """Give a study from a text its page in the admin."""
    return [path("study-from-text/", from_text.StudyFromTextView.as_view(), name="study_from_text")]


@hooks.register("register_log_actions")
def register_patient_file_actions(actions: LogActionRegistry) -> None:
    """Let a study's history say what was done with patient-level data, in counts alone."""

    @actions.register_action(UPLOADED)
    class UploadFormatter(LogFormatter):
        label = "Upload patient-level data"

        def format_message(self, entry: Any) -> str:
            return f"Patient-level data uploaded, {entry.data['rows']:,} rows, to be confirmed."

    @actions.register_action(RECOMPUTED)
    class RecomputedFormatter(LogFormatter):
        label = "Recompute from patient-level data"

        def format_message(self, entry: Any) -> str:
            return (
                f"{entry.data['results']} results and {entry.data['curves']} curves recomputed from patient-level data."
            )

    @actions.register_action(DELETED)
    class DeletionFormatter(LogFormatter):
        label = "Delete patient-level data"

        def format_message(self, entry: Any) -> str:
            what = "deleted" if entry.data["results_deleted"] else "kept"
            return f"Patient-level data deleted; the {entry.data['results']} results recomputed from them were {what}."


@hooks.register("register_log_actions")
def register_result_from_print(actions: LogActionRegistry) -> None:
    """Let a study's history say which result was made from the text of an article."""

    @actions.register_action(MADE_FROM_PRINT)
    class FromPrintFormatter(LogFormatter):
        label = "Make a result from print"

        def format_message(self, entry: Any) -> str:
            return f"{entry.data['result']}, made a result from the printed “{entry.data['printed']}”."
