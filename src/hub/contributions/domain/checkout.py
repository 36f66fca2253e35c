"""Send a contributor to Stripe's page to pay on."""

from __future__ import annotations

from datetime import datetime

from hub.contributions.domain import gateway
from hub.contributions.models import Contribution


def begin_checkout(*, contribution: Contribution, now: datetime) -> str:
    """Return the address of the page to pay on.

    Raises
    ------
    GatewayError
        When Stripe gives none; the contribution is marked as not paid.
    """
    stored = Contribution.objects.filter(pk=contribution.pk)
    try:
        session, address = gateway.open_checkout(contribution)
    except gateway.GatewayError:
        stored.update(failed_at=now)
        raise
    stored.update(stripe_session=session)
    return address
