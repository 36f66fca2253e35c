"""What editors see: panels in reading order, what is missing before publishing, and the form's refusal."""

from __future__ import annotations

from typing import Any

from django import forms
from modelcluster.forms import BaseChildFormSet
from wagtail import hooks
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

from hub.studies.domain.display import upper_first
from hub.studies.domain.result_words import described
from hub.studies.models import Outcome, Result, Study

PLAIN_TEXT = ["bold", "italic", "link", "superscript", "subscript"]
STRUCTURED_TEXT = ["h3", *PLAIN_TEXT, "ul", "ol"]


class ArticleForm(WagtailAdminPageForm):
    """The editor's form; drafts may be saved at any time, publishing needs every required part."""

    def is_valid(self) -> bool:
        """Refuse an action that would publish, with one error for each missing part."""
        if not super().is_valid():
            return False
        # Wagtail defers required fields just when the action only saves, by itself while the editor types: a reason
        # half written is none, so reasons are taken when something is to be done with the draft.
        if not self.is_deferred_validation:
            self._refuse_or_take_reasons(self.save(commit=False))
        return not self.errors

    def _refuse_or_take_reasons(self, page: Any) -> None:
        before = list(page.figure_reasons.all())
        for take in hooks.get_hooks("article_figure_reasons"):
            take(page, self.data, self.for_user)
        for sentence in page.missing_parts() if self._would_publish() else ():
            self.add_error(None, sentence)
        if self.errors:
            page.figure_reasons = before

    @property
    def article_study(self) -> Study | None:
        """The study as chosen in the form; handed to the forms of declared figures."""
        chosen = self.data.get(self.add_prefix("study")) if self.is_bound else self.instance.study_id
        return Study.objects.filter(pk=chosen).first() if str(chosen or "").isdigit() else None

    def _would_publish(self) -> bool:
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


class ResultField(forms.ModelChoiceField):
    """A choice among the results of the article's study, each named with its value."""

    def label_from_instance(self, obj: Result) -> str:
        """Name the result: what it is of, and its value."""
        return upper_first(described(obj))


class FigureDeclarationForm(WagtailAdminModelForm):
    """What an editor says of one figure."""

    result = ResultField(Result.objects.none(), required=False)

    def __init__(self, *args: Any, article_study: Study | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["result"]
        field.help_text = self._meta.model._meta.get_field("result").help_text
        field.queryset = Result.objects.filter(study=article_study).select_related("outcome", "arm", "comparator")
        if article_study is None:
            field.empty_label = "Choose the study and save first"


class FigureDeclarationFormSet(BaseChildFormSet):
    """An article's declared figures, each declared once."""

    def clean(self) -> None:
        """Refuse a second declaration of one figure."""
        super().clean()
        seen: set[tuple[Any, ...]] = set()
        for form in self.forms:
            if not form.is_valid() or not form.cleaned_data or self._should_delete_form(form):
                continue
            figure = tuple(form.cleaned_data[name] for name in ("field", "quote", "occurrence"))
            if figure in seen:
                form.add_error("quote", "This figure is declared already; raise “occurrence” for another one like it.")
            seen.add(figure)


class FigureDeclarationsPanel(InlinePanel):
    """The figures of the article that an editor has declared."""

    def get_form_options(self) -> dict[str, Any]:
        """Build the rows from ``FigureDeclarationForm``, told which study the article is about."""
        options = super().get_form_options()
        options["formsets"][self.relation_name].update(
            form=FigureDeclarationForm, formset=FigureDeclarationFormSet, inherit_kwargs=["article_study"]
        )
        return options


class FigureReasonsPanel(Panel):
    """Lists the questioned figures with the reasons given, and boxes for reasons to give."""

    class BoundPanel(Panel.BoundPanel):
        """The panel of one article."""

        template_name = "articles/admin/figure_reasons.html"

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            """Add the article and what was typed, which a refused form shows again."""
            context = super().get_context_data(parent_context)
            return {**context, "page": self.instance, "typed": self.form.data, "user": self.request.user}


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
                FieldRowPanel([FieldPanel("kind"), FieldPanel("congress"), FieldPanel("series")]),
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
                FigureReasonsPanel(heading="Figures to settle before publishing"),
                FigureDeclarationsPanel(
                    "figure_declarations",
                    panels=[
                        FieldRowPanel([FieldPanel("quote"), FieldPanel("field"), FieldPanel("occurrence")]),
                        FieldPanel("kind"),
                        FieldPanel("result"),
                        FieldPanel("note"),
                    ],
                    heading="Figures that an editor declares",
                    label="Declared figure",
                ),
            ],
            heading="Figures",
        ),
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
