"""Who pays for the hub, how much by name of level, from when to when, and for which articles.

A funder is a name and never an account: nothing here leads to a user, a group or a permission,
so paying cannot turn into editing. Dates are kept, not flags, because disclosure looks back.
"""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.search import index

from hub.articles.models import ArticlePage
from hub.common.enums import Audience
from hub.common.models import HubImage
from hub.funding.enums import GrantKind
from hub.funding.panels import DECLARATION_PANELS, FUNDER_PANELS, GRANT_PANELS, LEVEL_PANELS


class SupportLevel(models.Model):
    """The hub's own name for how much a funder gives."""

    name = models.CharField(max_length=60, unique=True)
    order = models.PositiveSmallIntegerField(default=0, help_text="The level that stands first has the lowest number.")

    panels = LEVEL_PANELS

    class Meta:
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name


class Funder(index.Indexed, models.Model):
    """An organisation or person that supports the hub."""

    name = models.CharField(max_length=120, unique=True, help_text="As it should stand in a sentence.")
    website = models.URLField(blank=True)
    logo = models.ForeignKey(
        HubImage,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Never shown on accredited pages. Its audience must be “Everyone”.",
    )
    description = models.TextField(blank=True)

    panels = FUNDER_PANELS
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a logo that readers could not load."""
        if self.logo and self.logo.audience != Audience.PUBLIC:
            raise ValidationError(
                {"logo": "Funders are shown to everyone: set the image’s audience to “Everyone” first."}
            )


class Grant(index.Indexed, ClusterableModel):
    """Support that a funder gives: of which kind, at which level, for what, and when."""

    funder = models.ForeignKey(Funder, on_delete=models.PROTECT, related_name="grants")
    level = models.ForeignKey(SupportLevel, on_delete=models.PROTECT, related_name="grants")
    kind = models.CharField(max_length=30, choices=GrantKind.choices)
    starts_on = models.DateField("from")
    ends_on = models.DateField("to", null=True, blank=True, help_text="The last day. Leave empty while it has no end.")
    purpose = models.CharField(
        max_length=300, blank=True, help_text="What it was given for; shown on the funders page."
    )
    hub_wide = models.BooleanField(
        "supports the whole hub", default=False, help_text="It is then shown with every article made in its time."
    )

    panels = GRANT_PANELS
    search_fields = [
        index.SearchField("purpose"),
        index.RelatedFields("funder", [index.SearchField("name"), index.AutocompleteField("name")]),
    ]

    class Meta:
        ordering = ["-starts_on", "funder__name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="funding_grant_in_order",
                violation_error_message="A grant cannot end before it starts.",
            ),
            models.UniqueConstraint(
                fields=["funder", "kind", "starts_on", "purpose"],
                name="funding_grant_once",
                violation_error_message="This grant is there already: same funder, kind, first day and purpose.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} from {self.funder}"


class SupportedArticle(models.Model):
    """An article that a grant was given for."""

    grant = ParentalKey(Grant, on_delete=models.CASCADE, related_name="supported_articles")
    article = models.ForeignKey(ArticlePage, on_delete=models.CASCADE, related_name="supports")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["grant", "article"],
                name="funding_article_once_per_grant",
                violation_error_message="The article is listed twice.",
            )
        ]

    def __str__(self) -> str:
        return str(self.article)

    def clean(self) -> None:
        """Refuse support for an article that is declared to have had none."""
        if NoFundingDeclaration.objects.filter(article_id=self.article_id).exists():
            raise ValidationError(
                {"article": "This article is declared to have had no external funding. Delete the declaration first."}
            )


class NoFundingDeclaration(models.Model):
    """The publisher's statement that nobody outside paid for an article."""

    article = models.OneToOneField(ArticlePage, on_delete=models.CASCADE, related_name="no_funding_declaration")
    declared_on = models.DateField()

    panels = DECLARATION_PANELS

    class Meta:
        verbose_name = "declaration of no external funding"
        verbose_name_plural = "declarations of no external funding"
        ordering = ["-declared_on", "-pk"]

    def __str__(self) -> str:
        return f"No external funding: {self.article}"

    def clean(self) -> None:
        """Refuse a declaration that a recorded grant contradicts."""
        support = SupportedArticle.objects.filter(article_id=self.article_id).select_related("grant__funder").first()
        if support:
            funder = support.grant.funder
            raise ValidationError(
                {"article": f"A grant from {funder} is recorded for this article. Remove it from the grant first."}
            )
