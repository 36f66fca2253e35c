"""Count people where they lie, through ibis: one GROUP BY, and only the counts come back.

Missing values, codes and NaN are groups like any other, so that nothing can vanish from a count. Engines differ in what
they make of NaN on the way back (Spark's becomes missing), so each is asked for it by name.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from evidence.results import FloatArray, IntArray
from evidence.tables.bad_rows import require_kinds, sentence
from evidence.tables.columns import EVERYBODY, Columns, text_of
from evidence.tables.event_table import BadRowsError
from evidence.tables.groups import Group, grouped
from evidence.tables.source import require_columns
from evidence.tables.sql import Kind


@dataclass(frozen=True, eq=False)
class _Counts:
    """
    What one GROUP BY brought back.

    Parameters
    ----------
    times : float64 array of shape (groups,)
    missing : bool array of shape (groups,)
        Where there is no time; NaN may be none.
    values : dict of str to list of (str or None)
        Texts of arm, status and strata by group.
    in_order : bool array of shape (groups,)
    numbers : int64 array of shape (groups,)
    """

    times: FloatArray
    missing: Any
    values: dict[str, list[str | None]]
    in_order: Any
    numbers: IntArray


def count_ibis(table: Any, columns: Columns) -> tuple[list[Group], list[Group] | None]:
    """
    Count those who left, and with late entry those who entered.

    Parameters
    ----------
    table : ibis.Table
    columns : Columns

    Returns
    -------
    leaving : list of Group
    entering : list of Group or None

    Raises
    ------
    BadRowsError
        If any row cannot be counted; with counts, and the values found.
    AssertionError
        If rows were lost on the way.
    """
    require_columns(list(table.columns), columns.names)
    numbers = [columns.time] + ([columns.entry] if columns.entry else [])
    require_kinds({name: _not_numeric(table[name].type()) for name in numbers}, "numbers")
    left = _counted(table, columns, columns.time)
    entered = None if columns.entry is None else _counted(table, columns, columns.entry)
    problems = _problems(left, entered, columns)
    if problems:
        raise BadRowsError(problems)
    rows = int(table.count().to_pyarrow().as_py())
    for counts in (left, entered):
        if counts is not None and counts.numbers.sum() != rows:
            raise AssertionError(f"There are {rows} rows, and {counts.numbers.sum()} were counted.")
    return _groups(left, columns), None if entered is None else _groups(entered, columns)


def _not_numeric(kind: Any) -> Kind | None:
    if kind.is_numeric() and not kind.is_boolean():
        return None
    return Kind.TEXT if kind.is_string() else Kind.DATE if kind.is_date() or kind.is_timestamp() else Kind.OTHER


def _counted(table: Any, columns: Columns, time: str) -> _Counts:
    leaving = time == columns.time
    named = {"arm": columns.arm, "status": columns.status if leaving else None}
    named |= {f"stratum{place}": name for place, name in enumerate(columns.strata)}
    asked = {key: table[name] for key, name in named.items() if name is not None}
    value = table[time].cast("float64")
    asked |= {"time": value, "nan": value.isnan()}
    if leaving and columns.entry is not None:
        entry = table[columns.entry].cast("float64")
        asked["in_order"] = (entry < value) | entry.isnan()
    found = table.select(**asked).group_by(list(asked)).aggregate(number=lambda t: t.count()).to_pyarrow()
    numbers = found["number"].to_numpy().astype(np.int64)
    nan = np.array([known is True for known in found["nan"].to_pylist()], dtype=np.bool_)
    missing = found["time"].is_null().to_numpy() & ~nan
    times = np.where(missing | nan, np.nan, found["time"].fill_null(np.nan).to_numpy())
    everybody: list[str | None] = [EVERYBODY] * numbers.size
    values = {key: everybody if name is None else _texts(found[key]) for key, name in named.items()}
    in_order = np.ones(numbers.size, dtype=np.bool_)
    if "in_order" in asked:
        in_order = np.array([known is not False for known in found["in_order"].to_pylist()], dtype=np.bool_)
    return _Counts(times.astype(np.float64), missing, values, in_order, numbers)


def _texts(column: Any) -> list[str | None]:
    encoded = column.combine_chunks().dictionary_encode()
    texts = [text_of(value) for value in encoded.dictionary.to_pylist()]
    return [None if place is None else texts[place] for place in encoded.indices.to_pylist()]


def _groups(counts: _Counts, columns: Columns) -> list[Group]:
    texts: list[list[str | None] | tuple[str, ...]] = []
    cells = np.zeros(counts.numbers.size, dtype=np.int64)
    for values in counts.values.values():
        known = list(dict.fromkeys(values))
        places = {text: place for place, text in enumerate(known)}
        cells = cells * (len(known) + 1) + np.array([places[value] for value in values], dtype=np.int64)
        texts.append(known)
    return grouped(texts, cells, counts.times, counts.numbers)


def _problems(left: _Counts, entered: _Counts | None, columns: Columns) -> list[str]:
    status, arm = left.values["status"], left.values["arm"]
    problems = _number_problems("time", left)
    problems += _named(left, "have no status", _where(status, lambda text: text is None))
    unknown = _where(status, lambda text: text is not None and text not in columns.status_texts)
    problems += _named(left, "have a status without a meaning", unknown, status)
    problems += _named(left, "have no arm", _where(arm, lambda text: text is None))
    if columns.arms is not None:
        known = columns.arms
        problems += _named(
            left, "have an unknown arm", _where(arm, lambda text: text is not None and text not in known), arm
        )
    strata = [values for key, values in left.values.items() if key.startswith("stratum")]
    if strata:
        empty = np.any([_where(values, lambda text: text is None) for values in strata], axis=0)
        problems += _named(left, "have no stratum", empty)
    if entered is not None:
        problems += _number_problems("entry time", entered)
        late = ~left.in_order & np.isfinite(left.times)
        problems += _named(left, "have an entry time that is not before the end", late)
    return problems


def _number_problems(words: str, counts: _Counts) -> list[str]:
    article = "an" if words[0] in "aeiou" else "a"
    finite = np.isfinite(counts.times)
    written = [text_of(time) or "NaN" for time in counts.times.tolist()]
    return [
        *_named(counts, f"have no {words}", counts.missing),
        *_named(counts, f"have {article} {words} that is no number", ~finite & ~counts.missing, written),
        *_named(counts, f"have a negative {words}", finite & (counts.times < 0), written),
    ]


def _where(texts: list[str | None], condition: Callable[[str | None], bool]) -> Any:
    return np.array([condition(text) for text in texts], dtype=np.bool_)


def _named(counts: _Counts, words: str, bad: Any, values: list[Any] | None = None) -> list[str]:
    """Write how many rows are bad, with the values found where they say more than that."""
    if not bad.any():
        return []
    found = [] if values is None else sorted({str(values[place]) for place in np.flatnonzero(bad)})
    return [sentence(words, int(counts.numbers[bad].sum()), found, "value " if len(found) == 1 else "values ")]
