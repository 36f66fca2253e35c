"""What finance staff record about a contribution. The audit log names the contribution, never the contributor."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from hub.contributions.domain import gateway
from hub.contributions.domain.ledger import take_fact
from hub.contributions.domain.standing import OWN_REFUND, Fact
from hub.contributions.enums import Rhythm
from hub.contributions.models import Contribution, Payment, StripeFact


class RefusedError(Exception):
    """What was asked for does not fit how a contribution stands; the message says why."""


@transaction.atomic
def mark_invoiced(*, contribution: Contribution, user: Any, now: datetime) -> None:
    """Record that the invoice was sent."""
    contribution = _open(contribution)
    if not contribution.confirmed_at:
        raise RefusedError("The contributor has not confirmed this pledge by the link in the mail yet.")
    if contribution.invoiced_at:
        raise RefusedError("This contribution is marked as invoiced already.")
    contribution.invoiced_at = now
    contribution.save(update_fields=["invoiced_at"])
    log(instance=contribution, action="contributions.invoiced", user=user)


@transaction.atomic
def mark_paid(*, contribution: Contribution, user: Any, now: datetime) -> Payment:
    """Record that the money arrived: once, or once in each calendar month for a monthly contribution."""
    contribution = _open(contribution)
    if not contribution.invoiced_at:
        raise RefusedError("Mark the contribution as invoiced first.")
    month = f"-{now:%Y-%m}" if contribution.rhythm == Rhythm.MONTHLY else ""
    payment, is_new = Payment.objects.get_or_create(
        reference=f"pledge-{contribution.pk}{month}",
        defaults={
            "contribution": contribution,
            "currency": contribution.currency,
            "amount": contribution.amount,
            "paid_at": now,
        },
    )
    if not is_new:
        raise RefusedError("This payment is recorded already.")
    log(instance=contribution, action="contributions.paid", user=user)
    return payment


def cancel(*, contribution: Contribution, user: Any, now: datetime) -> None:
    """Cancel what is still to come, at Stripe first; payments that arrived stay."""
    contribution.refresh_from_db()
    if not contribution.can_be_cancelled:
        raise RefusedError("There is nothing left of this contribution to cancel.")
    if contribution.is_by_stripe and not gateway.stop(contribution):
        raise RefusedError("This was paid on Stripe’s page just now; refund it once Stripe has told the hub.")
    with transaction.atomic():
        contribution = Contribution.objects.select_for_update().get(pk=contribution.pk)
        if not contribution.cancelled_at:
            contribution.cancelled_at = now
            contribution.save(update_fields=["cancelled_at"])
        log(instance=contribution, action="contributions.cancelled", user=user)


def refund(*, payment: Payment, amount: int, seen: int, user: Any, now: datetime) -> None:
    """Send back a part or all of a payment: Stripe moves the money, or the bank did for one by invoice.

    Parameters
    ----------
    amount
        What goes back now, in minor units.
    seen
        What had gone back when the wish was made: a form sent twice, or an old page, is refused.
    """
    payment.refresh_from_db()
    _require_refundable(payment, amount, seen)
    if payment.contribution.is_by_stripe:
        _refund_at_stripe(payment, amount, now)
    else:
        _note_refund(payment, amount, seen)
    log(instance=payment.contribution, action="contributions.refund_recorded", user=user)


def _require_refundable(payment: Payment, amount: int, seen: int) -> None:
    if payment.left == 0:
        raise RefusedError("This payment is refunded already.")
    if payment.refunded != seen:
        raise RefusedError("What was refunded of this payment has changed since the page was opened; look again.")
    if not 0 < amount <= payment.left:
        raise RefusedError("Refund more than nothing, and at most what is left of the payment.")


@transaction.atomic
def _note_refund(payment: Payment, amount: int, seen: int) -> None:
    payment = Payment.objects.select_for_update().get(pk=payment.pk)
    _require_refundable(payment, amount, seen)
    payment.refunded += amount
    payment.save(update_fields=["refunded"])


def _refund_at_stripe(payment: Payment, amount: int, now: datetime) -> None:
    intent = payment.payment_intent
    if not intent:
        raise RefusedError("Stripe has not told which payment this is; refund it in Stripe's dashboard.")
    number = StripeFact.objects.filter(kind=OWN_REFUND, payment_intent=intent).count()
    name, made_at = gateway.refund(payment, amount, number=number)
    sum_so_far = payment.refunded + amount
    fact = Fact(name, OWN_REFUND, made_at, payment_intent=intent, about=name, amount=sum_so_far)
    take_fact(fact=fact, now=now)


def _open(contribution: Contribution) -> Contribution:
    contribution = Contribution.objects.select_for_update().get(pk=contribution.pk)
    if contribution.cancelled_at:
        raise RefusedError("This contribution is cancelled.")
    if contribution.is_by_stripe:
        raise RefusedError("Stripe tells the hub itself what was paid.")
    return contribution
