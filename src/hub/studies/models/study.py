"""A study, its arms and its outcomes."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import RevisionMixin
from wagtail.search import index

from hub.studies.enums import ArmRole, Better, Measure, Phase, SpreadKind, StudyDesign, TimeUnit
from hub.studies.models.reference import Reference


class Study(RevisionMixin, index.Indexed, ClusterableModel):
    """A clinical study with its arms, outcomes and results."""

    key = models.SlugField(max_length=80, unique=True, help_text="Short name used in files and addresses.")
    name = models.CharField(max_length=200)
    registry_id = models.CharField("registry id", max_length=40, blank=True, help_text="Like NCT01234567.")
    design = models.CharField(max_length=30, choices=StudyDesign.choices)
    phase = models.CharField(max_length=5, choices=Phase.choices, blank=True)
    condition = models.CharField(max_length=200)
    population = models.TextField()
    primary_reference = models.ForeignKey(
        Reference, null=True, blank=True, on_delete=models.PROTECT, related_name="studies"
    )
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
                condition=Q(follow_up_low__isnull=True)
                | Q(follow_up_high__isnull=True)
                | Q(follow_up_low__lte=F("follow_up_high")),
                name="studies_follow_up_in_order",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Arm(models.Model):
    """A group of participants treated alike."""

    study = ParentalKey(Study, on_delete=models.CASCADE, related_name="arms")
    key = models.SlugField(max_length=40)
    label = models.CharField(
        max_length=120,
        help_text="As it stands inside a sentence: blinatumomab + Interfant-06. Only names keep a capital letter.",
    )
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
        return self.label[:1].upper() + self.label[1:]


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
