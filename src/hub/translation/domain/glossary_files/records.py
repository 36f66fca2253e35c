"""What is read from a glossary's file."""

from __future__ import annotations

from dataclasses import dataclass


class GlossaryFileError(ValueError):
    """A file cannot be read as a glossary; the message says why."""


@dataclass(frozen=True)
class Entry:
    """A term and its approved wording in one language.

    Parameters
    ----------
    language
        Code of the wording's language, as the hub has it: ``es``.
    translation
        The wording; the term itself, if it stays as it is written.
    case_sensitive
        Whether only this spelling is the term; None if the file does not say.
    line
        Where it stands in the file, from 1; 0 if it comes from elsewhere.
    """

    language: str
    term: str
    translation: str
    note: str = ""
    case_sensitive: bool | None = None
    line: int = 0


@dataclass(frozen=True)
class BadLine:
    """A line that cannot be used, and why."""

    line: int
    problem: str

    def __str__(self) -> str:
        return f"Line {self.line}: {self.problem}"


@dataclass(frozen=True)
class ReadGlossary:
    """What a file holds.

    Parameters
    ----------
    entries
        In the order of the file, each term once in a language.
    bad
        Lines that stand in the way of an import.
    notes
        What was left aside and stands in nobody's way, in sentences.
    """

    entries: tuple[Entry, ...]
    bad: tuple[BadLine, ...] = ()
    notes: tuple[str, ...] = ()
