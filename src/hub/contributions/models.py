"""Who contributes, what they intend, and what arrived.

A contributor is an address and never an account: giving leads to no user, group or permission. Who they are is kept
apart from the sums, so that deleting a person leaves the accounts whole. Amounts are whole minor units.
"""

from __future__ import annotations

import uuid
from decimal import Decimal

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from hub.contributions.enums import Currency, Mode, Rhythm, State, Way
from hub.contributions.panels import ModePanel
from hub.contributions.results import Offer, offers_from

OFFERS = """EUR: 10 25 50 100, from 5 to 10000
GBP: 10 25 50 100, from 5 to 10000
USD: 10 25 50 100, from 5 to 10000"""

MOST_AT_STRIPE = 99_999_999  # minor units

NO_KEYS = (
    "Stripe Checkout needs STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET in the environment of the hub. "
    "Until then readers are told that contributions cannot be taken just now."
)


@register_setting(icon="group")
class ContributionSettings(BaseSiteSetting):
    """Whether and how the hub takes contributions."""

    mode = models.CharField(max_length=10, choices=Mode.choices, default=Mode.OFF)
    appeal = models.TextField(
        blank=True, max_length=600, help_text="Your own words under the appeal, in English. The hub's own stand before."
    )
    offers = models.TextField(
        "currencies and amounts",
        default=OFFERS,
        help_text="One currency a line: suggested amounts, then the smallest and the largest.",
    )
    issuer = models.TextField(
        blank=True, max_length=400, help_text="Who issues invoices and receipts: name and address."
    )

    panels = [ModePanel("mode"), *(FieldPanel(name) for name in ("appeal", "offers", "issuer"))]

    class Meta:
        verbose_name = "contributions"

    def clean(self) -> None:
        """Refuse amounts that cannot be read, and contributions that nobody could give a receipt for."""
        super().clean()
        try:
            offers_from(self.offers)
        except ValueError as error:
            raise ValidationError({"offers": str(error)}) from error
        if self.mode != Mode.OFF and not self.issuer.strip():
            raise ValidationError({"issuer": "Say who issues invoices and receipts before contributions are taken."})
        if self.lacks_keys:
            raise ValidationError({"mode": NO_KEYS})
        if self.mode == Mode.STRIPE and any(offer.largest > MOST_AT_STRIPE for offer in self.terms):
            raise ValidationError({"offers": "Stripe takes at most 999999.99 at once, and 99999999 JPY."})

    @property
    def lacks_keys(self) -> bool:
        """Whether Stripe is chosen and the environment has no keys for it."""
        return self.mode == Mode.STRIPE and not settings.STRIPE_SECRET_KEY

    @property
    def is_open(self) -> bool:
        """Whether a contribution can be taken now."""
        return self.mode != Mode.OFF and not self.lacks_keys

    @property
    def terms(self) -> list[Offer]:
        """What is offered, a currency each."""
        return offers_from(self.offers)


class Contributor(models.Model):
    """A person or organisation, known by an address."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120, blank=True)
    billing_address = models.TextField(max_length=400, blank=True)
    language = models.CharField(max_length=10)
    wants_updates = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Contributor {self.pk}"


class Contribution(models.Model):
    """What somebody intends to give, once or every month. It says nothing of who it is.

    Its key is the name that Stripe knows it by: hubs that share an account cannot take each other's for their own.
    """

    contributor = models.ForeignKey(Contributor, null=True, on_delete=models.SET_NULL, related_name="contributions")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    way = models.CharField(max_length=10, choices=Way.choices, default=Way.PLEDGE)
    stripe_session = models.CharField(max_length=255, blank=True)
    stripe_subscription = models.CharField(max_length=255, blank=True)
    rhythm = models.CharField(max_length=10, choices=Rhythm.choices)
    currency = models.CharField(max_length=3, choices=Currency.choices)
    amount = models.PositiveBigIntegerField()
    note = models.TextField(max_length=500, blank=True)
    created_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    invoiced_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"Contribution {self.pk}"

    @property
    def money(self) -> str:
        """The amount in the reader's language."""
        return Currency(self.currency).printed(self.amount)

    @property
    def state(self) -> State:
        """How it stands, from what has happened and not from its order."""
        payments = list(self.payments.all())
        if self.cancelled_at and (self.rhythm == Rhythm.MONTHLY or not payments):
            return State.CANCELLED
        if payments:
            return State.REFUNDED if all(payment.left == 0 for payment in payments) else State.PAID
        if self.failed_at:
            return State.UNPAID
        if self.invoiced_at:
            return State.INVOICED
        return State.CONFIRMED if self.confirmed_at else State.OPEN

    @property
    def can_be_cancelled(self) -> bool:
        """Whether something is still to come."""
        if self.cancelled_at or (self.failed_at and not self.stripe_subscription):
            return False
        return self.rhythm == Rhythm.MONTHLY or not list(self.payments.all())

    @property
    def is_by_stripe(self) -> bool:
        """Whether it is paid through Stripe."""
        return self.way == Way.STRIPE


class Payment(models.Model):
    """Money that arrived, found by the name that its source gives it; it stays when a contributor is deleted."""

    contribution = models.ForeignKey(Contribution, on_delete=models.PROTECT, related_name="payments")
    reference = models.CharField(max_length=255, unique=True)
    payment_intent = models.CharField(max_length=255, blank=True)
    currency = models.CharField(max_length=3, choices=Currency.choices)
    amount = models.PositiveBigIntegerField()
    refunded = models.PositiveBigIntegerField(default=0)
    disputed = models.BooleanField(default=False)
    paid_at = models.DateTimeField()
    receipt_sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-paid_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(refunded__lte=F("amount")), name="contributions_refund_within_payment")
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """The receipt's number."""
        return f"{self.paid_at:%Y}-{self.pk:06d}"

    @property
    def money(self) -> str:
        """The amount in the reader's language."""
        return Currency(self.currency).printed(self.amount)

    @property
    def left(self) -> int:
        """What was not refunded."""
        return self.amount - self.refunded

    @property
    def left_number(self) -> str:
        """What was not refunded, as a form takes it."""
        currency = Currency(self.currency)
        return str(Decimal(self.left).scaleb(-currency.decimals))

    @property
    def refunded_money(self) -> str:
        """What went back, in the reader's language."""
        return Currency(self.currency).printed(self.refunded)


class StripeFact(models.Model):
    """One thing that Stripe told, once. Sums and states are worked out from all of them, whatever order they came in.

    It holds Stripe's names of things and amounts, and nothing of a person.
    """

    event = models.CharField(max_length=255, unique=True)
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=36, blank=True, db_index=True)
    session = models.CharField(max_length=255, blank=True)
    payment_intent = models.CharField(max_length=255, blank=True, db_index=True)
    invoice = models.CharField(max_length=255, blank=True, db_index=True)
    subscription = models.CharField(max_length=255, blank=True, db_index=True)
    about = models.CharField(max_length=255, blank=True)
    status = models.CharField(max_length=60, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    amount = models.PositiveBigIntegerField(default=0)
    occurred_at = models.DateTimeField()
    received_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.event
