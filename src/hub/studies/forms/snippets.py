"""Forms of the Wagtail admin: references in plain fields, results tied to their own study."""

from __future__ import annotations

from typing import Any

from django import forms
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.forms import WagtailAdminModelForm

from hub.studies.models import Arm, Outcome, Reference, Study
from hub.studies.results.citation import Citation

_NOT_SAVED = "Save the study with its arms and outcomes first"


class ReferenceForm(WagtailAdminModelForm):
    """A reference in plain fields; its CSL data are written from them."""

    title = forms.CharField(max_length=500)
    authors = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="One on each line, as “Family, Given names”; organisations, and “et al”, without a comma.",
    )
    journal = forms.CharField(required=False, max_length=200)
    journal_abbreviation = forms.CharField(required=False, max_length=100, help_text="Like N Engl J Med.")
    year = forms.CharField(required=False, max_length=4)
    volume = forms.CharField(required=False, max_length=20)
    issue = forms.CharField(required=False, max_length=20)
    pages = forms.CharField(required=False, max_length=40, help_text="Like 617-629, or an article number.")

    plain_fields = ("title", "journal", "journal_abbreviation", "year", "volume", "issue", "pages")

    class Meta:
        model = Reference
        fields = ("key", "doi", "pmid")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            citation = Citation.from_csl(self.instance.csl)
            self.initial.update({name: getattr(citation, name) for name in self.plain_fields})
            self.initial["authors"] = "\n".join(citation.authors)

    def clean(self) -> dict[str, Any]:
        """Write the CSL data, so that the model's own check sees them."""
        cleaned: dict[str, Any] = super().clean()
        citation = Citation(
            authors=tuple(line.strip() for line in cleaned.get("authors", "").splitlines() if line.strip()),
            doi=cleaned.get("doi", "").strip(),
            pmid=cleaned.get("pmid", "").strip(),
            **{name: cleaned.get(name, "") for name in self.plain_fields},
        )
        for name, sentence in citation.problems().items():
            if name not in self.errors:
                self.add_error(name, sentence)
        # Fields of CSL that have no plain field here, such as an editor's import, are kept.
        kept = {name: value for name, value in (self.instance.csl or {}).items() if name not in Citation.CSL_FIELDS}
        self.instance.csl = {**kept, **citation.to_csl()}
        return cleaned


class ResultForm(WagtailAdminModelForm):
    """A result whose outcome and arms are chosen from the study's own."""

    def __init__(self, *args: Any, study: Study | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pk = study.pk if study else None
        for name, model in (("outcome", Outcome), ("arm", Arm), ("comparator", Arm)):
            field = self.fields[name]
            field.queryset = model.objects.filter(study_id=pk) if pk else model.objects.none()
            if not pk:
                field.empty_label = _NOT_SAVED


class ResultFormSet(BaseChildFormSet):
    """A study's results; no two may say the same thing."""

    def clean(self) -> None:
        """Refuse a result that another one already states."""
        super().clean()
        seen: set[tuple[Any, ...]] = set()
        for form in self.forms:
            if not form.is_valid() or not form.cleaned_data or self._should_delete_form(form):
                continue
            identity = form.instance.identity
            if identity in seen:
                form.add_error("estimate_printed", "Another result already gives this figure.")
            seen.add(identity)


class StudyForm(WagtailAdminModelForm):
    """A study with its arms, outcomes and results."""

    @property
    def study(self) -> Study:
        """Handed to the forms of the results."""
        return self.instance

    def is_valid(self) -> bool:
        """Also refuse to remove an arm or outcome that a remaining result is about."""
        valid = super().is_valid()
        return self._keeps_what_results_need() and valid

    def _keeps_what_results_need(self) -> bool:
        removed = {form.instance for name in ("arms", "outcomes") for form in self._removed(name)}
        orphaned = False
        for form in self.formsets["results"].forms if removed else ():
            if form in self._removed("results"):
                continue
            for name in ("outcome", "arm", "comparator"):
                if form.cleaned_data.get(name) in removed:
                    form.add_error(name, "This is being removed from the study; remove or change the result too.")
                    orphaned = True
        return not orphaned

    def _removed(self, name: str) -> list[forms.ModelForm]:
        formset = self.formsets[name]
        return [form for form in formset.forms if form.instance.pk and formset._should_delete_form(form)]
