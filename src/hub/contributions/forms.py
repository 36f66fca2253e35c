"""The form of a contribution: an amount, suggested or free, how often, and from whom."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hub.common.forms import OpenForm
from hub.contributions.enums import Currency, Rhythm
from hub.contributions.results import Offer

OTHER = "other"


class PledgeForm(OpenForm):
    """What a contributor says, in the currency that the page is about."""

    amount = forms.ChoiceField(
        label=_("Amount"), widget=forms.RadioSelect, error_messages={"required": _("Choose an amount.")}
    )
    other = forms.DecimalField(label=_("Another amount"), required=False, localize=True, max_digits=12)
    rhythm = forms.ChoiceField(
        label=_("How often"), choices=Rhythm.choices, widget=forms.RadioSelect, initial=Rhythm.ONCE
    )
    name = forms.CharField(label=_("Name for the invoice"), max_length=120)
    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    billing_address = forms.CharField(
        label=_("Billing address"), required=False, max_length=400, widget=forms.Textarea(attrs={"rows": 3})
    )
    note = forms.CharField(
        label=_("Note for the publisher"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    wants_updates = forms.BooleanField(label=_("Tell me by e-mail what contributions led to"), required=False)

    def __init__(self, *args: Any, offer: Offer, by_stripe: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="contribute-%s", use_required_attribute=False, **kwargs)
        self.offer = offer
        if by_stripe:
            self.fields["name"].label = _("Name for the receipt")
        suggested = [(str(minor), offer.currency.printed(minor)) for minor in offer.suggested]
        self.fields["amount"].choices = [*suggested, (OTHER, _("Another amount"))]
        for field in self.fields.values():
            field.widget.attrs.setdefault("autocomplete", "off" if field.label == _("Another amount") else "on")
        for name, control in self.fields.items():
            if control.error_messages.get("required") and name in {"name", "email"}:
                control.error_messages["required"] = gettext("Fill in “%(field)s”.") % {"field": control.label}

    def clean(self) -> dict[str, Any]:
        """Work out the amount in minor units, and keep it between the smallest and the largest."""
        cleaned = super().clean()
        if cleaned.get("amount") != OTHER:
            cleaned["minor"] = int(cleaned["amount"]) if "amount" in cleaned else None
        elif "other" not in self.errors:
            cleaned["minor"] = self._other(cleaned.get("other"))
        return cleaned

    def _other(self, amount: Decimal | None) -> int | None:
        offer = self.offer
        bounds = {"low": offer.currency.printed(offer.smallest), "high": offer.currency.printed(offer.largest)}
        sentence = gettext("Write an amount between %(low)s and %(high)s, without a thousands separator.") % bounds
        if amount is None or not isinstance(exponent := amount.as_tuple().exponent, int):
            self.add_error("other", sentence)
            return None
        if -exponent > offer.currency.decimals:  # “10.000” may have been meant as ten thousand: ask
            self.add_error("other", sentence)
            return None
        minor = offer.currency.minor(amount)
        if not offer.smallest <= minor <= offer.largest:
            self.add_error("other", sentence)
        return minor

    @property
    def problems(self) -> list[tuple[str, str]]:
        """Each error: the id of the control to mend (none for the form as a whole), and the sentence."""
        return [
            (self[name].id_for_label or f"{self[name].auto_id}_0" if name in self.fields else "", errors[0])
            for name, errors in self.errors.items()
        ]


class AddressForm(OpenForm):
    """Asks for the address that a contributor gave."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)


class DetailsForm(OpenForm):
    """What stands on a contributor's invoices and receipts."""

    name = forms.CharField(label=_("Name for invoices and receipts"), max_length=120)
    billing_address = forms.CharField(
        label=_("Billing address"), required=False, max_length=400, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="details-%s", use_required_attribute=False, **kwargs)
        name = self.fields["name"]
        name.error_messages["required"] = gettext("Fill in “%(field)s”.") % {"field": name.label}


class RefundForm(forms.Form):
    """What finance staff send back of a payment."""

    amount = forms.DecimalField(max_digits=12)
    seen = forms.IntegerField(min_value=0)

    def __init__(self, *args: Any, currency: Currency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.currency = currency

    def clean_amount(self) -> int:
        """Return minor units."""
        try:
            return self.currency.minor(self.cleaned_data["amount"])
        except ArithmeticError as problem:
            raise forms.ValidationError("This is not an amount.") from problem
        except ValueError as problem:
            raise forms.ValidationError(str(problem)) from problem
