"""What Stripe's server tells the hub. It is believed only by its signature over the very bytes that were sent."""

from __future__ import annotations

import json
import logging
from typing import Any

import stripe
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from hub.contributions.domain import ask_about_updates, fact_of, is_live, send_receipt, take_fact

logger = logging.getLogger(__name__)

MOST_BYTES = 512 * 1024


@csrf_exempt
@require_POST
def webhook(request: HttpRequest) -> HttpResponse:
    """Take one event, once; Stripe sends it again until the answer is 200."""
    if not settings.STRIPE_WEBHOOK_SECRET:
        raise Http404("This hub does not listen to Stripe.")
    if _length(request) > MOST_BYTES:
        return _said("This is larger than any event of Stripe.", 413)
    event = _event(request)
    if event is None:
        return _said("This is not an event signed by Stripe in the last five minutes.", 400)
    if event.get("livemode") is not is_live():
        logger.error(
            "Stripe tells of its other mode: STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET do not belong together."
        )
        return _said("This event is of another mode, live or test, than the key of this hub.", 400)
    fact = fact_of(event)
    if fact:
        now = timezone.now()
        for payment in take_fact(fact=fact, now=now):
            send_receipt(payment=payment, now=now)  # one that fails is due, and sent by the command
            ask_about_updates(payment=payment, now=now)
    return _said("Received.", 200)


def _length(request: HttpRequest) -> int:
    text = request.META.get("CONTENT_LENGTH") or "0"
    return int(text) if text.isdecimal() else MOST_BYTES + 1


def _event(request: HttpRequest) -> dict[str, Any] | None:
    signature = request.headers.get("Stripe-Signature", "")
    try:
        stripe.Webhook.construct_event(request.body, signature, settings.STRIPE_WEBHOOK_SECRET)
        event = json.loads(request.body)
    except (stripe.SignatureVerificationError, ValueError, AttributeError, TypeError):
        return None
    return event if isinstance(event, dict) else None


def _said(sentence: str, status: int) -> HttpResponse:
    return HttpResponse(f"{sentence}\n", content_type="text/plain; charset=utf-8", status=status)
