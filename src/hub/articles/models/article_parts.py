"""The repeated parts of an article: objectives, outcomes, contributors and references."""

from django.core.validators import MinValueValidator
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable, TranslatableMixin

from hub.articles.enums import ContributorRole
from hub.articles.models.people import Person
from hub.studies.models import Outcome, Reference


class LearningObjective(TranslatableMixin, Orderable):
    """What a learner will be able to do, continuing “learners will be able to …”."""

    page = ParentalKey("articles.ArticlePage", on_delete=models.CASCADE, related_name="learning_objectives")
    text = models.CharField(
        max_length=300, help_text="Continues “After reading this article, learners will be able to …”."
    )

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = "learning objective"
        ordering = ["sort_order", "pk"]

    def __str__(self) -> str:
        return self.text


class ReportedOutcome(Orderable):
    """An outcome of the study that the article reports, perhaps among its key figures."""

    page = ParentalKey("articles.ArticlePage", on_delete=models.CASCADE, related_name="reported_outcomes")
    outcome = models.ForeignKey(Outcome, on_delete=models.CASCADE, related_name="+")
    headline = models.BooleanField(
        "key figure", default=False, help_text="Show it in “The finding”, on the first screen. Two to four are best."
    )
    time = models.FloatField(
        "time of the key figure",
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text="In the unit of the study's results. Leave empty to show the first time point.",
    )

    class Meta(Orderable.Meta):
        verbose_name = "reported outcome"
        ordering = ["sort_order", "pk"]

    def __str__(self) -> str:
        return str(self.outcome)


class Contribution(Orderable):
    """A person's part in an article."""

    page = ParentalKey("articles.ArticlePage", on_delete=models.CASCADE, related_name="contributions")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="contributions")
    role = models.CharField(max_length=20, choices=ContributorRole.choices, default=ContributorRole.AUTHOR)

    class Meta(Orderable.Meta):
        verbose_name = "contributor"
        ordering = ["sort_order", "pk"]

    def __str__(self) -> str:
        return f"{self.person} ({self.get_role_display()})"


class ArticleReference(Orderable):
    """A publication that the article cites, in the order of citation."""

    page = ParentalKey("articles.ArticlePage", on_delete=models.CASCADE, related_name="article_references")
    reference = models.ForeignKey(Reference, on_delete=models.PROTECT, related_name="+")

    class Meta(Orderable.Meta):
        verbose_name = "reference"
        ordering = ["sort_order", "pk"]

    def __str__(self) -> str:
        return str(self.reference)
