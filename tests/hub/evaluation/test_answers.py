"""The reader's form: in the article, at its own address, and for JavaScript."""

import json
import re
from datetime import date

import pytest
from django.template import Context, Template
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from hub.articles.models import ArticlePage
from hub.evaluation.models import Evaluation
from tests.hub.evaluation.factories import ANSWERS, SAME_ORIGIN, article, attested_reader, evaluations, signed_in

pytestmark = pytest.mark.django_db


def send(client: Client, page: ArticlePage, answers: dict[str, str], **headers: str):
    return client.post(f"/evaluation/{page.pk}/", answers, **{**SAME_ORIGIN, **headers})


def test_form_in_the_article_is_static_and_complete() -> None:
    html = Template("{% load evaluation %}{% evaluation_form page %}").render(Context({"page": article()}))

    assert html.count('type="radio"') == 20
    assert html.count("<fieldset") == html.count("<legend") == 4
    assert " checked>" not in html
    assert "csrf" not in html.lower()
    assert "Please do not enter patient data" in html
    assert 'maxlength="1000"' in html
    assert len(set(re.findall(r'id="([^"]+)"', html))) == len(re.findall(r'id="([^"]+)"', html))


def test_form_in_an_unsaved_preview_cannot_be_sent() -> None:
    html = Template("{% load evaluation %}{% evaluation_form page %}").render(Context({"page": ArticlePage()}))

    assert "action=" not in html
    assert "disabled" in html


def test_answer_valid_is_stored_and_shown() -> None:
    page, reader = article(), attested_reader()

    response = send(reader, page, {**ANSWERS, "comment": "Clear.\r\nThank you."})

    assert (response.status_code, response["Location"]) == (303, f"/evaluation/{page.pk}/")
    stored = Evaluation.objects.get()
    assert (stored.clear, stored.objectives, stored.relevant, stored.change) == (5, 4, 3, 2)
    assert stored.comment == "Clear.\nThank you."
    assert stored.answered_on == timezone.now().date()
    shown = reader.get(response["Location"])
    assert "Thank you. Your evaluation is stored." in shown.text
    assert shown.text.count(" checked>") == 4
    assert "Clear.\nThank you.</textarea>" in shown.text
    assert "no-store" in shown["Cache-Control"]


def test_answer_again_changes_the_one_answer() -> None:
    page, reader = article(), attested_reader()
    send(reader, page, {**ANSWERS, "comment": "First"})

    send(reader, page, {**ANSWERS, "clear": "1"})

    stored = Evaluation.objects.get()
    assert (stored.clear, stored.comment) == (1, "")


def test_answer_keeps_what_was_stated_at_the_gate_and_the_day_of_the_first() -> None:
    page, reader = article(), attested_reader(country="DE", profession="Doctor, retired: 50%")
    send(reader, page, ANSWERS)
    Evaluation.objects.update(answered_on=date(2026, 5, 4))

    send(reader, page, {**ANSWERS, "clear": "1"})

    stored = Evaluation.objects.get()
    assert (stored.clear, stored.country, stored.profession) == (1, "DE", "Doctor, retired: 50%")
    assert stored.answered_on == date(2026, 5, 4)


def test_answers_of_one_reader_to_two_articles_cannot_be_linked() -> None:
    reader = attested_reader()

    for page in (article("One"), article("Two")):
        send(reader, page, ANSWERS)

    assert len(set(Evaluation.objects.values_list("reader_key", flat=True))) == 2


def test_two_readers_have_two_answers() -> None:
    page = article()

    for _ in range(2):
        send(attested_reader(), page, ANSWERS)

    assert Evaluation.objects.count() == 2


def test_missing_answers_are_named_and_nothing_is_lost() -> None:
    page, reader = article(), attested_reader()

    response = send(reader, page, {"clear": "5", "objectives": "9", "comment": "Kept."})

    assert response.status_code == 422
    assert re.findall(r'<li><a href="#([^"]+)">([^<]+)</a>', response.text) == [
        ("evaluation-objectives_0", "Choose one of the five levels: “The content addressed the learning objectives”."),
        ("evaluation-relevant_0", "Say how far you agree: “The content was relevant to my practice”."),
        ("evaluation-change_0", "Say how far you agree: “I will change my clinical practice as a result”."),
    ]
    assert "Error: Your evaluation" in response.text
    assert response.text.count(" checked>") == 1
    assert "Kept.</textarea>" in response.text
    assert not Evaluation.objects.exists()


def test_comment_too_long_is_refused_in_a_sentence() -> None:
    page, reader = article(), attested_reader()

    response = send(reader, page, {**ANSWERS, "comment": "x" * 1001})

    assert response.status_code == 422
    assert "Shorten your comment to 1000 characters; it has 1001." in response.text
    assert 'href="#evaluation-comment"' in response.text


def test_comment_at_the_limit_counts_line_ends_once() -> None:
    page, reader = article(), attested_reader()

    response = send(reader, page, {**ANSWERS, "comment": "x" * 499 + "\r\n" + "x" * 500})

    assert response.status_code == 303


def test_comment_with_null_character_is_refused() -> None:
    response = send(attested_reader(), article(), {**ANSWERS, "comment": "a\x00b"})

    assert response.status_code == 422
    assert "a character that is not text" in response.text


def test_post_from_another_site_is_refused() -> None:
    page, reader = article(), attested_reader()

    response = reader.post(f"/evaluation/{page.pk}/", ANSWERS, HTTP_SEC_FETCH_SITE="cross-site")

    assert response.status_code == 403
    assert not Evaluation.objects.exists()


def test_reader_who_has_not_attested_meets_the_gate() -> None:
    page, visitor = article(), Client()

    responses = [visitor.get(f"/evaluation/{page.pk}/"), visitor.get(f"/evaluation/{page.pk}/mine/")]

    assert [response.status_code for response in responses] == [403, 403]
    assert ["I am a healthcare professional" in response.text for response in responses] == [True, True]


def test_answer_after_the_confirmation_expired_is_not_stored_and_not_lost() -> None:
    page, visitor = article(), Client()

    response = send(visitor, page, {**ANSWERS, "comment": "A long thought"})
    as_json = send(visitor, page, ANSWERS, HTTP_ACCEPT="application/json")

    assert (response.status_code, as_json.status_code) == (403, 403)
    assert not Evaluation.objects.exists()
    assert "A long thought" in response.text
    assert response.text.count(" checked>") == 4
    assert f'href="/access/?next=%2Fevaluation%2F{page.pk}%2F"' in response.text
    assert as_json.json() == {"saved": False, "confirm": f"/access/?next=%2Fevaluation%2F{page.pk}%2F"}
    assert "no-store" in response["Cache-Control"]


def test_editor_who_has_not_attested_is_told_that_the_answer_does_not_count() -> None:
    page, editor = article(), signed_in("Editors")

    form = editor.get(f"/evaluation/{page.pk}/")
    response = send(editor, page, ANSWERS)
    as_json = send(editor, page, ANSWERS, HTTP_ACCEPT="application/json")

    assert [form.status_code, response.status_code, as_json.status_code] == [403, 403, 403]
    assert "Editors’ evaluations are not counted" in form.text
    assert "Editors’ evaluations are not counted" in response.text
    assert as_json.json()["saved"] is False
    assert not Evaluation.objects.exists()


@pytest.mark.parametrize("path", ["", "mine/"])
def test_draft_and_restricted_articles_are_not_found(path: str) -> None:
    reader, draft, restricted = attested_reader(), article("Draft", live=False), article("Restricted")
    PageViewRestriction.objects.create(page=restricted, restriction_type="login")

    found = [reader.get(f"/evaluation/{page.pk}/{path}").status_code for page in (draft, restricted)]

    assert found == [404, 404]


def test_too_many_posts_are_throttled() -> None:
    page, reader = article(), attested_reader()

    codes = {send(reader, page, ANSWERS, REMOTE_ADDR="192.0.2.77").status_code for _ in range(101)}

    assert codes == {303, 429}


def test_form_page_before_answering_is_empty() -> None:
    response = attested_reader().get(f"/evaluation/{article().pk}/")

    assert " checked>" not in response.text
    assert "Thank you" not in response.text


def test_mine_gives_the_own_answer_only() -> None:
    page, reader = article(), attested_reader()
    evaluations(page, 3)
    before = reader.get(f"/evaluation/{page.pk}/mine/")
    send(reader, page, {**ANSWERS, "comment": "Mine"})

    after = reader.get(f"/evaluation/{page.pk}/mine/")

    assert before.json() == {"answered": False}
    assert after.json() == {
        "answered": True,
        "answers": {"clear": 5, "objectives": 4, "relevant": 3, "change": 2},
        "comment": "Mine",
    }
    assert "no-store" in after["Cache-Control"]


def test_json_answer_is_stored_or_its_problems_named() -> None:
    page, reader = article(), attested_reader()

    saved = send(reader, page, ANSWERS, HTTP_ACCEPT="application/json")
    refused = send(reader, page, {}, HTTP_ACCEPT="application/json")

    assert (saved.status_code, saved.json()) == (200, {"saved": True})
    assert refused.status_code == 422
    assert [problem["control"] for problem in json.loads(refused.content)["problems"]] == [
        "evaluation-clear_0",
        "evaluation-objectives_0",
        "evaluation-relevant_0",
        "evaluation-change_0",
    ]


@pytest.mark.parametrize("address", ["", "mine/"])
def test_page_number_that_no_database_holds_is_not_found(address: str) -> None:
    assert attested_reader().get(f"/evaluation/99999999999999999999999/{address}").status_code == 404
