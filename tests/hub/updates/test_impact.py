"""Readers see what came of contributions and suggestions, subscribe by two steps, and leave by one click."""

from __future__ import annotations

import re
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail import hooks
from wagtail.models import ModelLogEntry, Site

from hub.common.mail import MailNotSentError
from hub.suggestions.enums import SuggestionState
from hub.suggestions.models import Suggester, Suggestion
from hub.updates.domain import sending, subscribing
from hub.updates.domain.reading import articles_of, suggested_articles
from hub.updates.domain.totals import contributed_in
from hub.updates.enums import Consent
from hub.updates.models import Delivery, ImpactUpdate, Subscriber, UpdateArticle
from hub.updates.results import Progress, UpdateError
from tests.hub.evaluation.factories import article, signed_in
from tests.hub.suggestions.factories import NOW, SAME_ORIGIN, suggestion
from tests.smtp_server import ReceivedMails, smtp_server

__all__ = ["smtp_server"]
pytestmark = pytest.mark.django_db
PARTS = {"first_day": date(2026, 1, 1), "last_day": date(2026, 6, 30), "text": "Two articles came of it <b>now</b>."}


@pytest.fixture(autouse=True)
def _count_afresh() -> None:
    cache.clear()


def an_update(slug: str = "first-half", *, published: bool = True) -> ImpactUpdate:
    return ImpactUpdate.objects.create(title="First half", slug=slug, published_at=NOW if published else None, **PARTS)


def subscribers(number: int) -> None:
    for index in range(number):
        made = subscribing.subscribe(email=f"reader-{index}@example.org", language="es", now=NOW)
        assert made is not None
        subscribing.confirm(key=made.key, now=NOW)


def begin(update: ImpactUpdate) -> int:
    user, _made = get_user_model().objects.get_or_create(username="moderator")
    return sending.begin_sending(update=update, user=user, now=NOW)


def test_pages_are_public_and_drafts_are_not() -> None:
    an_update()
    an_update("draft", published=False)

    listed = Client().get("/impact/").content.decode()
    assert re.findall(r'href="/impact/([\w-]+)/"', listed) == ["first-half"]
    shown = Client().get("/impact/first-half/").content.decode()
    assert "&lt;b&gt;now&lt;/b&gt;" in shown
    assert Client().get("/impact/draft/").status_code == 404


def test_articles_say_that_they_were_suggested_and_not_by_whom() -> None:
    update = an_update()
    pages = [article(title) for title in ("By nobody", "By a reader", "By a contributor")]
    hidden = article("Hidden", live=False)
    for page in (*pages, hidden):
        UpdateArticle.objects.create(update=update, article=page)
    published = {"state": SuggestionState.PUBLISHED}
    for page, changes in (
        (pages[0], {"state": SuggestionState.DECLINED}),  # the article was there before
        (pages[1], published),
        (pages[2], published),
        (hidden, published),
    ):
        made = suggestion(email="secret@example.org")
        Suggestion.objects.filter(pk=made.pk).update(article=page, **changes)
        if page == pages[2]:
            merged = {"merged_into": made, "state": SuggestionState.DUPLICATE, "from_contributor": True}
            Suggestion.objects.filter(pk=suggestion().pk).update(**merged)
    site = Site.objects.get(is_default_site=True)

    told = articles_of(update, site=site)

    assert [(each.title, each.suggested, each.by_contributor) for each in told] == [
        ("By nobody", False, False),
        ("By a reader", True, False),
        ("By a contributor", True, True),
    ]
    assert {each.title for each in suggested_articles(site=site)} == {"By a reader", "By a contributor"}
    assert "secret@example.org" not in Client().get("/impact/first-half/").content.decode()


def test_list_asks_the_database_as_often_for_three_as_for_one() -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert Client().get("/impact/").status_code == 200
        return len(asked)

    an_update("one")
    queries()
    once = queries()
    an_update("two")
    an_update("three")

    assert queries() == once


def test_contributions_are_summed_over_the_period_and_small_groups_withheld() -> None:
    asked = []

    def totals(first: date, last: date) -> list[Any]:
        asked.append((first, last))
        return [
            SimpleNamespace(amount=123450, number=8, currency="EUR"),
            SimpleNamespace(amount=5000, number=6, currency="JPY"),
            SimpleNamespace(amount=None, number=None, currency="USD"),
        ]

    with hooks.register_temporarily("contribution_totals", totals):
        told = contributed_in(an_update())

    assert [(each.amount, each.number) for each in told] == [("€1,234.50", 8), ("JP¥5,000", 6)]
    assert asked == [(PARTS["first_day"], PARTS["last_day"])]


def test_nothing_is_sent_before_the_address_is_confirmed(smtp_server: ReceivedMails) -> None:
    client = Client()
    client.post("/es/impact/subscribe/", {"email": "Reader@example.org"}, **SAME_ORIGIN)
    subscriber = Subscriber.objects.get()
    assert (smtp_server.recipients, subscriber.confirmed_at, subscriber.language) == (
        ["Reader@example.org"],
        None,
        "es",
    )
    assert begin(an_update()) == 0

    (link,) = re.findall(r"http://testserver(/es/impact/confirm/\S+)", smtp_server.text())
    assert Client().get(link).status_code == 200
    subscriber.refresh_from_db()
    assert subscriber.confirmed_at is None
    assert Client().post(link, **SAME_ORIGIN).status_code == 200
    subscriber.refresh_from_db()
    assert (subscriber.confirmed_at is not None, subscriber.consent_version) == (True, 1)

    client.post("/impact/subscribe/", {"email": "reader@EXAMPLE.org"}, **SAME_ORIGIN)
    assert (len(smtp_server.messages), Subscriber.objects.count()) == (1, 1)


def test_form_is_refused_empty_filled_by_programs_and_from_other_sites() -> None:
    client = Client()
    address = "/impact/subscribe/"

    assert client.post(address, {"email": ""}, **SAME_ORIGIN).status_code == 422
    assert client.post(address, {"email": "a@b.org", "website": "x"}, **SAME_ORIGIN).status_code == 422
    assert client.post(address, {"email": "a@b.org"}, HTTP_SEC_FETCH_SITE="cross-site").status_code == 403
    assert Subscriber.objects.count() == 0


def test_update_is_mailed_once_and_left_by_one_click(smtp_server: ReceivedMails) -> None:
    subscribers(2)
    update = an_update()
    assert begin(update) == 2

    sending.send_due(update_id=update.pk)
    sending.send_due(update_id=update.pk)

    assert sorted(smtp_server.recipients) == ["reader-0@example.org", "reader-1@example.org"]
    message = smtp_server.messages[0]
    assert message.get_content_type() == "text/plain"
    assert "http://testserver/es/impact/first-half/" in smtp_server.text(0)
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    leave = re.fullmatch(r"<http://testserver(/unsubscribe/\S+/)>", message["List-Unsubscribe"].strip())[1]

    mailbox = Client(enforce_csrf_checks=True)
    assert mailbox.get(leave).status_code == 200
    assert Subscriber.objects.count() == 2
    for _ in range(2):
        one_click = mailbox.post(leave, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
        assert (one_click.status_code, one_click.cookies.keys()) == (200, set())
    assert Subscriber.objects.count() == 1
    assert mailbox.post("/unsubscribe/x/").status_code == 404
    assert sending.progress(update) == Progress(waiting=0, sending=0, sent=2, failed=0)
    with pytest.raises(UpdateError, match="sent before"):
        begin(update)


def test_link_also_ends_a_subscription_made_anew() -> None:
    subscribers(1)
    leave = subscribing.leaving_link(Subscriber.objects.get()).removeprefix("http://testserver")
    Client().post(leave)
    subscribers(1)

    Client().post(leave)

    assert Subscriber.objects.count() == 0


def test_sending_goes_on_after_a_crash_without_sending_twice(
    smtp_server: ReceivedMails, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscribers(3)
    update = an_update()
    begin(update)
    mail = sending._mail

    def crash_after_the_first(*args: Any) -> None:
        mail(*args)
        raise KeyboardInterrupt

    monkeypatch.setattr(sending, "_mail", crash_after_the_first)
    with pytest.raises(KeyboardInterrupt):
        sending.send_due(update_id=update.pk)
    monkeypatch.setattr(sending, "_mail", mail)

    assert sending.requeue_unsent() == 1
    sending.send_due(update_id=update.pk)

    assert sorted(smtp_server.recipients) == [f"reader-{index}@example.org" for index in range(3)]
    assert sending.progress(update) == Progress(waiting=0, sending=1, sent=2, failed=0)


def test_mail_that_is_refused_is_tried_again_and_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    subscribers(1)
    update = an_update()
    begin(update)

    def refuse(*args: Any) -> None:
        raise MailNotSentError

    monkeypatch.setattr(sending, "_mail", refuse)
    tries = []
    for _ in range(6):
        Delivery.objects.update(next_at=NOW - timedelta(days=1))
        sending.send_due(update_id=update.pk)
        tries.append(Delivery.objects.get().state)

    assert tries == ["waiting"] * 4 + ["failed"] * 2


def test_nothing_is_sent_to_who_left_meanwhile(smtp_server: ReceivedMails) -> None:
    subscribers(2)
    update = an_update()
    begin(update)
    subscribing.unsubscribe(key=subscribing.address_key("reader-0@example.org"))

    sending.send_due(update_id=update.pk)

    assert smtp_server.recipients == ["reader-1@example.org"]


def test_moderators_publish_and_send_and_editors_do_not(django_capture_on_commit_callbacks: Any) -> None:
    subscribers(1)
    update = an_update(published=False)
    address = f"/admin/impact-updates/{update.pk}/"
    assert signed_in("Editors").post(address, {"act": "publish"}).status_code in {302, 403}
    update.refresh_from_db()
    assert update.published_at is None

    client = signed_in("Moderators")
    for act in ("send", "publish", "send"):
        with django_capture_on_commit_callbacks(execute=True):
            assert client.post(address, {"act": act}).status_code == 302

    assert "0 of 1" in client.get(address).content.decode()
    actions = (
        ModelLogEntry.objects.filter(action__startswith="updates.").order_by("pk").values_list("action", flat=True)
    )
    assert list(actions) == ["updates.publish", "updates.send"]
    assert client.get("/admin/snippets/updates/impactupdate/").status_code == 200
    assert client.get("/admin/snippets/updates/impactupdate/add/").status_code == 200


def test_addresses_that_nobody_confirms_are_erased() -> None:
    subscribers(1)
    subscribing.subscribe(email="other@example.org", language="es", now=NOW)

    assert subscribing.erase_unconfirmed(now=NOW + timedelta(days=6)) == 0
    assert subscribing.erase_unconfirmed(now=NOW + timedelta(days=8)) == 1


def test_one_command_erases_every_address_whose_term_is_over(capsys: pytest.CaptureFixture[str]) -> None:
    suggestion(email="unconfirmed@example.org", confirmed=False, days=-400)
    subscribers(1)
    subscribing.subscribe(email="other@example.org", language="es", now=NOW - timedelta(days=400))

    call_command("erase_addresses")

    assert capsys.readouterr().out == "Suggesters erased: 1. Subscribers: 1. Contributors: 0.\n"
    assert (Suggester.objects.count(), Subscriber.objects.count()) == (0, 1)


def test_what_was_agreed_to_is_stored_by_version_and_shown_to_who_sends() -> None:
    subscribers(2)
    subscribing.subscribe(email="other@example.org", language="es", now=NOW)
    subscribing.take_wish(email="contributor@example.org", language="es", is_proven=True, now=NOW)
    update = an_update()

    page = signed_in("Moderators").get(f"/admin/impact-updates/{update.pk}/").content.decode()

    assert (list(Consent), Subscriber.objects.first().consent_version) == ([1, 2], 1)
    assert str(Consent.BY_FORM.label) in Client().get("/impact/").content.decode()
    assert "Wording 1: 2 confirmed, 1 not yet" in page
    assert f"“{Consent.BY_FORM.label}”" in page
    assert "Wording 2: 1 confirmed, 0 not yet" in page
