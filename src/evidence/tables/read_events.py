"""Count the rows of any source into an event table: the front door of the library.

Rows are taken on trust nowhere. They are counted where they lie, and every row is accounted for: the counts must add
up to the number of rows, and if any row cannot be counted nothing is.
"""

from collections.abc import Mapping
from typing import Any

from evidence.tables.bad_rows import named_rows, require_kinds
from evidence.tables.columns import Code, Columns, chosen
from evidence.tables.event_table import BadRowsError, EventTable
from evidence.tables.groups import Group, assembled
from evidence.tables.sources import is_ibis, opened
from evidence.tables.sql import Kind


def read_events(
    source: Any,
    *,
    time: str,
    status: str,
    time_unit: str,
    codes: Mapping[Code, str] | None = None,
    arm: str | None = None,
    arms: Mapping[Code, str] | None = None,
    strata: str | tuple[str, ...] | None = None,
    entry: str | None = None,
) -> EventTable:
    """
    Build an event table from patient-level rows, one for each person.

    Parameters
    ----------
    source : path, frame, table or relation
        A path to a CSV file (UTF-8, a header, fields between commas, semicolons or tabs), a Parquet file (``.parquet``)
        or an Arrow file (``.arrow``, ``.feather``, ``.ipc``; needs pyarrow); a pandas or polars frame; a pyarrow table,
        batch or reader; a DuckDB relation; or a table expression of ibis, which is counted by the engine that holds it.
    time, status : str
        Names of the columns with the time under observation and with how it ended.
    time_unit : str
        Unit of the time column, like ``"months"``.
    codes : mapping, optional
        What each value of the status column means: ``"censored"`` or the name of an event, in the order wanted. Keys
        may be numbers, texts or booleans; ``1``, ``1.0`` and ``"1"`` are one code. Without it 0 or false is censored
        and 1 or true is ``"event"``.
    arm : str, optional
        Name of the column with the arm. Without it everybody is in one arm, ``"all"``.
    arms : mapping, optional
        Which value of the arm column is which arm, in the order wanted. Without it each value is its own name, in
        order.
    strata : str or tuple of str, optional
        Columns whose values, joined with ``", "``, name the stratum.
    entry : str, optional
        Column with the time at which somebody came under observation (left truncation), in the same unit and before
        `time`. Somebody who enters at *t* is at risk after *t*.

    Returns
    -------
    EventTable

    Raises
    ------
    BadRowsError
        If a file, column, code or row cannot be used. Every kind of bad row is listed with its count and the numbers of
        the first five rows, counted from 1 (in a CSV file from the row under the header; in a DuckDB relation in the
        order in which it gives its rows). Tables of other engines have no order: there the values found are named in
        place of rows. Nothing is computed.
    TypeError
        If `source` is none of these.
    """
    columns = chosen(
        time=time, status=status, codes=codes, time_unit=time_unit, arm=arm, arms=arms, strata=strata, entry=entry
    )
    if is_ibis(source):
        from evidence.tables.ibis_counts import count_ibis

        return assembled(*count_ibis(source, columns), columns)
    return _read(source, columns)


def _read(source: Any, columns: Columns) -> EventTable:
    from evidence.tables.duckdb_counts import count

    numbers = [columns.time] + ([columns.entry] if columns.entry else [])
    with opened(source, columns.names, numbers) as rows:
        wrong = {name: rows.columns[name].kind for name in numbers}
        require_kinds({name: kind for name, kind in wrong.items() if kind in (Kind.DATE, Kind.OTHER)}, "numbers")
        if rows.malformed:
            raise BadRowsError(named_rows(rows, columns))
        leaving, entering = count(rows, columns)
        if not _all_good(leaving, entering, columns):
            raise BadRowsError(named_rows(rows, columns))
    return assembled(leaving, entering, columns)


def _all_good(leaving: list[Group], entering: list[Group] | None, columns: Columns) -> bool:
    return all(group.is_good(columns) or not group.numbers.any() for group in (*leaving, *(entering or ())))
