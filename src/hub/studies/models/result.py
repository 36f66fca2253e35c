"""One figure of a study, stored as printed and as parsed."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from modelcluster.fields import ParentalKey

from hub.studies.enums import CtcaeVersion, Measure, POperator, Source, TimeUnit
from hub.studies.models import result_rules
from hub.studies.models.patient_file import PatientFile
from hub.studies.models.study import Arm, Outcome, Study


class Result(models.Model):
    """One figure of a study: for an arm, or for a contrast of an arm with a comparator."""

    study = ParentalKey(Study, on_delete=models.CASCADE, related_name="results")
    outcome = models.ForeignKey(Outcome, on_delete=models.CASCADE, related_name="results")
    arm = models.ForeignKey(
        Arm,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="results",
        help_text="Leave empty for a figure of all participants.",
    )
    comparator = models.ForeignKey(
        Arm,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="contrasts",
        help_text="Only for a contrast: the arm that the other is compared with.",
    )
    measure = models.CharField(
        max_length=30,
        choices=Measure.choices,
        blank=True,
        help_text="Only where it differs from the outcome's own, like the hazard ratio beside a median.",
    )
    time = models.FloatField(null=True, blank=True, validators=[MinValueValidator(0)])
    time_unit = models.CharField(max_length=10, choices=TimeUnit.choices, blank=True)
    estimate_printed = models.CharField(
        "estimate", max_length=30, help_text="As printed, without its unit: 83.3, or NR for not reached."
    )
    estimate = models.FloatField(null=True, blank=True)
    unit = models.CharField(max_length=20, blank=True, help_text="%, months, years …; empty for a ratio.")
    low_printed = models.CharField("interval, lower limit", max_length=30, blank=True)
    high_printed = models.CharField("interval, upper limit", max_length=30, blank=True)
    low = models.FloatField(null=True, blank=True)
    high = models.FloatField(null=True, blank=True)
    interval_level = models.FloatField(null=True, blank=True, help_text="In per cent: 95.")
    interval_method = models.CharField(max_length=60, blank=True, help_text="Like log-log, Greenwood; as far as known.")
    numerator = models.PositiveIntegerField(null=True, blank=True)
    denominator = models.PositiveIntegerField(null=True, blank=True)
    p_printed = models.CharField("p value", max_length=20, blank=True)
    p_operator = models.CharField(max_length=2, choices=POperator.choices, blank=True)
    p = models.FloatField(null=True, blank=True)
    grade = models.CharField(max_length=10, blank=True, help_text="Adverse events: 3, ≥3, 3–4 …")
    ctcae_version = models.CharField("CTCAE version", max_length=10, choices=CtcaeVersion.choices, blank=True)
    period = models.CharField(
        max_length=120, blank=True, help_text="Adverse events: when, like “overall” or “first course”."
    )
    source = models.CharField(max_length=15, choices=Source.choices, default=Source.PUBLISHED)
    method = models.CharField(max_length=120, blank=True, help_text="How it was estimated, like Kaplan–Meier.")
    patient_file = models.ForeignKey(
        PatientFile, null=True, editable=False, on_delete=models.SET_NULL, related_name="results"
    )
    position = models.PositiveSmallIntegerField(default=0, editable=False)

    sort_order_field = "position"

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(low__isnull=True) | Q(high__isnull=True) | Q(low__lte=F("high")),
                name="studies_interval_in_order",
            ),
            models.CheckConstraint(
                condition=Q(numerator__isnull=True) | Q(denominator__isnull=True) | Q(numerator__lte=F("denominator")),
                name="studies_numerator_within_denominator",
            ),
            models.CheckConstraint(
                condition=Q(p__isnull=True) | (Q(p__gte=0) & Q(p__lte=1)), name="studies_p_is_a_probability"
            ),
            models.CheckConstraint(
                condition=Q(interval_level__isnull=True) | (Q(interval_level__gt=0) & Q(interval_level__lt=100)),
                name="studies_interval_level_is_a_percentage",
                violation_error_message="The level of an interval lies between 0 and 100.",
            ),
            models.CheckConstraint(
                condition=Q(comparator__isnull=True) | Q(arm__isnull=False), name="studies_contrast_names_both_arms"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome}: {self.estimate_printed}{self.unit if self.unit == '%' else f' {self.unit}'.rstrip()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the values that the printed strings stand for."""
        errors: result_rules.Errors = {}
        result_rules.derive_values(self, errors)
        if errors:
            raise ValidationError(errors)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Derive the values from the printed strings, then hold them against the rules."""
        super().clean()
        if not hasattr(self, "outcome"):
            return  # The form has already asked for it.
        errors: result_rules.Errors = {}
        result_rules.derive_values(self, errors)
        result_rules.check(self, errors)
        if errors:
            raise ValidationError(errors)

    @property
    def effective_measure(self) -> Measure:
        """What kind of quantity this is: its own, or else its outcome's."""
        return Measure(self.measure or self.outcome.measure)

    @property
    def identity(self) -> tuple[Any, ...]:
        """What sets a result apart within its study: two with the same identity say the same thing twice."""
        return (
            self.outcome.key,
            self.arm.key if self.arm else "",
            self.comparator.key if self.comparator else "",
            self.effective_measure.value,
            self.time,
            self.time_unit,
            self.grade,
            self.period,
            self.source,
        )
