"""A reader suggests, and gets mail only after confirming the address."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from wagtail import hooks

from hub.studies.models import Study
from hub.suggestions.domain.suggesting import erase_addresses
from hub.suggestions.enums import Consent, SuggestionState
from hub.suggestions.models import Suggester, Suggestion
from tests.hub.articles.factories import article, study
from tests.hub.evaluation.factories import attested_reader, signed_in
from tests.hub.suggestions.factories import FORM, NOW, SAME_ORIGIN, suggestion
from tests.smtp_server import ReceivedMails, smtp_server

__all__ = ["smtp_server"]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _count_afresh() -> None:
    cache.clear()


def send(client: Client, **changes: str) -> Any:
    return client.post("/suggest/", {**FORM, **changes}, **SAME_ORIGIN)


def test_suggestion_is_stored_and_its_identifiers_are_shown() -> None:
    client = attested_reader()

    response = send(client, text="Also https://doi.org/10.1056/NEJMoa2012971.")
    thanks = client.get(response["Location"])

    stored = Suggestion.objects.get()
    assert response.status_code == 303
    assert [str(each) for each in stored.identifiers.all()] == [
        "Trial number NCT01234567",
        "DOI 10.1056/nejmoa2012971",
    ]
    assert "10.1056/nejmoa2012971" in thanks.content.decode()
    assert (stored.text, mail.outbox) == ("Also https://doi.org/10.1056/NEJMoa2012971.", [])


def test_form_is_behind_the_gate_and_loses_nothing_when_the_confirmation_ran_out() -> None:
    assert Client().get("/suggest/").status_code == 403

    response = send(Client(), text="My <b>words</b>")

    assert response.status_code == 403
    assert "My &lt;b&gt;words&lt;/b&gt;" in response.content.decode()
    assert Suggestion.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"text": "", "identifiers": ""}, "Write what you suggest, or enter a DOI, a PMID or a trial number."),
        ({"kind": ""}, "Say whether you suggest a topic or a study."),
        ({"email": "nobody"}, "Enter an e-mail address like name@example.org, or leave the field empty."),
        ({"text": "x" * 2001}, "Shorten your text to 2000 characters; it has 2001."),
        ({"website": "x"}, "Leave the field “Website” empty and send the form again."),
    ],
)
def test_form_that_is_wrong_comes_back_with_its_words(changes: dict[str, str], sentence: str) -> None:
    response = send(attested_reader(), **{"text": "Kept words", **changes})

    assert (response.status_code, Suggestion.objects.count()) == (422, 0)
    assert sentence in response.content.decode()
    assert changes.get("text", "Kept words") in response.content.decode()


def test_form_from_another_site_is_refused() -> None:
    assert attested_reader().post("/suggest/", FORM, HTTP_SEC_FETCH_SITE="cross-site").status_code == 403


def test_form_sent_too_often_is_refused() -> None:
    client = attested_reader()

    assert {send(client, anyway="1").status_code for _ in range(20)} == {303}
    assert send(client, anyway="1").status_code == 429


def test_what_is_entered_beside_an_identifier_is_kept() -> None:
    send(attested_reader(), identifiers="Smith 2020 NCT01234567", text="Why not?")

    assert Suggestion.objects.get().text == "Why not?\n\n[Smith 2020 NCT01234567]"


def test_reader_is_led_to_the_article_that_exists_and_may_send_all_the_same() -> None:
    made = study("known")
    Study.objects.filter(pk=made.pk).update(registry_id="NCT01234567")
    page = article("Known already", of=made)
    article("Not published", live=False, of=made)
    client = attested_reader()

    told = send(client)
    assert re.findall(r'<li><a href="([^"]+)">(Known already|Not published)', told.content.decode()) == [
        (page.url, "Known already")
    ]
    assert Suggestion.objects.count() == 0

    assert send(client, anyway="1").status_code == 303
    assert Suggestion.objects.count() == 1


def test_address_is_used_only_once_confirmed(smtp_server: ReceivedMails) -> None:
    client = attested_reader()
    send(client, email="Reader@example.org", text="A visitor's own words")

    assert smtp_server.recipients == ["Reader@example.org"]
    assert "own words" not in smtp_server.text()
    confirm, withdraw = re.findall(r"http://testserver(/suggest/\S+)", smtp_server.text())
    elsewhere = Client()
    assert elsewhere.get(confirm).status_code == 200
    assert Suggester.objects.get().confirmed_at is None
    assert elsewhere.post(confirm, **SAME_ORIGIN).status_code == 200
    assert Suggester.objects.get().confirmed_at is not None

    assert elsewhere.get(withdraw).status_code == 200
    assert Suggester.objects.count() == 1
    assert elsewhere.post(withdraw, **SAME_ORIGIN).status_code == 200
    assert (Suggester.objects.count(), Suggestion.objects.count()) == (0, 1)
    assert elsewhere.get(confirm).status_code == 410


def test_links_that_were_not_made_here_do_nothing() -> None:
    assert Client().get("/suggest/confirm/x/").status_code == 410
    assert Client().post("/suggest/withdraw/x/", **SAME_ORIGIN).status_code == 410


def test_one_address_gets_five_mails_a_day_from_all_forms_together(smtp_server: ReceivedMails) -> None:
    client = attested_reader()
    for _ in range(3):
        send(client, email="stranger@example.org", anyway="1")
        client.post("/impact/subscribe/", {"email": "Stranger+x@example.org"}, **SAME_ORIGIN)
    thanks = client.get(send(client, email="stranger@example.org", anyway="1")["Location"])

    assert len(smtp_server.messages) == 5
    assert Suggestion.objects.count() == 4
    assert "could not be sent now" in thanks.content.decode()


def test_what_was_agreed_to_is_stored_by_version_and_shown_to_editors() -> None:
    form = attested_reader().get("/suggest/").content.decode()
    made = suggestion(email="reader@example.org")

    page = signed_in("Editors").get(f"/admin/suggestions/{made.pk}/").content.decode()

    assert (made.suggester.consent_version, list(Consent)) == (1, [1])
    assert str(Consent.FIRST.label) in form
    assert f"Wording 1: “{Consent.FIRST.label}”" in page


def test_reader_is_told_what_was_suggested_before_and_whether_it_is_planned() -> None:
    earlier = suggestion("NCT01234567 <b>private words</b>")
    client = attested_reader()

    told = send(client).content.decode()
    Suggestion.objects.filter(pk=earlier.pk).update(state=SuggestionState.PLANNED)
    planned = send(client).content.decode()

    assert ("This has been suggested already" in told, "private words" in told) == (True, False)
    assert ("An article on it is planned." in told, "An article on it is planned." in planned) == (False, True)
    assert (Suggestion.objects.count(), send(client, anyway="1").status_code) == (1, 303)


def test_reader_is_told_that_a_study_is_known_without_an_article_and_not_its_name() -> None:
    made = study("known")
    Study.objects.filter(pk=made.pk).update(registry_id="NCT01234567", name="Kept back")
    article("Not published", live=False, of=made)
    client = attested_reader()

    thanks = client.get(send(client)["Location"]).content.decode()

    assert "The study is stored in the hub, but no article on it is published yet." in thanks
    assert ("Kept back" in thanks, "Not published" in thanks) == (False, False)


def test_suggestion_is_stored_when_the_mail_cannot_be_sent(smtp_server: ReceivedMails) -> None:
    smtp_server.refused = 1
    client = attested_reader()

    thanks = client.get(send(client, email="reader@example.org")["Location"])

    assert "could not be sent now" in thanks.content.decode()
    assert Suggestion.objects.count() == 1


def test_contributor_is_marked_once_confirmed() -> None:
    with hooks.register_temporarily("is_contributor", lambda email: email == "giver@example.org"):
        marks = [
            suggestion(email="giver@example.org").from_contributor,
            suggestion(email="giver@example.org", confirmed=False).from_contributor,
            suggestion(email="other@example.org").from_contributor,
        ]

    assert marks == [True, False, False]


def test_addresses_that_have_served_are_erased() -> None:
    planned = suggestion()
    Suggestion.objects.filter(pk=planned.pk).update(state=SuggestionState.PLANNED)
    for name, confirmed, answered, changes in (
        ("new", False, None, {}),
        ("wait", True, None, {}),
        ("done", True, NOW, {}),
        ("planned", True, NOW, {"state": SuggestionState.PLANNED}),
        ("merged", True, NOW, {"state": SuggestionState.DUPLICATE, "merged_into": planned}),
    ):
        made = suggestion(email=f"{name}@x.org", confirmed=confirmed)
        Suggester.objects.filter(suggestion=made).update(answer_sent_at=answered)
        Suggestion.objects.filter(pk=made.pk).update(**changes)

    def kept(days: int) -> list[str]:
        erase_addresses(now=NOW + timedelta(days=days))
        return [each.email.removesuffix("@x.org") for each in Suggester.objects.order_by("pk")]

    assert kept(6) == ["new", "wait", "done", "planned", "merged"]
    assert kept(31) == ["wait", "planned", "merged"]
    assert kept(366) == ["wait"]
    assert kept(2 * 365 + 1) == []
