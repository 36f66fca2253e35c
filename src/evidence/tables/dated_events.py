"""From dates to event tables: one row holds when somebody started, had each event, and was last seen.

An end point is chosen by naming its events: the first of them ends the time under observation, and without any of them
the day last seen does. So progression-free and overall survival come from the same rows.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from evidence.tables.bad_rows import category_checks, counted_sentences, require_kinds
from evidence.tables.columns import Code, Columns, chosen
from evidence.tables.event_table import CENSORED, BadRowsError, EventTable
from evidence.tables.groups import assembled
from evidence.tables.source import Source
from evidence.tables.sources import is_ibis, opened
from evidence.tables.sql import Column, Kind

DAYS = {"days": 1.0, "months": 30.4375, "years": 365.25}
"""Days in each unit, as the calendar has them on average."""
TIME, STATUS = "days under observation", "end of observation"


def read_dated_events(
    source: Any,
    *,
    start: str,
    last_seen: str,
    events: Mapping[str, str],
    time_unit: str = "days",
    arm: str | None = None,
    arms: Mapping[Code, str] | None = None,
    strata: str | tuple[str, ...] | None = None,
) -> EventTable:
    """
    Build an event table from rows of dates, one for each person.

    Parameters
    ----------
    source : path, frame, table or relation
        As for `read_events`. Columns of dates or times of day (whose hours are left out); in text, dates are written
        YYYY-MM-DD.
    start : str
        Column with the date from which time counts.
    last_seen : str
        Column with the date when somebody was last known to be free of the events. It ends the time of those without
        any, and may be missing where there is an event. An event after it counts.
    events : mapping of str to str
        Name of each event of the end point -> column with its date, empty where it did not happen. The earliest counts;
        of two on one day, the one named first.
    time_unit : {"days", "months", "years"}, default "days"
        Days are counted, then divided: 30.4375 make a month, 365.25 a year.
    arm, arms, strata
        As for `read_events`.

    Returns
    -------
    EventTable

    Raises
    ------
    BadRowsError
        If a file, column or row cannot be used, as for `read_events`: a start is missing, a date is none, an event or
        the last sight lies before the start, or there is neither. Nothing is computed.
    TypeError
        If `source` is none of those listed there.
    ValueError
        If the unit is none of the three, or no event is named.
    """
    if time_unit not in DAYS:
        raise ValueError(f"Time cannot be counted in {time_unit}; take {', '.join(DAYS)}.")
    if not events or CENSORED in events:
        raise ValueError(f"Name at least one event with its column of dates, and none “{CENSORED}”.")
    codes: dict[Code, str] = {"0": CENSORED, **{str(place): name for place, name in enumerate(events, 1)}}
    columns = chosen(
        time=TIME, status=STATUS, codes=codes, time_unit=time_unit, arm=arm, arms=arms, strata=strata, entry=None
    )
    if is_ibis(source):
        from evidence.tables.ibis_dates import count_dates

        leaving, entering = count_dates(source, columns, start, last_seen, list(events.values()))
        return assembled(leaving, entering, columns, divisor=DAYS[time_unit])
    return _read(source, columns, start, last_seen, list(events.values()))


def _read(source: Any, columns: Columns, start: str, last_seen: str, events: list[str]) -> EventTable:
    from evidence.tables.duckdb_counts import count

    dates = [start, last_seen, *events]
    grouping = [name for name in columns.names if name not in (TIME, STATUS)]
    with opened(source, tuple(dict.fromkeys([*dates, *grouping]))) as rows:
        kinds = {name: rows.columns[name].kind for name in dates}
        require_kinds({name: kind for name, kind in kinds.items() if kind not in (Kind.DATE, Kind.TEXT)}, "dates")
        counted = None if rows.malformed else count(_timed(rows, grouping, start, last_seen, events), columns)
        if counted is None or not all(group.is_good(columns) for group in counted[0]):
            raise BadRowsError(_named_rows(rows, columns, start, last_seen, events))
    return assembled(*counted, columns, divisor=DAYS[columns.time_unit])


def _timed(rows: Source, grouping: list[str], start: str, last_seen: str, events: list[str]) -> Source:
    """Make the two columns of time and status out of dates; a row that cannot be used has no time."""
    column = rows.columns
    first = f"least({', '.join(column[name].date for name in events)})" if len(events) > 1 else column[events[0]].date
    cases = " ".join(f"WHEN {column[name].date} = {first} THEN {place}" for place, name in enumerate(events, 1))
    usable = " AND ".join(
        f"({_is_empty(column[name].day)} OR {column[name].date} IS NOT NULL)" for name in [last_seen, *events]
    )
    begun = f"coalesce({column[last_seen].date} >= {column[start].date}, true)"
    end = f"coalesce({first}, {column[last_seen].date})"
    kept = "".join(f", {column[name].sql} AS g{place}" for place, name in enumerate(grouping))
    days = f"CASE WHEN {usable} AND {begun} THEN date_diff('day', {column[start].date}, {end}) END"
    derived = f"(SELECT {days} AS days, CASE {cases} ELSE 0 END AS ended{kept} FROM {rows.rows})"  # noqa: S608 - names are quoted
    made = {TIME: Column("days", Kind.WHOLE, "BIGINT"), STATUS: Column("ended", Kind.WHOLE, "INTEGER")}
    made |= {name: replace(column[name], sql=f"g{place}") for place, name in enumerate(grouping)}
    return Source(rows.run, derived, made, made)


def _is_empty(text: str) -> str:
    return f"coalesce({text}, '') = ''"


def _named_rows(rows: Source, columns: Columns, start: str, last_seen: str, events: list[str]) -> list[str]:
    names = {name: f"d{place}" for place, name in enumerate(dict.fromkeys([start, last_seen, *events]))}
    values = {sql: rows.written[name].day for name, sql in names.items()}
    day = {name: Column(sql, Kind.TEXT, "VARCHAR").date for name, sql in names.items()}
    checks = [(f"have no date in “{start}”", _is_empty(names[start]))]
    checks += [
        (f"have something in “{name}” that is no date like 2026-11-22", f"NOT {_is_empty(sql)} AND {day[name]} IS NULL")
        for name, sql in names.items()
    ]
    checks += [
        (f"have a date in “{name}” before that in “{start}”", f"coalesce({day[name]} < {day[start]}, false)")
        for name in names
        if name != start
    ]
    nothing = " AND ".join(_is_empty(names[name]) for name in [last_seen, *events])
    checks.append((f"have no date in “{last_seen}” and none of an event", nothing))
    grouping_values, grouping_checks = category_checks(rows, columns)
    return counted_sentences(rows, values | grouping_values, checks + grouping_checks)
