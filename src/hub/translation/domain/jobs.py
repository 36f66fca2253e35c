"""Translation in the background: what is to be done is stored, done by the worker, and told in words.

A job is a row before it is a task, so nothing is lost when a worker or the database restarts. While one is being done,
a second task waits for the end of its lease: if the worker was killed, that one goes on; if not, it finds nothing to
do. A job sends only what is not settled, so doing one twice costs time and changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult
from wagtail.models import Locale, Page

from hub.articles.models import ArticlePage
from hub.studies.models import Study
from hub.translation.domain.engine import NamedEngine, configured_engine
from hub.translation.domain.phrases import translate_words
from hub.translation.domain.translating import translate_page
from hub.translation.enums import JobKind, JobState
from hub.translation.models import TranslationJob, TranslationSettings
from hub.translation.results import TranslationReport

BACKGROUND = "background"
LEASE = timedelta(minutes=15)
FIRST_WAIT = 60.0
LONGEST_WAIT = 6 * 3600.0
ATTEMPTS = 10
OPEN = (JobState.WAITING, JobState.RUNNING, JobState.FAILED)


@task(backend=BACKGROUND)
def translate(job_id: int, cut_off: bool = False) -> str:
    """Do a job, or go on with one if it was cut off; return what came of it, in words."""
    return do_job(job_id=job_id, engine=configured_engine(), now=timezone.now(), cut_off=cut_off)


@transaction.atomic
def request_translation(*, article: ArticlePage, locale: Locale, now: datetime) -> TranslationJob:
    """Have an article translated into a language; one that is already waiting is not asked for twice."""
    waiting = TranslationJob.objects.filter(
        kind=JobKind.ARTICLE, article_id=article.pk, locale=locale, state__in=(JobState.WAITING, JobState.FAILED)
    ).first()
    if waiting:
        return waiting
    job = TranslationJob.objects.create(kind=JobKind.ARTICLE, article_id=article.pk, locale=locale, queued_at=now)
    _enqueue(job)
    return job


def request_editions(*, article: ArticlePage, now: datetime) -> list[TranslationJob]:
    """Have a published article translated into every language that its hub has translated by machine."""
    if configured_engine() is None:
        return []
    wanted = TranslationSettings.for_site(article.get_site()).machine_languages
    locales = Locale.objects.filter(language_code__in=wanted).order_by("language_code")
    return [request_translation(article=article, locale=locale, now=now) for locale in locales]


def requeue_stranded() -> int:
    """Queue jobs that no task is waiting for, since a worker was killed between taking a task and taking its job.

    Returns
    -------
    int
        How many there were.
    """
    queued = DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=translate.module_path)
    waited_for = {each.args_kwargs["kwargs"]["job_id"] for each in queued}
    stranded = [job for job in TranslationJob.objects.filter(state__in=OPEN) if job.pk not in waited_for]
    for job in stranded:
        _enqueue(job)
    return len(stranded)


def do_job(*, job_id: int, engine: NamedEngine | None, now: datetime, cut_off: bool = False) -> str:
    """Do a job unless it is done or being done.

    Parameters
    ----------
    engine
        None if the hub has lost its engine; the job is then tried again later.
    cut_off
        Do it only if its worker was killed: one that failed is tried again at its own time, and not before.

    Returns
    -------
    str
        What came of it, in a sentence.
    """
    job = _take(job_id, now, (JobState.RUNNING,) if cut_off else OPEN)
    if job is None:
        return "Nothing was left to do."
    if engine is None:
        return _put_off(job, "The hub has no translation engine; set TRANSLATION_URL.", FIRST_WAIT)
    article = ArticlePage.objects.filter(pk=job.article_id).first()
    if article is None or not article.live:
        return _end(job, JobState.DONE, "The article is not published any more; nothing was translated.")
    try:
        report = _translate(article, job.locale, engine, now)
    except Exception as problem:  # noqa: BLE001 - whatever goes wrong is told, and tried again
        return _put_off(job, f"It could not be translated: {problem}", FIRST_WAIT)
    job.sent, job.passed, job.left = report.sent, report.passed, report.left
    if report.refused:
        return _end(job, JobState.GIVEN_UP, report.message)
    if report.retry_after is not None:
        return _put_off(job, report.message, report.retry_after)
    return _end(job, JobState.DONE, _words(report, engine))


@transaction.atomic
def _take(job_id: int, now: datetime, states: Iterable[JobState]) -> TranslationJob | None:
    """Take a job on, with a second task for the case that this worker is killed."""
    job = TranslationJob.objects.select_for_update().filter(pk=job_id).first()
    if job is None or job.state not in states:
        return None
    if job.state == JobState.RUNNING and job.started_at and job.started_at + LEASE > now:
        return None
    job.state, job.started_at, job.attempts = JobState.RUNNING, now, job.attempts + 1
    job.save(update_fields=["state", "started_at", "attempts"])
    _enqueue(job, after=LEASE.total_seconds(), cut_off=True)
    return job


def _translate(article: ArticlePage, locale: Locale, engine: NamedEngine, now: datetime) -> TranslationReport:
    """Translate the words of the study, the topic, and the article."""
    publish = TranslationSettings.for_site(article.get_site()).publish_machine
    reports = []
    if article.study_id:
        study = Study.objects.get(pk=article.study_id)
        reports.append(translate_words(study=study, locale=locale, engine=engine, now=now))
    parents: Iterable[Page] = article.get_ancestors().filter(depth__gt=2).specific()
    reports += [
        translate_page(page=page, locale=locale, engine=engine, now=now, publish=publish)
        for page in (*parents, article)
    ]
    waits = [report.retry_after for report in reports if report.retry_after is not None]
    return TranslationReport(
        sent=sum(report.sent for report in reports),
        passed=sum(report.passed for report in reports),
        left=sum(report.left for report in reports),
        retry_after=max(waits, default=None),
        refused=any(report.refused for report in reports),
        message=next((report.message for report in reports if report.retry_after is not None), ""),
    )


def _words(report: TranslationReport, engine: NamedEngine) -> str:
    if not report.sent:
        return "Nothing had changed; no segment was sent."
    verb = "stays" if report.left == 1 else "stay"
    left = f"; {report.left} {verb} in the original language" if report.left else ""
    return f"{engine.name} translated {report.passed} of {report.sent} segments{left}."


def _put_off(job: TranslationJob, reason: str, wait: float) -> str:
    """Try a job again later, longer after each attempt, or give it up."""
    if job.attempts >= ATTEMPTS:
        return _end(job, JobState.GIVEN_UP, f"{reason} It was given up after {job.attempts} attempts.")
    seconds = min(max(wait, FIRST_WAIT * 2 ** (job.attempts - 1)), LONGEST_WAIT)
    _enqueue(job, after=seconds)
    return _end(job, JobState.FAILED, f"{reason} It will be tried again in {_minutes(seconds)}.")


def _minutes(seconds: float) -> str:
    minutes = max(round(seconds / 60), 1)
    return "a minute" if minutes == 1 else f"{minutes} minutes"


def _end(job: TranslationJob, state: JobState, message: str) -> str:
    job.state, job.ended_at, job.message = state, timezone.now(), message
    job.save(update_fields=["state", "ended_at", "message", "sent", "passed", "left"])
    return message


def _enqueue(job: TranslationJob, *, after: float = 0.0, cut_off: bool = False) -> None:
    """Queue a task for a job once the job is stored."""

    def queue() -> Any:
        when = timezone.now() + timedelta(seconds=after) if after else None
        only = {"cut_off": True} if cut_off else {}
        return translate.using(run_after=when).enqueue(job_id=job.pk, **only)

    transaction.on_commit(queue)
