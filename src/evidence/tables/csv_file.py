"""Read a CSV file with DuckDB such that every row is either counted or named.

All columns are read as text, so that a value which is no number is reported as it stands in the file, with its row,
and never becomes a silent NULL. Nothing about the file is guessed from its rows: a reader that guesses drops a row
which looks like a comment or a title, and a dropped row is a dropped patient.
"""

import csv
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from evidence.tables.event_table import BadRowsError
from evidence.tables.source import Source, literally, require_columns
from evidence.tables.sql import Column, Kind

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

DELIMITERS = ",;\t"
PACKED = (b"\x1f\x8b", b"PK", b"PAR1", b"ARROW1", b"BZh", b"\xfd7zXZ", b"(\xb5/\xfd", b"\xff\xfe", b"\xfe\xff")
"""How files begin that are no text in UTF-8: compressed ones, workbooks, other tables, text in UTF-16."""
MALFORMED = {
    "MISSING COLUMNS": "have fewer fields than the header",
    "TOO MANY COLUMNS": "have more fields than the header",
    "UNQUOTED VALUE": "have a quotation mark that is not closed",
    "INVALID ENCODING": "have letters that are not UTF-8",
}
"""What DuckDB calls a row that it cannot take apart, in words that follow “rows”."""


def open_csv(connection: "DuckDBPyConnection", path: Path, names: Sequence[str], numbers: Sequence[str]) -> Source:
    """Load the columns named into the connection: as they are written, and those of numbers as numbers too."""
    import duckdb

    delimiter, header = _header(path, names)
    written = {name: Column(f"c{header.index(name)}", Kind.TEXT, "VARCHAR") for name in names}
    made = {name: Column(f"n{header.index(name)}", Kind.REAL, "DOUBLE") for name in numbers}
    values = [column.sql for column in written.values()]
    values += [f"{written[name].number} AS {column.sql}" for name, column in made.items()]
    try:
        connection.execute(
            f"CREATE TEMP TABLE csv_rows AS SELECT {', '.join(values)} FROM read_csv(?, delim=?, columns=?, "  # noqa: S608 - places, no names
            "header=true, auto_detect=false, quote='\"', escape='\"', comment='', strict_mode=true, "
            "null_padding=false, store_rejects=true)",
            [literally(path), delimiter, {f"c{place}": "VARCHAR" for place in range(len(header))}],
        )
    except duckdb.Error as error:
        reason = str(error).splitlines()[0].removeprefix("Invalid Input Error: ").rstrip(".")
        sentence = f"{path.name} cannot be read as CSV, perhaps because its line ends are mixed: {reason}."
        raise BadRowsError([sentence]) from error
    columns, empty = {**written, **made}, partial(_empty_lines, path, delimiter)
    return Source(connection.execute, "csv_rows", columns, written, _malformed(connection), empty)


def _header(path: Path, wanted: Sequence[str]) -> tuple[str, list[str]]:
    """Read the column names, and find which delimiter parts them: the one that finds most of the columns wanted."""
    found: dict[str, list[str]] = {}
    with path.open("rb") as file:
        beginning = file.readline(4096)
    if beginning.startswith(PACKED) or b"\0" in beginning:
        readable = "CSV, Parquet (.parquet) and Arrow (.arrow, .feather)"
        raise BadRowsError([f"{path.name} is no text in UTF-8; what can be read is {readable}."])
    for delimiter in DELIMITERS:
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as file, suppress(csv.Error):
            found[delimiter] = [name.strip() for name in next(csv.reader(file, delimiter=delimiter), [])]
    if not found:
        raise BadRowsError([f"The header of {path.name} cannot be read: a name in it is too long."])
    delimiter = max(found, key=lambda mark: (sum(name in found[mark] for name in wanted), len(found[mark])))
    if not found[delimiter]:
        raise BadRowsError([f"The first line of {path.name} is empty." if beginning else f"{path.name} is empty."])
    require_columns(found[delimiter], wanted)
    return delimiter, found[delimiter]


def _empty_lines(path: Path, delimiter: str) -> list[int]:
    """Give the empty lines under the header, numbered as rows are."""
    found: list[int] = []
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file, suppress(csv.Error):
        found.extend(place for place, row in enumerate(csv.reader(file, delimiter=delimiter)) if not row)
    return found


def _malformed(connection: "DuckDBPyConnection") -> dict[str, list[int]]:
    """Give the rows that could not be taken apart, by what is wrong with them; DuckDB counts the header as a line."""
    rows: dict[str, list[int]] = {}
    query = "SELECT DISTINCT line, first(error_type::VARCHAR) FROM reject_errors GROUP BY line ORDER BY line"
    for line, kind in connection.execute(query).fetchall():
        rows.setdefault(MALFORMED.get(kind, "cannot be taken apart"), []).append(line - 1)
    return rows
