"""What editors see: panels in reading order, what is missing before publishing, and the form's refusal."""

from __future__ import annotations

from typing import Any

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    TabbedInterface,
)
from wagtail.models import Page

from hub.studies.models import Outcome

PLAIN_TEXT = ["bold", "italic", "link", "superscript", "subscript"]
STRUCTURED_TEXT = ["h3", *PLAIN_TEXT, "ul", "ol"]


class ArticleForm(WagtailAdminPageForm):
    """The editor's form; drafts may be saved at any time, publishing needs every required part."""

    def is_valid(self) -> bool:
        """Refuse an action that would publish, with one error for each missing part."""
        if not super().is_valid():
            return False
        if self._would_publish():
            for sentence in self.save(commit=False).missing_parts():
                self.add_error(None, sentence)
        return not self.errors

    def _would_publish(self) -> bool:
        # Wagtail defers required fields just when the action only saves, whatever button was named.
        if self.is_deferred_validation:
            return False
        if self.data.get("action-publish"):
            return True
        approves = self.data.get("action-workflow-action") and self.data.get("workflow-action-name") == "approve"
        return bool(approves) and self._is_last_task()

    def _is_last_task(self) -> bool:
        state = self.instance.current_workflow_state
        open_tasks = [task for task in state.all_tasks_with_status() if task.status != "approved"] if state else []
        return len(open_tasks) == 1


class OutcomeField(forms.ModelChoiceField):
    """A choice among the outcomes of every study, each with its study's name: many studies report survival."""

    def label_from_instance(self, obj: Outcome) -> str:
        """Name the study and the outcome."""
        return f"{obj.study}: {obj}"


class ReportedOutcomeForm(WagtailAdminModelForm):
    """One outcome that the article reports."""

    outcome = OutcomeField(Outcome.objects.all())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        outcomes = Outcome.objects.select_related("study")
        self.fields["outcome"].queryset = outcomes.order_by("study__name", "position", "pk")


class ReportedOutcomesPanel(InlinePanel):
    """The outcomes that the article reports."""

    def get_form_options(self) -> dict[str, Any]:
        """Build the rows from ``ReportedOutcomeForm``."""
        options = super().get_form_options()
        options["formsets"][self.relation_name]["form"] = ReportedOutcomeForm
        return options


class MissingPartsPanel(Panel):
    """Says what the saved draft still needs, in sentences."""

    class BoundPanel(Panel.BoundPanel):
        """The panel of one article."""

        template_name = "articles/admin/missing_parts.html"

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            """Add the sentences; a page that is not saved yet has none."""
            missing = self.instance.missing_parts() if self.instance.pk else []
            return {**super().get_context_data(parent_context), "missing": missing}


PERSON_PANELS = [
    FieldPanel("name"),
    FieldPanel("credentials"),
    FieldPanel("affiliation"),
    FieldPanel("bio"),
    MultiFieldPanel(
        [
            FieldPanel("declared_on"),
            FieldPanel("nothing_to_disclose"),
            InlinePanel("disclosures", label="Relationship"),
        ],
        heading="Financial relationships",
    ),
]

ARTICLE_EDITOR = TabbedInterface(
    [
        ObjectList(
            [
                MissingPartsPanel(heading="Before publishing"),
                *Page.content_panels,
                FieldPanel("standfirst"),
                InlinePanel("learning_objectives", label="Learning objective"),
                FieldPanel("target_audience"),
            ],
            heading="Opening",
        ),
        ObjectList(
            [
                FieldPanel("study"),
                FieldPanel("study_summary"),
                ReportedOutcomesPanel("reported_outcomes", label="Outcome"),
                FieldPanel("safety"),
            ],
            heading="Evidence",
        ),
        ObjectList(
            [
                FieldPanel("key_learning"),
                FieldPanel("limitations"),
                InlinePanel("article_references", label="Reference"),
            ],
            heading="Learning",
        ),
        ObjectList(
            [InlinePanel("contributions", label="Contributor"), FieldPanel("relationships_mitigated")],
            heading="People",
        ),
        ObjectList([FieldPanel("plain_language_summary")], heading="Patients and carers"),
        ObjectList(
            [
                FieldRowPanel([FieldPanel("date_prepared"), FieldPanel("last_reviewed"), FieldPanel("review_due")]),
                MultiFieldPanel(
                    [FieldPanel("accredited"), FieldPanel("accreditation_number")], heading="Accreditation"
                ),
                FieldPanel("level_of_evidence"),
                FieldPanel("contact_email"),
            ],
            heading="Review",
        ),
        ObjectList(Page.promote_panels, heading="Search and address"),
        ObjectList(Page.settings_panels, heading="Settings"),
    ],
    base_form_class=ArticleForm,
)
