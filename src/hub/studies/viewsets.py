"""Studies and references in the Wagtail admin, under “Evidence”."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import IndexView, InspectView, SnippetViewSetGroup

from hub.common.viewsets import LiveEditView, LiveSnippetViewSet
from hub.studies.domain import checked_results, implied_counts, key_data, sentences
from hub.studies.forms import ReferenceForm, ResultForm, ResultFormSet, StudyForm
from hub.studies.models import Reference, Study


class ResultsPanel(InlinePanel):
    """The results of a study, each limited to the study's own arms and outcomes."""

    def get_form_options(self) -> dict[str, Any]:
        """Build the rows from ``ResultForm``, told which study they belong to."""
        options = super().get_form_options()
        options["formsets"][self.relation_name].update(form=ResultForm, formset=ResultFormSet, inherit_kwargs=["study"])
        return options


FROM_TEXT = "New study from text"


def _row(*names: str, **kwargs: Any) -> FieldRowPanel:
    return FieldRowPanel([FieldPanel(name) for name in names], **kwargs)


STUDY_PANELS = [
    FieldPanel("name"),
    _row("key", "registry_id"),
    _row("design", "phase"),
    FieldPanel("condition"),
    FieldPanel("population"),
    FieldPanel("primary_reference"),
    MultiFieldPanel(
        [
            _row("follow_up_printed", "follow_up_unit"),
            _row("follow_up_spread", "follow_up_low_printed", "follow_up_high_printed"),
        ],
        heading="Median follow-up, as printed",
    ),
    FieldPanel("data_note"),
]
ARM_PANELS = [FieldPanel("label"), _row("key", "n", "role"), FieldPanel("intervention")]
OUTCOME_PANELS = [
    FieldPanel("name"),
    _row("key", "abbreviation"),
    _row("measure", "better"),
    FieldPanel("definition"),
]
RESULT_PANELS = [
    FieldPanel("outcome"),
    FieldPanel("arm"),
    _row("estimate_printed", "unit"),
    _row("low_printed", "high_printed", "interval_level"),
    _row("time", "time_unit"),
    _row("numerator", "denominator"),
    MultiFieldPanel([FieldPanel("comparator"), _row("measure", "p_printed")], heading="Comparison"),
    MultiFieldPanel([_row("grade", "ctcae_version"), FieldPanel("period")], heading="Adverse event"),
    MultiFieldPanel([_row("source", "method"), FieldPanel("interval_method")], heading="How it was made"),
]
RESULTS_HELP = (
    "<p>Type figures as they are printed; their values are read from the print. A result is about a saved arm and "
    "outcome: after adding one, save the study, then add its results.</p>"
)


class _LeadsToData:
    """A page of a study with the way to its patient-level data, for those who may change the study."""

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """Add the way to the data."""
        buttons = list(super().header_more_buttons)  # type: ignore[misc]
        if self.permission_policy.user_has_permission(self.request.user, "change"):  # type: ignore[attr-defined]
            url = reverse("studies_patient_data", args=[self.object.pk])  # type: ignore[attr-defined]
            buttons.append(Button("Patient-level data", url=url, icon_name="lock", priority=40))
        return buttons


class StudyEditView(_LeadsToData, LiveEditView):
    """A study's form."""


class StudyInspectView(_LeadsToData, InspectView):
    """A study with its results as readers are given them."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the results, grouped and in sentences, with what is known about each and what they imply."""
        findings = [(outcome, sentences(outcome)) for outcome in key_data(self.object)]
        return {
            **super().get_context_data(**kwargs),
            "findings": findings,
            "checked": checked_results(self.object),
            "implied": implied_counts(self.object),
        }


class FromTextMenuItem(MenuItem):
    """The way to a study from a text, for those who may add studies."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the user may add studies."""
        return bool(request.user.has_perm("studies.add_study"))


class StudyIndexView(IndexView):
    """The list of studies, with the way to a new one from a text."""

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """Add that way for those who may add studies."""
        buttons = list(super().header_more_buttons)
        if self.permission_policy.user_has_permission(self.request.user, "add"):
            buttons.append(Button(FROM_TEXT, url=reverse("study_from_text"), icon_name="clipboard-list", priority=30))
        return buttons


class StudyViewSet(LiveSnippetViewSet):
    """Studies with their arms, outcomes and results."""

    model = Study
    icon = "clipboard-list"
    menu_label = "Studies"
    list_display = ["name", "condition", "design", "phase", "registry_id"]
    list_filter = ["design", "phase"]
    list_per_page = 50
    ordering = ["name"]
    index_view_class = StudyIndexView
    inspect_view_enabled = True
    inspect_view_class = StudyInspectView
    edit_view_class = StudyEditView
    inspect_template_name = "studies/inspect.html"
    inspect_view_fields = ["name", "registry_id", "design", "phase", "condition", "population", "primary_reference"]
    copy_view_enabled = False
    edit_handler = TabbedInterface(
        [
            ObjectList(STUDY_PANELS, heading="Study"),
            ObjectList([InlinePanel("arms", panels=ARM_PANELS, label="Arm")], heading="Arms"),
            ObjectList([InlinePanel("outcomes", panels=OUTCOME_PANELS, label="Outcome")], heading="Outcomes"),
            ObjectList(
                [HelpPanel(RESULTS_HELP), ResultsPanel("results", panels=RESULT_PANELS, label="Result")],
                heading="Results",
            ),
        ],
        base_form_class=StudyForm,
    )


class ReferenceViewSet(LiveSnippetViewSet):
    """Publications in plain fields."""

    model = Reference
    icon = "openquote"
    menu_label = "References"
    list_display = ["title", "short_citation", "key"]
    ordering = ["key"]
    inspect_view_enabled = True
    inspect_view_fields = ["key", "title", "short_citation", "doi", "pmid"]
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            FieldPanel("key"),
            FieldPanel("title"),
            FieldPanel("authors"),
            _row("journal", "journal_abbreviation"),
            _row("year", "volume", "issue", "pages"),
            _row("doi", "pmid"),
        ],
        base_form_class=ReferenceForm,
    )


class EvidenceViewSetGroup(SnippetViewSetGroup):
    """The “Evidence” menu."""

    menu_label = "Evidence"
    menu_icon = "table"
    menu_order = 200
    items = (StudyViewSet, ReferenceViewSet)

    def get_submenu_items(self) -> list[MenuItem]:
        """Add the way to a new study from a text."""
        from_text = FromTextMenuItem(FROM_TEXT, reverse("study_from_text"), icon_name="clipboard-list", order=20)
        return [*super().get_submenu_items(), from_text]
