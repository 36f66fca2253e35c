"""Rows that DuckDB can read, wherever they come from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evidence.tables.event_table import BadRowsError
from evidence.tables.sql import Column

COLUMNS_NAMED = 50


@dataclass(frozen=True)
class Source:
    """
    Rows that DuckDB can read.

    Parameters
    ----------
    run : callable
        Takes SQL over `rows`, gives something to fetch from.
    rows : str
        What stands after FROM.
    columns : dict of str to Column
        Those wanted, by the names of the caller.
    written : dict of str to Column
        The same columns as they were written, where reading has made numbers of texts.
    malformed : dict of str to list of int
        Rows that could not be taken apart, by what is wrong with them in words that follow “rows”.
    empty : callable
        Gives the numbers of the empty lines that were left out, which count as rows where rows are named.
    """

    run: Callable[[str], Any]
    rows: str
    columns: dict[str, Column]
    written: dict[str, Column]
    malformed: dict[str, list[int]] = field(default_factory=dict)
    empty: Callable[[], list[int]] = list

    def select(self, what: str, then: str = "") -> Any:
        """Ask for something of the rows; what may be a name was quoted by `sql`."""
        return self.run(f"SELECT {what} FROM {self.rows} {then}")  # noqa: S608 - names and values are quoted


def require_columns(there: Sequence[str], wanted: Sequence[str]) -> None:
    """Refuse columns that are missing or stand twice, naming those there are."""
    listed = ", ".join(there[:COLUMNS_NAMED]) + (f" … ({len(there)} in all)" if len(there) > COLUMNS_NAMED else "")
    problems = [f"There is no column “{name}”; there are {listed}." for name in wanted if name not in there]
    problems += [f"There are {there.count(name)} columns “{name}”." for name in wanted if there.count(name) > 1]
    if problems:
        raise BadRowsError(problems)


def literally(path: Path) -> str:
    """Write a path so that DuckDB takes it for this one file: no pattern, no address."""
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in str(path.absolute()))
