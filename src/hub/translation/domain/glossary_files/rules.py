"""What makes an entry usable. A wording is printed after the guard has verified, so no figure may come in by it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from hub.translation.domain.glossary_files.records import BadLine, Entry, ReadGlossary

LONGEST_TERM = 200
LONGEST_NOTE = 300
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ue000\ue001⟦⟧]")


def entry_problem(term: str, translation: str, note: str = "") -> str:
    """Say in a sentence what is wrong with an entry; nothing, if it can be used."""
    for name, text, most in (
        ("term", term, LONGEST_TERM),
        ("translation", translation, LONGEST_TERM),
        ("note", note, LONGEST_NOTE),
    ):
        if not text and name != "note":
            return f"The {name} is missing."
        if len(text) > most:
            return f"The {name} has {len(text)} characters; it may have {most}."
        if _CONTROL.search(text) or (name != "note" and ("<" in text or ">" in text)):
            return f"The {name} holds a character that a {name} cannot have."
    if not any(letter.isalpha() for letter in term):
        return "The term has no letters."
    ours, theirs = (Counter(letter for letter in text if letter.isnumeric()) for text in (term, translation))
    if ours != theirs:
        return "The translation has other figures than the term; a glossary must not change a figure."
    return ""


def checked(entries: Iterable[Entry], notes: Iterable[str] = (), bad: Iterable[BadLine] = ()) -> ReadGlossary:
    """Part the entries that can be used from those that cannot, and refuse a term with two wordings."""
    kept: dict[tuple[str, str], Entry] = {}
    problems = list(bad)
    for entry in entries:
        key = entry.language, entry.term.lower()
        before = kept.get(key)
        if problem := entry_problem(entry.term, entry.translation, entry.note):
            problems.append(BadLine(entry.line, problem))
        elif before is None:
            kept[key] = entry
        elif replace(before, term="", line=0) != replace(entry, term="", line=0):
            problems.append(BadLine(entry.line, f"“{entry.term}” stands in line {before.line} already, otherwise."))
    return ReadGlossary(tuple(kept.values()), tuple(sorted(problems, key=lambda each: each.line)), tuple(notes))


def tidy(text: str | None) -> str:
    """Leave out spaces at the ends and doubled ones."""
    return " ".join((text or "").split())
