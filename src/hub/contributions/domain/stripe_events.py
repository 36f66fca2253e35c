"""Read what Stripe tells into facts. The signature is checked before; what is odd is left out and never an error."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from hub.contributions.domain import standing
from hub.contributions.domain.standing import Fact

Thing = dict[str, Any]
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
KEY = "evidence_hub_contribution"  # what Stripe keeps with everything that belongs to a contribution


def fact_of(event: Thing) -> Fact | None:
    """Return what an event says; None for one that the hub does not ask about."""
    kind, thing = event.get("type"), _thing(_thing(event.get("data")).get("object"))
    event_id = _name(event.get("id"))
    read = _READERS.get(kind) if isinstance(kind, str) else None
    if read is None or not event_id:
        return None
    created = _time(event.get("created")) or datetime.fromtimestamp(0, UTC)
    fact = Fact(**{"event": event_id, "kind": kind, "occurred_at": created, **read(thing)})
    names = (fact.key, fact.payment_intent, fact.invoice, fact.subscription)
    if not any(names) or (fact.session and not fact.key):  # of nothing, or of something else in the same account
        return None
    return fact


def _session(thing: Thing) -> Thing:
    return {
        "key": _key(thing),
        "session": _name(thing.get("id")),
        "payment_intent": _name(thing.get("payment_intent")),
        "subscription": _name(thing.get("subscription")),
        "invoice": _name(thing.get("invoice")),
        "status": _name(thing.get("payment_status")),
        **_money(thing, "amount_total"),
    }


def _invoice(thing: Thing) -> Thing:
    # Versions of Stripe's interface before 2025-03-31 name the subscription and the payment on the invoice itself.
    details = _thing(_thing(thing.get("parent")).get("subscription_details"))
    older = _thing(thing.get("subscription_details"))
    payments = [_thing(each) for each in _thing(thing.get("payments")).get("data") or []]
    intents = [_name(_thing(each.get("payment")).get("payment_intent")) for each in payments]
    paid_at = _time(_thing(thing.get("status_transitions")).get("paid_at"))
    return {
        "key": _key(details) or _key(older),
        "invoice": _name(thing.get("id")),
        "subscription": _name(details.get("subscription")) or _name(thing.get("subscription")),
        "payment_intent": _name(thing.get("payment_intent")) or next((name for name in intents if name), ""),
        **_money(thing, "amount_paid"),
        **({"occurred_at": paid_at} if paid_at else {}),
    }


def _invoice_payment(thing: Thing) -> Thing:
    payment = _thing(thing.get("payment"))
    return {"invoice": _name(thing.get("invoice")), "payment_intent": _name(payment.get("payment_intent"))}


def _subscription(thing: Thing) -> Thing:
    ended = _time(thing.get("ended_at"))
    return {
        "key": _key(thing),
        "subscription": _name(thing.get("id")),
        "status": _name(thing.get("status")),
        **({"occurred_at": ended} if ended else {}),
    }


def _charge(thing: Thing) -> Thing:
    return {
        "key": _key(thing),
        "about": _name(thing.get("id")),
        "payment_intent": _name(thing.get("payment_intent")),
        "invoice": _name(thing.get("invoice")),
        **_money(thing, "amount_refunded"),
    }


def _part(thing: Thing) -> Thing:
    """Read a refund or a dispute, which know the payment that they are about."""
    return {
        "about": _name(thing.get("id")),
        "payment_intent": _name(thing.get("payment_intent")),
        "status": _name(thing.get("status")),
        **_money(thing, "amount"),
    }


_READERS: dict[str, Callable[[Thing], Thing]] = {
    standing.COMPLETED: _session,
    standing.SUCCEEDED: _session,
    standing.FAILED: _session,
    standing.EXPIRED: _session,
    standing.INVOICE_PAID: _invoice,
    standing.INVOICE_PAYMENT: _invoice_payment,
    standing.UPDATED: _subscription,
    standing.DELETED: _subscription,
    standing.REFUNDED: _charge,
    standing.REFUND_FAILED: _part,
    standing.DISPUTED: _part,
    standing.DISPUTE_CLOSED: _part,
}


def _thing(value: Any) -> Thing:
    return value if isinstance(value, dict) else {}


def _key(thing: Thing) -> str:
    key = _name(_thing(thing.get("metadata")).get(KEY))
    return key if _UUID.fullmatch(key) else ""


def _name(value: Any) -> str:
    """Return the name of a thing at Stripe, which stands there alone or within the thing itself."""
    if isinstance(value, dict):
        value = value.get("id")
    return value if isinstance(value, str) and len(value) <= 255 else ""


def _money(thing: Thing, name: str) -> Thing:
    amount, currency = thing.get(name), _name(thing.get("currency"))
    is_whole = isinstance(amount, int) and 0 <= amount < 2**63
    return {"amount": amount if is_whole else 0, "currency": currency.upper()[:3]}


def _time(value: Any) -> datetime | None:
    return datetime.fromtimestamp(value, UTC) if isinstance(value, int) and 0 < value < 2**33 else None
