"""Recognise what a publication or study is known by, in whatever way it was pasted.

Normalised identifiers can be compared: a DOI in lower case without its address, a PubMed id without leading zeros,
a trial number in the register's own writing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from hub.suggestions.enums import IdentifierKind
from hub.suggestions.results import Identifier

MOST = 20
_DOI = re.compile(r"\b10\.\d{4,9}(?:/|%2F)[^\s\"<>“”«»]+", re.IGNORECASE)
_PMID = re.compile(r"\bPMID\s*[:#]?\s*0*([1-9]\d{0,7})\b", re.IGNORECASE)
_PUBMED = re.compile(r"(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/0*([1-9]\d{0,7})\b", re.IGNORECASE)
_BARE = re.compile(r"(?:(?<=[\s,;])|^)0*([1-9]\d{3,7})(?=[\s,;]|$)")
_TRACKING = re.compile(r"[?&#](?:\w+=|:~:).*$")
_TRAILING = ".,;:!?'’*_…"
_PAIRS = {")": "(", "]": "[", "}": "{"}
# Each register's own writing, and how the letters before its digits are written.
_REGISTERS = {
    "NCT": r"NCT[\s-]?(\d{8})",
    "ISRCTN": r"ISRCTN[\s-]?(\d{8})",
    "ACTRN": r"ACTRN[\s-]?(\d{14})",
    "ChiCTR": r"ChiCTR[\s-]?(\d{10})",
    "DRKS": r"DRKS[\s-]?(\d{8})",
    "UMIN": r"(?:JPRN-)?UMIN(?:-CTR)?[\s-]?(\d{9})",
    "jRCT": r"jRCTs?[\s-]?(\d{9,10})",
    "KCT": r"KCT[\s-]?(\d{7})",
    "CTRI": r"CTRI(/\d{4}/\d{2,3}/\d{6})",
}
_NUMBERS = {
    prefix: re.compile(rf"(?<![A-Za-z0-9]){pattern}(?!\d)", re.IGNORECASE) for prefix, pattern in _REGISTERS.items()
}
_EUROPEAN = re.compile(r"(?<![\d-])((?:19|20)\d{2}-\d{6}-\d{2}(?:-\d{2})?)(?![\d-])")


def recognise(text: str, *, bare_numbers: bool = False) -> list[Identifier]:
    """Return the identifiers in a text, each once, in order of kind and place; at most 20.

    Parameters
    ----------
    text
        What a reader wrote or pasted.
    bare_numbers
        Whether a number that stands alone is a PubMed id, as in a field that asks for identifiers.
    """
    found = [*_dois(text), *_pmids(text, bare_numbers), *_trials(text)]
    return list(dict.fromkeys(found))[:MOST]


def _dois(text: str) -> Iterator[Identifier]:
    for match in _DOI.finditer(text):
        doi = _without_trailing(_TRACKING.sub("", unquote(match[0])))
        if not doi.endswith("/"):
            yield Identifier(IdentifierKind.DOI, doi.lower()[:200])


def _without_trailing(doi: str) -> str:
    """Drop the punctuation of the sentence that a DOI stood in."""
    while doi:
        last = doi[-1]
        unpaired = last in _PAIRS and doi.count(last) > doi.count(_PAIRS[last])
        if last not in _TRAILING and not unpaired:
            break
        doi = doi[:-1]
    return doi


def _pmids(text: str, bare_numbers: bool) -> Iterator[Identifier]:
    for pattern in (_PMID, _PUBMED):
        for match in pattern.finditer(text):
            yield Identifier(IdentifierKind.PMID, match[1])
    for match in _BARE.finditer(_without_trials(text)) if bare_numbers else ():
        yield Identifier(IdentifierKind.PMID, match[1])


def _without_trials(text: str) -> str:
    """Take out trial numbers, whose digits may stand alone: “NCT 01234567”."""
    for pattern in _NUMBERS.values():
        text = pattern.sub("|", text)
    return text


def _trials(text: str) -> Iterator[Identifier]:
    for prefix, pattern in _NUMBERS.items():
        for match in pattern.finditer(text):
            yield Identifier(IdentifierKind.TRIAL, f"{prefix}{match[1]}")
    for match in _EUROPEAN.finditer(text):
        yield Identifier(IdentifierKind.TRIAL, match[1])
