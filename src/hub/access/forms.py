"""What a reader is asked at the gate: nothing but a click, unless the hub asks for more."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from hub.access.domain.countries import country_names
from hub.access.models import AccessSettings

USUAL_PROFESSIONS = {
    "Doctor": pgettext_lazy("profession", "Doctor"),
    "Nurse": pgettext_lazy("profession", "Nurse"),
    "Pharmacist": pgettext_lazy("profession", "Pharmacist"),
    "Researcher": pgettext_lazy("profession", "Researcher"),
    "Student in a health profession": pgettext_lazy("profession", "Student in a health profession"),
    "Other health profession": pgettext_lazy("profession", "Other health profession"),
}
"""What readers see of a profession that the hub itself names; a publisher's own stand as written."""


class AttestationForm(forms.Form):
    """The hub's questions; a question that the hub does not ask is not there."""

    country = forms.ChoiceField(
        label=_("Country where you work"), error_messages={"required": _("Choose the country where you work.")}
    )
    profession = forms.ChoiceField(
        label=_("Your profession"), error_messages={"required": _("Choose your profession.")}
    )

    def __init__(self, *args: Any, policy: AccessSettings, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        invalid = gettext("Choose one of the entries in the list.")
        questions = {
            "country": (policy.ask_country, country_names().items()),
            "profession": (
                policy.ask_profession,
                [(name, USUAL_PROFESSIONS.get(name, name)) for name in policy.profession_list()],
            ),
        }
        for name, (asked, choices) in questions.items():
            if not asked:
                del self.fields[name]
                continue
            field = self.fields[name]
            field.choices = [("", gettext("Choose…")), *choices]
            field.error_messages["invalid_choice"] = invalid
            field.widget.attrs["autocomplete"] = "country" if name == "country" else "off"
