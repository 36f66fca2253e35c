"""Editors see and decide about suggestions, and never see who sent them."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import ModelLogEntry

from hub.suggestions.domain import board, deciding, mails
from hub.suggestions.domain.addresses import CONFIRM_SALT, sign
from hub.suggestions.domain.suggesting import confirm_address
from hub.suggestions.enums import SuggestionState
from hub.suggestions.models import Suggester, Suggestion
from hub.suggestions.results import ChangedMeanwhileError, SuggestionError
from tests.hub.evaluation.factories import article, signed_in
from tests.hub.suggestions.factories import NOW, SAME_ORIGIN, an_editor, suggestion
from tests.smtp_server import ReceivedMails, smtp_server

__all__ = ["smtp_server"]
pytestmark = pytest.mark.django_db
ADDRESS = "secret-reader@example.org"


def decide(made: Suggestion, **changes: Any) -> Suggestion:
    fields = {"version": made.version, "state": SuggestionState.REVIEW, "assigned_to": None, "article": None}
    user = changes.pop("user", None) or an_editor()
    return deciding.decide(suggestion_id=made.pk, user=user, **{**fields, **changes})


def post(client: Client, made: Suggestion, act: str, **data: Any) -> Any:
    return client.post(f"/admin/suggestions/{made.pk}/{act}/", data)


def test_board_is_for_those_with_the_permission() -> None:
    assert signed_in("Editors").get("/admin/suggestions/").status_code == 200
    assert signed_in(None).get("/admin/suggestions/").status_code == 403
    assert Client().get("/admin/suggestions/")["Location"] == "/account/login/?next=/admin/suggestions/"


def test_board_shows_each_state_with_its_count_and_no_address() -> None:
    made = suggestion("NCT01234567 <b>now</b>", email=ADDRESS)
    client = signed_in("Editors")

    page = client.get("/admin/suggestions/").content.decode()
    one = client.get(f"/admin/suggestions/{made.pk}/").content.decode()

    assert [(column.state, column.count) for column in board.columns(board.search())][:2] == [("new", 1), ("review", 0)]
    assert "&lt;b&gt;now&lt;/b&gt;" in page
    assert (ADDRESS in page, ADDRESS in one) == (False, False)
    assert "the address is confirmed" in one


@pytest.mark.parametrize(("words", "number"), [("nct 01234567", 1), ("somETHING", 1), ("PMID 1", 0)])
def test_board_finds_by_words_and_identifiers(words: str, number: int) -> None:
    suggestion("Something NCT01234567")

    assert board.search(words=words).count() == number


def test_order_is_by_date_whoever_contributes() -> None:
    older, newer = suggestion("older"), suggestion("newer", days=1)
    for marked in ([], [older.pk], [newer.pk], [older.pk, newer.pk]):
        Suggestion.objects.update(from_contributor=False)
        Suggestion.objects.filter(pk__in=marked).update(from_contributor=True)

        assert list(board.search()) == [newer, older]
        assert board.columns(board.search())[0].cards == [newer, older]


def test_board_asks_the_database_as_often_for_three_as_for_one() -> None:
    client = signed_in("Editors")
    suggestion("NCT00000001")

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get("/admin/suggestions/").status_code == 200
        return len(asked)

    queries()
    once = queries()
    suggestion("NCT00000002")
    suggestion("NCT00000003")

    assert queries() == once


def test_decision_is_stored_with_its_entry_in_the_log() -> None:
    user = an_editor()
    made = suggestion()

    decide(made, assigned_to=user, user=user)

    made.refresh_from_db()
    assert (made.state, made.assigned_to, made.version) == ("review", user, 2)
    entry = ModelLogEntry.objects.filter(action="suggestions.decide").get()
    assert (entry.user, entry.data) == (user, {"state": ["new", "review"], "article": None})


def test_decision_on_an_older_state_is_refused() -> None:
    made = suggestion()
    decide(made)

    with pytest.raises(ChangedMeanwhileError, match="Somebody else changed"):
        decide(made, state=SuggestionState.DECLINED, user=an_editor("other"))


@pytest.mark.parametrize("state", [SuggestionState.PUBLISHED, SuggestionState.DUPLICATE])
def test_states_that_need_something_are_refused_without_it(state: SuggestionState) -> None:
    with pytest.raises(SuggestionError):
        decide(suggestion(), state=state)


def test_form_on_an_older_state_keeps_what_was_entered() -> None:
    made = suggestion()
    decide(made)
    client = signed_in("Editors")

    response = post(client, made, "answer", **{"answer-version": made.version, "answer-text": "My own answer"})

    assert response.status_code == 422
    assert "Somebody else changed" in response.content.decode()
    assert "My own answer" in response.content.decode()
    made.refresh_from_db()
    assert made.answer == ""


def test_answer_reaches_both_suggesters_once(smtp_server: ReceivedMails) -> None:
    kept = suggestion("NCT01234567", email="one@example.org")
    same = suggestion("NCT01234567", email="two@example.org", days=1)
    silent = suggestion("NCT01234567", email="never@example.org", confirmed=False)
    assert list(board.likely_duplicates(same)) == [kept, silent]
    client = signed_in("Editors")
    for other in (same, silent):
        merged = post(client, other, "merge", **{"merge-version": other.version, "merge-into": kept.pk})
        assert merged.status_code == 302
    smtp_server.refused = 1

    answered = post(client, kept, "answer", **{"answer-version": kept.version, "answer-text": "We plan it."})
    assert (answered.status_code, len(smtp_server.messages)) == (302, 1)

    kept.refresh_from_db()
    assert mails.waiting(kept, "answer_sent_at") == 1
    post(client, kept, "resend")
    post(client, kept, "resend")

    assert sorted(smtp_server.recipients) == ["one@example.org", "two@example.org"]
    assert "We plan it." in smtp_server.text()
    assert "/suggest/withdraw/" in smtp_server.text()


def test_answer_is_not_changed_once_given() -> None:
    made = suggestion()
    user = an_editor()
    answered = deciding.answer(suggestion_id=made.pk, version=1, text="No.", user=user, now=NOW)

    with pytest.raises(SuggestionError, match="answered before"):
        deciding.answer(suggestion_id=made.pk, version=answered.version, text="Yes.", user=user, now=NOW)


def test_merged_suggestion_is_separated_again() -> None:
    kept, same, user = suggestion(), suggestion(), an_editor()
    merged = deciding.merge(suggestion_id=same.pk, version=1, into_id=kept.pk, user=user)
    with pytest.raises(SuggestionError, match="itself merged"):
        deciding.merge(suggestion_id=kept.pk, version=1, into_id=same.pk, user=user)

    separated = deciding.separate(suggestion_id=same.pk, version=merged.version, user=user)

    assert (separated.merged_into, separated.state) == (None, "review")


def test_suggester_is_told_when_the_article_is_published(smtp_server: ReceivedMails) -> None:
    page = article("Now published")
    made = suggestion(email=ADDRESS)
    client = signed_in("Editors")
    stored = post(
        client, made, "decide", **{"decision-version": 1, "decision-state": "planned", "decision-article": page.pk}
    )
    assert stored.status_code == 302

    post(client, made, "publish", version=2)
    post(client, made, "publish", version=3)

    made.refresh_from_db()
    assert made.state == "published"
    assert smtp_server.recipients == [ADDRESS]
    assert page.canonical_url in smtp_server.text()
    header = client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert "1 suggestion led here" in header


def test_log_holds_no_address() -> None:
    made = suggestion(email=ADDRESS)
    decide(made)

    assert [entry for entry in ModelLogEntry.objects.all() if ADDRESS in f"{entry.label}{entry.data}"] == []
    assert ADDRESS not in f"{Suggester.objects.get()}"
    assert confirm_address(suggester_id=0, now=NOW) is None
    assert mail.outbox == []


def test_who_confirms_late_has_what_was_decided_before(smtp_server: ReceivedMails) -> None:
    page = article("Published before")
    answered, told = (suggestion(email=f"late-{index}@example.org", confirmed=False) for index in range(2))
    deciding.answer(suggestion_id=answered.pk, version=1, text="We plan it.", user=None, now=NOW)
    decide(told, state=SuggestionState.PUBLISHED, article=page)

    for made in (answered, told):
        token = sign(made.suggester.pk, salt=CONFIRM_SALT)
        for _ in range(2):
            assert Client().post(f"/suggest/confirm/{token}/", **SAME_ORIGIN).status_code == 200

    assert smtp_server.recipients == ["late-0@example.org", "late-1@example.org"]
    assert "We plan it." in smtp_server.text(0)
    assert page.canonical_url in smtp_server.text(1)


def test_who_is_merged_late_has_the_answer_at_once_and_once(smtp_server: ReceivedMails) -> None:
    kept, late = suggestion(), suggestion(email=ADDRESS)
    deciding.answer(suggestion_id=kept.pk, version=1, text="We plan it.", user=None, now=NOW)
    client = signed_in("Editors")
    smtp_server.refused = 1

    page = client.post(f"/admin/suggestions/{late.pk}/merge/", {"merge-version": 1, "merge-into": kept.pk}, follow=True)
    assert "1 mail(s) could not be sent just now" in page.content.decode()
    post(client, kept, "resend")
    post(client, kept, "resend")

    assert smtp_server.recipients == [ADDRESS]


def test_who_is_separated_waits_for_an_answer_of_their_own(smtp_server: ReceivedMails) -> None:
    kept, same = suggestion(email="one@example.org"), suggestion(email=ADDRESS)
    merged = deciding.merge(suggestion_id=same.pk, version=1, into_id=kept.pk, user=an_editor())
    answered = deciding.answer(suggestion_id=kept.pk, version=1, text="Yes.", user=None, now=NOW)
    mails.send_answers(suggestion=answered, now=NOW)

    separated = deciding.separate(suggestion_id=same.pk, version=merged.version, user=an_editor("other"))
    own = deciding.answer(suggestion_id=same.pk, version=separated.version, text="No.", user=None, now=NOW)
    mails.send_answers(suggestion=own, now=NOW)

    assert smtp_server.recipients == ["one@example.org", ADDRESS, ADDRESS]
    assert "No." in smtp_server.text()


def test_merged_suggestion_cannot_be_published_by_itself() -> None:
    kept, same = suggestion(), suggestion()
    Suggestion.objects.filter(pk=same.pk).update(article=article("Out"))
    merged = deciding.merge(suggestion_id=same.pk, version=1, into_id=kept.pk, user=an_editor())

    with pytest.raises(SuggestionError, match="mark that one as published"):
        deciding.publish(suggestion_id=same.pk, version=merged.version, user=an_editor("other"))
    assert "Mark as published" not in signed_in("Editors").get(f"/admin/suggestions/{same.pk}/").content.decode()
