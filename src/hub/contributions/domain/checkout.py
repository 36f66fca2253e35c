"""Send a contributor to Stripe's page to pay on."""

from __future__ import annotations

from django.db import transaction
from wagtail.log_actions import log

from hub.contributions.domain import gateway
from hub.contributions.models import Contribution


def begin_checkout(*, contribution: Contribution) -> str:
    """Return the address of the page to pay on.

    Raises
    ------
    GatewayError
        When Stripe gives none. Nobody can pay then, and nothing is kept of the contribution.
    """
    try:
        session, address = gateway.open_checkout(contribution)
    except gateway.GatewayError:
        _take_back(contribution)
        raise
    Contribution.objects.filter(pk=contribution.pk).update(stripe_session=session)
    return address


@transaction.atomic
def _take_back(contribution: Contribution) -> None:
    """Delete what could not be begun, and who wanted to give it, if they gave nothing else."""
    contributor = contribution.contributor
    log(instance=contribution, action="contributions.not_begun")
    contribution.delete()
    if not contributor.contributions.exists():
        contributor.delete()
