"""The hub's synonyms and abbreviations: who searches for one wording finds the others too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hub.search.models import Synonym

LONGEST_TERM = 8  # words; longer wordings are not looked for inside a query


@dataclass(frozen=True)
class Concept:
    """A wording of the query, with the others that mean the same.

    An abbreviation that is also a word, like ALL, is looked for by its meaning alone: an index knows no capitals.
    """

    wording: str
    others: tuple[str, ...] = ()
    is_also_a_word: bool = False

    @property
    def searched(self) -> tuple[str, ...]:
        """The wordings that are looked for."""
        return self.others if self.is_also_a_word else (self.wording, *self.others)


def concepts_of(query: str) -> list[Concept]:
    """Split a query into wordings, the longest known ones first, each with its synonyms.

    One query of the database, whatever the length of the list.
    """
    words = re.findall(r"[^\s,;()“”\"]+", query)
    known = list(Synonym.objects.all()) if words else []
    concepts: list[Concept] = []
    place = 0
    while place < len(words):
        length, others = _longest(words[place : place + LONGEST_TERM], known)
        wording = " ".join(words[place : place + length])
        also_a_word = any(each.case_sensitive and each.term == wording for each in known)
        concepts.append(Concept(wording, others, also_a_word))
        place += length
    return concepts


def meaning_of(wording: str) -> str:
    """Return the written-out form of an abbreviation, or the wording itself."""
    found = Synonym.objects.filter(term__iexact=wording).first()
    return found.means if found and _same(found, wording) else wording


def meanings_in(text: str) -> list[str]:
    """Return what the abbreviations of a text mean that are also words; an index is given it beside the text."""
    known = Synonym.objects.filter(case_sensitive=True)
    return [each.means for each in known if re.search(rf"\b{re.escape(each.term)}\b", text)]


def _longest(words: list[str], known: list[Synonym]) -> tuple[int, tuple[str, ...]]:
    for length in range(len(words), 0, -1):
        wording = " ".join(words[:length])
        if others := tuple(dict.fromkeys(_others(wording, known))):
            return length, others
    return 1, ()


def _others(wording: str, known: list[Synonym]) -> Iterator[str]:
    for synonym in known:
        if _same(synonym, wording):
            yield synonym.means
        elif wording.lower() == synonym.means.lower() and not synonym.case_sensitive:
            yield synonym.term


def _same(synonym: Synonym, wording: str) -> bool:
    return wording == synonym.term or (not synonym.case_sensitive and wording.lower() == synonym.term.lower())
