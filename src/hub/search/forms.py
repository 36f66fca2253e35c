"""The question as a form: what cannot be read is left out and said so, and nothing typed is lost."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from hub.articles.domain.figure_names import MONTHS
from hub.search.domain.indexing import outcome_name
from hub.search.domain.synonyms import meaning_of
from hub.search.results import Question, ResultFilter
from hub.studies.enums import TimeUnit

LONGEST = 200
SIDES = [
    ("above", pgettext_lazy("than a value", "above")),
    ("below", pgettext_lazy("than a value", "below")),
]
UNITS = [
    (TimeUnit.MONTHS.value, gettext_lazy("months")),
    (TimeUnit.YEARS.value, gettext_lazy("years")),
]


class SearchForm(forms.Form):
    """Words, filters, and a result to look for."""

    q = forms.CharField(required=False, max_length=LONGEST)
    topic = forms.IntegerField(required=False, min_value=1, max_value=2**31 - 1)
    design = forms.CharField(required=False, max_length=30)
    year = forms.IntegerField(required=False, min_value=1900, max_value=9999)
    congress = forms.IntegerField(required=False, min_value=1, max_value=2**31 - 1)
    kind = forms.CharField(required=False, max_length=20)
    outcome = forms.CharField(required=False, max_length=120)
    measured = forms.CharField(required=False, max_length=120, label=gettext_lazy("Outcome"))
    side = forms.ChoiceField(required=False, choices=SIDES)
    value = forms.DecimalField(required=False, min_value=0, max_value=100, localize=True, label=gettext_lazy("Value"))
    time = forms.DecimalField(required=False, min_value=0, max_value=1000, localize=True, label=gettext_lazy("Time"))
    unit = forms.ChoiceField(required=False, choices=UNITS)
    page = forms.IntegerField(required=False, min_value=1, max_value=100_000)

    def clean(self) -> dict[str, Any]:
        """Ask for the value when an outcome is named, and for the outcome when a value is."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        named, value = cleaned.get("measured"), cleaned.get("value")
        if named and value is None and "value" not in self.errors:
            self.add_error("value", _("Type the value that the outcome is to be above or below, in per cent."))
        if value is not None and not named:
            self.add_error("measured", _("Choose the outcome that has this value."))
        return cleaned

    @property
    def question(self) -> Question:
        """What is asked, from the fields that could be read."""
        self.full_clean()
        known = self.cleaned_data
        return Question(
            words=known.get("q") or "",
            topic=known.get("topic"),
            design=known.get("design") or "",
            year=known.get("year"),
            congress=known.get("congress"),
            kind=known.get("kind") or "",
            outcome=outcome_name(known.get("outcome") or ""),
            result=self._result(known),
            page=known.get("page") or 1,
        )

    @staticmethod
    def _result(known: dict[str, Any]) -> ResultFilter | None:
        named, value = known.get("measured"), known.get("value")
        if not named or value is None:
            return None
        time, unit = known.get("time"), known.get("unit") or TimeUnit.YEARS.value
        return ResultFilter(
            outcome=outcome_name(meaning_of(named)),
            above=known.get("side") != "below",
            value=float(value),
            percent=True,
            months=None if time is None else float(time) * MONTHS[unit],
        )
