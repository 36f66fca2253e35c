"""Paying through Stripe, the whole way: form, page to pay on, webhook, receipt, refund, cancellation, deletion."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core import signing
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from hub.contributions.domain import erase_unconfirmed, is_contributor
from hub.contributions.domain.own import SALT
from hub.contributions.enums import Mode, State
from hub.contributions.models import Contribution, ContributionSettings, Contributor, Payment, StripeFact
from hub.updates.models import Subscriber
from tests.hub.contributions.stripe_server import KEY, StripeServer, event_of, invoice_paid, paid_events, signed
from tests.smtp_server import ReceivedMails, smtp_server  # noqa: F401 - a fixture

SAME_ORIGIN = {"HTTP_SEC_FETCH_SITE": "same-origin"}
WHO = "ada@example.org"
GIFT = {"amount": "2500", "rhythm": "once", "name": "Ada Example", "email": WHO, "billing_address": "1 Example Road"}


def send(path: str = "/contribute/", **fields: str):
    return Client().post(path, fields, **SAME_ORIGIN)


def begun(**changes: str) -> Contribution:
    answer = send(**{**GIFT, **changes})
    assert (answer.status_code, answer["Location"].rpartition("/")[0][-4:]) == (303, "/pay")
    return Contribution.objects.first()


def tell(event: dict[str, Any], **signing_by: Any):
    body, headers = signed(event, **signing_by)
    return Client().post(
        "/contributions/webhook/", body, content_type="application/json", headers=headers | {"Sec-Fetch-Site": "none"}
    )


def paid(server: StripeServer, **changes: str) -> Contribution:
    return paid_by(server, begun(**changes))


def paid_by(server: StripeServer, contribution: Contribution) -> Contribution:
    name = contribution.stripe_session
    server.sessions[name]["status"] = "complete"
    for event in paid_events(name, server.sessions[name], server.fields[name]):
        assert tell(event).status_code == 200
    contribution.refresh_from_db()
    return contribution


def own_page(contribution: Contribution) -> str:
    return f"/contribute/mine/{signing.dumps(contribution.contributor_id, salt=SALT)}/"


def finance() -> Client:
    user = get_user_model().objects.create_user(username="finance", password="x")
    user.groups.add(Group.objects.get(name="Finance"))
    client = Client()
    client.force_login(user)
    return client


def title_after_paying(contribution: Contribution) -> str:
    answer = Client().get(f"/contribute/paid/{contribution.key}/")
    assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store")
    return re.search("<h1>(.*)</h1>", answer.text)[1]


def refund(client: Client, payment: Payment, amount: str) -> None:
    path = f"/admin/contributions/{payment.contribution_id}/"
    client.post(path, {"do": "refund", "payment": payment.pk, "amount": amount, "seen": payment.refunded})


def test_page_allows_the_way_to_the_page_to_pay_on_and_no_other_page_does(stripe_server, settings) -> None:
    settings.STRIPE_API_BASE = "https://api.stripe.com"

    policy = Client().get("/contribute/")["Content-Security-Policy"]
    assert re.search("form-action ([^;]*)", policy)[1] == "'self' https://checkout.stripe.com"
    for path in ("/contribute/mine/", "/contribute/unpaid/", "/"):
        assert "stripe" not in Client().get(path)["Content-Security-Policy"]
    ContributionSettings.objects.update(mode=Mode.PLEDGE)
    assert "stripe" not in Client().get("/contribute/")["Content-Security-Policy"]


def test_contribution_goes_the_whole_way(stripe_server: StripeServer, smtp_server: ReceivedMails) -> None:  # noqa: F811
    contribution = begun(note="Secretly")
    [(method, path, fields)] = stripe_server.asked
    assert (method, path) == ("POST", "/v1/checkout/sessions")
    assert fields == {
        "mode": "payment",
        KEY: str(contribution.key),
        f"payment_intent_data[{KEY.partition('[')[0]}][{KEY.partition('[')[2]}": str(contribution.key),
        "client_reference_id": str(contribution.key),
        "customer_email": WHO,
        "adaptive_pricing[enabled]": "false",
        "locale": "en",
        "line_items[0][quantity]": "1",
        "line_items[0][price_data][currency]": "eur",
        "line_items[0][price_data][unit_amount]": "2500",
        "line_items[0][price_data][product_data][name]": "Contribution",
        "success_url": f"http://testserver/contribute/paid/{contribution.key}/",
        "cancel_url": "http://testserver/contribute/unpaid/",
    }
    assert (contribution.state, is_contributor(WHO), smtp_server.recipients) == (State.OPEN, False, [])
    assert title_after_paying(contribution) == "Your payment is being confirmed"
    assert "Nothing was taken" in Client().get("/contribute/unpaid/").text
    assert "confirm what was pledged" not in Client().get(own_page(contribution)).text

    [event] = paid_events(contribution.stripe_session, stripe_server.sessions["cs_1"], fields)
    assert [tell(event).status_code for _ in range(3)] == [200, 200, 200]
    assert title_after_paying(contribution) == "Thank you"
    payment = Payment.objects.get()
    assert (payment.reference, payment.amount, payment.currency) == ("pi_cs_1", 2500, "EUR")
    contribution = Contribution.objects.get()
    assert (contribution.state, is_contributor(WHO), smtp_server.recipients) == (State.PAID, True, [WHO])
    assert payment.number in smtp_server.text()
    receipt = Client().get(f"{own_page(contribution)}receipts/{payment.pk}/")
    assert receipt["Cache-Control"] == "private, no-store"
    for word in (payment.number, "Ada Example", "1 Example Road", "Example Trust", "25.00\N{NO-BREAK SPACE}EUR"):
        assert word in receipt.text
    said = " ".join(f"{entry.label} {entry.data}" for entry in ModelLogEntry.objects.all())
    said += str(list(StripeFact.objects.values()))
    assert [word for word in (WHO, "Ada", "Road", "Secretly") if word in said] == []


def test_receipt_of_another_is_not_shown(stripe_server: StripeServer) -> None:
    paid(stripe_server)
    other = begun(email="grace@example.org")

    assert Client().get(f"{own_page(other)}receipts/{Payment.objects.get().pk}/").status_code == 404


def test_currency_without_minor_unit_is_charged_exactly(stripe_server: StripeServer) -> None:
    assert send("/contribute/?currency=JPY", **{**GIFT, "amount": "other", "other": "1999"}).status_code == 303

    fields = stripe_server.asked[0][2]
    assert fields["line_items[0][price_data][currency]"] == "jpy"
    assert fields["line_items[0][price_data][unit_amount]"] == "1999"


def test_stripe_unreachable_keeps_what_was_written(stripe_server: StripeServer) -> None:
    stripe_server.down = 9
    answer = send(**{**GIFT, "amount": "other", "other": "19.99"})

    assert (answer.status_code, Contribution.objects.count(), Contributor.objects.count()) == (503, 0, 0)
    for words in ("Nothing was taken", 'value="19.99"', 'value="Ada Example"'):
        assert words in answer.text


def test_monthly_contribution_is_paid_each_month_and_cancelled_by_the_contributor(stripe_server: StripeServer) -> None:
    contribution = paid(stripe_server, rhythm="monthly")
    fields = stripe_server.asked[0][2]
    assert (fields["mode"], fields["line_items[0][price_data][recurring][interval]"]) == ("subscription", "month")
    assert fields["subscription_data[metadata][evidence_hub_contribution]"] == str(contribution.key)
    payment = Payment.objects.get()
    assert (payment.reference, payment.payment_intent) == ("in_cs_1", "pi_cs_1")

    page = own_page(contribution)
    stripe_server.down = 9
    assert send(page, do="cancel", contribution=str(contribution.pk)).status_code == 503
    assert Contribution.objects.get().state == State.PAID
    stripe_server.down = 0
    assert send(page, do="cancel", contribution=str(contribution.pk)).status_code == 303
    assert (stripe_server.ended, Contribution.objects.get().state) == ({"sub_cs_1"}, State.CANCELLED)
    assert send(page, do="cancel", contribution=str(contribution.pk)).status_code == 303
    assert [path for _, path, _ in stripe_server.asked].count("/v1/subscriptions/sub_cs_1") == 1


def test_finance_refunds_in_part_and_cancels(stripe_server: StripeServer) -> None:
    paid(stripe_server)
    payment, client = Payment.objects.get(), finance()
    refund(client, payment, "10.00")
    refund(client, payment, "10.00")  # the same page, sent twice
    payment.refresh_from_db()
    assert payment.refunded == 1000
    charge = {"id": "ch_1", "payment_intent": "pi_cs_1", "amount_refunded": 1000, "currency": "eur"}
    tell(event_of("charge.refunded", charge))
    refund(client, payment, "15.01")
    refund(client, payment, "ten")
    refund(client, payment, "15.00")

    payment.refresh_from_db()
    assert (payment.refunded, Contribution.objects.get().state, is_contributor(WHO)) == (2500, State.REFUNDED, False)
    asked = [fields for _, path, fields in stripe_server.asked if path == "/v1/refunds"]
    assert asked == [{"payment_intent": "pi_cs_1", "amount": "1000"}, {"payment_intent": "pi_cs_1", "amount": "1500"}]

    monthly = paid(stripe_server, rhythm="monthly", email="grace@example.org")
    client.post(f"/admin/contributions/{monthly.pk}/", {"do": "cancel"})
    assert stripe_server.ended == {"sub_cs_2"}
    client.post(f"/admin/contributions/{monthly.pk}/", {"do": "paid"})
    assert Payment.objects.count() == 2


def test_deletion_ends_payments_at_stripe_first(stripe_server: StripeServer) -> None:
    once, monthly = paid(stripe_server), paid(stripe_server, rhythm="monthly")
    waiting = begun(rhythm="monthly")
    page = own_page(once)
    stripe_server.down = 9
    assert send(page, do="erase", sure="on").status_code == 503
    assert Contributor.objects.count() == 1
    stripe_server.down = 0

    assert "Your data are deleted" in send(page, do="erase", sure="on").text
    assert (Contributor.objects.count(), stripe_server.ended) == (0, {"sub_cs_2"})
    assert stripe_server.sessions[waiting.stripe_session]["status"] == "expired"
    states = {each.pk: each.state for each in Contribution.objects.all()}
    assert states == {once.pk: State.PAID, monthly.pk: State.CANCELLED, waiting.pk: State.CANCELLED}


def test_deletion_just_after_paying_ends_the_subscription_that_the_hub_has_not_heard_of(stripe_server) -> None:
    contribution = begun(rhythm="monthly")
    stripe_server.sessions["cs_1"].update(status="complete", subscription="sub_new")

    send(own_page(contribution), do="erase", sure="on")

    assert stripe_server.ended == {"sub_new"}


def test_contribution_paid_just_now_cannot_be_cancelled_and_outlasts_deletion(stripe_server: StripeServer) -> None:
    contribution = begun()
    [event] = paid_events("cs_1", stripe_server.sessions["cs_1"], stripe_server.fields["cs_1"])
    stripe_server.sessions["cs_1"].update(status="complete")
    page = own_page(contribution)
    client = finance()
    said = client.post(f"/admin/contributions/{contribution.pk}/", {"do": "cancel"}, follow=True).text
    assert "This was paid on Stripe’s page just now" in said
    assert send(page, do="cancel", contribution=str(contribution.pk)).status_code == 303
    assert Contribution.objects.get().state == State.OPEN

    assert "Your data are deleted" in send(page, do="erase", sure="on").text
    tell(event)
    assert (Contribution.objects.get().state, Payment.objects.get().left) == (State.PAID, 2500)
    assert Client().get(f"/contribute/paid/{contribution.key}/").status_code == 404


def test_deletion_that_stops_half_way_shows_what_was_ended(stripe_server: StripeServer) -> None:
    first, last = paid(stripe_server, rhythm="monthly"), paid(stripe_server, rhythm="monthly")
    Contribution.objects.filter(pk=first.pk).update(stripe_subscription="sub_that_stripe_refuses")
    stripe_server.refused.add("sub_that_stripe_refuses")

    answer = send(own_page(first), do="erase", sure="on")
    states = {each.pk: each.state for each in Contribution.objects.all()}
    assert (answer.status_code, states) == (503, {first.pk: State.PAID, last.pk: State.CANCELLED})
    assert "what is not marked as cancelled goes on" in answer.text


def test_payment_that_fails_is_said_and_its_subscription_can_still_be_ended(stripe_server: StripeServer) -> None:
    contribution = begun(rhythm="monthly")
    thing = {"id": "cs_1", "metadata": {"evidence_hub_contribution": str(contribution.key)}, "subscription": "sub_1"}
    tell(event_of("checkout.session.completed", {**thing, "payment_status": "unpaid"}))
    tell(event_of("checkout.session.async_payment_failed", {**thing, "payment_status": "unpaid"}))
    assert title_after_paying(contribution) == "Nothing was taken"

    send(own_page(contribution), do="cancel", contribution=str(contribution.pk))
    assert (stripe_server.ended, Contribution.objects.get().state) == ({"sub_1"}, State.CANCELLED)


def test_wish_for_updates_is_asked_of_the_address_once_it_paid(
    stripe_server: StripeServer,
    smtp_server: ReceivedMails,  # noqa: F811
) -> None:
    contribution = begun(wants_updates="on", rhythm="monthly")
    assert Subscriber.objects.count() == 0
    paid_by(stripe_server, contribution)
    subjects = [message["Subject"] for message in smtp_server.messages]
    assert subjects == [f"Receipt {Payment.objects.get().number}", "Please confirm your subscription"]

    page, stop = own_page(contribution), "Send me no more updates"
    assert stop not in Client().get(page).text
    send(page, do="agree")
    assert stop in Client().get(page).text
    send(page, do="withdraw")
    assert (stop in Client().get(page).text, Subscriber.objects.count()) == (False, 0)
    tell(invoice_paid("in_2", "sub_cs_1", str(contribution.key), 2500))
    paid(stripe_server)
    assert Subscriber.objects.count() == 0
    paid(stripe_server, wants_updates="on")
    assert (smtp_server.messages[-1]["Subject"], Subscriber.objects.count()) == ("Please confirm your subscription", 1)
    send(page, do="agree")
    send(page, do="erase", sure="on")
    assert Subscriber.objects.count() == 0


def test_address_that_nobody_stood_by_is_erased_after_thirty_days(stripe_server: StripeServer) -> None:
    paid(stripe_server)
    begun(email="left@example.org")
    again = begun(email="again@example.org")
    Contribution.objects.update(created_at=timezone.now() - timedelta(days=31))
    begun(email="again@example.org")

    assert erase_unconfirmed(now=timezone.now()) == 1
    assert sorted(Contributor.objects.values_list("email", flat=True)) == [WHO, "again@example.org"]
    again.refresh_from_db()
    assert (again.state, Contribution.objects.count()) == (State.OPEN, 4)


def test_contributor_changes_what_stands_on_receipts(stripe_server: StripeServer) -> None:
    page = own_page(paid(stripe_server))
    refused = send(page, do="details", name=" ", billing_address="3 New Road")
    assert (refused.status_code, "Fill in “Name for invoices and receipts”." in refused.text) == (422, True)
    send(page, do="details", name="Ada Lovelace", billing_address="3 New Road")

    receipt = Client().get(f"{page}receipts/{Payment.objects.get().pk}/").text
    assert ("Ada Lovelace" in receipt, "3 New Road" in receipt, "1 Example Road" in receipt) == (True, True, False)


def test_amount_above_what_stripe_takes_is_refused_in_the_settings(stripe_server: StripeServer) -> None:
    policy = ContributionSettings.objects.get()
    policy.offers = "EUR: 10, from 5 to 1000000"

    with pytest.raises(ValidationError, match="Stripe takes at most"):
        policy.clean()


def test_keys_missing_are_told_to_staff_and_readers_get_a_sentence(stripe_server: StripeServer, settings) -> None:
    settings.STRIPE_SECRET_KEY = settings.STRIPE_WEBHOOK_SECRET = ""
    answer = Client().get("/contribute/")
    assert (answer.status_code, "cannot be taken just now" in answer.text) == (503, True)
    client = finance()
    assert "needs STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET" in client.get("/admin/contributions/").text

    path = f"/admin/settings/contributions/contributionsettings/{ContributionSettings.objects.get().site_id}/"
    assert 'value="stripe"' in client.get(path).text
    ContributionSettings.objects.update(mode=Mode.PLEDGE)
    page = client.get(path).text
    assert ('value="stripe"' in page, "STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET are set" in page) == (False, True)
    data = {"mode": "stripe", "offers": "EUR: 10, from 5 to 100", "issuer": "Example Trust", "appeal": ""}
    assert "needs STRIPE_SECRET_KEY" in client.post(path, data).text
    assert ContributionSettings.objects.get().mode == Mode.PLEDGE


@pytest.mark.parametrize(("mode", "shown"), [(Mode.STRIPE, True), (Mode.OFF, False)])
def test_footer_leads_to_contributions_if_there_are_any(stripe_server, mode: Mode, shown: bool) -> None:
    ContributionSettings.objects.update(mode=mode)

    assert ('href="/contribute/"' in Client().get("/contribute/mine/").text) is shown
