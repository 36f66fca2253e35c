"""What was translated in the background, and how it went."""

from __future__ import annotations

from django.db import models
from wagtail.models import Locale, Page

from hub.translation.enums import JobKind, JobState


class TranslationJob(models.Model):
    """One piece of work for an engine, with what came of it in words."""

    kind = models.CharField(max_length=10, choices=JobKind.choices)
    article = models.ForeignKey(Page, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+", verbose_name="language")
    state = models.CharField(max_length=10, choices=JobState.choices, default=JobState.WAITING)
    queued_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent = models.PositiveIntegerField(default=0)
    passed = models.PositiveIntegerField(default=0)
    left = models.PositiveIntegerField(default=0)
    message = models.TextField(blank=True)

    class Meta:
        verbose_name = "translation job"
        ordering = ["-queued_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind=JobKind.PHRASES) | models.Q(article__isnull=False),
                name="job_for_an_article_names_it",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} into {self.locale}: {self.get_state_display()}"
