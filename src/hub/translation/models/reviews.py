"""Who looks at a translation, and who has approved it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from wagtail_localize.models import Translation


class TranslationReview(models.Model):
    """The review of one translation: asked for, or done."""

    translation = models.OneToOneField(Translation, on_delete=models.CASCADE, related_name="review")
    in_review_since = models.DateTimeField(null=True, blank=True)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    approved_as = models.CharField(
        "approved by", max_length=120, blank=True, help_text="As readers see it, like “Dr Julia Sample, haematologist”."
    )
    approved_digest = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        permissions = [("approve_translation", "Can approve a translation")]

    def __str__(self) -> str:
        return f"Review of {self.translation}"
