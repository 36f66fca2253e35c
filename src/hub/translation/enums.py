"""The states of a translation, of its segments, and of the jobs that make it."""

from django.db import models


class SegmentState(models.TextChoices):
    """Who answers for the words of a segment."""

    MACHINE = "machine", "machine translation"
    EDITED = "edited", "written by a person"
    APPROVED = "approved", "approved by a person"
    LEFT = "left", "left in the original language"


class TranslationState(models.TextChoices):
    """What an article's edition in a language is."""

    MISSING = "missing", "missing"
    MACHINE = "machine", "machine translation"
    OUTDATED = "outdated", "outdated"
    IN_REVIEW = "in_review", "in review"
    APPROVED = "approved", "approved"


class JobKind(models.TextChoices):
    """What a job translates."""

    ARTICLE = "article", "an article"
    PHRASES = "phrases", "the words of studies"


class JobState(models.TextChoices):
    """How far a job has come."""

    WAITING = "waiting", "waiting"
    RUNNING = "running", "running"
    DONE = "done", "done"
    FAILED = "failed", "to be tried again"
    GIVEN_UP = "given_up", "given up"
