"""An article, and the publications that it cites, for reference managers: RIS and BibTeX.

RIS follows the specification of its tags as reference managers read them (two letters, two spaces, a dash, a space,
lines ended by CR LF, UTF-8). BibTeX is written for biblatex and BibTeX alike, in ASCII-safe keys and UTF-8 values.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from hub.articles.enums import ContributorRole
from hub.articles.models import ArticlePage
from hub.common.languages import tag
from hub.common.models import HubSettings
from hub.studies.models import Reference

Field = tuple[str, str]
_RIS_TYPES = {"article-journal": "JOUR", "article": "JOUR", "book": "BOOK", "chapter": "CHAP", "webpage": "ELEC"}
_BIBTEX_TYPES = {"article-journal": "article", "article": "article", "book": "book", "chapter": "incollection"}
_BIBTEX_SPECIAL = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "&": r"\&",
        "%": r"\%",
        "$": r"\$",
        "#": r"\#",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)


def article_ris(page: ArticlePage) -> str:
    """Return the citation of an article in RIS; it holds only what everyone may know."""
    day = page.first_published_at
    fields: list[Field] = [
        ("TY", "ELEC"),
        ("TI", page.title),
        *(("AU", _family_first(name)) for name in _authors(page)),
        ("PY", f"{day:%Y}" if day else ""),
        ("DA", f"{day:%Y/%m/%d}" if day else ""),
        ("PB", _publisher(page)),
        ("UR", page.canonical_url),
        ("LA", tag(page.locale.language_code)),
        ("AB", page.standfirst),
    ]
    return _ris(fields)


def article_bibtex(page: ArticlePage) -> str:
    """Return the citation of an article in BibTeX; it holds only what everyone may know."""
    day = page.first_published_at
    fields: list[Field] = [
        ("author", " and ".join(_bibtex(_family_first(name)) for name in _authors(page))),
        ("title", f"{{{_bibtex(page.title)}}}"),
        ("year", f"{day:%Y}" if day else ""),
        ("date", f"{day:%Y-%m-%d}" if day else ""),
        ("organization", _bibtex(_publisher(page))),
        ("url", page.canonical_url),
        ("language", tag(page.locale.language_code)),
    ]
    return _entry("online", _key(_authors(page), fields[2][1], page.slug), fields)


def references_ris(page: ArticlePage) -> str:
    """Return the publications that an article cites in RIS, in the order of citation."""
    return "".join(_ris(list(_reference_ris(reference))) for reference in _references(page))


def references_bibtex(page: ArticlePage) -> str:
    """Return the publications that an article cites in BibTeX, in the order of citation."""
    return "\n".join(_reference_bibtex(reference) for reference in _references(page))


def _authors(page: ArticlePage) -> list[str]:
    listed = page.original.contributions.filter(role=ContributorRole.AUTHOR).select_related("person")
    return [entry.person.name for entry in listed]


def _publisher(page: ArticlePage) -> str:
    return str(HubSettings.for_site(page.get_site()).name)


def _references(page: ArticlePage) -> list[Reference]:
    return [entry.reference for entry in page.original.article_references.select_related("reference").all()]


def _family_first(name: str) -> str:
    """Return “Berg, Jan van der” as “van der Berg, Jan” is filed: small words before the last name belong to it."""
    words = name.split()
    if len(words) < 2:
        return name
    start = len(words) - 1
    while start > 1 and words[start - 1].islower():
        start -= 1
    return f"{' '.join(words[start:])}, {' '.join(words[:start])}"


def _reference_ris(reference: Reference) -> Iterator[Field]:
    csl = reference.csl
    first, last = _pages(csl)
    yield "TY", _RIS_TYPES.get(str(csl.get("type", "")), "GEN")
    yield "TI", reference.title
    for name in _names(csl):
        yield "AU", name
    yield "JO", str(csl.get("container-title", ""))
    yield "PY", reference.year
    yield "VL", str(csl.get("volume", ""))
    yield "IS", str(csl.get("issue", ""))
    yield "SP", first
    yield "EP", last
    yield "PB", str(csl.get("publisher", ""))
    yield "DO", reference.doi or str(csl.get("DOI", ""))
    yield "AN", reference.pmid or str(csl.get("PMID", ""))
    yield "UR", str(csl.get("URL", ""))


def _reference_bibtex(reference: Reference) -> str:
    csl = reference.csl
    first, last = _pages(csl)
    names = _names(csl)
    fields: list[Field] = [
        ("author", " and ".join(_bibtex(name) if "," in name else f"{{{_bibtex(name)}}}" for name in names)),
        ("title", f"{{{_bibtex(reference.title)}}}"),
        ("journal", _bibtex(str(csl.get("container-title", "")))),
        ("year", reference.year),
        ("volume", _bibtex(str(csl.get("volume", "")))),
        ("number", _bibtex(str(csl.get("issue", "")))),
        ("pages", f"{first}--{last}" if last else first),
        ("publisher", _bibtex(str(csl.get("publisher", "")))),
        ("doi", reference.doi or str(csl.get("DOI", ""))),
        ("pmid", reference.pmid or str(csl.get("PMID", ""))),
        ("url", str(csl.get("URL", ""))),
    ]
    kind = _BIBTEX_TYPES.get(str(csl.get("type", "")), "misc")
    return _entry(kind, _ascii(reference.key) or "reference", fields)


def _names(csl: dict[str, Any]) -> list[str]:
    named = []
    for name in csl.get("author", []):
        family = " ".join(str(name[part]) for part in ("non-dropping-particle", "family") if name.get(part))
        named.append(
            f"{family}, {name['given']}" if family and name.get("given") else family or name.get("literal", "")
        )
    return [name for name in named if name]


def _pages(csl: dict[str, Any]) -> tuple[str, str]:
    first, _, last = str(csl.get("page", "")).replace("–", "-").partition("-")
    return first.strip(), last.strip("- ")


def _ris(fields: Sequence[Field]) -> str:
    lines = [f"{name}  - {_one_line(value)}" for name, value in fields if value]
    return "\r\n".join([*lines, "ER  - ", "", ""])


def _entry(kind: str, key: str, fields: Sequence[Field]) -> str:
    lines = [f"  {name} = {{{_one_line(value)}}}" for name, value in fields if value]
    return f"@{kind}{{{key},\n" + ",\n".join(lines) + "\n}\n"


def _bibtex(text: str) -> str:
    return text.translate(_BIBTEX_SPECIAL)


def _key(authors: list[str], year: str, slug: str) -> str:
    family = _ascii(_family_first(authors[0]).partition(",")[0]).lower() if authors else "anonymous"
    word = next((part for part in slug.split("-") if len(part) > 3), slug)
    return "-".join(part for part in (family, year, _ascii(word)) if part)


def _ascii(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9-]+", "", plain)


def _one_line(text: str) -> str:
    return " ".join(text.split())
