"""Words that are translated once for the whole hub: its glossary, and the names that studies use."""

from __future__ import annotations

from django.db import models
from wagtail.models import Locale

from hub.translation.models.segments import Judged


class GlossaryTerm(models.Model):
    """A term with its approved wording in one language; an engine does not get to see it."""

    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+", verbose_name="language")
    term = models.CharField(max_length=200, help_text="In English, as articles write it.")
    wording = models.CharField(
        "translation", max_length=200, blank=True, help_text="Empty: it is kept as it is written."
    )
    case_sensitive = models.BooleanField(default=False, help_text="For terms like ALL, which are words otherwise.")
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = "glossary term"
        ordering = ["term", "locale"]
        constraints = [models.UniqueConstraint(fields=["locale", "term"], name="one_wording_of_a_term")]

    def __str__(self) -> str:
        return f"{self.term} → {self.wording or self.term}"


class Phrase(Judged):
    """Words of a study in another language: an arm, an outcome, a definition. Its results stay single."""

    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+", verbose_name="language")
    source = models.TextField(help_text="As the study has it, in English.")

    class Meta:
        verbose_name = "phrase"
        ordering = ["source", "locale"]
        constraints = [models.UniqueConstraint(fields=["locale", "source"], name="one_wording_of_a_phrase")]

    def __str__(self) -> str:
        return f"{self.source} → {self.text or self.source}"
