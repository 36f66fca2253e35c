"""Reads TBX, the exchange format of terminology tools: ISO 30042:2019 in both its styles, and the version before it.

In the style DCA a category is an attribute (``<descrip type="definition">``), in DCT an element of its own
(``<basic:definition>``). Files come from strangers, so a document type, an entity or anything external is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from io import BytesIO
from typing import Any
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler, feature_namespaces

from defusedxml import DefusedXmlException
from defusedxml.expatreader import DefusedExpatParser

from hub.translation.domain.glossary_files.records import BadLine, Entry, GlossaryFileError, ReadGlossary
from hub.translation.domain.glossary_files.rules import checked, tidy

SOURCE_LANGUAGE = "en"
_XML_LANG = ("http://www.w3.org/XML/1998/namespace", "lang")
_ROOTS, _CONCEPTS = {"tbx", "martif"}, {"conceptEntry", "termEntry"}
_LANGUAGES, _TERMS = {"langSec", "langSet"}, {"termSec", "tig", "ntig"}
_INLINE = {"hi", "foreign", "ec", "ph", "sc"}
_STATUS = "administrativeStatus"
_OUT_OF_USE = ("deprecatedTerm", "supersededTerm")
_DEEPEST = 60


class _Term:
    """A term as it is read."""

    def __init__(self) -> None:
        self.text, self.status, self.note, self.line = "", "", "", 0

    @property
    def in_use(self) -> bool:
        return bool(self.text) and not self.status.startswith(_OUT_OF_USE)


class _Handler(ContentHandler):
    """Collects the terms of each concept; of everything else only notes and definitions."""

    def __init__(self, done: Callable[[int, dict[str, list[_Term]], str], None]) -> None:
        super().__init__()
        self.done = done
        self.path: list[tuple[str, str]] = []
        self.text: list[str] = []
        """Of each open element."""
        self.language = ""

    def startElementNS(self, name: Any, qname: Any, attrs: Any) -> None:  # noqa: N802 - SAX's name
        element = name[1]
        if not self.path and element not in _ROOTS:
            raise GlossaryFileError(f"This is no TBX file: its first element is “{element}”.")
        if len(self.path) > _DEEPEST:
            raise GlossaryFileError(f"Elements stand too deep in each other in line {self._line}.")
        self.path.append((element, attrs.get((None, "type"), element)))
        self.text.append("")
        if element in _CONCEPTS:
            self.terms: dict[str, list[_Term]] = {}
            self.note, self.line = "", self._line
        elif element in _LANGUAGES:
            self.language = attrs.get(_XML_LANG, "").replace("_", "-").lower()
        elif element in _TERMS:
            self.terms.setdefault(self.language, []).append(_Term())
        elif element == "term" and self._term:
            self._term.line = self._line

    def characters(self, content: str) -> None:
        if self.text:
            self.text[-1] += content

    def endElementNS(self, name: Any, qname: Any) -> None:  # noqa: N802 - SAX's name
        element, kind = self.path.pop()
        whole, term = self.text.pop(), self._term
        text = tidy(whole)
        if element in _INLINE:
            self.text[-1] += whole
        elif element in _CONCEPTS:
            self.done(self.line, self.terms, self.note)
        elif term and element == "term":
            term.text = text
        elif term and kind == _STATUS:
            term.status = text
        elif term and element == "note":
            term.note = term.note or text
        elif self._inside(_CONCEPTS) and (element == "note" or kind == "definition"):
            self.note = self.note or text

    @property
    def _term(self) -> _Term | None:
        return self.terms[self.language][-1] if self._inside(_TERMS) else None

    @property
    def _line(self) -> int:
        return int(self._locator.getLineNumber())  # type: ignore[attr-defined]

    def _inside(self, elements: set[str]) -> bool:
        return any(element in elements for element, _ in self.path)


def read_tbx(content: bytes, *, languages: Collection[str]) -> ReadGlossary:
    """Read a TBX file: English terms with their wordings in the hub's languages.

    A concept may have several English terms; each gets the first wording in use of a language. Terms that the file
    calls deprecated or superseded are left aside.

    Raises
    ------
    GlossaryFileError
        If it is no XML, no TBX, or has a document type or entities.
    """
    entries: list[Entry] = []
    bad: list[BadLine] = []
    unknown: set[str] = set()

    def concept(line: int, terms: dict[str, list[_Term]], note: str) -> None:
        used = {code: [term for term in each if term.in_use] for code, each in terms.items()}
        sources = _of_language(SOURCE_LANGUAGE, used)
        if not sources:
            bad.append(BadLine(line, "The entry has no English term."))
            return
        unknown.update(code for code in terms if code.partition("-")[0] not in {SOURCE_LANGUAGE, *languages})
        for code in languages:
            wordings = _of_language(code, used)
            entries.extend(
                Entry(code, each.text, wordings[0].text, wordings[0].note or each.note or note, line=wordings[0].line)
                for each in sources
                if wordings
            )

    _parse(content, _Handler(concept))
    notes = [f"Not used: wordings in “{code}”, which is no language of this hub." for code in sorted(unknown)]
    return checked(entries, notes, bad)


def _of_language(code: str, terms: dict[str, list[_Term]]) -> list[_Term]:
    """Find the terms of a language; “es” is preferred to “es-mx”."""
    fitting = sorted((each for each in terms if each.partition("-")[0] == code), key=len)
    return next((terms[each] for each in fitting if terms[each]), [])


def _parse(content: bytes, handler: _Handler) -> None:
    parser = DefusedExpatParser(forbid_dtd=True)
    parser.setFeature(feature_namespaces, True)
    parser.setContentHandler(handler)
    try:
        parser.parse(BytesIO(content))
    except DefusedXmlException as error:
        raise GlossaryFileError(
            "The file has a document type or entities, which are not read; take the line <!DOCTYPE …> out of it."
        ) from error
    except SAXParseException as error:
        raise GlossaryFileError(f"Line {error.getLineNumber()} is no XML: {error.getMessage()}.") from error
    except LookupError as error:
        raise GlossaryFileError("The file's encoding is not known; save it in UTF-8.") from error
