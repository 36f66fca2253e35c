"""How often articles were read, counted and nothing else, and the links by which funders see reports.

A row of counts holds no time but its day, and nothing of who read. Two readers are told apart for one
day only, in the cache; see ``hub.reach.domain.readers_of_day``.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from hub.articles.models import ArticlePage
from hub.funding.models import Grant


class ReachCount(models.Model):
    """What was counted of one article in one language on one day (UTC)."""

    article = models.ForeignKey(ArticlePage, on_delete=models.CASCADE, related_name="reach")
    day = models.DateField()
    language = models.CharField(max_length=10)
    views = models.PositiveIntegerField(default=0)
    reader_days = models.PositiveIntegerField(default=0)
    completed_reads = models.PositiveIntegerField(default=0)
    gate_views = models.PositiveIntegerField(default=0)
    summary_views = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "count of reach"
        verbose_name_plural = "counts of reach"
        constraints = [
            models.UniqueConstraint(fields=["article", "day", "language"], name="reach_one_row_per_day"),
            models.CheckConstraint(condition=Q(completed_reads__lte=F("reader_days")), name="reach_read_by_a_reader"),
        ]
        indexes = [models.Index(fields=["day"], name="reach_day")]

    def __str__(self) -> str:
        return f"Reach of {self.article} on {self.day}"


class ReportLink(models.Model):
    """A funder's way to one report on one grant; the report is kept as it was when the link was made."""

    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="report_links")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    first_month = models.DateField()
    last_month = models.DateField()
    report = models.TextField(editable=False)
    made_on = models.DateField()
    expires_on = models.DateField()
    revoked_on = models.DateField(null=True)
    last_used_on = models.DateField(null=True)

    class Meta:
        verbose_name = "link to a report"
        verbose_name_plural = "links to reports"
        ordering = ["-made_on", "-pk"]

    def __str__(self) -> str:
        return f"Link to the report on {self.grant}"
