"""Publications, stored so that any citation style can be rendered."""

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.models import RevisionMixin
from wagtail.search import index

from hub.studies.results.citation import csl_problem


class Reference(RevisionMixin, index.Indexed, models.Model):
    """A publication, stored as CSL JSON so that any citation style can be rendered."""

    key = models.SlugField(max_length=80, unique=True, help_text="Short name used in files, like dinardo-2020.")
    csl = models.JSONField("CSL data", help_text="One item of Citation Style Language JSON.")
    doi = models.CharField("DOI", max_length=120, blank=True, help_text="Like 10.1056/NEJMoa2012971, without https.")
    pmid = models.CharField("PubMed id", max_length=12, blank=True)

    search_fields = [
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.SearchField("key"),
        index.SearchField("doi"),
        index.SearchField("pmid"),
    ]

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Refuse CSL data that no citation could be made from."""
        super().clean()
        problem = csl_problem(self.csl)
        if problem:
            raise ValidationError(problem)

    @property
    def title(self) -> str:
        """The publication's title."""
        return str(self.csl.get("title") or self.key)

    @property
    def authors(self) -> list[str]:
        """Family names, or the names of organisations."""
        return [name.get("family") or name.get("literal", "") for name in self.csl.get("author", [])]

    @property
    def journal(self) -> str:
        """The journal's short name, or else its full one."""
        return str(self.csl.get("container-title-short") or self.csl.get("container-title", ""))

    @property
    def year(self) -> str:
        """Year of publication; may be empty."""
        date = self.csl.get("issued", {}).get("date-parts") or [[]]
        return str(date[0][0]) if date[0] else ""

    @property
    def short_citation(self) -> str:
        """First author, journal and year: ``Martins et al., J Clin Oncol 2026``."""
        authors = self.authors
        name = f"{authors[0]} et al." if len(authors) > 1 else "".join(authors)
        return ", ".join(part for part in (name, f"{self.journal} {self.year}".strip()) if part)
