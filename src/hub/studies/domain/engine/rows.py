"""Looks into an uploaded file of rows before anything is computed: what it is, how much it would come to, its values.

A small file can stand for a great many rows, so its size in memory is judged by what it says of itself, and the memory
of the reader is limited for what it does not say.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from evidence.tables import BadRowsError
from evidence.tables.source import Source, literally
from evidence.tables.sources import opened
from evidence.tables.sql import literal
from hub.studies.domain.engine.data import DataError

MOST_ROWS = 100_000
MOST_COLUMNS = 500
MOST_BYTES = 200_000_000
LONGEST_NAME = 200
MEMORY = "1GB"
_PARQUET = b"PAR1"
_PACKED = (b"\x1f\x8b", b"PK", b"BZh", b"\xfd7zXZ", b"(\xb5/\xfd", b"\xff\xfe", b"\xfe\xff", _PARQUET)


@dataclass(frozen=True)
class FileShape:
    """The names of a file's columns, and how many rows lie under them."""

    columns: tuple[str, ...]
    rows: int


def file_shape(path: Path) -> FileShape:
    """Look into a CSV or Parquet file, by its suffix.

    Raises
    ------
    DataError
        If it is not what its name says, is empty, or would come to more than the hub reads.
    """
    shape = _parquet_shape(path) if path.suffix == ".parquet" else _csv_shape(path)
    if not shape.rows:
        raise DataError("The file has no rows.")
    if shape.rows > MOST_ROWS:
        raise DataError(f"The file has more than {MOST_ROWS:,} rows, the most that the hub reads.")
    twice = sorted({name for name in shape.columns if shape.columns.count(name) > 1})
    if twice:
        raise DataError(f"Several columns have the same name: {', '.join(twice[:5])}.")
    return shape


def column_values(path: Path, column: str, *, most: int) -> dict[str, int]:
    """Return the values of a column with the number of their rows, in order; rows without a value are left out.

    Raises
    ------
    DataError
        If there are more than ``most``; none of them is named then, since they may be about one person each.
    """
    with _source(path, [column]) as source:
        text = source.written[column].text
        found = source.select(
            f"{text} AS value, count(*)", f"WHERE {text} IS NOT NULL GROUP BY value ORDER BY value LIMIT {most + 1}"
        ).fetchall()
    if len(found) > most:
        raise DataError(f"The column “{column}” has more than {most} different values.")
    if not found:
        raise DataError(f"The column “{column}” is empty.")
    return {str(value): int(rows) for value, rows in found}


@contextmanager
def _source(path: Path, columns: list[str]) -> Iterator[Source]:
    try:
        with opened(path, columns) as source:
            source.run(f"SET memory_limit = '{MEMORY}'")
            yield source
    except BadRowsError as error:
        raise DataError(str(error).replace(str(path), path.name)) from None
    except duckdb.Error:
        raise DataError("The file cannot be read; it may be damaged.") from None
    except MemoryError:
        raise DataError("The file needs more memory than the hub gives to one file.") from None


def _parquet_shape(path: Path) -> FileShape:
    with path.open("rb") as file:
        beginning = file.read(4)
        file.seek(-min(4, path.stat().st_size), 2)
        if beginning != _PARQUET or file.read() != _PARQUET:
            raise DataError("The file is not a Parquet file, although its name says so.")
    name = literal(literally(path))
    with _source(path, []) as source:
        # The name is written as a literal that nothing in it can end.
        (rows,) = source.run(f"SELECT num_rows FROM parquet_file_metadata({name})").fetchone()  # noqa: S608
        unpacked = f"SELECT sum(total_uncompressed_size) FROM parquet_metadata({name})"  # noqa: S608
        (size,) = source.run(unpacked).fetchone()
        columns = tuple(str(row[0]) for row in source.run(f"DESCRIBE FROM {source.rows}").fetchall())
    if (size or 0) > MOST_BYTES:
        raise DataError(f"The file unpacks to more than {MOST_BYTES // 1_000_000} MB, the most that the hub reads.")
    return FileShape(_names(columns), int(rows))


def _csv_shape(path: Path) -> FileShape:
    """Read a CSV file as the library does: UTF-8, fields between commas, semicolons or tabs."""
    with path.open("rb") as binary:
        if binary.read(8).startswith(_PACKED):
            raise DataError("The file is not a CSV file, although its name says so.")
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            first = file.readline(1_000_000)
            if first.lstrip().startswith("<"):
                raise DataError("The file is not a CSV file, although its name says so.")
            columns = max((next(csv.reader([first], delimiter=mark), []) for mark in ",;\t"), key=len)
            rows = 0
            for line in file:  # the library takes the rows apart; here they are only counted and looked at
                if "\0" in line:
                    raise DataError("The file is not a CSV file, although its name says so.")
                rows += bool(line.strip())
                if rows > MOST_ROWS:
                    break
    except UnicodeDecodeError:
        raise DataError("The file is not UTF-8 text; save it as CSV in UTF-8.") from None
    except csv.Error:
        raise DataError("The header of the file cannot be read: a name in it is too long.") from None
    return FileShape(_names(columns), rows)


def _names(columns: tuple[str, ...] | list[str]) -> tuple[str, ...]:
    names = tuple(name.strip() for name in columns if name.strip())
    if not names:
        raise DataError("The first line of the file names no columns.")
    if len(names) > MOST_COLUMNS:
        raise DataError(f"The file has more than {MOST_COLUMNS} columns, the most that the hub reads.")
    if any(len(name) > LONGEST_NAME or not name.isprintable() for name in names):
        raise DataError("The first line of the file does not look like names of columns.")
    return names
