"""The form to have updates by mail."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hub.common.forms import OpenForm
from hub.updates.enums import Consent


class SubscribeForm(OpenForm):
    """An address, and the wording that is agreed to, see ``Consent``."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Enter your e-mail address."),
            "invalid": _("Enter an e-mail address like name@example.org."),
            "max_length": _("Enter an e-mail address of at most %(limit_value)d characters."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # The server says what is missing, in words and with links; the browser's bubble would come first.
        super().__init__(*args, auto_id="subscribe-%s", use_required_attribute=False, **kwargs)
        described = "subscribe-email-hint" + (" subscribe-email-error" if "email" in self.errors else "")
        self.fields["email"].widget.attrs["aria-describedby"] = described

    @property
    def consent(self) -> str:
        """What a subscriber agrees to; its version is stored."""
        return str(Consent.BY_FORM.label)

    @property
    def problems(self) -> list[tuple[str, str]]:
        """Each error: the id of the control to mend, and the sentence."""
        places = {"__all__": "subscribe-website"}
        return [(places.get(name, f"subscribe-{name}"), errors[0]) for name, errors in self.errors.items()]
