"""What is said of jobs."""

from __future__ import annotations

from hub.translation.enums import JobState
from hub.translation.models import TranslationJob

_STATES = {JobState.WAITING: "waiting for the engine.", JobState.RUNNING: "being translated."}


def job_sentence(job: TranslationJob) -> str:
    """Say what came of a job; the job's own words, once it has any."""
    return _STATES.get(JobState(job.state), job.message)
