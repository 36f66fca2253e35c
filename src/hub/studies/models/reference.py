"""Publications, stored so that any citation style can be rendered."""

from django.db import models
from wagtail.models import RevisionMixin
from wagtail.search import index


class Reference(RevisionMixin, index.Indexed, models.Model):
    """A publication, stored as CSL JSON so that any citation style can be rendered."""

    key = models.SlugField(max_length=80, unique=True)
    csl = models.JSONField("CSL data", help_text="One item of Citation Style Language JSON.")
    doi = models.CharField("DOI", max_length=120, blank=True)
    pmid = models.CharField("PubMed id", max_length=12, blank=True)

    search_fields = [index.SearchField("key"), index.SearchField("doi"), index.SearchField("pmid")]

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return str(self.csl.get("title") or self.key)

    @property
    def short_citation(self) -> str:
        """Return first author, journal and year: ``Martins et al., J Clin Oncol 2026``."""
        authors = self.csl.get("author", [])
        first = authors[0].get("family") or authors[0].get("literal", "") if authors else ""
        name = f"{first} et al." if len(authors) > 1 else first
        date = self.csl.get("issued", {}).get("date-parts", [[]])
        year = str(date[0][0]) if date and date[0] else ""
        journal = self.csl.get("container-title-short") or self.csl.get("container-title", "")
        return ", ".join(part for part in (name, f"{journal} {year}".strip()) if part)
