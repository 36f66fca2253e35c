"""Stripe's events: repeated, reordered, late or forged, they end in the same state, and each counts once."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from hub.contributions.domain import fact_of, send_receipts, take_fact
from hub.contributions.enums import Rhythm, State, Way
from hub.contributions.models import Contribution, Contributor, Payment, StripeFact
from tests.hub.contributions.stripe_server import (
    WEBHOOK_SECRET,
    StripeServer,
    event_of,
    invoice_paid,
    invoice_payment,
    signed,
)
from tests.hub.contributions.test_checkout import WHO, tell
from tests.smtp_server import ReceivedMails, smtp_server  # noqa: F401 - a fixture

NOW = 1_790_000_000


def contribution(rhythm: Rhythm) -> Contribution:
    who, _ = Contributor.objects.get_or_create(
        email=WHO, defaults={"name": "Ada", "language": "en-gb", "created_at": timezone.now()}
    )
    return Contribution.objects.create(
        contributor=who, rhythm=rhythm, currency="EUR", amount=2500, created_at=timezone.now(), way=Way.STRIPE
    )


def session(key: str, **told: Any) -> dict[str, Any]:
    mark = {"evidence_hub_contribution": key}
    return {"id": "cs_1", "object": "checkout.session", "client_reference_id": key, "metadata": mark, **told}


def once_events(key: str) -> list[dict[str, Any]]:
    paid = {"payment_intent": "pi_1", "amount_total": 2500, "currency": "eur"}
    charge = {"id": "ch_1", "payment_intent": "pi_1", "currency": "eur"}
    return [
        event_of("checkout.session.completed", session(key, payment_status="unpaid", **paid), NOW),
        event_of("checkout.session.async_payment_succeeded", session(key, payment_status="paid", **paid), NOW + 60),
        event_of("charge.refunded", {**charge, "amount_refunded": 500}, NOW + 120, "evt_refund_1"),
        event_of("charge.refunded", {**charge, "amount_refunded": 1200}, NOW + 180, "evt_refund_2"),
    ]


def monthly_events(key: str) -> list[dict[str, Any]]:
    mark = {"evidence_hub_contribution": key}
    begun = session(key, payment_status="paid", subscription="sub_1", invoice="in_1", amount_total=2500, currency="eur")
    return [
        event_of("checkout.session.completed", begun, NOW),
        {**invoice_paid("in_1", "sub_1", key, 2500), "created": NOW + 1},
        {**invoice_payment("in_1", "pi_1"), "created": NOW + 2},
        {**invoice_paid("in_2", "sub_1", key, 2500), "created": NOW + 9},
        event_of("charge.refunded", {"id": "ch_1", "payment_intent": "pi_1", "amount_refunded": 900}, NOW + 20),
        event_of("customer.subscription.updated", {"id": "sub_1", "status": "past_due", "metadata": mark}, NOW + 30),
        event_of("customer.subscription.deleted", {"id": "sub_1", "status": "canceled", "metadata": mark}, NOW + 40),
    ]


def kept(one: Contribution) -> tuple[Any, ...]:
    one = Contribution.objects.get(pk=one.pk)
    payments = sorted(
        (each.reference, each.payment_intent, each.amount, each.refunded, each.disputed, each.paid_at)
        for each in one.payments.all()
    )
    return one.state, one.cancelled_at, one.confirmed_at, one.failed_at, one.stripe_subscription, payments


class TestAnyOrder(TestCase):
    """Events in any order, any of them more than once."""

    def outcome(self, events: Sequence[dict[str, Any]], one: Contribution) -> tuple[Any, ...]:
        new = [payment for event in events for payment in take_fact(fact=fact_of(event), now=timezone.now())]
        assert len(new) == len({payment.pk for payment in new}) == one.payments.count()
        return kept(one)

    def check(self, rhythm: Rhythm, build: Any, data: Any) -> None:
        straight, mixed = contribution(rhythm), contribution(rhythm)
        expected = self.outcome(build(str(straight.key)), straight)
        StripeFact.objects.all().delete()
        Payment.objects.all().delete()
        events = build(str(mixed.key))
        seed = data.draw(st.randoms(use_true_random=False))
        repeated = events + [event for event in events if seed.random() < 0.5]
        seed.shuffle(repeated)

        assert self.outcome(repeated, mixed) == expected

    @trying(max_examples=12, suppress_health_check=list(HealthCheck))
    @given(data=st.data())
    def test_contribution_given_once_ends_the_same(self, data: Any) -> None:
        self.check(Rhythm.ONCE, once_events, data)

    @trying(max_examples=12, suppress_health_check=list(HealthCheck))
    @given(data=st.data())
    def test_monthly_contribution_ends_the_same(self, data: Any) -> None:
        self.check(Rhythm.MONTHLY, monthly_events, data)


def test_events_in_order_end_right(db: None) -> None:
    one, monthly = contribution(Rhythm.ONCE), contribution(Rhythm.MONTHLY)
    checks = TestAnyOrder()
    state, _, _, _, _, [payment] = checks.outcome(once_events(str(one.key)), one)
    assert (state, payment[:5]) == (State.PAID, ("pi_1", "pi_1", 2500, 1200, False))
    StripeFact.objects.all().delete()

    state, _, _, _, subscription, payments = checks.outcome(monthly_events(str(monthly.key)), monthly)
    assert (state, subscription) == (State.CANCELLED, "sub_1")
    assert [each[:4] for each in payments] == [("in_1", "pi_1", 2500, 900), ("in_2", "", 2500, 0)]


def test_webhook_tells_each_thing_once(stripe_server: StripeServer, smtp_server: ReceivedMails) -> None:  # noqa: F811
    one = contribution(Rhythm.ONCE)
    events = once_events(str(one.key))[::-1] * 3
    events = events[5:] + events[:5]

    assert {tell(event).status_code for event in events} == {200}
    assert (Payment.objects.get().refunded, StripeFact.objects.count(), smtp_server.recipients) == (1200, 4, [WHO])


def forged(event: dict[str, Any]) -> list[tuple[str, bytes, dict[str, str]]]:
    body, right = signed(event)
    other = json.dumps({**event, "id": "evt_other"}).encode()
    return [
        ("another secret", *signed(event, secret="whsec_other")),
        ("too old", *signed(event, at=NOW - 10**8)),
        ("another body", other, right),
        ("no signature", body, {}),
        ("odd signature", body, {"Stripe-Signature": "t=x,v1="}),
        ("no text", b"\xff\xfe", right),
        ("no body", b"", right),
    ]


def test_event_that_is_forged_is_refused_and_nothing_stored(stripe_server: StripeServer) -> None:
    one = contribution(Rhythm.ONCE)
    for why, body, headers in forged(once_events(str(one.key))[1]):
        answer = Client().post("/contributions/webhook/", body, content_type="application/json", headers=headers)
        assert (why, answer.status_code, answer.text) == (
            why,
            400,
            "This is not an event signed by Stripe in the last five minutes.\n",
        )
    assert (StripeFact.objects.count(), Payment.objects.count()) == (0, 0)


def test_event_that_comes_too_late_is_taken_when_stripe_sends_it_again(stripe_server: StripeServer) -> None:
    event = once_events(str(contribution(Rhythm.ONCE).key))[1]
    late, again = tell(event, at=int(time.time()) - 301), tell(event)

    assert (late.status_code, again.status_code, Payment.objects.count()) == (400, 200, 1)


@pytest.mark.parametrize(("key", "livemode"), [("sk_live_x", False), ("rk_live_x", False), ("sk_test_x", True)])
def test_event_of_the_other_mode_is_refused(
    stripe_server: StripeServer, settings: Any, key: str, livemode: bool
) -> None:
    settings.STRIPE_SECRET_KEY = key
    event = once_events(str(contribution(Rhythm.ONCE).key))[1]
    refused, taken = tell({**event, "livemode": livemode}), tell({**event, "livemode": not livemode})

    assert (refused.status_code, taken.status_code, Payment.objects.count()) == (400, 200, 1)
    assert refused.text == "This event is of another mode, live or test, than the key of this hub.\n"


def test_sum_and_currency_are_those_that_stripe_took(stripe_server: StripeServer) -> None:
    one = contribution(Rhythm.ONCE)
    event = once_events(str(one.key))[1]
    event["data"]["object"].update(amount_total=1999, currency="jpy")
    tell(event)

    assert (one.payments.get().money, one.money) == ("1999\N{NO-BREAK SPACE}JPY", "25.00\N{NO-BREAK SPACE}EUR")


def test_payment_in_a_currency_that_the_hub_lacks_is_logged_and_taken_nowhere(
    stripe_server: StripeServer, caplog: pytest.LogCaptureFixture
) -> None:
    event = once_events(str(contribution(Rhythm.ONCE).key))[1]
    event["data"]["object"].update(currency="kwd")

    assert (tell(event).status_code, Payment.objects.count()) == (200, 0)
    assert "Stripe payment pi_1 is in KWD, a currency that the hub lacks." in caplog.text


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite's database in memory is of one thread")
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_events_delivered_at_once_are_each_taken_once(stripe_server: StripeServer, smtp_server) -> None:  # noqa: F811
    monthly = contribution(Rhythm.MONTHLY)
    events = monthly_events(str(monthly.key)) * 4

    def deliver(event: dict[str, Any]) -> int:
        try:
            return tell(event).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(deliver, events)) == {200}
    assert [each[:4] for each in kept(monthly)[-1]] == [("in_1", "pi_1", 2500, 900), ("in_2", "", 2500, 0)]
    assert (StripeFact.objects.count(), smtp_server.recipients) == (7, [WHO, WHO])


@pytest.mark.parametrize(
    "event",
    [
        event_of("radar.early_fraud_warning.created", {"id": "x"}),
        event_of("checkout.session.completed", {"id": "cs_of_a_shop", "payment_intent": "pi_2"}),
        {**event_of("invoice.paid", {"id": "in"}), "data": None},
        {**event_of("invoice.paid", {"id": "in"}), "id": 7},
    ],
    ids=["unknown type", "of something else", "without data", "without a name"],
)
def test_event_of_no_concern_is_acknowledged_and_not_kept(stripe_server: StripeServer, event: dict[str, Any]) -> None:
    assert (tell(event).status_code, StripeFact.objects.count()) == (200, 0)


def test_event_about_a_payment_elsewhere_changes_nothing(stripe_server: StripeServer) -> None:
    one = contribution(Rhythm.ONCE)
    foreign = "00000000-0000-4000-8000-000000000000"

    assert [tell(event).status_code for event in once_events(foreign)] == [200] * 4
    assert (Payment.objects.count(), Contribution.objects.get().state) == (0, one.state)


def test_pledge_cannot_be_paid_by_an_event(stripe_server: StripeServer) -> None:
    one = contribution(Rhythm.ONCE)
    Contribution.objects.update(way=Way.PLEDGE)
    tell(once_events(str(one.key))[1])

    assert Payment.objects.count() == 0


def test_request_that_is_too_large_or_no_post_is_refused(stripe_server: StripeServer) -> None:
    large = Client().post("/contributions/webhook/", b"x" * 600_000, content_type="application/json")

    assert (large.status_code, Client().get("/contributions/webhook/").status_code) == (413, 405)


def test_hub_without_keys_has_no_webhook(stripe_server: StripeServer, settings: Any) -> None:
    settings.STRIPE_WEBHOOK_SECRET = ""
    body, headers = signed(event_of("invoice.paid", {"id": "in"}), secret=WEBHOOK_SECRET)

    answer = Client().post("/contributions/webhook/", body, content_type="application/json", headers=headers)
    assert answer.status_code == 404


def test_session_that_ran_out_is_not_paid(stripe_server: StripeServer) -> None:
    one = contribution(Rhythm.ONCE)
    tell(event_of("checkout.session.expired", session(str(one.key), payment_status="unpaid")))

    assert Contribution.objects.get().state == State.UNPAID


def test_contribution_given_once_that_was_paid_is_not_called_cancelled(stripe_server: StripeServer) -> None:
    one = contribution(Rhythm.ONCE)
    Contribution.objects.update(cancelled_at=timezone.now())
    assert Contribution.objects.get().state == State.CANCELLED
    tell(once_events(str(one.key))[1])

    assert Contribution.objects.get().state == State.PAID


def test_receipt_refused_is_due(stripe_server: StripeServer, smtp_server: ReceivedMails) -> None:  # noqa: F811
    one = contribution(Rhythm.ONCE)
    smtp_server.refused = 1
    assert tell(once_events(str(one.key))[1]).status_code == 200
    assert (smtp_server.recipients, Payment.objects.get().receipt_sent_at) == ([], None)
    assert send_receipts(now=timezone.now()) == (1, 0)
    tell(once_events(str(one.key))[1])
    assert smtp_server.recipients == [WHO]


def test_invoice_of_an_older_version_of_stripe_is_read(stripe_server: StripeServer) -> None:
    one = contribution(Rhythm.MONTHLY)
    mark = {"evidence_hub_contribution": str(one.key)}
    invoice = {"id": "in_1", "amount_paid": 2500, "currency": "eur", "payment_intent": {"id": "pi_1"}}
    tell(event_of("invoice.paid", {**invoice, "subscription": "sub_1", "subscription_details": {"metadata": mark}}))
    tell(event_of("invoice.paid", {**invoice, "id": "in_0", "amount_paid": 0, "subscription": "sub_1"}))

    payment = Payment.objects.get()
    assert (payment.reference, payment.payment_intent, payment.amount) == ("in_1", "pi_1", 2500)
