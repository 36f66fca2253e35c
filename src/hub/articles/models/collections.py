"""What articles belong to besides a topic: the congress that a study was shown at, and a series of articles."""

from django.db import models
from django.db.models import F, Q
from wagtail.models import RevisionMixin
from wagtail.search import index


class Congress(RevisionMixin, index.Indexed, models.Model):
    """A meeting at which results were presented."""

    name = models.CharField(max_length=160, unique=True, help_text="With its year: “ASH Annual Meeting 2025”.")
    slug = models.SlugField(
        "address", max_length=80, unique=True, help_text="Its part of the page's address, like ash-2025."
    )
    place = models.CharField(max_length=120, blank=True)
    starts = models.DateField("from", null=True, blank=True)
    ends = models.DateField("to", null=True, blank=True)
    website = models.URLField(blank=True)

    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name_plural = "congresses"
        ordering = [F("starts").desc(nulls_last=True), "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(starts__isnull=True) | Q(starts__lte=F("ends")),
                name="articles_congress_in_order",
                violation_error_message="A congress cannot end before it starts.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Series(RevisionMixin, index.Indexed, models.Model):
    """Articles that belong together and are read in order."""

    name = models.CharField(max_length=160, unique=True)
    slug = models.SlugField("address", max_length=80, unique=True, help_text="Its part of the page's address.")
    introduction = models.TextField(
        blank=True, max_length=600, help_text="What the series is about; everyone can read it, so no findings."
    )

    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name_plural = "series"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
