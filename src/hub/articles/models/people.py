"""The people behind an article, and what they declared.

A declaration has a date and covers everything: relationships are rows of their own with a start
and an end, and "nothing to disclose" is said outright, so silence is never read as an absence.
"""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.text import slugify
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import RevisionMixin
from wagtail.search import index

from hub.articles.panels import PERSON_PANELS


class Person(RevisionMixin, index.Indexed, ClusterableModel):
    """Someone who writes, reviews or edits articles."""

    name = models.CharField(max_length=120)
    credentials = models.CharField(max_length=120, blank=True, help_text="Like “MD, PhD”.")
    affiliation = models.CharField(max_length=200, blank=True)
    bio = models.TextField("biography", blank=True)
    declared_on = models.DateField(
        "declaration made on",
        null=True,
        blank=True,
        help_text="The day on which this person declared their financial relationships, or that there are none.",
    )
    nothing_to_disclose = models.BooleanField(
        default=False, help_text="This person declared that there has been no financial relationship in 24 months."
    )

    panels = PERSON_PANELS
    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.SearchField("affiliation")]

    class Meta:
        verbose_name_plural = "people"
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(nothing_to_disclose=False) | Q(declared_on__isnull=False),
                name="articles_nothing_to_disclose_is_dated",
                violation_error_message="Say on which day this person declared to have nothing to disclose.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.credentials}" if self.credentials else self.name

    def get_absolute_url(self) -> str:
        """Return where the articles that this person wrote are listed."""
        slug = slugify(self.name)
        return reverse("browse:author", kwargs={"person_id": self.pk, **({"slug": slug} if slug else {})})


class Disclosure(models.Model):
    """A financial relationship of a person with a company."""

    person = ParentalKey(Person, on_delete=models.CASCADE, related_name="disclosures")
    company = models.CharField(max_length=120)
    nature = models.CharField(
        "nature of the relationship", max_length=200, help_text="Like “speaker’s fees” or “advisory board”."
    )
    started = models.DateField("from")
    ended = models.DateField("to", null=True, blank=True, help_text="Leave empty while it lasts.")

    class Meta:
        ordering = ["-started", "company"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended__isnull=True) | Q(started__lte=F("ended")),
                name="articles_disclosure_in_order",
                violation_error_message="A relationship cannot end before it starts.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.company}: {self.nature}"
