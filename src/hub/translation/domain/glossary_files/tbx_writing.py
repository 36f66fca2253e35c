"""Writes TBX-Basic of ISO 30042:2019 in the style DCA, which the most tools read."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree

from hub.translation.domain.glossary_files.records import Entry
from hub.translation.domain.glossary_files.tbx_reading import SOURCE_LANGUAGE

_NAMESPACE = "urn:iso:std:iso:30042:ed-2"


def write_tbx(entries: Iterable[Entry], *, source: str) -> bytes:
    """Write entries, a concept for each English term with its wordings in all languages.

    Parameters
    ----------
    source
        Where the glossary comes from, for the header.
    """
    root = ElementTree.Element(
        "tbx", {"xmlns": _NAMESPACE, "style": "dca", "type": "TBX-Basic", "xml:lang": SOURCE_LANGUAGE}
    )
    description = ElementTree.SubElement(
        ElementTree.SubElement(ElementTree.SubElement(root, "tbxHeader"), "fileDesc"), "sourceDesc"
    )
    ElementTree.SubElement(description, "p").text = source
    body = ElementTree.SubElement(ElementTree.SubElement(root, "text"), "body")
    for number, wordings in enumerate(_by_term(entries), 1):
        concept = ElementTree.SubElement(body, "conceptEntry", {"id": f"c{number}"})
        _add_term(concept, SOURCE_LANGUAGE, wordings[0].term, "")
        for entry in wordings:
            _add_term(concept, entry.language, entry.translation, entry.note)
    ElementTree.indent(root)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _by_term(entries: Iterable[Entry]) -> list[list[Entry]]:
    terms: dict[str, list[Entry]] = {}
    for entry in entries:
        terms.setdefault(entry.term, []).append(entry)
    return list(terms.values())


def _add_term(concept: ElementTree.Element, language: str, term: str, note: str) -> None:
    section = ElementTree.SubElement(ElementTree.SubElement(concept, "langSec", {"xml:lang": language}), "termSec")
    ElementTree.SubElement(section, "term").text = term
    if note:
        ElementTree.SubElement(section, "note").text = note
