"""Nouns: what a study reports, stored as printed and as parsed."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import RevisionMixin
from wagtail.search import index

from hub.studies.enums import (
    ArmRole,
    Better,
    Measure,
    Phase,
    POperator,
    Source,
    SpreadKind,
    StudyDesign,
    TimeUnit,
)


class Reference(RevisionMixin, index.Indexed, models.Model):
    """A publication, stored as CSL JSON so that any citation style can be rendered."""

    key = models.SlugField(max_length=80, unique=True)
    csl = models.JSONField("CSL data", help_text="One item of Citation Style Language JSON.")
    doi = models.CharField("DOI", max_length=120, blank=True)
    pmid = models.CharField("PubMed id", max_length=12, blank=True)

    search_fields = [index.SearchField("key"), index.SearchField("doi"), index.SearchField("pmid")]

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return str(self.csl.get("title") or self.key)


class Study(RevisionMixin, index.Indexed, ClusterableModel):
    """A clinical study with its arms, outcomes and results."""

    key = models.SlugField(max_length=80, unique=True, help_text="Short name used in files and addresses.")
    name = models.CharField(max_length=200)
    registry_id = models.CharField("registry id", max_length=40, blank=True, help_text="Like NCT01234567.")
    design = models.CharField(max_length=30, choices=StudyDesign.choices)
    phase = models.CharField(max_length=5, choices=Phase.choices, blank=True)
    condition = models.CharField(max_length=200)
    population = models.TextField()
    primary_reference = models.ForeignKey(Reference, null=True, blank=True, on_delete=models.PROTECT, related_name="studies")
    follow_up = models.FloatField("median follow-up", null=True, blank=True, validators=[MinValueValidator(0)])
    follow_up_printed = models.CharField(max_length=20, blank=True)
    follow_up_unit = models.CharField(max_length=10, choices=TimeUnit.choices, blank=True)
    follow_up_low = models.FloatField(null=True, blank=True)
    follow_up_low_printed = models.CharField(max_length=20, blank=True)
    follow_up_high = models.FloatField(null=True, blank=True)
    follow_up_high_printed = models.CharField(max_length=20, blank=True)
    follow_up_spread = models.CharField(max_length=10, choices=SpreadKind.choices, blank=True)
    data_note = models.TextField(blank=True, help_text="Where patient-level data come from, with their licence.")

    search_fields = [
        index.SearchField("name"),
        index.SearchField("registry_id"),
        index.SearchField("condition"),
        index.AutocompleteField("name"),
        index.FilterField("design"),
    ]

    class Meta:
        verbose_name_plural = "studies"
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(follow_up_low__isnull=True) | Q(follow_up_high__isnull=True) | Q(follow_up_low__lte=F("follow_up_high")),
                name="studies_follow_up_in_order",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Arm(index.Indexed, models.Model):
    """A group of participants treated alike."""

    study = ParentalKey(Study, on_delete=models.CASCADE, related_name="arms")
    key = models.SlugField(max_length=40)
    label = models.CharField(max_length=120)
    intervention = models.TextField(blank=True)
    n = models.PositiveIntegerField(validators=[MinValueValidator(1)])
    role = models.CharField(max_length=20, choices=ArmRole.choices)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["study", "key"], name="studies_arm_key_once"),
            models.CheckConstraint(condition=Q(n__gte=1), name="studies_arm_has_people"),
        ]

    def __str__(self) -> str:
        return self.label


class Outcome(models.Model):
    """What was measured, and which direction is good for the patient."""

    study = ParentalKey(Study, on_delete=models.CASCADE, related_name="outcomes")
    key = models.SlugField(max_length=40)
    name = models.CharField(max_length=120)
    abbreviation = models.CharField(max_length=20, blank=True)
    definition = models.TextField(blank=True)
    measure = models.CharField(max_length=30, choices=Measure.choices)
    better = models.CharField(max_length=10, choices=Better.choices)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["study", "key"], name="studies_outcome_key_once")]

    def __str__(self) -> str:
        return self.name


class Result(models.Model):
    """One figure of a study: for an arm, or for a contrast of an arm with a comparator."""

    study = ParentalKey(Study, on_delete=models.CASCADE, related_name="results")
    outcome = models.ForeignKey(Outcome, on_delete=models.CASCADE, related_name="results")
    arm = models.ForeignKey(Arm, null=True, blank=True, on_delete=models.CASCADE, related_name="results",
                            help_text="Leave empty for a figure of all participants.")
    comparator = models.ForeignKey(Arm, null=True, blank=True, on_delete=models.CASCADE, related_name="contrasts",
                                   help_text="Only for a contrast: the arm that the other is compared with.")
    time = models.FloatField(null=True, blank=True, validators=[MinValueValidator(0)])
    time_unit = models.CharField(max_length=10, choices=TimeUnit.choices, blank=True)
    estimate_printed = models.CharField(max_length=30, help_text="As printed, without its unit: 83.3, or NR for not reached.")
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
    ctcae_version = models.CharField("CTCAE version", max_length=5, blank=True)
    period = models.CharField(max_length=120, blank=True, help_text="Adverse events: when, like “overall” or “first course”.")
    source = models.CharField(max_length=15, choices=Source.choices, default=Source.PUBLISHED)
    method = models.CharField(max_length=120, blank=True, help_text="How it was estimated, like Kaplan–Meier.")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(low__isnull=True) | Q(high__isnull=True) | Q(low__lte=F("high")), name="studies_interval_in_order"
            ),
            models.CheckConstraint(
                condition=Q(numerator__isnull=True) | Q(denominator__isnull=True) | Q(numerator__lte=F("denominator")),
                name="studies_numerator_within_denominator",
            ),
            models.CheckConstraint(condition=Q(p__isnull=True) | (Q(p__gte=0) & Q(p__lte=1)), name="studies_p_is_a_probability"),
            models.CheckConstraint(
                condition=Q(interval_level__isnull=True) | (Q(interval_level__gt=0) & Q(interval_level__lt=100)),
                name="studies_interval_level_is_a_percentage",
            ),
            models.CheckConstraint(
                condition=Q(comparator__isnull=True) | Q(arm__isnull=False), name="studies_contrast_names_both_arms"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome}: {self.estimate_printed}{self.unit if self.unit == '%' else f' {self.unit}'.rstrip()}"


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

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["outcome", "arm"], name="studies_one_curve_per_arm", nulls_distinct=False)
        ]


class Drawing(models.Model):
    """A drawn figure, found again by a digest of everything that it shows."""

    digest = models.CharField(max_length=64, unique=True)
    svg = models.TextField()
    png = models.BinaryField()
    text_alternative = models.TextField()
    drawn_at = models.DateTimeField(auto_now_add=True)
