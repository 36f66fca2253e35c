"""A publication in the fields that people know, and its form in CSL JSON.

References are stored as CSL (Citation Style Language) data; editors and study files give the plain
fields instead. Both ways go through here, so a mistake gets the same sentence in both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, ClassVar

_DOI = re.compile(r"10\.\d{4,9}/\S+")
_YEAR = re.compile(r"\d{4}")
# Where each plain field stands in CSL.
_CSL_NAMES = {
    "title": "title",
    "journal": "container-title",
    "journal_abbreviation": "container-title-short",
    "volume": "volume",
    "issue": "issue",
    "pages": "page",
    "doi": "DOI",
    "pmid": "PMID",
}


@dataclass(frozen=True)
class Citation:
    """A journal article, or anything with authors, a title and a year.

    Attributes
    ----------
    authors
        ``Family, Given names`` each; an organisation is written without a comma.
    year
        Four digits, or empty.
    """

    title: str
    authors: tuple[str, ...] = ()
    journal: str = ""
    journal_abbreviation: str = ""
    year: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    doi: str = ""
    pmid: str = ""

    CSL_FIELDS: ClassVar[frozenset[str]] = frozenset({*_CSL_NAMES.values(), "type", "author", "issued"})

    def problems(self) -> dict[str, str]:
        """Return what is wrong, a sentence for each field."""
        found = {}
        if not self.title:
            found["title"] = "Give the title."
        if self.year and not _YEAR.fullmatch(self.year):
            found["year"] = f"“{self.year}” is not a year of four digits."
        if self.doi and not _DOI.fullmatch(self.doi):
            found["doi"] = f"“{self.doi}” is not a DOI; one looks like 10.1056/NEJMoa2012971."
        if self.pmid and not self.pmid.isdecimal():
            found["pmid"] = f"“{self.pmid}” is not a PubMed id; it has digits only."
        if any(author.startswith(",") or not author.strip(", ") for author in self.authors):
            found["authors"] = "Write each author as “Family, Given names”."
        return found

    def to_csl(self) -> dict[str, Any]:
        """Return the citation as one item of CSL JSON."""
        csl: dict[str, Any] = {"type": "article-journal" if self.journal else "webpage"}
        csl.update({csl_name: getattr(self, name) for name, csl_name in _CSL_NAMES.items() if getattr(self, name)})
        if self.authors:
            csl["author"] = [_csl_name(author) for author in self.authors]
        if self.year:
            csl["issued"] = {"date-parts": [[int(self.year)]]}
        return csl

    @classmethod
    def from_csl(cls, csl: dict[str, Any]) -> Citation:
        """Return the plain fields of a CSL item."""
        date = csl.get("issued", {}).get("date-parts") or [[]]
        return cls(
            authors=tuple(_plain_name(name) for name in csl.get("author", [])),
            year=str(date[0][0]) if date[0] else "",
            **{name: str(csl.get(csl_name, "")) for name, csl_name in _CSL_NAMES.items()},
        )


def _csl_name(author: str) -> dict[str, str]:
    family, comma, given = (part.strip() for part in author.partition(","))
    return {"family": family, "given": given} if comma and given else {"literal": family}


def _plain_name(name: dict[str, str]) -> str:
    return (
        f"{name['family']}, {name['given']}"
        if "family" in name and name.get("given")
        else next(iter(name.values()), "")
    )


def csl_problem(csl: object) -> str:
    """Return what keeps stored data from being a CSL item, in a sentence; empty if nothing does."""
    if not isinstance(csl, dict):
        return "CSL data is one object in braces."
    if not isinstance(csl.get("title"), str) or not csl["title"].strip():
        return "CSL data needs a title."
    authors = csl.get("author", [])
    if not isinstance(authors, list) or not all(_is_name(author) for author in authors):
        return "In CSL data, author is a list of names with “family” and “given”, or “literal”."
    if "issued" in csl and not _is_date(csl["issued"]):
        return "In CSL data, issued is written {“date-parts”: [[2024, 5, 17]]}; month and day may be left out."
    return ""


def _is_name(name: object) -> bool:
    return (
        isinstance(name, dict)
        and bool(name.keys() & {"family", "literal"})
        and all(isinstance(part, str) for part in name.values())
    )


def _is_date(date: object) -> bool:
    parts = date.get("date-parts") if isinstance(date, dict) else None
    return (
        isinstance(parts, list)
        and bool(parts)
        and isinstance(parts[0], list)
        and 1 <= len(parts[0]) <= 3
        and all(isinstance(part, int) for part in parts[0])
    )
