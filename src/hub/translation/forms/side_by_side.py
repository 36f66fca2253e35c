"""What comes back of the side-by-side view, and of the table's filters."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.http import QueryDict

from hub.translation.domain.editing import Typed
from hub.translation.domain.overview import ORDERS, Choice, topics
from hub.translation.domain.side_by_side import SegmentRow
from hub.translation.enums import TranslationState
from hub.translation.models.settings import languages

LONGEST_SEGMENT = 20_000
ORDER_NAMES = {"title": "Title", "newest": "Newest first", "to_do": "Most to do first"}


def typed_texts(data: QueryDict, rows: Iterable[SegmentRow]) -> dict[str, Typed]:
    """Take each segment's field out of a form; fields that are not there were not changed."""
    return {
        row.key: Typed(
            text=data[f"text-{row.key}"].replace("\r\n", "\n")[:LONGEST_SEGMENT],
            base=data.get(f"base-{row.key}", ""),
            settled=f"settled-{row.key}" in data,
        )
        for row in rows
        if f"text-{row.key}" in data
    }


class ApproveForm(forms.Form):
    """Who answers for a translation."""

    approved_as = forms.CharField(
        label="Approved by, as readers see it", max_length=120, help_text="Like “Dr Julia Sample, haematologist”."
    )


class ChoiceForm(forms.Form):
    """What the table shows; whatever is not understood is left out."""

    words = forms.CharField(label="Title", required=False, max_length=100)
    language = forms.ChoiceField(required=False)
    state = forms.ChoiceField(required=False, choices=[("", "All states"), *TranslationState.choices])
    topic = forms.TypedChoiceField(required=False, coerce=int, empty_value=None)
    order = forms.ChoiceField(label="Sorted by", required=False, choices=list(ORDER_NAMES.items()))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["language"].choices = [("", "All languages"), *languages()]
        self.fields["topic"].choices = [("", "All topics"), *topics()]

    @property
    def choice(self) -> Choice:
        """Return what was chosen."""
        self.is_valid()
        chosen = self.cleaned_data
        order = chosen.get("order", "")
        return Choice(
            words=chosen.get("words", ""),
            language=chosen.get("language", ""),
            state=chosen.get("state", ""),
            topic=chosen.get("topic"),
            order=order if order in ORDERS else "title",
        )
