"""The same rows for every engine, and what each must make of them: the table that the same rows make in memory."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from math import inf, nan
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from evidence.tables import BadRowsError, EventTable, read_dated_events, read_events

CODES = {0: "censored", 1: "relapse", 2: "death"}
KINDS = {"double": pa.float64(), "integer": pa.int32(), "text": pa.string(), "boolean": pa.bool_(), "date": pa.date32()}


@dataclass(frozen=True)
class Case:
    """Rows with the kinds of their columns, and how they are read."""

    kinds: dict[str, str]
    rows: list[tuple[Any, ...]]
    given: dict[str, Any] = field(default_factory=dict)

    def in_memory(self) -> pa.Table:
        schema = pa.schema([(name, KINDS[kind]) for name, kind in self.kinds.items()])
        return pa.Table.from_pylist([dict(zip(self.kinds, row, strict=True)) for row in self.rows], schema)

    def read(self, source: object) -> EventTable:
        return read_events(
            source, **{"time": "time", "status": "status", "codes": CODES, "time_unit": "days"} | self.given
        )


ALL = {"arm": "arm", "strata": ("site", "sex"), "entry": "entry"}
FULL = {"time": "double", "status": "integer", "arm": "text", "site": "integer", "sex": "text", "entry": "double"}
GOOD = {
    "whole days": Case({"time": "integer", "status": "integer"}, [(day % 7, day % 3) for day in range(40)]),
    "whole days as doubles": Case({"time": "double", "status": "integer"}, [(1.0, 1), (2.0, 0), (1.0, 2), (0.0, 1)]),
    "parts of days": Case({"time": "double", "status": "integer"}, [(0.1, 1), (0.1 + 0.2, 0), (0.3, 2), (-0.0, 0)]),
    "arms, strata and entry": Case(
        FULL,
        [
            (3.5, 1, "B", 2, "f", 0.0),
            (3.5, 0, "A", 2, "f", 1.5),
            (4.0, 2, " A", 10, "m", 0.0),
            (4.0, 2, "B", 10, "m", 3.5),
            (9.0, 0, "A", 2, "m", 0.0),
        ],
        ALL,
    ),
    "named arms": Case(
        {"time": "integer", "status": "integer", "treated": "integer"},
        [(1, 0, 1), (2, 1, 0), (3, 2, 1)],
        {"arm": "treated", "arms": {1: "blinatumomab", 0: "control"}},
    ),
    "names with quotes": Case(
        {'a "b" c': "integer", "statüs'": "text"},
        [(1, "it's"), (2, 'no "end"')],
        {"time": 'a "b" c', "status": "statüs'", "codes": {"it's": "relapse", 'no "end"': "censored"}},
    ),
    "true and false": Case(
        {"time": "integer", "status": "boolean"}, [(1, True), (2, False)], {"codes": {True: "death", False: "censored"}}
    ),
    "text codes": Case(
        {"time": "integer", "status": "text"},
        [(1, "dead"), (2, "alive ")],
        {"codes": {"alive": "censored", "dead": "death"}},
    ),
    "whole codes as doubles": Case({"time": "integer", "status": "double"}, [(1, 1.0), (2, 0.0), (2, 2.0)]),
}
BAD = Case(
    FULL,
    [
        (1.0, 0, "A", 2, "f", 0.0),
        (None, 1, "B", 2, "f", 0.0),
        (nan, 1, "", None, "m", 1.0),
        (-3.5, 7, None, 2, "", nan),
        (inf, None, "A", 2, "m", -1.0),
        (2.0, 8, "C", 2, "m", None),
        (1.0, 1, "A", 2, "f", 2.0),
    ],
    {**ALL, "arms": {"A": "treated", "B": "control"}},
)
PROBLEMS = (
    "1 row has no time.",
    "2 rows have a time that is no number (values NaN, inf).",
    "1 row has a negative time (value -3.5).",
    "1 row has no status.",
    "2 rows have a status without a meaning (values 7, 8).",
    "2 rows have no arm.",
    "1 row has an unknown arm (value C).",
    "2 rows have no stratum.",
    "1 row has no entry time.",
    "1 row has an entry time that is no number (value NaN).",
    "1 row has a negative entry time (value -1).",
    "1 row has an entry time that is not before the end.",
)
DATED = Case(
    {"start": "date", "last": "date", "relapse": "date", "death": "date", "arm": "text"},
    [
        (date(2020, 1, 1), date(2020, 2, 1), None, None, "A"),
        (date(2020, 1, 1), date(2020, 3, 1), date(2020, 1, 11), date(2020, 2, 11), "B"),
        (date(2020, 2, 1), None, date(2020, 3, 1), date(2020, 3, 1), "A"),
        (date(2020, 1, 1), date(2020, 1, 15), None, date(2020, 1, 20), "B"),
        (date(2020, 1, 1), date(2020, 1, 1), None, None, "B"),
    ],
)
MISDATED = Case(
    DATED.kinds,
    [
        (None, date(2020, 2, 1), None, None, "A"),
        (date(2020, 1, 1), None, None, None, "A"),
        (date(2020, 1, 1), date(2020, 5, 1), date(2019, 12, 31), None, "A"),
        (date(2020, 1, 1), date(2019, 5, 1), None, date(2020, 2, 2), "A"),
    ],
)
MISDATED_PROBLEMS = (
    "1 row has no date in “start”.",
    "1 row has a date in “last” before that in “start”.",
    "1 row has a date in “relapse” before that in “start”.",
    "1 row has no date in “last” and none of an event.",
)


def read_dates(source: object) -> EventTable:
    events = {"relapse": "relapse", "death": "death"}
    return read_dated_events(source, start="start", last_seen="last", events=events, time_unit="months", arm="arm")


def assert_identical(one: EventTable, other: EventTable) -> None:
    assert (one.arms, one.causes, one.time_unit) == (other.arms, other.causes, other.time_unit)
    for part, same in zip((one, *one.strata), (other, *other.strata), strict=True):
        np.testing.assert_array_equal(part.times, same.times)
        np.testing.assert_array_equal(part.counts, same.counts)
        assert (part.entries is None) == (same.entries is None)
        if part.entries is not None and same.entries is not None:
            np.testing.assert_array_equal(part.entries, same.entries)
    assert [part.name for part in one.strata] == [part.name for part in other.strata]


class EngineTests:
    """What every engine must do; a subclass has the fixture `load`, which puts a case into the engine."""

    @pytest.mark.parametrize("name", GOOD)
    def test_table_is_the_one_that_the_rows_make_in_memory(self, name: str, load: Callable[[Case], Any]) -> None:
        case = GOOD[name]

        assert_identical(case.read(load(case)), case.read(case.in_memory()))

    def test_bad_rows_are_all_reported_with_counts_and_values(self, load: Callable[[Case], Any]) -> None:
        with pytest.raises(BadRowsError) as caught:
            BAD.read(load(BAD))

        assert caught.value.problems == PROBLEMS

    def test_dates_make_the_table_that_they_make_in_memory(self, load: Callable[[Case], Any]) -> None:
        assert_identical(read_dates(load(DATED)), read_dates(DATED.in_memory()))

    def test_bad_dates_are_all_reported_with_counts(self, load: Callable[[Case], Any]) -> None:
        with pytest.raises(BadRowsError) as caught:
            read_dates(load(MISDATED))

        assert caught.value.problems == MISDATED_PROBLEMS

    def test_missing_column_is_named_with_those_there_are(self, load: Callable[[Case], Any]) -> None:
        case = Case({"days": "integer", "status": "integer"}, [(1, 1)])

        with pytest.raises(BadRowsError, match="There is no column “time”; there are days, status"):
            case.read(load(case))

    def test_times_in_text_are_refused(self, load: Callable[[Case], Any]) -> None:
        case = Case({"time": "text", "status": "integer"}, [("1", 1)])

        with pytest.raises(BadRowsError, match="The column “time” holds text, not numbers"):
            case.read(load(case))
