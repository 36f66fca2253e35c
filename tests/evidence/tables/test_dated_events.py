from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.tables import BadRowsError, EventTable, read_dated_events

EVENTS = {"relapse": "relapse", "death": "death"}
ROWS = {
    "start": [date(2020, 1, 1), date(2020, 1, 1), date(2020, 2, 1), date(2020, 1, 1), date(2020, 1, 1)],
    "last": [date(2020, 2, 1), date(2020, 3, 1), None, date(2020, 1, 15), date(2020, 1, 1)],
    "relapse": [None, date(2020, 1, 11), date(2020, 3, 1), None, None],
    "death": [None, date(2020, 2, 11), date(2020, 3, 1), date(2020, 1, 20), None],
    "arm": ["A", "B", "A", "B", "B"],
}


def read(source: object, **given: Any) -> EventTable:
    return read_dated_events(source, **{"start": "start", "last_seen": "last", "events": EVENTS, **given})


def problems(source: object, **given: Any) -> tuple[str, ...]:
    with pytest.raises(BadRowsError) as caught:
        read(source, **given)
    return caught.value.problems


def cells(table: EventTable) -> list[tuple[str, float, str]]:
    found = zip(*np.nonzero(table.counts), strict=True)
    return sorted((table.arms[arm], float(table.times[time]), table.causes[cause]) for arm, time, cause in found)


def csv_file(rows: dict[str, list[Any]], folder: Path) -> Path:
    pl.DataFrame(rows).write_csv(folder / "dates.csv")
    return folder / "dates.csv"


@pytest.mark.parametrize("kind", ["polars", "pandas", "times of day", "text", "CSV", "relation"])
def test_dated_events_first_event_ends_the_time_and_otherwise_the_day_last_seen(kind: str, tmp_path: Path) -> None:
    frame = pl.DataFrame(ROWS)
    days = pl.col("start", "last", "relapse", "death")
    source = {
        "polars": lambda: frame,
        "pandas": lambda: pd.DataFrame(ROWS),
        "times of day": lambda: frame.with_columns(days.cast(pl.Datetime) + timedelta(hours=13)),
        "text": lambda: frame.with_columns(days.cast(pl.String)),
        "CSV": lambda: csv_file(ROWS, tmp_path),
        "relation": lambda: duckdb.connect().from_arrow(frame.to_arrow()),
    }[kind]()

    table = read(source, arm="arm")

    assert cells(table) == [
        ("A", 29, "relapse"),
        ("A", 31, "censored"),
        ("B", 0, "censored"),
        ("B", 10, "relapse"),
        ("B", 19, "death"),
    ]
    assert (table.causes, table.time_unit) == (("censored", "relapse", "death"), "days")


def test_dated_events_end_point_is_what_the_caller_names() -> None:
    survival = read(pl.DataFrame(ROWS), events={"death": "death"}, last_seen="last")

    assert [(time, cause) for _, time, cause in cells(survival)] == [
        (0, "censored"), (19, "death"), (29, "death"), (31, "censored"), (41, "death"),
    ]  # fmt: skip


def test_dated_events_of_two_on_one_day_the_first_named_counts() -> None:
    table = read(pl.DataFrame(ROWS), events={"death": "death", "relapse": "relapse"}, arm="arm")

    assert ("A", 29, "death") in cells(table)


@pytest.mark.parametrize(("unit", "days"), [("days", 1), ("months", 30.4375), ("years", 365.25)])
def test_dated_events_units_are_average_months_and_years(unit: str, days: float) -> None:
    table = read(pl.DataFrame(ROWS), time_unit=unit)

    np.testing.assert_allclose(table.times, np.array([0, 10, 19, 29, 31]) / days, rtol=0)
    assert table.time_unit == unit


def test_dated_events_strata_are_scaled_like_the_whole() -> None:
    table = read(pl.DataFrame(ROWS), time_unit="months", strata="arm")

    assert [part.times.tolist() for part in table.strata] == [
        [29 / 30.4375, 31 / 30.4375], [0, 10 / 30.4375, 19 / 30.4375],
    ]  # fmt: skip


def test_dated_events_every_kind_of_bad_row_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "dates.csv"
    path.write_text(
        "start,last,relapse,death,arm\n"
        "2020-01-01,2020-05-01,,,A\n"
        ",2020-01-01,,,A\n"
        "2020-01-01,,,,A\n"
        "1/2/2020,2020-01-01,,,A\n"
        "2020-01-01,2019-01-01,2020-02-02,,A\n"
        "2020-01-01,2020-05-01,2020-02-30,2019-05-05,A\n"
        "2020-01-01,2020-05-01,,,\n",
        encoding="utf-8",
    )

    assert problems(path, arm="arm") == (
        "1 row has no date in “start” (row 2).",
        "1 row has something in “start” that is no date like 2026-11-22 (row 4).",
        "1 row has something in “relapse” that is no date like 2026-11-22 (row 6).",
        "1 row has a date in “last” before that in “start” (row 5).",
        "1 row has a date in “death” before that in “start” (row 6).",
        "1 row has no date in “last” and none of an event (row 3).",
        "1 row has no arm (row 7).",
    )


@pytest.mark.parametrize("column", ["last", "relapse", "death"])
@pytest.mark.parametrize("text", ["soon", "2020-13-01", "20200301", "2020-03-01 10:00", "infinity"])
def test_dated_events_text_that_is_no_date_never_counts_as_missing(column: str, text: str) -> None:
    rows = {"start": ["2020-01-01"], "last": ["2020-02-01"], "relapse": ["2020-01-03"], "death": [None]}

    assert problems(pl.DataFrame({**rows, column: [text]})) == (
        f"1 row has something in “{column}” that is no date like 2026-11-22 (row 1).",
    )


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ({**ROWS, "start": [1] * 5}, "The column “start” holds whole numbers, not dates."),
        ({name: values for name, values in ROWS.items() if name != "last"},
         "There is no column “last”; there are start, relapse, death, arm."),
    ],
)  # fmt: skip
def test_dated_events_column_that_cannot_be_read_is_named(rows: dict[str, Any], problem: str) -> None:
    assert problems(pl.DataFrame(rows)) == (problem,)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"time_unit": "weeks"}, "Time cannot be counted in weeks; take days, months, years"),
        ({"events": {}}, "Name at least one event"),
        ({"events": {"censored": "last"}}, "Name at least one event"),
    ],
)
def test_dated_events_what_cannot_be_meant_is_refused(given: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        read(pl.DataFrame(ROWS), **given)


DAYS = st.none() | st.integers(0, 30)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 30), DAYS, DAYS), min_size=1, max_size=20))
def test_dated_events_agree_with_a_loop_over_people(people: list[tuple[int, int | None, int | None]]) -> None:
    begin = date(2024, 2, 1)
    day = [[None if offset is None else begin + timedelta(days=offset) for offset in person] for person in people]
    rows = pl.DataFrame(
        {
            "start": [begin] * len(people),
            "last": [person[0] for person in day],
            "relapse": pl.Series([person[1] for person in day], dtype=pl.Date),
            "death": pl.Series([person[2] for person in day], dtype=pl.Date),
        }
    )
    expected: dict[tuple[float, int], int] = {}
    for last, relapse, death in people:
        happened = [(when, cause) for when, cause in ((relapse, 1), (death, 2)) if when is not None]
        end = min(happened) if happened else (last, 0)
        expected[end] = expected.get(end, 0) + 1

    table = read(rows)

    found = {
        (float(time), cause): int(table.counts[0, place, cause])
        for place, time in enumerate(table.times)
        for cause in range(3)
        if table.counts[0, place, cause]
    }
    assert found == expected


def test_dated_events_many_rows_of_dates_take_the_packed_path() -> None:
    begin = datetime(2020, 1, 1)
    offsets = [place % 500 for place in range(120_000)]
    rows = pl.DataFrame({"start": [begin] * len(offsets), "last": [begin + timedelta(days=day) for day in offsets]})
    rows = rows.with_columns(death=pl.when(pl.int_range(pl.len()) % 2 == 0).then(pl.col("last")))

    table = read(rows, events={"death": "death"})

    assert table.counts.sum(axis=(0, 1)).tolist() == [60_000, 60_000]
