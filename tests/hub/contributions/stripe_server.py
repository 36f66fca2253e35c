"""A local server that speaks exactly the part of Stripe's interface that the hub uses, and is as strict as Stripe.

It takes form-encoded requests with the right key, answers a repeated ``Idempotency-Key`` as the first time, refuses one
that is used for something else, and serves a page to pay on at the address of a Checkout Session.
"""

from __future__ import annotations

import json
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl

import stripe

SECRET_KEY = "sk_test_only"
WEBHOOK_SECRET = "whsec_tests_only"
KEY = "metadata[evidence_hub_contribution]"
PAGE = """<!doctype html><html lang="en"><title>Pay</title><link rel="icon" href="data:,">
<main><h1>Pay {amount} {currency}</h1>
<form method="post"><button>Pay</button></form><a href="{cancel}">Back</a></main></html>"""


@dataclass
class StripeServer:
    """What the server was asked and what it made.

    Attributes
    ----------
    down
        How many requests to answer 503 from now on.
    refused
        The subscriptions that are not ended, whoever asks.
    hub
        Where the hub is that is told.
    asked
        Method, path and fields of each request that was carried out anew, in order.
    """

    url: str = ""
    down: int = 0
    hub: str = ""
    asked: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    sessions: dict[str, dict[str, Any]] = field(default_factory=dict)
    fields: dict[str, dict[str, str]] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)
    ended: set[str] = field(default_factory=set)
    untold: list[dict[str, Any]] = field(default_factory=list)
    answers: dict[str, tuple[dict[str, str], dict[str, Any]]] = field(default_factory=dict)

    def carry_out(self, method: str, path: str, fields: dict[str, str]) -> tuple[int, dict[str, Any]]:
        self.asked.append((method, path, fields))
        match (method, path.removeprefix("/v1/").split("/")):
            case ("POST", ["checkout", "sessions"]):
                return 200, self._open(fields)
            case ("GET", ["checkout", "sessions", name]) if name in self.sessions:
                return 200, self.sessions[name]
            case ("POST", ["checkout", "sessions", name, "expire"]) if name in self.sessions:
                if self.sessions[name]["status"] != "open":
                    return 400, _problem("checkout_session_not_open")
                self.sessions[name]["status"] = "expired"
                return 200, self.sessions[name]
            case ("POST", ["refunds"]):
                number = len([1 for _, asked, _ in self.asked if asked == "/v1/refunds"])
                about = {"payment_intent": fields["payment_intent"], "amount": int(fields["amount"])}
                made = {"id": f"re_{number}", "object": "refund", "status": "succeeded", "created": int(time.time())}
                return 200, {**made, **about}
            case ("DELETE", ["subscriptions", name]) if name in self.refused:
                return 400, _problem("subscription_locked")
            case ("DELETE", ["subscriptions", name]):
                if name in self.ended:
                    return 404, _problem("resource_missing")
                self.ended.add(name)
                return 200, {"id": name, "object": "subscription", "status": "canceled"}
        return 404, _problem("resource_missing")

    def _open(self, fields: dict[str, str]) -> dict[str, Any]:
        name = f"cs_{len(self.sessions) + 1}"
        made = {"id": name, "object": "checkout.session", "status": "open", "url": f"{self.url}/pay/{name}"}
        self.sessions[name] = {**made, "subscription": None, "payment_intent": None}
        self.fields[name] = fields
        return self.sessions[name]

    def pay(self, name: str) -> str:
        """Pay as a person does on the page; return where to go on. The hub is told later, by ``tell_all``."""
        session, fields = self.sessions[name], self.fields[name]
        session["status"] = "complete"
        self.untold += paid_events(name, session, fields)
        return fields["success_url"]

    def tell_all(self) -> None:
        """Tell the hub of what was paid, each thing twice and the wrong way round."""
        for event in self.untold:
            self.tell(event)
            self.tell(event)
        self.untold.clear()

    def tell(self, event: dict[str, Any]) -> None:
        body, headers = signed(event)
        request = urllib.request.Request(f"{self.hub}/contributions/webhook/", data=body, headers=headers)  # noqa: S310
        with urllib.request.urlopen(request) as answer:  # noqa: S310
            assert answer.status == 200


def paid_events(name: str, session: dict[str, Any], fields: dict[str, str]) -> list[dict[str, Any]]:
    """Return what Stripe tells when a session is paid, latest first."""
    key, currency = fields[KEY], fields["line_items[0][price_data][currency]"]
    amount = int(fields["line_items[0][price_data][unit_amount]"])
    session.update(metadata={"evidence_hub_contribution": key}, payment_status="paid")
    session.update(amount_total=amount, currency=currency)
    if fields["mode"] == "payment":
        session["payment_intent"] = f"pi_{name}"
        return [event_of("checkout.session.completed", session)]
    session["subscription"] = f"sub_{name}"
    return [
        invoice_payment(f"in_{name}", f"pi_{name}"),
        invoice_paid(f"in_{name}", f"sub_{name}", key, amount, currency),
        event_of("checkout.session.completed", session),
    ]


def invoice_paid(name: str, subscription: str, key: str, amount: int, currency: str = "eur") -> dict[str, Any]:
    details = {"subscription": subscription, "metadata": {"evidence_hub_contribution": key}}
    parent = {"type": "subscription_details", "subscription_details": details}
    return event_of("invoice.paid", {"id": name, "amount_paid": amount, "currency": currency, "parent": parent})


def invoice_payment(invoice: str, intent: str) -> dict[str, Any]:
    payment = {"type": "payment_intent", "payment_intent": intent}
    return event_of("invoice_payment.paid", {"id": f"inpay_{invoice}", "invoice": invoice, "payment": payment})


def event_of(kind: str, thing: dict[str, Any], created: int | None = None, name: str = "") -> dict[str, Any]:
    """Return an event as Stripe sends it."""
    return {
        "id": name or f"evt_{kind}_{thing['id']}",
        "object": "event",
        "api_version": stripe.api_version,
        "created": created or int(time.time()),
        "data": {"object": thing},
        "livemode": False,
        "pending_webhooks": 1,
        "request": {"id": None, "idempotency_key": None},
        "type": kind,
    }


def signed(event: dict[str, Any], secret: str = WEBHOOK_SECRET, at: int | None = None) -> tuple[bytes, dict[str, str]]:
    """Return body and headers, signed by the scheme that Stripe documents."""
    body = json.dumps(event, indent=2)
    signature = stripe.WebhookSignature.generate_signature_header(body, secret, at or int(time.time()))
    return body.encode(), {"Stripe-Signature": signature, "Content-Type": "application/json; charset=utf-8"}


def _problem(code: str) -> dict[str, Any]:
    return {"error": {"type": "invalid_request_error", "code": code, "message": code}}


class _Handler(BaseHTTPRequestHandler):
    stripe: StripeServer

    def log_message(self, *args: Any) -> None:
        """Keep tests' output clean."""

    def do_GET(self) -> None:
        if not self.path.startswith("/pay/"):
            return self._api("GET")
        fields = self.stripe.fields[self.path.removeprefix("/pay/")]
        amount, currency = (fields[f"line_items[0][price_data][{name}]"] for name in ("unit_amount", "currency"))
        page = PAGE.format(amount=amount, currency=currency, cancel=escape(fields["cancel_url"]))
        return self._answer(200, page.encode(), "text/html")

    def do_POST(self) -> None:
        if not self.path.startswith("/pay/"):
            return self._api("POST")
        self.rfile.read(int(self.headers["Content-Length"] or 0))
        self.send_response(303)
        self.send_header("Location", self.stripe.pay(self.path.removeprefix("/pay/")))
        self.send_header("Content-Length", "0")
        return self.end_headers()

    def do_DELETE(self) -> None:
        self._api("DELETE")

    def _api(self, method: str) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        status, answer = self._judge(method, body)
        self._answer(status, json.dumps(answer).encode(), "application/json")

    def _judge(self, method: str, body: str) -> tuple[int, dict[str, Any]]:
        if self.stripe.down:
            self.stripe.down -= 1
            return 503, {"error": {"type": "api_error", "message": "down"}}
        if self.headers["Authorization"] != f"Bearer {SECRET_KEY}":
            return 401, _problem("api_key_invalid")
        if body and self.headers["Content-Type"] != "application/x-www-form-urlencoded":
            return 400, _problem("not_form_encoded")
        fields = dict(parse_qsl(body, strict_parsing=True)) if body else {}
        key = self.headers["Idempotency-Key"]
        if method == "POST" and not key:
            return 400, _problem("no_idempotency_key")
        if key in self.stripe.answers:
            before, answer = self.stripe.answers[key]
            same = before == fields
            return (200, answer) if same else (400, {"error": {"type": "idempotency_error", "message": "Keys differ"}})
        status, answer = self.stripe.carry_out(method, self.path, fields)
        if method == "POST" and status == 200:
            self.stripe.answers[key] = (fields, answer)
        return status, answer

    def _answer(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Request-Id", "req_1")
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def stripe_in_place() -> Iterator[StripeServer]:
    """Run the server on a free port."""
    state = StripeServer()
    handler = type("Handler", (_Handler,), {"stripe": state})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        state.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield state
        finally:
            server.shutdown()
            thread.join()
