"""What every form that anyone may send has in common: a trap for programs that fill in everything."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class OpenForm(forms.Form):
    """A form with a field that people do not see and programs fill in.

    The template shows it by ``{% include "parts/honeypot.html" %}``, out of sight and out of the tab order.
    """

    website = forms.CharField(required=False, max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}))

    def clean(self) -> dict[str, Any]:
        """Refuse what a program filled in, in a sentence that helps a person whose browser did."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.data.get(self.add_prefix("website"), "").strip():
            raise ValidationError(_("Leave the field “Website” empty and send the form again."))
        return cleaned
