"""What the hub asks of Stripe: a page to pay on, a refund, and an end. Card data stay between reader and Stripe.

Nothing here runs inside a database transaction: a server that is slow would hold everyone else up.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import stripe
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from hub.contributions.domain.stripe_events import KEY
from hub.contributions.enums import Rhythm
from hub.contributions.models import Contribution, Payment

logger = logging.getLogger(__name__)

TIMEOUT_SECONDS = 10
stripe.enable_telemetry = False  # how long earlier calls took is nobody's business


class GatewayError(Exception):
    """Stripe could not be reached, or refused."""


def is_live() -> bool:
    """Whether the key moves money, rather than being one of Stripe's test mode."""
    return settings.STRIPE_SECRET_KEY.startswith(("sk_live_", "rk_live_"))


def checkout_sources() -> list[str]:
    """Return where a browser may be sent to pay: Stripe's pages, or those of the server in its place."""
    parts = urlsplit(settings.STRIPE_API_BASE)
    if parts.hostname == "api.stripe.com":
        return ["https://checkout.stripe.com"]
    return [f"{parts.scheme}://{parts.netloc}"]


def open_checkout(contribution: Contribution) -> tuple[str, str]:
    """Ask for a page to pay on; return the name of the session and the page's address."""
    contributor = contribution.contributor
    price = {
        "currency": contribution.currency.lower(),
        "unit_amount": contribution.amount,
        "product_data": {"name": gettext("Contribution")},
    }
    mark = {"metadata": {KEY: str(contribution.key)}}
    if contribution.rhythm == Rhythm.MONTHLY:
        wish = {"mode": "subscription", "subscription_data": mark}
        price["recurring"] = {"interval": "month"}
    else:
        wish = {"mode": "payment", "payment_intent_data": mark}
    session = _asked(
        lambda client: client.v1.checkout.sessions.create(
            {
                **wish,
                **mark,
                "client_reference_id": str(contribution.key),
                "customer_email": contributor.email,
                "adaptive_pricing": {"enabled": False},  # paid in the currency that was chosen here
                "locale": (translation.get_language() or "en")[:2],
                "line_items": [{"quantity": 1, "price_data": price}],
                "success_url": settings.BASE_URL + reverse("contributions:paid", args=[contribution.key]),
                "cancel_url": settings.BASE_URL + reverse("contributions:unpaid"),
            },
            {"idempotency_key": f"session-{contribution.key}"},
        )
    )
    address = str(session.url)
    if not any(address.startswith(f"{source}/") for source in checkout_sources()):
        raise GatewayError("Stripe answered with a page to pay on that is not its own.")
    return str(session.id), address


def stop(contribution: Contribution) -> bool:
    """End at Stripe what is still to come: a subscription, or a page to pay on that is still open.

    Returns
    -------
    bool
        Whether nothing more comes: False if it was paid just now, and Stripe has not told the hub yet.
    """
    subscription, is_over = contribution.stripe_subscription, True
    if not subscription and contribution.stripe_session:
        session = _asked(lambda client: client.v1.checkout.sessions.retrieve(contribution.stripe_session))
        if session.status == "open":
            _asked(lambda client: client.v1.checkout.sessions.expire(contribution.stripe_session))
        subscription = str(session.subscription or "")
        is_over = bool(subscription) or session.status != "complete"
    if subscription:
        _asked(lambda client: client.v1.subscriptions.cancel(subscription), gone_is_fine=True)
    return is_over


def refund(payment: Payment, amount: int, *, number: int) -> tuple[str, datetime]:
    """Send back a part or all of a payment; return the refund's name and time.

    Asked for twice, as when a button is pressed twice or an answer is lost, it is one refund at Stripe: it carries how
    many the hub had asked for before, and what had gone back.
    """
    wish = {"payment_intent": payment.payment_intent, "amount": amount}
    key = {"idempotency_key": f"refund-{payment.reference}-{number}-{payment.refunded}-{amount}"}
    answer = _asked(lambda client: client.v1.refunds.create(wish, key))
    if answer.status in {"failed", "canceled"}:
        raise GatewayError("Stripe could not make this refund.")
    return str(answer.id), datetime.fromtimestamp(answer.created, UTC)


def _asked(ask: Callable[[stripe.StripeClient], Any], gone_is_fine: bool = False) -> Any:
    """Ask Stripe, and say what went wrong in a sentence; the details go to the server's log without any name."""
    client = stripe.StripeClient(
        settings.STRIPE_SECRET_KEY,
        base_addresses={"api": settings.STRIPE_API_BASE},
        max_network_retries=1,
        http_client=stripe.RequestsClient(timeout=TIMEOUT_SECONDS),
    )
    try:
        return ask(client)
    except stripe.InvalidRequestError as problem:
        if gone_is_fine and problem.code == "resource_missing":
            return None
        logger.error("Stripe refused: %s %s (%s)", problem.code, problem.param, problem.request_id)
        raise GatewayError(f"Stripe refused this ({problem.code or 'no reason given'}).") from problem
    except stripe.StripeError as problem:
        logger.error("Stripe could not be asked: %s (%s)", type(problem).__name__, problem.request_id)
        raise GatewayError(
            "Stripe could not be reached just now. Please try again; nothing happens twice."
        ) from problem
