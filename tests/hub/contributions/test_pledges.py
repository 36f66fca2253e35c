"""A pledge by invoice, the whole way: form, mail, contributor's page, finance, receipt, refund, deletion."""

from __future__ import annotations

import json
import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from wagtail import hooks
from wagtail.models import ModelLogEntry, Site

from hub.contributions.domain import contribution_totals, is_contributor, send_receipts
from hub.contributions.enums import Mode, State
from hub.contributions.models import Contribution, ContributionSettings, Contributor, Payment
from tests.smtp_server import ReceivedMails, smtp_server  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db

SAME_ORIGIN = {"HTTP_SEC_FETCH_SITE": "same-origin"}
WHO = "ada@example.org"
PLEDGE = {"amount": "2500", "rhythm": "once", "name": "Ada Example", "email": WHO, "billing_address": "1 Example Road"}
NAME, ADDRESS = "Ada Example", "1 Example Road"


@pytest.fixture(autouse=True)
def _open() -> None:
    cache.clear()
    policy = ContributionSettings.for_site(Site.objects.get(is_default_site=True))
    policy.mode, policy.issuer = Mode.PLEDGE, "Example Trust, 2 Example Road"
    policy.save()


def send(path: str = "/contribute/", **fields: str):
    return Client().post(path, fields, **SAME_ORIGIN)


def pledged(**changes: str) -> Contribution:
    assert send(**{**PLEDGE, **changes}).status_code == 303
    return Contribution.objects.first()


def link_in(mails: ReceivedMails) -> str:
    return re.search(r"/contribute/mine/\S+/", mails.text().replace("=\n", ""))[0]


def staff(group: str) -> Client:
    user = get_user_model().objects.create_user(username=group, password="x")
    user.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(user)
    return client


def test_pledge_goes_the_whole_way(smtp_server: ReceivedMails, settings) -> None:  # noqa: F811
    settings.REQUIRE_MFA = False
    contribution = pledged(note="Thank you", wants_updates="on")
    assert (contribution.amount, contribution.currency, contribution.state) == (2500, "EUR", State.OPEN)
    assert (smtp_server.recipients, NAME in smtp_server.text()) == ([WHO], False)
    own, finance = link_in(smtp_server), staff("Finance")
    act = f"/admin/contributions/{contribution.pk}/"

    finance.post(act, {"do": "invoiced"})
    assert Contribution.objects.get().state == State.OPEN  # nobody confirmed it

    page = Client().get(own)
    assert (page.status_code, page["Cache-Control"], page["Referrer-Policy"]) == (
        200,
        "private, no-store",
        "same-origin",
    )
    send(own, do="confirm")
    assert (Contribution.objects.get().state, is_contributor(WHO)) == (State.CONFIRMED, False)
    assert "You receive updates on what contributions led to." in Client().get(own).text
    finance.post(act, {"do": "invoiced"})
    assert (Contribution.objects.get().state, is_contributor("ADA@example.org")) == (State.INVOICED, True)
    finance.post(act, {"do": "paid"})
    finance.post(act, {"do": "paid"})
    payment = Payment.objects.get()
    assert (Contribution.objects.get().state, smtp_server.recipients) == (State.PAID, [WHO, WHO])
    assert payment.number in smtp_server.text()
    assert "Example Trust" in smtp_server.text()
    assert payment.number in Client().get(own).text

    kept = json.loads(Client().get(own + "contributions.json").content)
    assert (kept["name"], kept["contributions"][0]["payments"][0]["amount"]) == (NAME, 2500)
    finance.post(act, {"do": "refund", "payment": payment.pk, "amount": "25.00", "seen": "0"})
    assert is_contributor(WHO) is False

    asked = send(own, do="erase")
    assert (asked.status_code, "Tick the box first" in asked.text, Contributor.objects.count()) == (422, True, 1)
    assert "Your data are deleted" in send(own, do="erase", sure="on").text
    assert (Contributor.objects.count(), Payment.objects.get().amount, Contribution.objects.get().note) == (0, 2500, "")
    assert Client().get(own).status_code == 410
    said = " ".join(f"{entry.label} {entry.data}" for entry in ModelLogEntry.objects.all())
    assert [word for word in (WHO, NAME, ADDRESS, "Thank you") if word in said] == []


@pytest.mark.parametrize("group", ["Editors", "Moderators"])
def test_editors_see_no_contributor_anywhere_in_the_admin(group: str, settings) -> None:
    settings.REQUIRE_MFA = False
    number = pledged(note="Secretly").pk
    client = staff(group)
    answers = [
        client.get(path)
        for path in (
            "/admin/",
            "/admin/contributions/",
            f"/admin/contributions/{number}/",
            "/admin/reports/site-history/",
            "/admin/snippets/",
            "/admin/snippets/contributions/contributor/",
            "/admin/snippets/contributions/contribution/",
            "/admin/settings/contributions/contributionsettings/",
            "/admin/pages/search/?q=ada",
        )
    ]
    answers += [client.post(f"/admin/contributions/{number}/", {"do": "cancel"})]
    for answer in answers:
        text = "" if answer.streaming else answer.text
        assert [word for word in (WHO, NAME, ADDRESS, "Secretly") if word in text] == []
    assert Contribution.objects.get().cancelled_at is None


def test_finance_sees_contributors(settings) -> None:
    settings.REQUIRE_MFA = False
    pledged()

    assert WHO in staff("Finance").get("/admin/contributions/").text


@pytest.mark.parametrize("written", ["4.99", "10000.01", "10.000", "-5", "NaN", "1e9", "", "ten"])
def test_amount_that_is_unclear_or_out_of_bounds_is_refused(written: str) -> None:
    answer = send(**{**PLEDGE, "amount": "other", "other": written})

    assert (answer.status_code, Contribution.objects.count()) == (422, 0)


def test_free_amount_is_exact() -> None:
    assert pledged(amount="other", other="19.99").amount == 1999


def test_address_unknown_gets_the_same_answer_and_no_mail(smtp_server: ReceivedMails) -> None:  # noqa: F811
    pledged()
    known, unknown = send("/contribute/mine/", email=WHO), send("/contribute/mine/", email="stranger@example.org")

    assert known.text == unknown.text
    assert smtp_server.recipients == [WHO, WHO]


def test_mails_to_one_address_are_few_and_the_answer_says_so(smtp_server: ReceivedMails) -> None:  # noqa: F811
    answers = [send(**PLEDGE) for _ in range(8)]

    assert [answer.status_code for answer in answers] == [303] * 5 + [503] * 3
    assert "could not be sent just now" in answers[-1].text
    assert (len(smtp_server.recipients), Contribution.objects.count()) == (5, 8)


def test_stranger_changes_nothing_that_was_confirmed(smtp_server: ReceivedMails) -> None:  # noqa: F811
    pledged()
    send(link_in(smtp_server), do="confirm")
    pledged(name="Somebody Else")

    assert Contributor.objects.get().name == NAME


def test_link_forged_or_foreign_post_is_refused() -> None:
    pledged()

    assert Client().get("/contribute/mine/forged/").status_code == 410
    assert Client().post("/contribute/", PLEDGE).status_code == 403
    assert send(**PLEDGE, website="x").status_code == 422


def test_receipt_refused_by_the_mail_server_is_sent_later_and_once(smtp_server: ReceivedMails) -> None:  # noqa: F811
    contribution = pledged()
    Payment.objects.create(
        contribution=contribution, reference="x", currency="EUR", amount=2500, paid_at=timezone.now()
    )
    smtp_server.refused = 1
    with pytest.raises(CommandError, match="did not take 1 receipts"):
        call_command("send_receipts")

    assert send_receipts(now=timezone.now()) == (1, 0)
    assert send_receipts(now=timezone.now()) == (0, 0)
    assert len(smtp_server.recipients) == 2


def test_totals_hide_fewer_than_five() -> None:
    today = timezone.now().date()
    for number in range(5):
        contribution = pledged(email=f"a{number}@example.org")
        Payment.objects.create(
            contribution=contribution, reference=str(number), currency="EUR", amount=1000, paid_at=timezone.now()
        )
        [total] = contribution_totals(today, today)
        assert (total.amount, total.number) == ((5000, 5) if number == 4 else (None, None))


def test_hooks_are_registered() -> None:
    assert hooks.get_hooks("is_contributor") == [is_contributor]
    assert hooks.get_hooks("contribution_totals") == [contribution_totals]


def test_hub_without_contributions_has_no_page() -> None:
    ContributionSettings.objects.update(mode=Mode.OFF)

    assert Client().get("/contribute/").status_code == 404
