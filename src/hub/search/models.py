"""What is searched: two indexes that share no row, and the hub's synonyms.

Each published article has an open entry, of what everyone may know, and a full one. A visitor who has not attested is
answered from open entries alone, so a word of the gated text can change neither the hits nor their order or number.
"""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.models import RevisionMixin
from wagtail.search import index

from hub.articles.enums import ArticleKind
from hub.articles.models import ArticlePage, Congress, TopicPage
from hub.studies.enums import StudyDesign
from hub.studies.models import Result


class Entry(index.Indexed, models.Model):
    """An article as it is found: its words, and what its hits are counted by."""

    page = models.OneToOneField(ArticlePage, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=20)
    edition_of = models.CharField(
        max_length=32, help_text="The same for an article and its editions in other languages."
    )
    title = models.CharField(max_length=255)
    words = models.TextField(blank=True)
    topic = models.ForeignKey(TopicPage, null=True, on_delete=models.SET_NULL, related_name="+")
    design = models.CharField(max_length=30, choices=StudyDesign.choices, blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    published = models.DateTimeField(null=True)
    congress = models.ForeignKey(Congress, null=True, on_delete=models.SET_NULL, related_name="+")
    kind = models.CharField(max_length=20, choices=ArticleKind.choices)

    search_fields = [
        index.SearchField("title", boost=3),
        index.SearchField("words"),
        index.FilterField("id"),
        index.FilterField("language"),
        index.FilterField("edition_of"),
        index.FilterField("topic_id"),
        index.FilterField("design"),
        index.FilterField("year"),
        index.FilterField("congress_id"),
        index.FilterField("kind"),
        index.FilterField("published"),
    ]

    class Meta:
        abstract = True
        indexes = [models.Index(fields=["language", "edition_of"]), models.Index(fields=["year", "design"])]

    def __str__(self) -> str:
        return self.title


class OpenEntry(Entry):
    """What everyone may know of an article."""

    class Meta(Entry.Meta):
        verbose_name_plural = "open entries"


class FullEntry(Entry):
    """Everything that an article says, for readers who have attested."""

    outcomes = models.TextField(blank=True, help_text="The names of the outcomes that have results, one on a line.")

    class Meta(Entry.Meta):
        verbose_name_plural = "full entries"


class FoundResult(models.Model):
    """A stored result of an article's study, as it is searched for by its value."""

    entry = models.ForeignKey(FullEntry, on_delete=models.CASCADE, related_name="results")
    result = models.ForeignKey(Result, on_delete=models.CASCADE, related_name="+")
    outcome = models.CharField(max_length=120, help_text="The outcome's name in small letters.")
    measure = models.CharField(max_length=30)
    value = models.FloatField()
    months = models.FloatField(null=True, help_text="The time point in months; empty for none.")

    class Meta:
        indexes = [models.Index(fields=["outcome", "months", "value"])]

    def __str__(self) -> str:
        return f"{self.outcome}: {self.value}"


class Synonym(RevisionMixin, index.Indexed, models.Model):
    """Two wordings of one thing: who searches for either finds both."""

    term = models.CharField(max_length=80, help_text="The abbreviation or the shorter wording, like ALL.")
    means = models.CharField(max_length=160, help_text="What it means, like acute lymphoblastic leukaemia.")
    case_sensitive = models.BooleanField(
        default=False, help_text="For an abbreviation that is also a word: ALL means the leukaemia, all does not."
    )

    search_fields = [index.SearchField("term"), index.SearchField("means"), index.AutocompleteField("term")]

    class Meta:
        ordering = ["term", "means"]
        constraints = [models.UniqueConstraint(fields=["term", "means"], name="search_synonym_once")]

    def __str__(self) -> str:
        return f"{self.term} = {self.means}"

    def clean(self) -> None:
        """Refuse a synonym of itself."""
        if self.term.strip().lower() == self.means.strip().lower():
            raise ValidationError("The two wordings are the same.")
