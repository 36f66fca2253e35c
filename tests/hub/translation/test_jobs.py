"""Jobs survive engines that fail, workers that are killed, and being asked for twice."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from hub.articles.models import ArticlePage
from hub.translation.domain import jobs
from hub.translation.domain.jobs import do_job, request_editions, request_translation, requeue_stranded
from hub.translation.engines import EngineRefusedError
from hub.translation.enums import JobState
from hub.translation.models import TranslationJob, TranslationSettings
from tests.hub.articles.factories import article
from tests.hub.translation.factories import NOW, Down, WordByWord, spanish


@pytest.fixture
def original(db):
    return article("A trial of the new treatment")


@pytest.fixture
def job(original, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        return request_translation(article=original, locale=spanish(), now=NOW)


def done(job, engine, now=NOW):
    message = do_job(job_id=job.pk, engine=engine, now=now)
    return message, TranslationJob.objects.get(pk=job.pk)


def waits():
    """Return for how many minutes each waiting task is put off."""
    tasks = DBTaskResult.objects.ready() | DBTaskResult.objects.filter(status="READY")
    return sorted(
        round((each.run_after - each.enqueued_at).total_seconds() / 60) for each in tasks if each.run_after.year < 9999
    )


def test_job_is_queued_once_however_often_it_is_asked_for(original, job):
    again = request_translation(article=original, locale=spanish(), now=NOW)

    assert again == job
    assert [each.args_kwargs["kwargs"] for each in DBTaskResult.objects.all()] == [{"job_id": job.pk}]


def test_job_translates_the_article_its_topic_and_the_words_of_its_study(job):
    message, after = done(job, WordByWord())

    page = ArticlePage.objects.get(locale=spanish())
    assert (after.state, after.attempts) == (JobState.DONE, 1)
    assert message == after.message == "Word by word translated 13 of 14 segments; 1 stays in the original language."
    assert page.live
    assert page.get_parent().title == "Topic de A ensayo de el new tratamiento"


def test_engine_that_is_down_is_asked_again_later_and_later(job, django_capture_on_commit_callbacks):
    minutes = []
    now = NOW
    for _ in range(3):
        DBTaskResult.objects.all().delete()
        with django_capture_on_commit_callbacks(execute=True):
            message, after = done(job, Down(), now)
        minutes.append(min(waits()))
        now += timedelta(hours=1)

    assert minutes == [1, 2, 4]
    assert (after.state, after.attempts) == (JobState.FAILED, 3)
    assert message == "The engine failed: no route It will be tried again in 4 minutes."


def test_job_is_given_up_after_many_attempts(job):
    TranslationJob.objects.update(attempts=9)

    message, after = done(job, Down())

    assert after.state == JobState.GIVEN_UP
    assert message.endswith("It was given up after 10 attempts.")


class Refusing:
    name = "Refusing"

    def translate(self, texts, source, target):
        raise EngineRefusedError("Refusing: the language is not known.")


def test_job_that_the_engine_refuses_is_not_tried_again(job):
    message, after = done(job, Refusing())

    assert (after.state, after.attempts) == (JobState.GIVEN_UP, 1)
    assert message == "The engine failed: Refusing: the language is not known."


def test_job_of_a_killed_worker_is_taken_on_by_the_next_task(job):
    TranslationJob.objects.update(state=JobState.RUNNING, started_at=NOW)

    assert done(job, WordByWord(), NOW + timedelta(minutes=14))[0] == "Nothing was left to do."
    assert done(job, WordByWord(), NOW + timedelta(minutes=16))[1].state == JobState.DONE


def test_job_leaves_a_task_for_the_case_that_its_worker_is_killed(job, django_capture_on_commit_callbacks):
    DBTaskResult.objects.all().delete()

    with django_capture_on_commit_callbacks(execute=True):
        done(job, WordByWord())

    assert waits() == [15]
    assert [each.args_kwargs["kwargs"] for each in DBTaskResult.objects.all()] == [{"job_id": job.pk, "cut_off": True}]


def test_job_that_failed_is_not_tried_before_its_time_by_the_task_for_killed_workers(job):
    done(job, Down())

    message = do_job(job_id=job.pk, engine=WordByWord(), now=NOW + timedelta(minutes=16), cut_off=True)

    after = TranslationJob.objects.get(pk=job.pk)
    assert (message, after.state, after.attempts) == ("Nothing was left to do.", JobState.FAILED, 1)


def test_job_for_an_article_that_was_unpublished_does_nothing(job, original):
    original.unpublish()

    message, after = done(job, WordByWord())

    assert (message, after.state) == ("The article is not published any more; nothing was translated.", JobState.DONE)


def test_hub_without_an_engine_asks_for_nothing(original):
    assert request_editions(article=original, now=NOW) == []


def test_publishing_asks_for_every_language_that_is_switched_on(original, monkeypatch):
    monkeypatch.setattr(jobs, "configured_engine", WordByWord)
    site_settings = TranslationSettings.for_site(original.get_site())
    site_settings.machine_languages = ["es", "de"]
    site_settings.save()

    original.save_revision().publish()

    assert [each.locale.language_code for each in TranslationJob.objects.order_by("locale__language_code")] == [
        "de",
        "es",
    ]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_worker_does_what_is_waiting(settings):
    settings.TRANSLATION_ENGINE = WordByWord()
    made = article("A trial of the new treatment")
    request_translation(article=made, locale=spanish(), now=NOW)

    call_command("work", once=True)

    assert set(TranslationJob.objects.values_list("state", flat=True)) == {JobState.DONE}
    assert ArticlePage.objects.get(locale=spanish()).live


def test_job_that_no_task_waits_for_is_queued_again_when_a_worker_starts(job, django_capture_on_commit_callbacks):
    assert requeue_stranded() == 0
    DBTaskResult.objects.update(status="RUNNING")  # taken by a worker that was killed before it took the job

    with django_capture_on_commit_callbacks(execute=True):
        assert requeue_stranded() == 1

    assert [each.status for each in DBTaskResult.objects.order_by("enqueued_at")] == ["RUNNING", "READY"]
