"""What editors choose: the months of a report, and how long a link works."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from hub.evaluation.results import Months

LONGEST_DAYS = 366


class MonthsForm(forms.Form):
    """A period of whole months that are over."""

    first = forms.ChoiceField(label="First month")
    last = forms.ChoiceField(label="Last month")

    def __init__(self, *args: Any, available: Months, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.months_by_key = {
            month.key: month for month in (available.last.plus(-age) for age in range(available.length))
        }
        for name in ("first", "last"):
            self.fields[name].choices = [(key, str(month)) for key, month in self.months_by_key.items()]

    def clean(self) -> dict[str, Any]:
        """Refuse a last month that is before the first."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "first" in cleaned and "last" in cleaned and cleaned["last"] < cleaned["first"]:
            raise ValidationError("The last month is before the first; choose a later one.")
        return cleaned

    @property
    def months(self) -> Months:
        """The period chosen."""
        first, last = (self.months_by_key[self.cleaned_data[name]] for name in ("first", "last"))
        return Months(first, last)


class LinkForm(MonthsForm):
    """A period, and the last day on which a link to its report works."""

    expires_on = forms.DateField(label="Works until", widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_expires_on(self) -> date:
        """Refuse a day that is past or more than a year away."""
        day: date = self.cleaned_data["expires_on"]
        if not self.today <= day <= self.today + timedelta(days=LONGEST_DAYS):
            raise ValidationError("Choose a day from today to a year from now.")
        return day


def month_choices(months: Months) -> dict[str, str]:
    """Return a period as a form's data."""
    return {"first": months.first.key, "last": months.last.key}
