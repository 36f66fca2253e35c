"""The hub's access policy, every wording readers were asked to confirm, and the log of confirmations.

The log proves that readers were asked, and counts them; it cannot tell who they are. So it has no
address, no browser, and nothing that leads from an entry to the cookie it was made with.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models.functions import Now
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

DEFAULT_WORDING = (
    "I confirm that I am a healthcare professional. I understand that the content of this site is "
    "written for healthcare professionals, and that it does not replace professional judgement."
)
DEFAULT_PROFESSIONS = "Doctor\nNurse\nPharmacist\nResearcher\nStudent in a health profession\nOther health profession"


@register_setting(icon="lock", order=110)
class AccessSettings(BaseSiteSetting):
    """Who may read, what they confirm, and what they are asked."""

    wording = models.TextField(
        default=DEFAULT_WORDING,
        max_length=2000,
        help_text="What a reader confirms. Every change is kept as a new version, and every reader is asked again.",
    )
    valid_days = models.PositiveSmallIntegerField(
        "days valid",
        default=90,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
        help_text="After this many days a reader is asked again (1 to 365).",
    )
    ask_country = models.BooleanField("ask for the country", default=False)
    ask_profession = models.BooleanField("ask for the profession", default=False)
    professions = models.TextField(
        default=DEFAULT_PROFESSIONS, help_text="The professions to choose from, one on each line."
    )
    version = models.PositiveIntegerField(default=0, editable=False)

    panels = [
        MultiFieldPanel([FieldPanel("wording"), FieldPanel("valid_days")], heading="Confirmation"),
        MultiFieldPanel(
            [FieldPanel("ask_country"), FieldPanel("ask_profession"), FieldPanel("professions")],
            heading="Questions at the gate",
        ),
    ]

    class Meta:
        verbose_name = "access for professionals"

    def profession_list(self) -> list[str]:
        """Return the professions that a reader may choose from, in the editor's order."""
        return list(dict.fromkeys(line.strip() for line in self.professions.splitlines() if line.strip()))

    def clean(self) -> None:
        """Refuse a profession that is too long to be kept."""
        most = AttestationRecord._meta.get_field("profession").max_length
        if long := [name for name in self.profession_list() if len(name) > most]:
            raise ValidationError({"professions": f"Shorten “{long[0]}” to at most {most} characters."})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and keep a changed wording as a new version."""
        self.wording = "\n".join(line.rstrip() for line in self.wording.strip().splitlines())
        with transaction.atomic():
            stored = type(self).objects.select_for_update().filter(pk=self.pk).first()
            changed = stored is None or stored.wording != self.wording
            self.version = (stored.version if stored else 0) + changed
            super().save(*args, **kwargs)
            if changed:
                self.wordings.create(version=self.version, text=self.wording)


class AttestationWording(models.Model):
    """One version of the wording; never changed, since readers confirmed it."""

    settings = models.ForeignKey(AccessSettings, on_delete=models.CASCADE, related_name="wordings")
    version = models.PositiveIntegerField()
    text = models.TextField()
    since = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["settings", "version"], name="access_one_wording_per_version")]

    def __str__(self) -> str:
        return f"Version {self.version}"


class AttestationRecord(models.Model):
    """One confirmation at the gate, by nobody in particular."""

    time = models.DateTimeField()
    wording = models.ForeignKey(AttestationWording, on_delete=models.PROTECT, related_name="records")
    country = models.CharField(max_length=2, blank=True)
    profession = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["-time", "-pk"]
        indexes = [models.Index(fields=["-time"], name="access_record_time")]

    def __str__(self) -> str:
        return f"Confirmation of {self.time:%-d %B %Y}"
