"""A contributor's own page, behind a link that is mailed to the address that they gave."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from wagtail.log_actions import log

from hub.common.mail import send_mail
from hub.contributions.domain.finance import RefusedError, cancel
from hub.contributions.domain.wishes import receives_updates, want_no_updates, want_updates
from hub.contributions.enums import Way
from hub.contributions.models import Contribution, Contributor

SALT = "hub.contributions.own"
LINK_SECONDS = 60 * 60
CONFIRM_WITHIN = timedelta(days=30)


class OwnLinkError(Exception):
    """A link to a contributor's page does not work, or no longer."""


def mail_own_link(*, contributor: Contributor, pledged: Contribution | None = None) -> None:
    """Mail the link; nothing that was typed into a form goes with it, so nobody can write to a stranger."""
    with translation.override(contributor.language):
        token = signing.dumps(contributor.pk, salt=SALT)
        subject = gettext("Please confirm your contribution") if pledged else gettext("Your contributions")
        context = {
            "link": settings.BASE_URL + reverse("contributions:own", args=[token]),
            "ask": settings.BASE_URL + reverse("contributions:mine"),
            "pledged": pledged,
        }
    send_mail(
        to=contributor.email,
        subject=subject,
        template="contributions/mail/own_link.txt",
        context=context,
        language=contributor.language,
    )


def contributor_of(token: str) -> Contributor:
    """Return whose page a link leads to."""
    try:
        return Contributor.objects.get(pk=signing.loads(token, salt=SALT, max_age=LINK_SECONDS))
    except (signing.BadSignature, Contributor.DoesNotExist) as problem:
        raise OwnLinkError from problem


def unconfirmed(contributor: Contributor) -> QuerySet[Contribution]:
    """Return the pledges that nobody has confirmed yet."""
    return contributor.contributions.filter(way=Way.PLEDGE, confirmed_at=None, cancelled_at=None)


@transaction.atomic
def confirm(*, contributor: Contributor, now: datetime) -> None:
    """Confirm what was pledged in the name of this address, by the link that was mailed there."""
    if contributor.wants_updates and unconfirmed(contributor).exists():
        want_updates(contributor=contributor, is_proven=True, now=now)
    for contribution in unconfirmed(contributor):
        contribution.confirmed_at = now
        contribution.save(update_fields=["confirmed_at"])
        log(instance=contribution, action="contributions.confirmed")


@transaction.atomic
def set_updates(*, contributor: Contributor, wanted: bool, now: datetime) -> None:
    """Agree to updates on impact, or withdraw."""
    if wanted:
        want_updates(contributor=contributor, is_proven=True, now=now)
    else:
        want_no_updates(contributor=contributor)


def set_details(*, contributor: Contributor, name: str, billing_address: str) -> None:
    """Change what stands on invoices and receipts."""
    Contributor.objects.filter(pk=contributor.pk).update(name=name, billing_address=billing_address)


def erase(*, contributor: Contributor, now: datetime) -> None:
    """Delete who a contributor is; sums stay without a name, and what is still to come is cancelled, at Stripe first.

    Raises
    ------
    GatewayError
        When Stripe could not be told; nothing is deleted then, so that nobody goes on paying unknown.
    """
    for contribution in contributor.contributions.filter(way=Way.STRIPE):
        with suppress(RefusedError):  # nothing is to come, or it was paid just now and stays
            cancel(contribution=contribution, user=None, now=now)
    with transaction.atomic():
        want_no_updates(contributor=contributor)
        _erase(contributor, now)


@transaction.atomic
def erase_unconfirmed(*, now: datetime) -> int:
    """Erase those of whom nothing was confirmed, invoiced or paid in thirty days; return how many.

    Anybody may have written their address: it is theirs to have it gone, and a subscription of theirs stays.
    """
    serious = Q(confirmed_at__isnull=False) | Q(invoiced_at__isnull=False) | Q(payments__isnull=False)
    known = Contribution.objects.filter(serious | Q(created_at__gte=now - CONFIRM_WITHIN), contributor=OuterRef("pk"))
    gone = list(Contributor.objects.filter(~Exists(known)))
    for contributor in gone:
        _erase(contributor, now)
    return len(gone)


def _erase(contributor: Contributor, now: datetime) -> None:
    for contribution in contributor.contributions.select_for_update():
        if contribution.can_be_cancelled and not contribution.is_by_stripe:
            contribution.cancelled_at = now
        contribution.note = ""
        contribution.contributor = None
        contribution.save(update_fields=["note", "contributor", "cancelled_at"])
        log(instance=contribution, action="contributions.erased")
    contributor.delete()


def export(contributor: Contributor) -> dict[str, Any]:
    """Return all that is kept about a contributor."""
    return {
        "email": contributor.email,
        "name": contributor.name,
        "billing_address": contributor.billing_address,
        "language": contributor.language,
        "wants_updates": contributor.wants_updates,
        "receives_updates": receives_updates(contributor),
        "since": contributor.created_at,
        "contributions": [_exported(contribution) for contribution in contributor.contributions.all()],
    }


def _exported(contribution: Contribution) -> dict[str, Any]:
    names = (
        "way",
        "stripe_session",
        "stripe_subscription",
        "rhythm",
        "currency",
        "amount",
        "note",
        "created_at",
        "confirmed_at",
        "invoiced_at",
        "failed_at",
        "cancelled_at",
    )
    payments = (
        "number",
        "reference",
        "payment_intent",
        "currency",
        "amount",
        "refunded",
        "disputed",
        "paid_at",
        "receipt_sent_at",
    )
    return {
        "number": contribution.pk,
        **{name: getattr(contribution, name) for name in names},
        "payments": [{name: getattr(payment, name) for name in payments} for payment in contribution.payments.all()],
    }
