"""Take each thing that Stripe tells once, and bring contributions and payments in line with all that it has told."""

from __future__ import annotations

import logging
from dataclasses import asdict, fields
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from wagtail.log_actions import log

from hub.contributions.domain.standing import Fact, Paid, standing
from hub.contributions.enums import Currency, Way
from hub.contributions.models import Contribution, ContributionSettings, Payment, StripeFact

logger = logging.getLogger(__name__)

_LINKS = ("key", "payment_intent", "invoice", "subscription")


@transaction.atomic
def take_fact(*, fact: Fact, now: datetime) -> list[Payment]:
    """Store a fact unless it is known, and return the payments that are new by it."""
    _wait_for_turn()
    if StripeFact.objects.filter(event=fact.event).exists():
        return []
    StripeFact.objects.create(**asdict(fact), received_at=now)
    facts = _belonging_together(fact)
    keys = {each.key for each in facts if each.key}
    found = list(Contribution.objects.select_for_update().filter(key__in=keys, way=Way.STRIPE))
    if len(found) > 1:
        logger.error("What Stripe told by %s belongs to more than one contribution.", fact.event)
    if len(found) != 1:  # else not of this hub, or nothing yet tells of which
        return []
    return _settle(found[0], facts)


def _wait_for_turn() -> None:
    """Let one fact be taken at a time: two that are taken at once would not see each other."""
    list(ContributionSettings.objects.select_for_update().order_by("pk").values("pk")[:1])


def _belonging_together(fact: Fact) -> list[Fact]:
    """Return every fact that is linked with this one, over payments, invoices and subscriptions."""
    facts = [fact]
    while True:
        names = {link: {name for each in facts if (name := getattr(each, link))} for link in _LINKS}
        linked = Q(event=fact.event)
        for link, known in names.items():
            linked |= Q(**{f"{link}__in": known})
        rows = StripeFact.objects.filter(linked).values(*(field.name for field in fields(Fact)))
        if len(rows) <= len(facts):
            return facts
        facts = [Fact(**row) for row in rows]


def _settle(contribution: Contribution, facts: list[Fact]) -> list[Payment]:
    now_standing = standing(facts)
    ended = [time for time in (contribution.cancelled_at, now_standing.ended_at) if time]
    was_cancelled = contribution.cancelled_at
    contribution.confirmed_at = now_standing.confirmed_at
    contribution.failed_at = now_standing.failed_at
    contribution.cancelled_at = min(ended, default=None)
    contribution.stripe_subscription = now_standing.subscription
    contribution.save(update_fields=["confirmed_at", "failed_at", "cancelled_at", "stripe_subscription"])
    if contribution.cancelled_at and not was_cancelled:
        log(instance=contribution, action="contributions.cancelled")
    return [payment for paid in now_standing.payments if (payment := _store(contribution, paid))]


def _store(contribution: Contribution, paid: Paid) -> Payment | None:
    """Bring one payment in line; return it if it is new."""
    if paid.currency not in Currency.values:
        logger.error("Stripe payment %s is in %s, a currency that the hub lacks.", paid.reference, paid.currency)
        return None
    told = asdict(paid)
    payment, is_new = Payment.objects.get_or_create(
        reference=told.pop("reference"), defaults={**told, "contribution": contribution}
    )
    before = payment.refunded if not is_new else 0
    if not is_new:
        for name, value in told.items():
            setattr(payment, name, value)
        payment.save(update_fields=list(told))
    if is_new:
        log(instance=contribution, action="contributions.paid")
    if payment.refunded != before:
        log(instance=contribution, action="contributions.refunded")
    return payment if is_new else None
