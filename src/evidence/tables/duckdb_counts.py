"""Count people with DuckDB, by the fastest of three paths that the data allow.

Whole times over a short range are packed with everything else into one integer that addresses an array. Otherwise rows
are grouped by time; and when more than a tenth of the rows have a time of their own, grouping only costs memory, so
they are sorted and run through once. The packed path is tried on the chance that all is well: what it cannot place has
no key, and then a slower path looks at every value.
"""

from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from math import ceil, floor, isfinite, prod

import numpy as np

from evidence.results import FloatArray, IntArray
from evidence.tables.columns import EVERYBODY, Columns
from evidence.tables.event_table import BadRowsError
from evidence.tables.groups import IN_ORDER, Group, group_of, grouped, tallied
from evidence.tables.source import Source
from evidence.tables.sql import Coding, Kind, listed, spread
from evidence.tables.together import together

FEW_ROWS = 100_000
"""So few are sorted at once, without a question more."""
ROWS_PER_TIME = 10
KEYS = 1 << 20
"""Size of the array that packed keys may address."""
SPAN = 1 << 10
"""Whole-number codes, arms and strata may lie so far apart to be told apart by subtraction."""
MOST_NAMES = 100_000
MOST_WHOLE = 2**31 - 1
NOTHING = Coding("0", (EVERYBODY,))
"""Where there is no column everybody is alike."""


@dataclass(frozen=True)
class _Extent:
    """How many rows there are, and the least and greatest value of columns that have an order worth knowing."""

    rows: int
    ends: dict[str, tuple[object, object]]


def count(source: Source, columns: Columns) -> tuple[list[Group], list[Group] | None]:
    """
    Count those who left, and with late entry those who entered.

    Parameters
    ----------
    source : Source
    columns : Columns

    Returns
    -------
    leaving : list of Group
    entering : list of Group or None

    Raises
    ------
    AssertionError
        If rows were lost on the way.
    """
    extent = _extent(source, columns)
    order = None
    if columns.entry is not None:
        entry, time = source.columns[columns.entry].number, source.columns[columns.time].number
        order = Coding(f"CASE WHEN {entry} < {time} THEN 0 ELSE 1 END", IN_ORDER)
    leaving = _counted(source, columns, extent, columns.time, order)
    entering = None if columns.entry is None else _counted(source, columns, extent, columns.entry, None)
    for groups in (leaving, entering):
        if groups is not None and (total := sum(int(group.numbers.sum()) for group in groups)) != extent.rows:
            raise AssertionError(f"There are {extent.rows} rows, and {total} were counted.")
    return leaving, entering


def _extent(source: Source, columns: Columns) -> _Extent:
    """Ask for the ends of numbers without NaN, and of texts that may be the names of two arms."""
    numbers = {name: column for name, column in source.columns.items() if column.kind in (Kind.WHOLE, Kind.REAL)}
    asked = [column.sql for column in numbers.values()]
    if columns.arm is not None and columns.arms is None and source.columns[columns.arm].kind is Kind.TEXT:
        numbers[columns.arm] = source.columns[columns.arm]
        asked.append(source.columns[columns.arm].sql)
    # A Parquet file answers this without a look at its rows, if nothing else is asked in the same breath.
    found = source.select(", ".join(["count(*)", *(f"min({sql}), max({sql})" for sql in asked)])).fetchall()[0]
    ends = {name: (found[2 * place + 1], found[2 * place + 2]) for place, name in enumerate(numbers)}
    real = [name for name in numbers if numbers[name].kind is Kind.REAL]
    if real:
        totals = source.select(", ".join(f"sum({numbers[name].sql})::DOUBLE" for name in real)).fetchall()[0]
        for name, total in zip(real, totals, strict=True):
            if total is None or not isfinite(total):
                del ends[name]
    return _Extent(found[0], ends)


def _counted(source: Source, columns: Columns, extent: _Extent, time: str, order: Coding | None) -> list[Group]:
    """Count by one column of times: those of leaving, or of entry, where the status tells nothing."""
    named = [columns.arm, columns.status if time == columns.time else None, *columns.strata]
    last = [] if order is None else [order]
    value = source.columns[time].number
    many = extent.rows > FEW_ROWS
    packable = many and _looks_whole(source, time)
    likely = [_likely(source, columns, extent, name) for name in named] + last
    groups = _packed(source, extent, time, likely) if packable else None if many else _sorted(source, value, likely)
    if groups is not None and all(group.is_good(columns) for group in groups):
        return groups
    exact = [_exact(source, columns, name) for name in named] + last
    if packable and (groups := _packed(source, extent, time, exact)) is not None:
        return groups
    if many and _distinct(source, value) * ROWS_PER_TIME < extent.rows:
        return _grouped(source, value, exact)
    return _sorted(source, value, exact)


def _looks_whole(source: Source, time: str) -> bool:
    """Look at the first rows for a time that is not whole."""
    column = source.columns[time]
    if column.kind is not Kind.REAL:
        return column.kind is Kind.WHOLE
    times = _times(source.select(f"{column.number} AS time", "LIMIT 1000").fetchnumpy()["time"])
    return bool((times == np.floor(times)).all())


def _likely(source: Source, columns: Columns, extent: _Extent, name: str | None) -> Coding:
    """Tell values apart in the quickest way, which may leave some without a place."""
    if name is None:
        return NOTHING
    column = source.columns[name]
    low, high = extent.ends.get(name, (None, None))
    if column.kind is not Kind.TEXT and (span := _whole_span(low, high)) is not None and len(span) <= SPAN:
        return spread(column, span)
    if name == columns.status or (name == columns.arm and columns.arms is not None):
        return listed(f"{column.sql}::VARCHAR", columns.status_texts if name == columns.status else columns.arms or ())
    if column.kind is Kind.TEXT and low is not None:
        return listed(f"{column.sql}::VARCHAR", dict.fromkeys((str(low), str(high))))
    return _exact(source, columns, name)


def _exact(source: Source, columns: Columns, name: str | None) -> Coding:
    """Tell apart every value that can be counted."""
    if name is None:
        return NOTHING
    column = source.columns[name]
    if name == columns.status:
        return listed(column.text, columns.status_texts)
    if name == columns.arm and columns.arms is not None:
        return listed(column.text, columns.arms)
    # Spaces around a text are dropped from its name, not from every row.
    value = f"{column.sql}::VARCHAR" if column.kind is Kind.TEXT else column.text
    values = [row[0] for row in source.select(f"DISTINCT {value}", f"LIMIT {MOST_NAMES + 1}").fetchall()]
    if len(values) > MOST_NAMES:
        raise BadRowsError([f"The column “{name}” has more than {MOST_NAMES:,} values; it names no groups of people."])
    return listed(value, sorted(value for value in values if value is not None))


def _whole_span(low: object, high: object) -> range | None:
    """Give the whole numbers from low to high, which may be of any type or none at all."""
    if not isinstance(low, int | float | Decimal) or not isinstance(high, int | float | Decimal):
        return None
    if not (isfinite(low) and isfinite(high)) or max(-low, high) > MOST_WHOLE:
        return None
    return range(floor(low), ceil(high) + 1)


def _packed(source: Source, extent: _Extent, time: str, codings: list[Coding]) -> list[Group] | None:
    """Count by one integer made of everything; None when times are not whole, or something has no place."""
    span = _whole_span(*extent.ends.get(time, (None, None)))
    if span is None or span.start < 0:
        return None
    cells = prod(coding.width for coding in codings)
    times = span.stop
    if times * cells > KEYS or times * ROWS_PER_TIME > extent.rows:
        return None
    key = f"{source.columns[time].whole(-1)} * {cells} + {_cell(codings)}"
    found = source.select(f"{key} AS key, count(*) AS number", "GROUP BY key").fetchnumpy()
    keys = np.ma.getdata(found["key"])
    if np.ma.is_masked(found["key"]) or keys.min() < 0:
        return None
    days = (keys // cells).astype(np.float64)
    return grouped([coding.texts for coding in codings], keys % cells, days, np.ma.getdata(found["number"]))


def _distinct(source: Source, value: str) -> int:
    return int(source.select(f"approx_count_distinct({value})").fetchall()[0][0])


def _grouped(source: Source, value: str, codings: list[Coding]) -> list[Group]:
    asked = f"{value} AS time, {_whole_cell(codings)} AS cell, count(*) AS number"
    found = source.select(asked, "GROUP BY ALL").fetchnumpy()
    cells, numbers = _cells(found["cell"], codings), np.ma.getdata(found["number"])
    return grouped([coding.texts for coding in codings], cells, _times(found["time"]), numbers)


def _sorted(source: Source, value: str, codings: list[Coding]) -> list[Group]:
    """Count by sorting the times of each cell."""
    found = source.select(f"{value} AS time, {_whole_cell(codings)} AS cell").fetchnumpy()
    times, cells = _times(found.pop("time")), _cells(found.pop("cell"), codings)
    parts = _parted(cells, times, prod(coding.width for coding in codings))
    texts = [coding.texts for coding in codings]
    filled = [(cell, own) for cell, own in parts if own.size]
    tallies = together([partial(tallied, own) for _, own in filled], times=times.size)
    return [group_of(texts, cell, *tally) for (cell, _), tally in zip(filled, tallies, strict=True)]


def _parted(cells: IntArray, values: FloatArray, most: int) -> list[tuple[int, FloatArray]]:
    if most <= 64:
        return [(cell, values[cells == cell]) for cell in range(most)]
    places = np.argsort(cells, kind="stable")
    present, starts = np.unique(cells[places], return_index=True)
    return list(zip(present.tolist(), np.split(values[places], starts[1:]), strict=True))


def _times(found: FloatArray) -> FloatArray:
    """Give times with NaN for those that are missing."""
    return np.ma.filled(found, np.nan) if isinstance(found, np.ma.MaskedArray) else found


def _cells(found: IntArray, codings: list[Coding]) -> IntArray:
    """Give cells with the one that has no place for any that is missing, though it should not be: see `sql`."""
    if isinstance(found, np.ma.MaskedArray):
        return np.asarray(np.ma.filled(found.astype(np.int64), prod(coding.width for coding in codings) - 1))
    return found


def _cell(codings: list[Coding]) -> str:
    """Write the places of all codings as one number, the first counting most."""
    terms, weight = [], 1
    for coding in reversed(codings):
        terms.append(f"{coding.sql} * {weight}")
        weight *= coding.width
    return " + ".join(terms)


def _whole_cell(codings: list[Coding]) -> str:
    """Write the same with a place for what has none, in the smallest type that holds it."""
    most = prod(coding.width for coding in codings)
    placed = [Coding(f"coalesce({coding.sql}, {len(coding.texts)})::BIGINT", coding.texts) for coding in codings]
    type_name = "UTINYINT" if most < 256 else "INTEGER" if most < MOST_WHOLE else "BIGINT"
    return f"({_cell(placed)})::{type_name}"
