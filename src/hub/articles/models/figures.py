"""Figures in an article's prose: what each is tied to, what editors say of it, and why it may be published.

All three belong to the page, so that each revision keeps its own. A figure is named by its field, its
characters and which of several equal ones it is; places change with every word that is typed.
"""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from hub.articles.enums import DeclarationKind, FigureField, FigureState
from hub.articles.models.page_figure import PageFigure
from hub.studies.models import Result

CONTENT = (
    *("field", "start", "end", "quote", "occurrence", "state", "result_id"),
    *("finding", "method", "outcome", "arm", "time", "digest"),
)


class FigureDeclaration(Orderable):
    """An editor's word on what a figure is; it goes before what is read."""

    page = ParentalKey("articles.ArticlePage", on_delete=models.CASCADE, related_name="figure_declarations")
    field = models.CharField("where", max_length=30, choices=FigureField.choices)
    quote = models.CharField("figure", max_length=500, help_text="As it stands in the text: 83.3% (95% CI 64.5–92.7).")
    occurrence = models.PositiveSmallIntegerField(
        default=1, help_text="1 for the first such figure in this part of the article, 2 for the second …"
    )
    kind = models.CharField("what it is", max_length=20, choices=DeclarationKind.choices)
    result = models.ForeignKey(
        Result,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="For a result of the study: which one.",
    )
    note = models.CharField(
        max_length=300, blank=True, help_text="For any other figure: from which source, or what it is. Readers see it."
    )

    class Meta(Orderable.Meta):
        verbose_name = "declared figure"
        ordering = ["sort_order", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(occurrence__gte=1), name="articles_declared_occurrence_from_one"),
            models.CheckConstraint(
                condition=Q(kind=DeclarationKind.RESULT) | Q(result__isnull=True),
                name="articles_declared_result_is_a_result",
                violation_error_message="Choose a result only for a figure that is a result of the study.",
            ),
            models.CheckConstraint(
                condition=Q(kind=DeclarationKind.RESULT) | ~Q(note=""),
                name="articles_declared_otherwise_has_note",
                violation_error_message="Say in the note from which source the figure is, or what it is.",
            ),
        ]

    def __str__(self) -> str:
        return f"“{self.quote}”: {self.get_kind_display()}"

    def clean(self) -> None:
        """Ask for the result of a figure declared as one; one deleted since is told with the page's figures."""
        super().clean()
        if self.kind == DeclarationKind.RESULT and self.result_id is None:
            raise ValidationError({"result": "Choose the result that this figure is."})


class TiedFigure(Orderable):
    """A figure as it was read when the page was saved; never typed."""

    page = ParentalKey("articles.ArticlePage", on_delete=models.CASCADE, related_name="tied_figures")
    field = models.CharField(max_length=30, choices=FigureField.choices)
    start = models.PositiveIntegerField(help_text="Place of the first character in the field's plain text.")
    end = models.PositiveIntegerField()
    quote = models.TextField()
    occurrence = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=20, choices=FigureState.choices)
    result = models.ForeignKey(Result, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    finding = models.TextField(blank=True, help_text="What is wrong with it, in a sentence; empty if nothing is.")
    method = models.TextField(blank=True, help_text="How it was checked, in a sentence.")
    outcome = models.CharField(max_length=300, blank=True)
    arm = models.CharField(max_length=300, blank=True)
    time = models.CharField(max_length=60, blank=True)
    digest = models.CharField(max_length=64, help_text="Changes with the figure, what it is of, and its state.")

    class Meta(Orderable.Meta):
        ordering = ["sort_order", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="articles_figure_has_characters"),
            models.CheckConstraint(condition=Q(occurrence__gte=1), name="articles_figure_occurrence_from_one"),
            models.CheckConstraint(
                condition=Q(state__in=(FigureState.TIED, FigureState.DECLARED)) | ~Q(finding=""),
                name="articles_questioned_figure_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"“{self.quote}”: {self.get_state_display()}"

    @classmethod
    def of(cls, figure: PageFigure, place: int) -> "TiedFigure":
        """Return a figure as it is stored; ``place`` is its place among the page's figures."""
        return cls(sort_order=place, **{name: getattr(figure, name) for name in CONTENT})

    @property
    def content(self) -> tuple[Any, ...]:
        """What is stored of the figure; equal for the same figure in the same state."""
        return tuple(getattr(self, name) for name in CONTENT)


class FigureReason(Orderable):
    """Why a questioned figure may be published, from someone with the right to say so."""

    page = ParentalKey("articles.ArticlePage", on_delete=models.CASCADE, related_name="figure_reasons")
    digest = models.CharField(max_length=64, help_text="Of the figure in the state in which the reason was given.")
    quote = models.TextField()
    finding = models.TextField(help_text="What was wrong with the figure.")
    reason = models.TextField()
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    given_at = models.DateTimeField()

    class Meta(Orderable.Meta):
        ordering = ["sort_order", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="articles_figure_reason_says_something"),
        ]

    def __str__(self) -> str:
        return f"“{self.quote}”: {self.reason}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep no reason of blanks."""
        self.reason = self.reason.strip()
        super().save(*args, **kwargs)
