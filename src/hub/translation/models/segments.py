"""What became of each segment of a translation, and who answers for it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from wagtail_localize.models import String, Translation, TranslationContext

from hub.translation.enums import SegmentState


class Judged(models.Model):
    """A text in another language with the guard's verdict on it."""

    text = models.TextField(blank=True, help_text="Exactly what was verified; empty if the original is shown.")
    state = models.CharField(max_length=10, choices=SegmentState.choices)
    shape = models.CharField(max_length=10, blank=True)
    faults = models.JSONField(default=list, blank=True)
    engine = models.CharField(max_length=60, blank=True, help_text="Empty if a person wrote it.")
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        abstract = True


class SegmentVerdict(Judged):
    """The guard's verdict on one segment of one translation.

    A translated string without a verdict on exactly this text is not shown.
    """

    translation = models.ForeignKey(Translation, on_delete=models.CASCADE, related_name="verdicts")
    string = models.ForeignKey(String, on_delete=models.CASCADE, related_name="+")
    context = models.ForeignKey(TranslationContext, on_delete=models.CASCADE, related_name="+")
    asked_again = models.BooleanField(
        default=False, help_text="A machine is to translate it again; until it has, what stands here stays."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["translation", "string", "context"], name="one_verdict_for_each_segment"),
            models.CheckConstraint(
                condition=models.Q(state=SegmentState.LEFT, text="")
                | ~models.Q(state=SegmentState.LEFT) & ~models.Q(text=""),
                name="left_segment_has_no_text",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()}: {self.text or self.string.data}"
