"""Forms by which an editor hands in a patient-level file and says what its columns and values mean."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django import forms

from hub.studies.enums import Measure, TimeUnit
from hub.studies.models import Arm, Outcome, Study
from hub.studies.results.meaning import CENSORED, OTHER, Meaning, outcome_word

_CHOOSE = ("", "Choose …")
_UNITS = [_CHOOSE, *TimeUnit.choices]
_SURVIVALS = (Measure.SURVIVAL_PROBABILITY, Measure.MEDIAN_TIME, Measure.HAZARD_RATIO)
_MOST_TIMES = 20
_TIME = re.compile(r"\d{1,5}(\.\d{1,4})?", re.ASCII)


class UploadForm(forms.Form):
    """The file."""

    file = forms.FileField(
        help_text="A CSV file in UTF-8 with the names of its columns in the first line, or a Parquet file; one row for "
        "each person. Leave out names, dates of birth and everything else that is not needed.",
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.parquet"}),
    )


class ColumnsForm(forms.Form):
    """Which column is which."""

    time_column = forms.ChoiceField(label="Time", help_text="How long each person was observed, to event or censoring.")
    time_unit = forms.ChoiceField(label="Unit of the time", choices=_UNITS)
    status_column = forms.ChoiceField(label="Status", help_text="How the observation ended.")
    arm_column = forms.ChoiceField(label="Arm", required=False, help_text="Leave empty if everybody is in one group.")

    def __init__(self, *args: Any, columns: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(name, name) for name in columns]
        for field in ("time_column", "status_column"):
            self.fields[field].choices = [_CHOOSE, *names]
        self.fields["arm_column"].choices = [("", "No column: everybody is in one group"), *names]

    def clean(self) -> dict[str, Any]:
        """Refuse one column in two roles."""
        cleaned: dict[str, Any] = super().clean()
        roles = ("time_column", "status_column", "arm_column")
        chosen = [cleaned[role] for role in roles if cleaned.get(role)]
        if len(set(chosen)) < len(chosen):
            raise forms.ValidationError("Time, status and arm must be different columns.")
        return cleaned

    def meaning(self, before: Meaning | None) -> Meaning:
        """Return what is known so far, with what was said before of columns that keep their role."""
        meaning = Meaning(**self.cleaned_data)
        if before is None:
            return meaning
        return replace(
            before,
            **self.cleaned_data,
            codes=before.codes if before.status_column == meaning.status_column else {},
            arms=before.arms if before.arm_column == meaning.arm_column else {},
        )


class ValuesForm(forms.Form):
    """What each value of the status and arm columns means, and what is to be computed."""

    survival = forms.ChoiceField(
        label="Time to the first event of any kind",
        required=False,
        help_text="The outcome of which every event above is one: disease-free survival, if relapse and death are.",
    )
    times = forms.CharField(
        label="More time points",
        required=False,
        max_length=200,
        help_text="The times of published results are computed in any case. Others, parted by spaces: 1 2 5.",
    )
    times_unit = forms.ChoiceField(label="Unit of these times", required=False, choices=[("", "—"), *TimeUnit.choices])

    field_order: Sequence[str] = ()

    def __init__(
        self,
        *args: Any,
        study: Study,
        meaning: Meaning,
        statuses: Mapping[str, int],
        groups: Mapping[str, int],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.described = meaning
        outcomes, arms = list(study.outcomes.all()), list(study.arms.all())
        self.codes = {f"code_{place}": value for place, value in enumerate(statuses)}
        self.arms = {f"arm_{place}": value for place, value in enumerate(groups)}
        for name, value in self.codes.items():
            self.fields[name] = _code_field(value, statuses[value], outcomes, meaning)
        for name, value in self.arms.items():
            self.fields[name] = _arm_field(value, groups[value], arms, meaning)
        survivals = [(each.key, each.name) for each in outcomes if each.measure in _SURVIVALS]
        self.fields["survival"].choices = [("", "None"), *survivals]
        self.fields["survival"].initial = meaning.survival or (survivals[0][0] if len(survivals) == 1 else "")
        self.order_fields([*self.codes, *self.arms, "survival", "times", "times_unit"])

    def clean_times(self) -> tuple[float, ...]:
        """Read the times."""
        words = self.cleaned_data["times"].replace(";", " ").replace(", ", " ").split()
        if wrong := next((word for word in words if not _TIME.fullmatch(word)), ""):
            raise forms.ValidationError(f"“{wrong}” is not a time; write numbers parted by spaces, like 1 2.5 5.")
        if len(words) > _MOST_TIMES:
            raise forms.ValidationError(f"Name at most {_MOST_TIMES} times.")
        return tuple(dict.fromkeys(float(word) for word in words))

    def clean(self) -> dict[str, Any]:
        """Refuse a description from which nothing would be computed."""
        cleaned: dict[str, Any] = super().clean()
        codes = [cleaned[name] for name in self.codes if name in cleaned]
        if len(codes) == len(self.codes) and all(word == CENSORED for word in codes):
            raise forms.ValidationError("At least one status must be an event.")
        if not cleaned.get("survival") and not any(word not in (CENSORED, OTHER) for word in codes):
            raise forms.ValidationError("Say of which outcome these are the events; otherwise nothing is computed.")
        if cleaned.get("times") and not cleaned.get("times_unit"):
            self.add_error("times_unit", "These times need their unit.")
        return cleaned

    def meaning(self) -> Meaning:
        """Return everything that was said."""
        data = self.cleaned_data
        return Meaning(
            time_column=self.described.time_column,
            status_column=self.described.status_column,
            time_unit=self.described.time_unit,
            arm_column=self.described.arm_column,
            codes={value: data[name] for name, value in self.codes.items()},
            arms={value: data[name] for name, value in self.arms.items()},
            survival=data["survival"],
            times=data["times"],
            times_unit=data["times_unit"] if data["times"] else "",
        )


class DeleteForm(forms.Form):
    """Whether what was computed from a file goes with it."""

    with_results = forms.BooleanField(
        label="Delete the results and curves that were computed from it as well",
        required=False,
        help_text="Otherwise they stay, as recomputed from data that the hub no longer has.",
    )


def _code_field(value: str, rows: int, outcomes: Sequence[Outcome], meaning: Meaning) -> forms.ChoiceField:
    incidences = [each for each in outcomes if each.measure == Measure.CUMULATIVE_INCIDENCE]
    choices = [
        _CHOOSE,
        (CENSORED, "Censored: no event until then"),
        *((outcome_word(each.key), f"The event of “{each.name}”") for each in incidences),
        (OTHER, "An event without an outcome of its own"),
    ]
    guess = CENSORED if value.lower() in {"0", "false", "censored"} else ""
    return forms.ChoiceField(
        label=f"Status “{value}” ({_rows(rows)})", choices=choices, initial=meaning.codes.get(value, guess)
    )


def _arm_field(value: str, rows: int, arms: Sequence[Arm], meaning: Meaning) -> forms.ChoiceField:
    guess = next((arm.key for arm in arms if value.lower() in {arm.key.lower(), arm.label.lower()}), "")
    return forms.ChoiceField(
        label=f"Arm “{value}” ({_rows(rows)})",
        choices=[_CHOOSE, *((arm.key, str(arm)) for arm in arms)],
        initial=meaning.arms.get(value, guess),
    )


def _rows(count: int) -> str:
    return f"{count:,} {'row' if count == 1 else 'rows'}"
