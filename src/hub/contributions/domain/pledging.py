"""Store who contributes and what, before anything is paid."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from wagtail.log_actions import log

from hub.contributions.enums import Currency, Rhythm, Way
from hub.contributions.models import Contribution, Contributor


@transaction.atomic
def pledge(
    *,
    email: str,
    name: str,
    billing_address: str,
    note: str,
    wants_updates: bool,
    amount: int,
    currency: Currency,
    rhythm: Rhythm,
    language: str,
    now: datetime,
    way: Way = Way.PLEDGE,
) -> Contribution:
    """Store what somebody intends to give.

    Whoever fills in the form may write any address, so what is known of a contributor changes only while nobody has
    confirmed it by the link that was mailed there; a wish for updates is handed on when the address is proven or asked.
    """
    details = {"name": name, "billing_address": billing_address, "language": language}
    contributor, is_new = Contributor.objects.get_or_create(
        email=email.lower(), defaults={**details, "created_at": now}
    )
    if not is_new and not contributor.contributions.filter(confirmed_at__isnull=False).exists():
        Contributor.objects.filter(pk=contributor.pk).update(**details)
    if wants_updates:
        Contributor.objects.filter(pk=contributor.pk).update(wants_updates=True)
    contribution = Contribution.objects.create(
        contributor=contributor, rhythm=rhythm, currency=currency, amount=amount, note=note, created_at=now, way=way
    )
    log(instance=contribution, action="contributions.pledged")
    return contribution
