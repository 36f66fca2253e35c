"""A study, its arms and its outcomes."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail import hooks
from wagtail.models import Revision, RevisionMixin
from wagtail.search import index

from hub.studies.enums import ArmRole, Better, Measure, Phase, SpreadKind, StudyDesign, TimeUnit
from hub.studies.models.reference import Reference
from hub.studies.results.printed import PrintedNumber


class Study(RevisionMixin, index.Indexed, ClusterableModel):
    """A clinical study with its arms, outcomes and results."""

    key = models.SlugField(max_length=80, unique=True, help_text="Short name used in files and addresses.")
    name = models.CharField(
        max_length=200, help_text="Everyone can read it in the list of studies, so it must not give the finding."
    )
    registry_id = models.CharField("registry id", max_length=40, blank=True, help_text="Like NCT01234567.")
    design = models.CharField(max_length=30, choices=StudyDesign.choices)
    phase = models.CharField(max_length=5, choices=Phase.choices, blank=True)
    condition = models.CharField(
        max_length=200, help_text="Everyone can read it in the list of studies: “Acute myeloid leukaemia”."
    )
    population = models.TextField()
    primary_reference = models.ForeignKey(
        Reference, null=True, blank=True, on_delete=models.PROTECT, related_name="studies"
    )
    follow_up = models.FloatField("median follow-up", null=True, blank=True, validators=[MinValueValidator(0)])
    follow_up_printed = models.CharField("median", max_length=20, blank=True)
    follow_up_unit = models.CharField("unit", max_length=10, choices=TimeUnit.choices, blank=True)
    follow_up_low = models.FloatField(null=True, blank=True)
    follow_up_low_printed = models.CharField("lower end", max_length=20, blank=True)
    follow_up_high = models.FloatField(null=True, blank=True)
    follow_up_high_printed = models.CharField("upper end", max_length=20, blank=True)
    follow_up_spread = models.CharField("what the ends are", max_length=10, choices=SpreadKind.choices, blank=True)
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

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the follow-up that the printed strings stand for."""
        errors: dict[str, list[str]] = {}
        self._derive_follow_up(errors)
        if errors:
            raise ValidationError(errors)
        super().save(*args, **kwargs)

    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        """Save a revision, and tell whoever shows the results: every action that writes a study ends here.

        Functions are registered for the Wagtail hook ``study_results_written`` and called with the study.
        """
        revision = super().save_revision(*args, **kwargs)
        for tell in hooks.get_hooks("study_results_written"):
            tell(self)
        return revision

    def clean(self) -> None:
        """Derive the follow-up from its printed strings and hold it against its own spread."""
        super().clean()
        errors: dict[str, list[str]] = {}
        self._derive_follow_up(errors)
        self._check_follow_up(errors)
        if errors:
            raise ValidationError(errors)

    def _derive_follow_up(self, errors: dict[str, list[str]]) -> None:
        for field in ("follow_up", "follow_up_low", "follow_up_high"):
            printed = getattr(self, f"{field}_printed").strip()
            setattr(self, field, None)
            if not printed:
                continue
            try:
                number = PrintedNumber.parse(printed, bounds=field != "follow_up")
            except ValueError as problem:
                errors.setdefault(f"{field}_printed", []).append(str(problem))
                continue
            setattr(self, field, number.value)
            setattr(self, f"{field}_printed", number.text)

    def _check_follow_up(self, errors: dict[str, list[str]]) -> None:
        def add(field: str, sentence: str) -> None:
            errors.setdefault(field, []).append(sentence)

        limits = [bool(self.follow_up_low_printed), bool(self.follow_up_high_printed)]
        if self.follow_up_printed and not self.follow_up_unit:
            add("follow_up_unit", "The follow-up needs its unit.")
        if any(limits) and not self.follow_up_printed:
            add("follow_up_printed", "A range of follow-up needs its median.")
        if any(limits) and not all(limits):
            add(
                "follow_up_high_printed" if limits[0] else "follow_up_low_printed",
                "The range needs both ends.",
            )
        if any(limits) and not self.follow_up_spread:
            add("follow_up_spread", "Say what the two ends are: range, interquartile range or confidence interval.")
        ends = (self.follow_up_low, self.follow_up, self.follow_up_high)
        known = [end for end in ends if end is not None]
        if known != sorted(known):
            add("follow_up_high_printed", "The follow-up must run from its lower end over its median to its upper end.")
            self.follow_up_low = self.follow_up_high = None


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
    position = models.PositiveSmallIntegerField(default=0, editable=False)

    sort_order_field = "position"

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
    position = models.PositiveSmallIntegerField(default=0, editable=False)

    sort_order_field = "position"

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["study", "key"], name="studies_outcome_key_once")]

    def __str__(self) -> str:
        return self.name
