"""Curves computed from patient-level data, and drawings that were made."""

from django.db import models
from django.db.models import Q
from modelcluster.fields import ParentalKey

from hub.studies.enums import Source, TimeUnit
from hub.studies.models.patient_file import PatientFile
from hub.studies.models.study import Arm, Outcome, Study


class Curve(models.Model):
    """A survival or cumulative-incidence curve computed from patient-level data."""

    study = ParentalKey(Study, on_delete=models.CASCADE, related_name="curves")
    outcome = models.ForeignKey(Outcome, on_delete=models.CASCADE, related_name="curves")
    arm = models.ForeignKey(Arm, null=True, blank=True, on_delete=models.CASCADE, related_name="curves")
    time_unit = models.CharField(max_length=10, choices=TimeUnit.choices)
    steps = models.JSONField(help_text="Lists time, estimate, low, high, at_risk, events, censored, as computed.")
    method = models.CharField(max_length=120)
    interval_method = models.CharField(max_length=60)
    source = models.CharField(max_length=15, choices=Source.choices, default=Source.RECOMPUTED)
    patient_file = models.ForeignKey(
        PatientFile, null=True, editable=False, on_delete=models.SET_NULL, related_name="curves"
    )

    class Meta:
        constraints = [
            # Two constraints, since SQLite takes every NULL for a different value.
            models.UniqueConstraint(fields=["outcome", "arm"], name="studies_one_curve_per_arm"),
            models.UniqueConstraint(
                fields=["outcome"], condition=Q(arm__isnull=True), name="studies_one_curve_of_all_participants"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome}, {self.arm or 'all participants'}"


class Drawing(models.Model):
    """A drawn figure, found again by a digest of everything that it shows."""

    digest = models.CharField(max_length=64, unique=True)
    svg = models.TextField()
    narrow_svg = models.TextField(help_text="The same figure, drawn for a phone.")
    png = models.BinaryField()
    text_alternative = models.TextField()
    drawn_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.digest[:12]
