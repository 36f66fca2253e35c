"""Patient-level files in the admin: handed in, described, confirmed, compared and deleted; never shown or served.

Every step is a page of its own, so that it works without scripts. Values of the status and arm columns are shown with
their counts; of any other column nothing but its name.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.permission_policies import ModelPermissionPolicy

from hub.common.requests import throttle_posts
from hub.studies.domain import patient_files
from hub.studies.domain.differences import differences
from hub.studies.domain.engine import DataError
from hub.studies.domain.engine.rows import column_values
from hub.studies.forms.patient_files import ColumnsForm, DeleteForm, UploadForm, ValuesForm
from hub.studies.models import PatientFile, Study
from hub.studies.results.meaning import Meaning

MOST_VALUES = 12


@method_decorator(throttle_posts("patient-file", limit=60, seconds=600), name="dispatch")
class StudyDataView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """What all steps share: the study, who may change it, and problems with data said beside the form."""

    permission_policy = ModelPermissionPolicy(Study)
    permission_required = "change"
    page_title = "Patient-level data"
    header_icon = "lock"
    form_class = forms.Form

    @cached_property
    def study(self) -> Study:
        """The study that the data are of."""
        return get_object_or_404(Study, pk=self.kwargs["study_id"])

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Do what the form asks for; what the data do not allow is said above it."""
        try:
            return self.proceed(form)
        except DataError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)

    def proceed(self, form: forms.Form) -> HttpResponse:
        """Do what the form asks for."""
        raise NotImplementedError

    def get_page_subtitle(self) -> str:
        """Name the study."""
        return self.study.name

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Return the way from the study."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("wagtailsnippets_studies_study:list"), "label": "Studies"},
            {"url": reverse("wagtailsnippets_studies_study:edit", args=[self.study.pk]), "label": self.study.name},
            {"url": self.overview_url, "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the study."""
        return super().get_context_data(study=self.study, overview_url=self.overview_url, **kwargs)

    @property
    def overview_url(self) -> str:
        """Address of the study's files."""
        return reverse("studies_patient_data", args=[self.study.pk])


class OverviewView(StudyDataView):
    """The study's files, the form for another, and what was found again of the publication."""

    template_name = "studies/patient_data/overview.html"
    form_class = UploadForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add files and differences."""
        files = list(self.study.patient_files.select_related("uploaded_by"))
        found = differences(self.study)
        return super().get_context_data(
            files=files,
            may_add=sum(each.is_confirmed for each in files) < patient_files.MOST_FILES,
            differences=found,
            differing=sum(not each.agrees for each in found),
            **kwargs,
        )

    def proceed(self, form: forms.Form) -> HttpResponse:
        """Keep the file until its meaning is confirmed."""
        upload = form.cleaned_data["file"]
        kept = patient_files.receive_file(study=self.study, upload=upload, user=self.request.user, now=timezone.now())
        return redirect("studies_patient_data_columns", self.study.pk, kept.pk)


class FileView(StudyDataView):
    """A step about one file."""

    @cached_property
    def patient_file(self) -> PatientFile:
        """The file; one of another study is not found."""
        return get_object_or_404(PatientFile.objects.select_related("study"), pk=self.kwargs["pk"], study=self.study)

    @property
    def meaning(self) -> Meaning:
        """What was said of the file so far."""
        return Meaning.from_json(self.patient_file.meaning)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the file."""
        return super().get_context_data(patient_file=self.patient_file, **kwargs)

    def step(self, name: str) -> HttpResponse:
        """Go to another step of this file."""
        return redirect(f"studies_patient_data_{name}", self.study.pk, self.patient_file.pk)


class UnconfirmedFileView(FileView):
    """A step before confirmation; a confirmed file is described no more."""

    needs_columns = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead back from a file that is confirmed, that was not described so far, or that cannot be read."""
        if self.user_has_permission("change"):
            if self.patient_file.is_confirmed:
                return redirect(self.overview_url)
            if self.needs_columns and not self.patient_file.meaning:
                return self.step("columns")
        try:
            return super().dispatch(request, *args, **kwargs)
        except DataError as error:
            messages.error(request, str(error))
            return redirect(self.overview_url)


class ColumnsView(UnconfirmedFileView):
    """Which column is which."""

    template_name = "studies/patient_data/columns.html"
    form_class = ColumnsForm
    needs_columns = False

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the columns of the header."""
        return {**super().get_form_kwargs(), "columns": self.patient_file.columns}

    def get_initial(self) -> dict[str, Any]:
        """Start with what was said before."""
        return self.patient_file.meaning or {}

    def proceed(self, form: forms.Form) -> HttpResponse:
        """Note the columns, if status and arm have few values."""
        meaning = form.meaning(self.meaning if self.patient_file.meaning else None)
        _values(self.patient_file, meaning)
        patient_files.describe(patient_file=self.patient_file, meaning=meaning)
        return self.step("values")


class ValuesView(UnconfirmedFileView):
    """What the values of status and arm mean."""

    template_name = "studies/patient_data/values.html"
    form_class = ValuesForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the study's outcomes and arms for each value."""
        statuses, groups = _values(self.patient_file, self.meaning)
        return {
            **super().get_form_kwargs(),
            "study": self.study,
            "meaning": self.meaning,
            "statuses": statuses,
            "groups": groups,
        }

    def get_initial(self) -> dict[str, Any]:
        """Start with what was said before."""
        meaning = self.meaning
        return {"times": " ".join(f"{time:g}" for time in meaning.times), "times_unit": meaning.times_unit}

    def proceed(self, form: forms.Form) -> HttpResponse:
        """Note the meaning, if every row can be used by it."""
        patient_files.describe(patient_file=self.patient_file, meaning=form.meaning())
        patient_files.preview(self.patient_file)
        return self.step("preview")


class PreviewView(UnconfirmedFileView):
    """Counts of people, to be confirmed."""

    template_name = "studies/patient_data/preview.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the counts; back to the values if rows cannot be used."""
        if not self.meaning.codes:
            return self.step("values")
        try:
            preview = patient_files.preview(self.patient_file)
        except DataError as error:
            messages.error(request, str(error))
            return self.step("values")
        return self.render_to_response(self.get_context_data(preview=preview))

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        """Say what stood in the way, beside the counts."""
        for sentence in form.non_field_errors():
            messages.error(self.request, sentence)
        return self.step("preview")

    def proceed(self, form: forms.Form) -> HttpResponse:
        """Compute and store."""
        return _compute(self)


class ComputeView(FileView):
    """Compute a confirmed file's results again."""

    http_method_names = ("post",)

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        """Say what stood in the way."""
        for sentence in form.non_field_errors():
            messages.error(self.request, sentence)
        return redirect(self.overview_url)

    def proceed(self, form: forms.Form) -> HttpResponse:
        """Compute and store; a file that is not confirmed goes through its steps first."""
        return _compute(self) if self.patient_file.is_confirmed else self.step("preview")


class DeleteView(FileView):
    """Delete a file once asked again."""

    template_name = "studies/patient_data/delete.html"
    form_class = DeleteForm
    initial = {"with_results": True}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what was computed from the file."""
        return super().get_context_data(results=self.patient_file.results.count(), **kwargs)

    def proceed(self, form: forms.Form) -> HttpResponse:
        """Delete it."""
        patient_files.delete_file(
            patient_file=self.patient_file,
            user=self.request.user,
            with_results=form.cleaned_data["with_results"],
        )
        messages.success(self.request, "The patient-level file was deleted.")
        return redirect(self.overview_url)


def _values(patient_file: PatientFile, meaning: Meaning) -> tuple[dict[str, int], dict[str, int]]:
    """Return the values of the status and arm columns with their numbers of rows."""
    with patient_files.local_copy(patient_file) as path:
        statuses = column_values(path, meaning.status_column, most=MOST_VALUES)
        groups = column_values(path, meaning.arm_column, most=MOST_VALUES) if meaning.arm_column else {}
    return statuses, groups


def _compute(view: FileView) -> HttpResponse:
    found = patient_files.confirm(patient_file=view.patient_file, user=view.request.user, now=timezone.now())
    count = len(found.results)
    messages.success(
        view.request, f"{count} {'result was' if count == 1 else 'results were'} recomputed from the file."
    )
    for note in found.notes:
        messages.warning(view.request, note)
    return redirect(view.overview_url)
