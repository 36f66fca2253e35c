"""How a contribution through Stripe stands, worked out from all that Stripe has told about it.

The same set of facts gives the same standing, whatever their order: nothing here asks which came first to the hub.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

COMPLETED = "checkout.session.completed"
SUCCEEDED = "checkout.session.async_payment_succeeded"
FAILED = "checkout.session.async_payment_failed"
EXPIRED = "checkout.session.expired"
INVOICE_PAID = "invoice.paid"
INVOICE_PAYMENT = "invoice_payment.paid"
UPDATED = "customer.subscription.updated"
DELETED = "customer.subscription.deleted"
REFUNDED = "charge.refunded"
REFUND_FAILED = "refund.failed"
DISPUTED = "charge.dispute.created"
DISPUTE_CLOSED = "charge.dispute.closed"
OWN_REFUND = "hub.refund"  # Stripe agreed to a refund that the hub asked for; Stripe tells the same a little later.

_OVER = {"canceled", "incomplete_expired"}
_WON = {"won", "warning_closed", "prevented"}


@dataclass(frozen=True)
class Fact:
    """One thing that Stripe told: names of things at Stripe, an amount in minor units, a time."""

    event: str
    kind: str
    occurred_at: datetime
    key: str = ""
    session: str = ""
    payment_intent: str = ""
    invoice: str = ""
    subscription: str = ""
    about: str = ""
    status: str = ""
    currency: str = ""
    amount: int = 0


@dataclass(frozen=True)
class Paid:
    """A payment, and what went back of it."""

    reference: str
    payment_intent: str
    currency: str
    amount: int
    refunded: int
    disputed: bool
    paid_at: datetime


@dataclass(frozen=True)
class Standing:
    """All that follows from the facts of one contribution."""

    payments: tuple[Paid, ...]
    subscription: str
    confirmed_at: datetime | None
    failed_at: datetime | None
    ended_at: datetime | None


def standing(facts: Iterable[Fact]) -> Standing:
    """Work out how a contribution stands from the facts that belong to it."""
    kept = sorted(facts, key=lambda fact: (fact.occurred_at, fact.event))
    payments = (*_once(kept), *_monthly(kept))
    failed = _first(kept, FAILED, EXPIRED)
    over = [fact for fact in kept if fact.kind == DELETED or (fact.kind == UPDATED and fact.status in _OVER)]
    return Standing(
        payments=payments,
        subscription=next((fact.subscription for fact in kept if fact.subscription), ""),
        confirmed_at=_first(kept, COMPLETED),
        failed_at=None if payments else failed,
        ended_at=over[0].occurred_at if over else None,
    )


def _first(facts: list[Fact], *kinds: str) -> datetime | None:
    return next((fact.occurred_at for fact in facts if fact.kind in kinds), None)


def _once(facts: list[Fact]) -> list[Paid]:
    """Return the payment of a Checkout Session without a subscription, if the money is there."""
    paid = [
        fact
        for fact in facts
        if fact.payment_intent and (fact.kind == SUCCEEDED or (fact.kind == COMPLETED and fact.status == "paid"))
    ]
    found = {fact.payment_intent: fact for fact in reversed(paid) if not fact.subscription and fact.amount}
    return [_paid(intent, intent, fact, facts) for intent, fact in sorted(found.items())]


def _monthly(facts: list[Fact]) -> list[Paid]:
    """Return the payment of each invoice of a subscription; an invoice over nothing is none."""
    found = {fact.invoice: fact for fact in reversed(facts) if fact.kind == INVOICE_PAID and fact.amount}
    intents = {fact.invoice: fact.payment_intent for fact in facts if fact.invoice and fact.payment_intent}
    return [_paid(invoice, intents.get(invoice, ""), fact, facts) for invoice, fact in sorted(found.items())]


def _paid(reference: str, intent: str, fact: Fact, facts: list[Fact]) -> Paid:
    about = [each for each in facts if intent and each.payment_intent == intent]
    return Paid(
        reference=reference,
        payment_intent=intent,
        currency=fact.currency,
        amount=fact.amount,
        refunded=min(fact.amount, _refunded(about)),
        disputed=_is_disputed(about),
        paid_at=fact.occurred_at,
    )


def _refunded(facts: list[Fact]) -> int:
    """Return what went back.

    Each refund tells the sum so far, so the largest is the latest; a refund that failed afterwards comes off again.
    """
    failed = {fact.about: fact for fact in facts if fact.kind == REFUND_FAILED}
    told = [
        fact.amount - sum(each.amount for each in failed.values() if each.occurred_at >= fact.occurred_at)
        for fact in facts
        if fact.kind in {REFUNDED, OWN_REFUND}
    ]
    return max([0, *told])


def _is_disputed(facts: list[Fact]) -> bool:
    opened = {fact.about for fact in facts if fact.kind == DISPUTED}
    closed = {fact.about for fact in facts if fact.kind == DISPUTE_CLOSED and fact.status in _WON}
    lost = {fact.about for fact in facts if fact.kind == DISPUTE_CLOSED and fact.status == "lost"}
    return bool((opened | lost) - closed)
