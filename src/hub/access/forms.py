"""What a reader is asked at the gate: nothing but a click, unless the hub asks for more."""

from __future__ import annotations

from typing import Any

from django import forms

from hub.access.domain.countries import country_names
from hub.access.models import AccessSettings


class AttestationForm(forms.Form):
    """The hub's questions; a question that the hub does not ask is not there."""

    country = forms.ChoiceField(
        label="Country where you work", error_messages={"required": "Choose the country where you work."}
    )
    profession = forms.ChoiceField(label="Your profession", error_messages={"required": "Choose your profession."})

    def __init__(self, *args: Any, policy: AccessSettings, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        invalid = "Choose one of the entries in the list."
        questions = {
            "country": (policy.ask_country, country_names().items()),
            "profession": (policy.ask_profession, [(name, name) for name in policy.profession_list()]),
        }
        for name, (asked, choices) in questions.items():
            if not asked:
                del self.fields[name]
                continue
            field = self.fields[name]
            field.choices = [("", "Choose…"), *choices]
            field.error_messages["invalid_choice"] = invalid
            field.widget.attrs["autocomplete"] = "country" if name == "country" else "off"
