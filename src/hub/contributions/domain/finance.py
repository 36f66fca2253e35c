"""What finance staff record about a contribution. The audit log names the contribution, never the contributor."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from hub.contributions.enums import Rhythm
from hub.contributions.models import Contribution, Payment


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


@transaction.atomic
def cancel(*, contribution: Contribution, user: Any, now: datetime) -> None:
    """Cancel what is still to come; payments that arrived stay."""
    contribution = _open(contribution)
    contribution.cancelled_at = now
    contribution.save(update_fields=["cancelled_at"])
    log(instance=contribution, action="contributions.cancelled", user=user)


@transaction.atomic
def note_refund(*, payment: Payment, user: Any) -> None:
    """Record that a payment by invoice was paid back entirely; the bank moves the money, not the hub."""
    payment = Payment.objects.select_for_update().get(pk=payment.pk)
    if payment.refunded == payment.amount:
        raise RefusedError("This payment is refunded already.")
    payment.refunded = payment.amount
    payment.save(update_fields=["refunded"])
    log(instance=payment.contribution, action="contributions.refunded", user=user)


def _open(contribution: Contribution) -> Contribution:
    contribution = Contribution.objects.select_for_update().get(pk=contribution.pk)
    if contribution.cancelled_at:
        raise RefusedError("This contribution is cancelled.")
    return contribution
