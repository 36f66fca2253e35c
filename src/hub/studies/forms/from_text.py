"""A study proposed by a text, as rows that an editor corrects, completes and keeps.

Every row is held against the models' own rules, so that what is confirmed here could have been typed into the study's
own form. A row that is not kept is not looked at; a kept one is never dropped for being wrong.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.utils.text import slugify

from hub.studies.domain.from_text import give_keys
from hub.studies.enums import CtcaeVersion, Measure
from hub.studies.models import Arm, Outcome, Result, Study
from hub.studies.results.proposal import ALL_PARTICIPANTS, Proposal

MOST_LETTERS = 20_000
SPARE_ARMS, SPARE_OUTCOMES = 2, 2
"""Empty rows for what the text does not name."""
MOST_ROWS = 200
_UNKNOWN = ("", "Choose")
_BARE = {"keep", "row", "figure"}

_Kept = Mapping[str, "_Row"]


class TextForm(forms.Form):
    """The text that a study starts from."""

    text = forms.CharField(
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 16}),
        label="Text",
        help_text=f"An abstract or a results section, up to {MOST_LETTERS:,} characters. Nothing is stored yet.",
        error_messages={"required": "Paste a text, such as an abstract."},
    )


class StudyFieldsForm(forms.ModelForm):
    """What a study is, before its arms, outcomes and results."""

    key = forms.SlugField(max_length=80, required=False, help_text="Made from the name if left empty.")

    class Meta:
        model = Study
        fields = (
            "name",
            "key",
            "registry_id",
            "design",
            "phase",
            "condition",
            "population",
            "follow_up_printed",
            "follow_up_unit",
            "follow_up_spread",
            "follow_up_low_printed",
            "follow_up_high_printed",
        )
        labels = {
            "follow_up_printed": "Median follow-up",
            "follow_up_unit": "Unit of follow-up",
            "follow_up_spread": "Spread of follow-up",
            "follow_up_low_printed": "Follow-up, lower end",
            "follow_up_high_printed": "Follow-up, upper end",
        }
        widgets = {"population": forms.Textarea(attrs={"rows": 3})}

    def clean_key(self) -> str:
        """Make the key from the name where none is given."""
        return self.cleaned_data["key"] or slugify(self.cleaned_data.get("name", ""))[:80]


class _Row(forms.ModelForm):
    """A row that counts if it is kept and says anything."""

    keep = forms.BooleanField(required=False, initial=True)

    field_order = ("keep",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # A form set would let a row pass unread that came back as it was proposed.
        super().__init__(*args, **{**kwargs, "empty_permitted": False})
        for field in self.fields.values():
            field.help_text = ""  # forty rows of the same hints would hide the figures

    def full_clean(self) -> None:
        """Look at nothing in a row that does not count."""
        super().full_clean()
        if self.is_bound and not self.counts:
            self._errors = ErrorDict()

    @property
    def counts(self) -> bool:
        """Whether the row, as it was sent, is to be stored."""
        sent = {name: self[name].data for name in self.fields}
        return bool(sent["keep"]) and any(sent[name] not in (None, "") for name in sent.keys() - _BARE)


class ArmRow(_Row):
    """A proposed arm."""

    row = forms.CharField(max_length=20, widget=forms.HiddenInput)

    class Meta:
        model = Arm
        fields = ("label", "n", "role")
        labels = {"n": "People (n)"}


class OutcomeRow(_Row):
    """A proposed outcome."""

    row = forms.CharField(max_length=20, widget=forms.HiddenInput)

    class Meta:
        model = Outcome
        fields = ("name", "abbreviation", "measure", "better")
        labels = {"better": "Which way is better"}


class ResultRow(_Row):
    """A proposed result; its outcome and arms are rows of the same form."""

    figure = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    outcome = forms.ChoiceField(error_messages={"required": "Choose the outcome, or do not keep the row."})
    arm = forms.ChoiceField(error_messages={"required": "Choose the arm, or do not keep the row."})
    comparator = forms.ChoiceField(required=False, label="Compared with")

    field_order = ("keep", "outcome", "arm", "comparator")

    class Meta:
        model = Result
        fields = (
            "measure",
            "time",
            "time_unit",
            "estimate_printed",
            "unit",
            "low_printed",
            "high_printed",
            "interval_level",
            "numerator",
            "denominator",
            "p_printed",
            "grade",
        )
        labels = {
            "time_unit": "Unit of time",
            "low_printed": "Lower limit",
            "high_printed": "Upper limit",
            "interval_level": "Level, %",
            "p_printed": "P value",
        }

    def __init__(
        self,
        *args: Any,
        arms: Sequence[tuple[str, str]] = (),
        outcomes: Sequence[tuple[str, str]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = [_UNKNOWN, *outcomes]
        self.fields["arm"].choices = [_UNKNOWN, (ALL_PARTICIPANTS, "All participants"), *arms]
        self.fields["comparator"].choices = [("", "None"), *arms]
        self.fields["measure"].choices = [("", "As the outcome"), *Measure.choices]

    def attach(self, outcomes: _Kept, arms: _Kept) -> None:
        """Give the row's result its outcome and arms, and hold it against the rules."""
        for name, rows in (("outcome", outcomes), ("arm", arms), ("comparator", arms)):
            row = self.cleaned_data.get(name)
            if not row or row == ALL_PARTICIPANTS:
                continue
            if row not in rows:
                what = "outcome" if name == "outcome" else "arm"
                self.add_error(name, f"This {what} is not kept; keep its row too, or choose another.")
            elif rows[row].is_valid():
                setattr(self.instance, name, rows[row].instance)
        # What is wrong with its outcome or arms is said beside them.
        if not self.errors and all(rows[row].is_valid() for rows, row in self._chosen(outcomes, arms)):
            self._check()

    def _chosen(self, outcomes: _Kept, arms: _Kept) -> list[tuple[_Kept, str]]:
        chosen = [(outcomes, "outcome"), (arms, "arm"), (arms, "comparator")]
        return [(rows, row) for rows, name in chosen if (row := self.cleaned_data.get(name)) in rows]

    def _check(self) -> None:
        result = self.instance
        if result.effective_measure == Measure.ADVERSE_EVENT:
            result.ctcae_version = CtcaeVersion.UNSTATED
        try:
            result.clean()
        except ValidationError as problem:
            for name, messages in problem.message_dict.items():
                self.add_error(name if name in self.fields else None, messages)

    @property
    def identity(self) -> tuple[Any, ...] | None:
        """What the result is about, once nothing is wrong with it."""
        whole = not self.errors and hasattr(self.instance, "outcome")
        return self.instance.identity if whole else None


class StudyFromText:
    """All forms of a proposed study as one.

    Parameters
    ----------
    proposal
        Of the text as it was pasted.
    data
        What was sent; without it the rows are those that are proposed.
    """

    def __init__(self, proposal: Proposal, data: Any = None) -> None:
        self.proposal = proposal
        self.errors: list[str] = []
        self.study = StudyFieldsForm(data, prefix="study", initial=proposal.study)
        arms = _initial(proposal.arms, "arm", SPARE_ARMS)
        outcomes = _initial(proposal.outcomes, "outcome", SPARE_OUTCOMES)
        self.arms = _rows(ArmRow, "arms", arms, data)
        self.outcomes = _rows(OutcomeRow, "outcomes", outcomes, data)
        self.results = _rows(
            ResultRow,
            "results",
            [asdict(result) for result in proposal.results],
            data,
            arms=_choices(self.arms, "label", "New arm"),
            outcomes=_choices(self.outcomes, "name", "New outcome"),
        )

    def is_valid(self) -> bool:
        """Look at every row that counts, and at the rows against each other."""
        arms, outcomes = ({form["row"].data: form for form in self._kept(each)} for each in (self.arms, self.outcomes))
        for rows in (arms, outcomes):
            give_keys([form.instance for form in rows.values() if form.is_valid()])
        seen = set()
        for form in self._kept(self.results):
            if form.is_valid():
                form.attach(outcomes, arms)
            if form.identity is not None and form.identity in seen:
                form.add_error("estimate_printed", "Another row gives this figure; keep one of the two.")
            seen.add(form.identity)
        self.errors = [
            f"Keep at least one {name}." for name, rows in (("arm", arms), ("outcome", outcomes)) if not rows
        ]
        forms_ = [self.study, *(form for each in (self.arms, self.outcomes, self.results) for form in each)]
        return not self.errors and not any(form.errors for form in forms_)

    @property
    def parts(self) -> dict[str, Any]:
        """What ``create_study`` stores, once the forms are valid."""
        return {
            "study": self.study.instance,
            "arms": [form.instance for form in self._kept(self.arms)],
            "outcomes": [form.instance for form in self._kept(self.outcomes)],
            "results": [form.instance for form in self._kept(self.results)],
        }

    @staticmethod
    def _kept(formset: forms.BaseFormSet) -> list[Any]:
        return [form for form in formset if form.counts]


def _initial(rows: Sequence[Any], name: str, spare: int) -> list[dict[str, Any]]:
    numbers = range(len(rows) + 1, len(rows) + spare + 1)
    return [{**asdict(row), "keep": True} for row in rows] + [
        {"row": f"{name}-{number}", "keep": True} for number in numbers
    ]


def _rows(
    form: type[_Row], prefix: str, initial: list[dict[str, Any]], data: Any, **form_kwargs: Any
) -> forms.BaseFormSet:
    factory = forms.formset_factory(form, extra=0, max_num=MOST_ROWS, absolute_max=MOST_ROWS)
    return factory(data, initial=None if data else initial, prefix=prefix, form_kwargs=form_kwargs)


def _choices(formset: forms.BaseFormSet, field: str, new: str) -> list[tuple[str, str]]:
    """Offer the rows of a formset by what is typed in them."""
    rows = [(str(form["row"].value() or ""), str(form[field].value() or "")) for form in formset]
    return [(row, label or f"{new}, row {place}") for place, (row, label) in enumerate(rows, start=1) if row]
