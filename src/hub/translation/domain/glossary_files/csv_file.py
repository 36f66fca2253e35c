"""Glossaries as CSV, as spreadsheets read and write it.

A spreadsheet runs a cell that begins like a formula, so such a cell gets an apostrophe in front, which is taken off
again when it is read.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterable, Iterator

from hub.translation.domain.glossary_files.records import BadLine, Entry, GlossaryFileError, ReadGlossary
from hub.translation.domain.glossary_files.rules import checked, tidy

COLUMNS = ("language", "term", "translation", "note", "case_sensitive")
_EXACT = {None: "", True: "yes", False: "no"}
_YES, _NO = {"yes", "true", "1"}, {"no", "false", "0"}
_ARMED = re.compile(r"'(?=\s*[=+\-@])")


def read_csv(content: bytes, *, languages: Collection[str], language: str = "") -> ReadGlossary:
    """Read a CSV file with the columns term and translation, and perhaps language, note and case_sensitive.

    Parameters
    ----------
    languages
        The codes of the hub's languages.
    language
        Of the wordings, where the file has no column for it.

    Raises
    ------
    GlossaryFileError
        If it is no text in UTF-8 or has no such columns.
    """
    text = _text(content)
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        header = [tidy(cell).lower() for cell in next(reader, [])]
        _require_columns(header, language)
        rows = list(_rows(reader, header))
    except csv.Error as error:
        raise GlossaryFileError(f"Line {reader.line_num} cannot be read as CSV: {error}.") from error
    entries, bad = [], []
    for line, row in rows:
        code = row.get("language", language).lower()
        if code not in languages:
            bad.append(BadLine(line, f"“{code}” is no language of this hub." if code else "The language is missing."))
        elif (exact := row.get("case_sensitive", "").lower()) not in {"", *_YES, *_NO}:
            bad.append(BadLine(line, f"“{exact}” is neither yes nor no."))
        else:
            kept = (exact in _YES) if exact else None
            entries.append(Entry(code, row["term"], row["translation"], row.get("note", ""), kept, line))
    unused = [name for name in header if name and name not in COLUMNS]
    notes = [f"Not used: the column “{name}”." for name in unused]
    return checked(entries, notes, bad)


def write_csv(entries: Iterable[Entry]) -> bytes:
    """Write entries as CSV in UTF-8, marked so that Excel reads it as such."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for entry in entries:
        words = [entry.language, entry.term, entry.translation, entry.note]
        writer.writerow([*map(_disarmed, words), _EXACT[entry.case_sensitive]])
    return text.getvalue().encode("utf-8-sig")


def _text(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise GlossaryFileError("The file is not text in UTF-8; save it as “CSV UTF-8”.") from error
    if "\0" in text or text.lstrip().startswith("<"):
        raise GlossaryFileError("The file is not a CSV file, although its name says so.")
    return text


def _require_columns(header: list[str], language: str) -> None:
    for name in ("term", "translation"):
        if name not in header:
            raise GlossaryFileError(f"The first line has to name the columns; “{name}” is not among them.")
    if len({*header}) < len(header):
        raise GlossaryFileError("Two columns have the same name.")
    if not language and "language" not in header:
        raise GlossaryFileError("The file has no column “language”; choose the language of its translations.")


def _rows(reader: Iterator[list[str]], header: list[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Give each row that has anything in it with the line it begins in; cells that are left out are empty."""
    before = reader.line_num  # type: ignore[attr-defined]
    for cells in reader:
        line, before = before + 1, reader.line_num  # type: ignore[attr-defined]
        cells += [""] * (len(header) - len(cells))
        if any(cell.strip() for cell in cells):
            yield line, {name: _ARMED.sub("", tidy(cell), count=1) for name, cell in zip(header, cells, strict=False)}


def _disarmed(text: str) -> str:
    return f"'{text}" if text.lstrip()[:1] in {"=", "+", "-", "@"} else text
