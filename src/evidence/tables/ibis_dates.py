"""Dates counted where they lie, through ibis."""

from typing import Any

from evidence.tables.bad_rows import require_kinds, sentence
from evidence.tables.columns import Columns
from evidence.tables.event_table import BadRowsError
from evidence.tables.groups import Group
from evidence.tables.ibis_counts import count_ibis
from evidence.tables.source import require_columns
from evidence.tables.sql import Kind


def count_dates(
    table: Any, columns: Columns, start: str, last_seen: str, events: list[str]
) -> tuple[list[Group], list[Group] | None]:
    """
    Count those who left by the first of their events, or when they were last seen.

    Parameters
    ----------
    table : ibis.Table
    columns : Columns
        Whose times and codes are to be made: 0 for nobody's event, then the place of each in `events` from 1.
    start, last_seen : str
    events : list of str

    Returns
    -------
    As `count_ibis`.

    Raises
    ------
    BadRowsError
        If a column holds no dates, or any row cannot be counted; with counts.
    """
    import ibis  # type: ignore[import-untyped]  # it has none

    grouping = [name for name in columns.names if name not in (columns.time, columns.status)]
    names = list(dict.fromkeys([start, last_seen, *events]))
    require_columns(list(table.columns), [*names, *grouping])
    require_kinds({name: _not_dates(table[name].type()) for name in names}, "dates")
    day = {name: table[name].cast("date") for name in names}
    problems = _problems(table, day, start, last_seen, events)
    if problems:
        raise BadRowsError(problems)
    first = ibis.least(*(day[name] for name in events)) if len(events) > 1 else day[events[0]]
    ended = ibis.cases(*((day[name] == first, place) for place, name in enumerate(events, 1)), else_=0)
    days = ibis.coalesce(first, day[last_seen]).delta(day[start], unit="day")
    made = {columns.time: days, columns.status: ended, **{name: table[name] for name in grouping}}
    return count_ibis(table.select(**made), columns)


def _not_dates(kind: Any) -> Kind | None:
    if kind.is_date() or (kind.is_timestamp() and kind.timezone is None):
        return None
    return Kind.TEXT if kind.is_string() else Kind.REAL if kind.is_numeric() else Kind.OTHER


def _problems(table: Any, day: dict[str, Any], start: str, last_seen: str, events: list[str]) -> list[str]:
    checks = {f"have no date in “{start}”": day[start].isnull()}
    for name in day:
        if name != start:
            checks[f"have a date in “{name}” before that in “{start}”"] = day[name] < day[start]
    nothing = day[last_seen].isnull()
    for name in events:
        nothing &= day[name].isnull()
    checks[f"have no date in “{last_seen}” and none of an event"] = nothing
    asked = {f"bad{place}": bad.ifelse(1, 0).sum() for place, bad in enumerate(checks.values())}
    found = table.aggregate(**asked).to_pyarrow().to_pylist()[0]
    counts = zip(checks, found.values(), strict=True)
    return [sentence(words, count, []) for words, count in counts if count]
