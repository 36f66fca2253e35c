"""Count the rows of a CSV file with DuckDB, after asking it for every row that cannot be counted.

All columns are read as text, so that a value which is no number is reported as it stands in the file, with its row,
and never becomes a silent NULL.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from evidence.tables.event_table import CENSORED, BadRowsError, EventTable

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

ROWS_NAMED = 5
EVERYBODY = "all"


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
        A CSV file with a header; one row per person.
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

    if not Path(path).is_file():
        raise BadRowsError([f"There is no file {path}."])
    with duckdb.connect() as connection:
        try:
            _load(connection, Path(path))
        except (duckdb.Error, UnicodeError) as error:
            raise BadRowsError([f"{Path(path).name} cannot be read as CSV: {str(error).splitlines()[0]}"]) from error
        _require_columns(connection, [time, status] + ([arm] if arm else []))
        _select(connection, time, status, arm)
        _require_good_rows(connection, codes, arms)
        return _count(connection, codes, arms, time_unit)


def _load(connection: "DuckDBPyConnection", path: Path) -> None:
    connection.execute(
        "CREATE TABLE source AS SELECT row_number() OVER () AS _row, * FROM read_csv(?, header=true, all_varchar=true)",
        [str(path)],
    )


def _require_columns(connection: "DuckDBPyConnection", wanted: list[str]) -> None:
    found = [row[0] for row in connection.execute("DESCRIBE source").fetchall()][1:]
    missing = [f"There is no column “{name}”; there are {', '.join(found)}." for name in wanted if name not in found]
    if missing:
        raise BadRowsError(missing)


def _select(connection: "DuckDBPyConnection", time: str, status: str, arm: str | None) -> None:
    group = f"trim({_quoted(arm)})" if arm else f"'{EVERYBODY}'"
    text = f"trim({_quoted(time)})"
    columns = (
        f"{text} AS time_text, try_cast({text} AS DOUBLE) AS time, trim({_quoted(status)}) AS status, {group} AS arm"
    )
    # Identifiers cannot be bound; these are quoted, and were found among the file's columns.
    connection.execute(f"CREATE TABLE people AS SELECT _row, {columns} FROM source")  # noqa: S608 - see above


def _require_good_rows(
    connection: "DuckDBPyConnection", codes: Mapping[str, str], arms: Mapping[str, str] | None
) -> None:
    checks = [
        ("have no time", "time_text IS NULL OR time_text = ''", []),
        ("have a time that is no number", "time_text <> '' AND (time IS NULL OR isnan(time) OR isinf(time))", []),
        ("have a negative time", "time < 0", []),
        ("have no status", "status IS NULL OR status = ''", []),
        ("have a status without a meaning", "status <> '' AND NOT list_contains(?, status)", [list(codes)]),
        ("have no arm", "arm IS NULL OR arm = ''", []),
    ]
    if arms is not None:
        checks.append(("have an unknown arm", "arm <> '' AND NOT list_contains(?, arm)", [list(arms)]))
    problems = [problem for words, where, given in checks if (problem := _problem(connection, words, where, given))]
    if not connection.execute("SELECT count(*) FROM people").fetchall()[0][0]:
        problems.append("The file holds no rows.")
    elif not problems:
        present = {row[0] for row in connection.execute("SELECT DISTINCT arm FROM people").fetchall()}
        problems += [f"Nobody is in the arm {name}." for value, name in (arms or {}).items() if value not in present]
    if CENSORED not in codes.values() or set(codes.values()) == {CENSORED}:
        problems.append(f"The status codes must name “{CENSORED}” and at least one event.")
    if problems:
        raise BadRowsError(problems)


def _problem(connection: "DuckDBPyConnection", words: str, where: str, given: list[list[str]]) -> str:
    query = f"SELECT _row FROM people WHERE {where} ORDER BY _row"  # noqa: S608 - a fixed condition; values are bound
    rows = [str(row[0]) for row in connection.execute(query, given).fetchall()]
    if not rows:
        return ""
    if len(rows) == 1:
        return f"1 row {words.replace('have', 'has')} (row {rows[0]})."
    named = ", ".join(rows[:ROWS_NAMED]) + (" …" if len(rows) > ROWS_NAMED else "")
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


def _quoted(name: str | None) -> str:
    return '"' + str(name).replace('"', '""') + '"'
