"""Count the rows of a CSV file with DuckDB, after asking it for every row that cannot be counted.

All columns are read as text, so that a value which is no number is reported as it stands in the file, with its row,
and never becomes a silent NULL. Nothing about the file is guessed from its rows: a reader that guesses drops a row
which looks like a comment or a title, and a dropped row is a dropped patient.
"""

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from evidence.tables.event_table import CENSORED, BadRowsError, EventTable

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

ROWS_NAMED = 5
EVERYBODY = "all"
DELIMITERS = ",;\t"
NUMBER = r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?"
MALFORMED = {
    "MISSING COLUMNS": "have fewer fields than the header",
    "TOO MANY COLUMNS": "have more fields than the header",
    "UNQUOTED VALUE": "have a quotation mark that is not closed",
    "INVALID ENCODING": "have letters that are not UTF-8",
}
"""What DuckDB calls a row that it cannot take apart, in words that follow “rows”."""


def read_csv(
    path: str | Path,
    *,
    time: str,
    status: str,
    codes: Mapping[str, str],
    time_unit: str,
    arm: str | None = None,
    arms: Mapping[str, str] | None = None,
) -> EventTable:
    """
    Build an event table from patient-level rows.

    Parameters
    ----------
    path : str or Path
        A text file in UTF-8 with a header and fields between commas, semicolons or tabs; one row per person.
    time, status : str
        Names of the columns with the time under observation and with how it ended.
    codes : mapping of str to str
        What each value of the status column means: ``"censored"`` or the name of an event.
    time_unit : str
        Unit of the time column, like ``"months"``.
    arm : str, optional
        Name of the column with the arm. Without it everybody is in one arm, ``"all"``.
    arms : mapping of str to str, optional
        Which value of the arm column is which arm, in the order wanted. Without it each value is its own name.

    Returns
    -------
    EventTable

    Raises
    ------
    BadRowsError
        If a file, column, code or row cannot be used; every problem is listed and nothing is computed.
    """
    import duckdb

    columns = [time, status] + ([arm] if arm else [])
    delimiter, header = _header(Path(path), columns)
    with duckdb.connect() as connection:
        try:
            _load(connection, Path(path), delimiter, len(header))
        except duckdb.Error as error:
            reason = str(error).splitlines()[0].removeprefix("Invalid Input Error: ").rstrip(".")
            sentence = f"{Path(path).name} cannot be read as CSV, perhaps because its line ends are mixed: {reason}."
            raise BadRowsError([sentence]) from error
        _select(connection, *(header.index(name) for name in columns))
        _require_good_rows(connection, codes, arms)
        return _count(connection, codes, arms, time_unit)


def _header(path: Path, wanted: list[str]) -> tuple[str, list[str]]:
    """Read the column names, and find which delimiter parts them: the one that finds most of the columns wanted."""
    if not path.is_file():
        raise BadRowsError([f"There is no file {path}."])
    found: dict[str, list[str]] = {}
    try:
        for delimiter in DELIMITERS:
            with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
                found[delimiter] = [name.strip() for name in next(csv.reader(file, delimiter=delimiter), [])]
    except csv.Error as error:
        raise BadRowsError([f"The header of {path.name} cannot be read: {error}."]) from None
    delimiter = max(DELIMITERS, key=lambda mark: (sum(name in found[mark] for name in wanted), len(found[mark])))
    header = found[delimiter]
    problems = [f"There is no column “{name}”; there are {', '.join(header)}." for name in wanted if name not in header]
    problems += [f"There are {header.count(name)} columns “{name}”." for name in wanted if header.count(name) > 1]
    if not header:
        problems = [f"{path.name} is empty."]
    if problems:
        raise BadRowsError(problems)
    return delimiter, header


def _load(connection: "DuckDBPyConnection", path: Path, delimiter: str, width: int) -> None:
    connection.execute(
        "CREATE TABLE source AS SELECT row_number() OVER () AS _row, * FROM read_csv(?, delim=?, columns=?, "
        "header=true, auto_detect=false, quote='\"', escape='\"', comment='', strict_mode=true, null_padding=false, "
        "store_rejects=true)",
        [str(path), delimiter, {f"c{place}": "VARCHAR" for place in range(width)}],
    )


def _select(connection: "DuckDBPyConnection", time: int, status: int, arm: int | None = None) -> None:
    group = f"'{EVERYBODY}'" if arm is None else f"trim(c{arm})"
    connection.execute(
        f"CREATE TABLE people AS SELECT _row, trim(c{time}) AS time_text, "  # noqa: S608 - places and constants only
        f"CASE WHEN regexp_full_match(trim(c{time}), '{NUMBER}') THEN try_cast(trim(c{time}) AS DOUBLE) END AS time, "
        f"trim(c{status}) AS status, {group} AS arm FROM source"
    )


def _require_good_rows(
    connection: "DuckDBPyConnection", codes: Mapping[str, str], arms: Mapping[str, str] | None
) -> None:
    checks = [
        ("have no time", "time_text IS NULL OR time_text = ''", []),
        ("have a time that is no number", "time_text <> '' AND (time IS NULL OR isinf(time))", []),
        ("have a negative time", "time < 0", []),
        ("have no status", "status IS NULL OR status = ''", []),
        ("have a status without a meaning", "status <> '' AND NOT list_contains(?, status)", [list(codes)]),
        ("have no arm", "arm IS NULL OR arm = ''", []),
    ]
    if arms is not None:
        checks.append(("have an unknown arm", "arm <> '' AND NOT list_contains(?, arm)", [list(arms)]))
    malformed = _malformed(connection)
    refused = sorted(row for rows in malformed.values() for row in rows)
    problems = [_sentence(words, rows) for words, rows in malformed.items()]
    for words, where, given in checks:
        query = f"SELECT _row FROM people WHERE {where} ORDER BY _row"  # noqa: S608 - a fixed condition; values are bound
        rows = [_row_in_file(row[0], refused) for row in connection.execute(query, given).fetchall()]
        problems += [_sentence(words, rows)] if rows else []
    if not problems:
        present = {row[0] for row in connection.execute("SELECT DISTINCT arm FROM people").fetchall()}
        problems += [] if present else ["The file holds no rows."]
        problems += [f"Nobody is in the arm {name}." for value, name in (arms or {}).items() if value not in present]
    if CENSORED not in codes.values() or set(codes.values()) == {CENSORED}:
        problems.append(f"The status codes must name “{CENSORED}” and at least one event.")
    if problems:
        raise BadRowsError(problems)


def _malformed(connection: "DuckDBPyConnection") -> dict[str, list[int]]:
    """Give the rows that could not be taken apart, by what is wrong with them; DuckDB counts the header as a line."""
    rows: dict[str, list[int]] = {}
    query = "SELECT DISTINCT line, first(error_type::VARCHAR) FROM reject_errors GROUP BY line ORDER BY line"
    for line, kind in connection.execute(query).fetchall():
        rows.setdefault(MALFORMED.get(kind, "cannot be taken apart"), []).append(line - 1)
    return rows


def _row_in_file(accepted: int, refused: list[int]) -> int:
    """Count a row among all rows of the file, from its place among those that were accepted."""
    row = accepted
    for gap in refused:
        if gap > row:
            break
        row += 1
    return row


def _sentence(words: str, rows: list[int]) -> str:
    if len(rows) == 1:
        return f"1 row {words.replace('have', 'has', 1)} (row {rows[0]})."
    named = ", ".join(map(str, rows[:ROWS_NAMED])) + (" …" if len(rows) > ROWS_NAMED else "")
    return f"{len(rows)} rows {words} (row {named})."


def _count(
    connection: "DuckDBPyConnection", codes: Mapping[str, str], arms: Mapping[str, str] | None, time_unit: str
) -> EventTable:
    groups = connection.execute(
        "SELECT arm, time, status, count(*) FROM people GROUP BY ALL ORDER BY arm, time, status"
    ).fetchall()
    values = arms if arms is not None else {value: value for value in dict.fromkeys(row[0] for row in groups)}
    names = tuple(dict.fromkeys(values.values()))
    causes = (CENSORED, *dict.fromkeys(name for name in codes.values() if name != CENSORED))
    times = np.unique(np.array([row[1] for row in groups], dtype=np.float64))
    counts = np.zeros((len(names), times.size, len(causes)), dtype=np.int64)
    for value, time, status, count in groups:
        counts[names.index(values[value]), np.searchsorted(times, time), causes.index(codes[status])] += count
    everybody = connection.execute("SELECT count(*) FROM people").fetchall()[0][0]
    if counts.sum() != everybody:
        raise AssertionError(f"{everybody} rows were read and {counts.sum()} counted.")
    return EventTable(names, causes, times, counts, time_unit)
