"""The words of contributions: how they are taken, how often, in what currency, and how they stand."""

from decimal import Decimal

from django.db import models
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _


class Mode(models.TextChoices):
    """How the hub takes contributions."""

    OFF = "off", "Take none"
    PLEDGE = "pledge", "Pledge by invoice"
    STRIPE = "stripe", "Stripe Checkout"


class Way(models.TextChoices):
    """How one contribution is paid."""

    PLEDGE = "pledge", "By invoice"
    STRIPE = "stripe", "Stripe"


class Rhythm(models.TextChoices):
    """How often a contribution is given."""

    ONCE = "once", _("Once")
    MONTHLY = "monthly", _("Every month")


class Currency(models.TextChoices):
    """Currencies whose minor unit the hub knows."""

    AUD = "AUD", "AUD"
    CAD = "CAD", "CAD"
    CHF = "CHF", "CHF"
    DKK = "DKK", "DKK"
    EUR = "EUR", "EUR"
    GBP = "GBP", "GBP"
    JPY = "JPY", "JPY"
    NOK = "NOK", "NOK"
    SEK = "SEK", "SEK"
    USD = "USD", "USD"

    @property
    def decimals(self) -> int:
        """How many digits its amounts have after the decimal sign."""
        return 0 if self is Currency.JPY else 2

    def minor(self, amount: Decimal) -> int:
        """Return an amount in minor units; one that has no whole number of them is an error."""
        scaled = amount.scaleb(self.decimals)
        if scaled != scaled.to_integral_value():
            raise ValueError(f"{amount} {self} has more digits than {self} has.")
        return int(scaled)

    def printed(self, minor: int) -> str:
        """Print minor units in the reader's language, with the currency's code."""
        return f"{number_format(Decimal(minor).scaleb(-self.decimals), self.decimals)}\N{NO-BREAK SPACE}{self.value}"


class State(models.TextChoices):
    """How a contribution stands."""

    OPEN = "open", _("Not confirmed yet")
    CONFIRMED = "confirmed", _("Confirmed")
    INVOICED = "invoiced", _("Invoiced")
    PAID = "paid", _("Paid")
    REFUNDED = "refunded", _("Refunded")
    UNPAID = "unpaid", _("Not paid")
    CANCELLED = "cancelled", _("Cancelled")
