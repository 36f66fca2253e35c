"""Whatever holds rows, opened as something DuckDB can read; rows stay where they are.

Types are told by their module's name, so that nobody pays for importing a library that they do not use. A path is
taken literally: never as a pattern, an address on the network or a folder that means something.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evidence.tables.columns import text_of
from evidence.tables.csv_file import open_csv
from evidence.tables.event_table import BadRowsError
from evidence.tables.source import Source, literally, require_columns
from evidence.tables.sql import Column, kind_of, literal, quoted

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

ARROW = (".arrow", ".feather", ".ipc")
PARQUET = (".parquet", ".pq")
ROWS = "evidence_rows"


def is_ibis(source: object) -> bool:
    """Tell whether it is a table expression of ibis."""
    return any(
        kind.__module__.startswith("ibis.expr.types") and kind.__name__ == "Table" for kind in type(source).__mro__
    )


@cache
def _database(process: int) -> "DuckDBPyConnection":
    """Start DuckDB once for each process: it takes some 25 ms, and neither lives on nor can be closed after a fork."""
    import duckdb

    settings: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "enable_external_file_cache": False,
        "pandas_analyze_sample": 0,
        "perfect_ht_threshold": 22,
    }
    return duckdb.connect(config=settings)


@contextmanager
def opened(source: object, names: Sequence[str], numbers: Sequence[str] = ()) -> Iterator[Source]:
    """
    Open the columns named; a ``BadRowsError`` says which are missing, a ``TypeError`` what is no source at all.

    Parameters
    ----------
    source : path, frame, Arrow table or DuckDB relation
    names : sequence of str
    numbers : sequence of str
        Those of them that must hold numbers.

    Yields
    ------
    Source
    """
    package = type(source).__module__.partition(".")[0]
    if package in ("duckdb", "_duckdb") and type(source).__name__ == "DuckDBPyRelation":
        yield _from_relation(source, names)
        return
    import duckdb

    connection = _database(os.getpid()).cursor()
    try:
        if isinstance(source, str | Path):
            yield _from_path(connection, Path(source), names, numbers)
        elif package in FRAMES and type(source).__name__ in FRAMES[package]:
            yield _registered(connection, FRAMES[package][type(source).__name__](source, names), names)
        else:
            raise TypeError(
                f"{type(source).__name__} is no source of rows: give a path to a CSV, Parquet or Arrow file, a pandas "
                "or polars frame, an Arrow table, a DuckDB relation or an ibis table."
            )
    except duckdb.IOException as error:
        raise BadRowsError([f"{source} cannot be read: {_first_line(error)}."]) from error
    except (duckdb.InvalidInputException, duckdb.NotImplementedException) as error:
        raise BadRowsError(
            [f"{source if isinstance(source, str | Path) else 'The table'} cannot be read: {_first_line(error)}."]
        ) from error
    except duckdb.OutOfMemoryException as error:
        raise MemoryError(_first_line(error)) from error
    finally:
        connection.close()


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0].partition("Error: ")[2].rstrip(".") or "it is damaged"


def _from_path(connection: "DuckDBPyConnection", path: Path, names: Sequence[str], numbers: Sequence[str]) -> Source:
    if path.is_dir():
        raise BadRowsError([f"{path} is a folder; name a file."])
    if not path.is_file():
        what = f"{path} is no file that can be read twice; save the rows to one." if path.exists() else None
        raise BadRowsError([what or f"There is no file {path}."])
    if path.suffix.lower() in PARQUET:
        rows = f"read_parquet({literal(literally(path))}, hive_partitioning=false)"
        return _described(connection, rows, names)
    if path.suffix.lower() in ARROW:
        return _registered(connection, _arrow_file(path, names), names)
    return open_csv(connection, path, names, numbers)


def _described(connection: "DuckDBPyConnection", rows: str, names: Sequence[str]) -> Source:
    relation = connection.sql(f"FROM {rows}")
    types = dict(zip(relation.columns, map(str, relation.types), strict=True))
    require_columns(list(types), names)
    columns = {name: Column(quoted(name), kind_of(types[name]), types[name]) for name in names}
    return Source(connection.execute, rows, columns, columns)


def _from_relation(source: Any, names: Sequence[str]) -> Source:
    require_columns(list(source.columns), names)
    types = dict(zip(source.columns, map(str, source.types), strict=True))
    columns = {name: Column(quoted(name), kind_of(types[name]), types[name]) for name in names}
    return Source(lambda sql: source.query(ROWS, sql), ROWS, columns, columns)


def _registered(connection: "DuckDBPyConnection", table: Any, names: Sequence[str]) -> Source:
    """Read a table in memory whose columns stand in the order of `names`; places are safer than names."""
    connection.register(ROWS, table)
    types = [row[1] for row in connection.execute(f"DESCRIBE {ROWS}").fetchall()]
    columns = {name: Column(f"c{place}", kind_of(types[place]), types[place]) for place, name in enumerate(names)}
    return Source(connection.execute, ROWS, columns, columns)


def _places(names: Sequence[str]) -> list[str]:
    return [f"c{place}" for place in range(len(names))]


def _from_pandas(frame: Any, names: Sequence[str]) -> Any:
    there = [str(name) for name in frame.columns]
    require_columns(there, names)
    chosen = (
        frame.iloc[:, [there.index(name) for name in names]].set_axis(_places(names), axis=1).reset_index(drop=True)
    )
    mixed = {name: chosen[name].map(text_of).astype(object) for name in chosen if chosen[name].dtype == object}
    return chosen.assign(**mixed)


def _from_polars(frame: Any, names: Sequence[str]) -> Any:
    require_columns(frame.collect_schema().names(), names)
    return frame.lazy().select(names).rename(dict(zip(names, _places(names), strict=True))).collect()


def _from_arrow(table: Any, names: Sequence[str]) -> Any:
    import pyarrow  # type: ignore[import-untyped]  # it has none

    require_columns(table.schema.names, names)
    if isinstance(table, pyarrow.RecordBatchReader):
        batches = [batch.select(list(names)) for batch in table]
        table = pyarrow.Table.from_batches(batches, pyarrow.schema([table.schema.field(name) for name in names]))
    elif isinstance(table, pyarrow.RecordBatch):
        table = pyarrow.Table.from_batches([table])
    return table.select(list(names)).rename_columns(_places(names))


def _arrow_file(path: Path, names: Sequence[str]) -> Any:
    try:
        from pyarrow import ArrowInvalid, memory_map
        from pyarrow.ipc import open_file  # type: ignore[import-untyped]  # it has none
    except ImportError:
        raise BadRowsError([f"Reading {path.name} needs the package pyarrow; Parquet and CSV do not."]) from None
    try:
        return _from_arrow(open_file(memory_map(str(path))).read_all(), names)
    except ArrowInvalid as error:
        raise BadRowsError([f"{path.name} cannot be read as an Arrow file: {error}."]) from None


FRAMES: dict[str, dict[str, Callable[[Any, Sequence[str]], Any]]] = {
    "pandas": {"DataFrame": _from_pandas},
    "polars": {"DataFrame": _from_polars, "LazyFrame": _from_polars},
    "pyarrow": {"Table": _from_arrow, "RecordBatch": _from_arrow, "RecordBatchReader": _from_arrow},
}
