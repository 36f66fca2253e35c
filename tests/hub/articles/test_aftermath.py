"""A study is changed: its published articles follow, and those who answer for them are told."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.urls import reverse
from wagtail.models import PageLogEntry

from hub.articles.domain.aftermath import QUESTIONED, TAKEN_BACK, sentences_on
from hub.articles.models import ArticlePage
from hub.studies.models import Study
from tests.hub.articles.factories import article, result
from tests.hub.articles.test_figure_reasons import disease_free, someone

pytestmark = pytest.mark.django_db

TEXT = "<p>Disease-free survival at 4 years was 83.3% (95% CI 64.5–92.7) with the new treatment.</p>"


@pytest.fixture
def live(django_user_model):
    someone(django_user_model, "Moderators")
    return article("Settled", of=disease_free(), key_learning=TEXT)


def write(study, capture, **values):
    """Change the stored result of the new treatment, as an editor's save of the study does."""
    study.results.filter(arm__key="new").update(**values)
    with capture(execute=True):
        Study.objects.get(pk=study.pk).save_revision()


def history(page, action):
    return list(PageLogEntry.objects.filter(page=page.pk, action=action))


def test_article_that_became_impossible_is_taken_from_readers_and_its_editors_are_told(
    live, django_capture_on_commit_callbacks
):
    result(live.study.outcomes.get(), live.study.arms.get(key="new"), ("90.0", "", ""), time=5)  # more than at 4 years
    with django_capture_on_commit_callbacks(execute=True):
        live.study.save_revision()

    assert not ArticlePage.objects.get(pk=live.pk).live
    (entry,) = history(live, TAKEN_BACK)
    assert entry.message.startswith("Taken from readers, since its study was changed. “")
    assert [(message.subject, message.to) for message in mail.outbox] == [
        ("“Settled” was taken from readers", ["Moderators@example.org"])
    ]
    assert sentences_on(live.study) == [(live, "“Settled” says what cannot be right, so readers do not see it.")]


def test_article_whose_figure_differs_now_stays_and_its_editors_are_told_once(live, django_capture_on_commit_callbacks):
    for _ in range(2):
        write(live.study, django_capture_on_commit_callbacks, estimate=84.1, estimate_printed="84.1")

    assert ArticlePage.objects.get(pk=live.pk).live
    (entry,) = history(live, QUESTIONED)
    assert entry.message.startswith(
        "Questioned, since its study was changed. “83.3% (95% CI 64.5–92.7)” (Key learning)"
    )
    assert [message.subject for message in mail.outbox] == ["“Settled” is published with figures to settle"]
    assert sentences_on(live.study) == [(live, "“Settled” is published with 2 figures to settle.")]


def test_article_that_is_settled_is_left_alone(live, django_capture_on_commit_callbacks):
    write(live.study, django_capture_on_commit_callbacks, estimate=83.3)

    assert ArticlePage.objects.get(pk=live.pk).live
    assert (mail.outbox, sentences_on(live.study)) == ([], [])


def test_mail_that_cannot_be_sent_stops_nothing(live, django_capture_on_commit_callbacks, settings, caplog):
    settings.EMAIL_BACKEND = "tests.hub.articles.test_aftermath.NoMail"

    write(live.study, django_capture_on_commit_callbacks, estimate=84.1, estimate_printed="84.1")

    assert len(history(live, QUESTIONED)) == 1
    assert [record.message for record in caplog.records if record.name.endswith("aftermath")] == [
        "Nobody could be told by mail that “Settled” is published with figures to settle."
    ]


class NoMail:
    def __init__(self, *args, **kwargs):
        pass

    def send_messages(self, messages):
        raise ConnectionRefusedError


def test_editor_of_the_study_is_told_which_articles_it_concerns(live, admin_client):
    address = reverse("wagtailsnippets_studies_study:edit", args=[live.study.pk])
    form = BeautifulSoup(admin_client.get(address).content, "html.parser").find("form", attrs={"data-edit-form": True})
    typed = {**fields_of(form), "results-0-estimate_printed": "84.1"}

    told = admin_client.post(address, typed, follow=True)

    assert "“Settled” is published with 2 figures to settle." in told.text


def fields_of(form):
    """Return what a browser would send of a form."""
    boxes = {
        box["name"]: box.get("value", "")
        for box in form.find_all("input")
        if box.get("name") and not box["name"].endswith("-DELETE")
    }
    areas = {area["name"]: area.text.strip() for area in form.find_all("textarea")}
    choices = {
        menu["name"]: next((option.get("value", "") for option in menu.find_all("option", selected=True)), "")
        for menu in form.find_all("select")
    }
    return {**boxes, **areas, **choices}
