from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.feather
import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.tables import BadRowsError, EventTable, duckdb_counts, merge, read_events

CODES = {0: "censored", 1: "relapse", 2: "death"}
COLUMNS = {
    "time": [1.0, 2.0, 2.0, 3.5, 4.0, 9.0],
    "status": [0, 1, 1, 2, 1, 0],
    "arm": ["A", "B", "A", "B", "A", "A"],
    "site": [2, 2, 10, 10, 10, 2],
    "entry": [0.0, 0.0, 1.0, 2.5, 0.0, 3.0],
}
EVERYTHING = {"arm": "arm", "strata": "site", "entry": "entry"}


def read(source: object, **given: object) -> EventTable:
    return read_events(source, **{"time": "time", "status": "status", "codes": CODES, "time_unit": "days", **given})


def problems(source: object, **given: object) -> tuple[str, ...]:
    with pytest.raises(BadRowsError) as caught:
        read(source, **given)
    return caught.value.problems


def same(one: EventTable, other: EventTable) -> bool:
    def listed(table: EventTable) -> list[object]:
        parts = [("", table.times, table.counts, table.entries)]
        parts += [(part.name, part.times, part.counts, part.entries) for part in table.strata]
        return [table.arms, table.causes, [[np.asarray(value).tolist() for value in part] for part in parts]]

    return listed(one) == listed(other)


def csv_file(frame: pd.DataFrame, folder: Path) -> Path:
    frame.to_csv(folder / "rows.csv", index=False)
    return folder / "rows.csv"


def parquet_file(frame: pd.DataFrame, folder: Path) -> Path:
    frame.to_parquet(folder / "rows.parquet")
    return folder / "rows.parquet"


def feather_file(frame: pd.DataFrame, folder: Path) -> Path:
    pyarrow.feather.write_feather(frame, folder / "rows.feather")
    return folder / "rows.feather"


def relation(frame: pd.DataFrame, _: Path) -> duckdb.DuckDBPyRelation:
    return duckdb.connect().from_arrow(pa.Table.from_pandas(frame))


SOURCES: dict[str, Callable[[pd.DataFrame, Path], Any]] = {
    "CSV": csv_file,
    "CSV, path as text": lambda frame, folder: str(csv_file(frame, folder)),
    "Parquet": parquet_file,
    "Arrow file": feather_file,
    "pandas": lambda frame, _: frame,
    "pandas, own index": lambda frame, _: frame.set_index(pd.Index([9] * len(frame))),
    "pandas, objects": lambda frame, _: frame.astype(object),
    "polars": lambda frame, _: pl.from_pandas(frame),
    "polars, lazy": lambda frame, _: pl.from_pandas(frame).lazy(),
    "pyarrow table": lambda frame, _: pa.Table.from_pandas(frame),
    "pyarrow batch": lambda frame, _: pa.RecordBatch.from_pandas(frame),
    "pyarrow reader": lambda frame, _: pa.Table.from_pandas(frame).to_reader(),
    "DuckDB relation": relation,
}


@pytest.mark.parametrize("name", SOURCES)
def test_read_events_counts_by_arm_time_cause_stratum_and_entry(name: str, tmp_path: Path) -> None:
    table = read(SOURCES[name](pd.DataFrame(COLUMNS), tmp_path), **EVERYTHING)

    assert (table.arms, table.causes) == (("A", "B"), ("censored", "relapse", "death"))
    assert table.times.tolist() == [0, 1, 2, 2.5, 3, 3.5, 4, 9]
    leaving = {(arm, time, cause) for arm, time, cause in zip(*np.nonzero(table.counts), strict=True)}
    assert leaving == {(0, 1, 0), (0, 2, 1), (0, 6, 1), (0, 7, 0), (1, 2, 1), (1, 5, 2)}
    assert table.entries is not None
    assert table.entries.tolist() == [[2, 1, 0, 0, 1, 0, 0, 0], [1, 0, 0, 1, 0, 0, 0, 0]]
    assert [part.name for part in table.strata] == ["2", "10"]
    assert [part.counts.sum() for part in table.strata] == [3, 3]


BAD = pd.DataFrame(
    {
        "time": [1, -1, np.nan, np.inf, 2, 2, 2, 3, 3, 3],
        "status": pd.array([0, 1, 1, 1, None, 7, 1, 1, 1, 1], dtype="Int64"),
        "arm": ["A", "A", "A", "A", "A", "A", None, "", "Z", "A"],
        "site": pd.array([1] * 9 + [None], dtype="Int64"),
        "entry": [0, 0, 0, 0, -1, 3, np.nan, 3, 0, 0],
    }
)


@pytest.mark.parametrize("name", [name for name in SOURCES if name != "pandas, own index"])
def test_read_events_reports_every_kind_of_bad_row_at_once(name: str, tmp_path: Path) -> None:
    source = SOURCES[name](BAD, tmp_path)

    assert problems(source, **EVERYTHING, arms={"A": "treated", "B": "control"}) == (
        "1 row has no time (row 3).",
        "1 row has a time that is no number (row 4).",
        "1 row has a negative time (row 2).",
        "1 row has no status (row 5).",
        "1 row has a status without a meaning (row 6).",
        "2 rows have no arm (row 7, 8).",
        "1 row has an unknown arm (row 9).",
        "1 row has no stratum (row 10).",
        "1 row has no entry time (row 7).",
        "1 row has a negative entry time (row 5).",
        "3 rows have an entry time that is not before the end (row 2, 6, 8).",
    )


def test_read_events_nan_among_many_whole_times_is_reported(tmp_path: Path) -> None:
    times = np.arange(200_000.0) % 100
    times[150_000] = np.nan
    pyarrow.parquet.write_table(pa.table({"time": times, "status": np.ones(times.size, int)}), tmp_path / "a.parquet")

    assert problems(tmp_path / "a.parquet") == ("1 row has a time that is no number (row 150001).",)


def test_read_events_part_of_a_day_far_down_among_whole_days_is_kept() -> None:
    times = np.arange(200_000.0) % 100
    times[150_000] = 7.5

    table = read(pl.DataFrame({"time": times, "status": np.ones(times.size, int)}))

    assert table.times.tolist() == sorted([*range(100), 7.5])


@pytest.mark.parametrize(
    ("codes", "values"),
    [
        ({0: "censored", 1: "event"}, [0, 1]),
        ({0: "censored", 1: "event"}, [0.0, 1.0]),
        ({0: "censored", 1: "event"}, ["0", " 1 "]),
        ({0: "censored", 1: "event"}, ["0.0", "1.0"]),
        ({"0": "censored", 1.0: "event"}, [0, 1]),
        ({False: "censored", True: "event"}, [False, True]),
        ({"alive": "censored", 'it\'s "over"': "event"}, ["alive", 'it\'s "over"']),
        (None, [0, 1]),
        (None, [False, True]),
    ],
)
def test_read_events_codes_mean_the_same_in_every_type(codes: dict[Any, str] | None, values: list[Any]) -> None:
    table = read(pl.DataFrame({"time": [1, 2], "status": values}), codes=codes)

    assert table.causes == ("censored", "event")
    assert table.counts.tolist() == [[[1, 0], [0, 1]]]


def test_read_events_more_codes_than_are_told_apart_one_by_one() -> None:
    codes = {f"c{place}": "censored" if place == 0 else f"event {place}" for place in range(30)}

    table = read(pl.DataFrame({"time": [1] * 30, "status": list(codes)}), codes=codes)

    assert table.counts.tolist() == [[[1] * 30]]


@pytest.mark.parametrize(
    ("values", "names"),
    [
        ([10, 9], ("9", "10")),
        ([1.0, 0.5], ("0.5", "1")),
        (["b", " a "], ("a", "b")),
        ([True, False], ("false", "true")),
    ],
)
def test_read_events_arms_without_names_are_their_values_in_order(values: list[Any], names: tuple[str, ...]) -> None:
    assert read(pl.DataFrame({"time": [1, 2], "status": [1, 0], "arm": values}), arm="arm").arms == names


def test_read_events_values_of_one_arm_are_added() -> None:
    rows = pl.DataFrame({"time": [1, 1, 1], "status": [1, 1, 1], "arm": ["low", "high", "none"]})

    table = read(rows, arm="arm", arms={"low": "treated", "high": "treated", "none": "control"})

    assert (table.arms, table.n("treated"), table.n("control")) == (("treated", "control"), 2, 1)


def test_read_events_strata_of_several_columns_are_joined() -> None:
    rows = pl.DataFrame({"time": [1, 2], "status": [1, 1], "site": [1, 2], "sex": ["f", "m"]})

    assert [part.name for part in read(rows, strata=("site", "sex")).strata] == ["1, f", "2, m"]


def test_read_events_without_rows_is_refused() -> None:
    assert problems(pl.DataFrame(COLUMNS).clear()) == ("There are no rows.",)


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ({"time": ["2020-01-01"], "status": [1]}, "1 row has a time that is no number (row 1)."),
        ({"time": pd.to_datetime(["2020-01-01"]), "status": [1]}, "The column “time” holds dates, not numbers."),
        ({"time": [True], "status": [1]}, "The column “time” holds values of another kind, not numbers."),
        ({"days": [1], "status": [1]}, "There is no column “time”; there are days, status."),
        ({"time": [1, "x"], "status": [1, 1]}, "1 row has a time that is no number (row 2)."),
    ],
)
def test_read_events_column_that_cannot_be_read_is_named(rows: dict[str, Any], problem: str) -> None:
    assert problems(pd.DataFrame(rows)) == (problem,)


def test_read_events_column_named_twice_is_refused() -> None:
    rows = pd.DataFrame([[1, 2, 1]], columns=["time", "time", "status"])

    assert problems(rows) == ("There are 2 columns “time”.",)


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"codes": {0: "censored"}}, "The status codes must name “censored” and at least one event."),
        ({"codes": {0: "censored", 1: "a", "1": "b"}}, "The code '1' has two meanings."),
        ({"codes": {"": "censored", 1: "a"}}, "The code '' is empty."),
        ({"arms": {"A": "treated"}}, "Arms are named, but no column of arms."),
        ({"strata": "time"}, "The column “time” holds the time; it can be nothing else."),
    ],
)
def test_read_events_what_cannot_be_meant_is_refused(given: dict[str, Any], problem: str) -> None:
    assert problems(pl.DataFrame(COLUMNS), **given) == (problem,)


def test_read_events_of_something_else_names_what_can_be_read() -> None:
    with pytest.raises(TypeError, match="list is no source of rows: give a path to a CSV, Parquet or Arrow file"):
        read([1, 2])


@pytest.mark.parametrize("name", ["a*.parquet", "a?.parquet", "a[b].parquet", "it's.parquet", "arm=B.parquet"])
def test_read_events_path_is_taken_literally(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "arm=B"
    folder.mkdir()
    pl.DataFrame({"time": [5], "status": [1], "x": ["B"]}).write_parquet(folder / "ab.parquet")
    pl.DataFrame({"time": [1], "status": [1], "arm": ["A"]}).write_parquet(folder / name)

    table = read(folder / name, arm="arm")

    assert (table.arms, table.times.tolist()) == (("A",), [1])


@pytest.mark.parametrize("name", ["a*.csv", "a[b].csv", "it's.csv"])
def test_read_events_path_of_a_csv_file_is_taken_literally(name: str, tmp_path: Path) -> None:
    pl.DataFrame({"time": [5], "status": [1]}).write_csv(tmp_path / "ab.csv")
    pl.DataFrame({"time": [1], "status": [1]}).write_csv(tmp_path / name)

    assert read(tmp_path / name).times.tolist() == [1]


@pytest.mark.parametrize("path", ["https://example.org/a.parquet", "s3://bucket/a.parquet", "/nowhere/a.parquet"])
def test_read_events_path_that_is_no_file_here_is_refused(path: str) -> None:
    assert problems(path) == (f"There is no file {Path(path)}.",)


@pytest.mark.parametrize("name", ["rows.parquet", "rows.feather"])
def test_read_events_damaged_file_is_refused_in_a_sentence(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"PAR1 this is no such file")

    assert name in problems(tmp_path / name)[0]


def test_read_events_column_names_cannot_break_out(tmp_path: Path) -> None:
    name = 'time" FROM x; DROP TABLE y; --'
    pl.DataFrame({name: [1, 2], "it's": [1, 0]}).write_parquet(tmp_path / "rows.parquet")

    assert read(tmp_path / "rows.parquet", time=name, status="it's").n("all") == 2


def test_read_events_leaves_nothing_in_the_connection_of_a_relation() -> None:
    connection = duckdb.connect()
    rows = connection.sql("SELECT 1.5 AS time, 1 AS status")

    read(rows)

    assert connection.sql("SELECT count(*) FROM duckdb_views() WHERE NOT internal").fetchall() == [(0,)]


def test_read_events_in_several_threads_at_once_keeps_their_rows_apart(tmp_path: Path) -> None:
    def count(people: int) -> int:
        return read(pl.DataFrame({"time": range(people), "status": [1] * people})).n("all")

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(count, range(1, 40))) == list(range(1, 40))


def test_read_events_many_strata_of_several_columns_do_not_overflow() -> None:
    rows = pl.DataFrame({f"s{place}": range(3000) for place in range(4)})

    table = read(rows.with_columns(time=1, status=1), strata=tuple(rows.columns))

    assert [int(part.counts.sum()) for part in table.strata] == [1] * 3000


def test_read_events_of_a_forked_process_starts_its_own_database(tmp_path: Path) -> None:
    read(pl.DataFrame(COLUMNS))
    script = (
        "import os, sys, pandas\nfrom evidence.tables import read_events\n"
        "rows = pandas.DataFrame({'time': [1], 'status': [1]})\n"
        "count = lambda: read_events(rows, time='time', status='status', time_unit='days').n('all')\n"
        "count()\nchild = os.fork()\n"
        "if child == 0: os._exit(0 if count() == 1 else 1)\n"
        "sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))"
    )

    done = subprocess.run([sys.executable, "-c", script], timeout=60, env={**os.environ, "PYTHONWARNINGS": "ignore"})

    assert done.returncode == 0


# --- the three paths -------------------------------------------------------------------------------------------------

PEOPLE = st.lists(
    st.tuples(st.integers(0, 12), st.integers(0, 2), st.sampled_from(["A", "B", "C"]), st.sampled_from(["u", "v"])),
    min_size=1,
    max_size=40,
)


def frame(people: list[tuple[int, int, str, str]], scale: float = 1) -> pl.DataFrame:
    rows = pl.DataFrame(people, schema=["time", "status", "arm", "site"], orient="row")
    return rows.with_columns(time=pl.col("time") * scale) if scale != 1 else rows


@pytest.fixture
def forced(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Make a small table take the path that a large one would."""

    def take(path: str) -> None:
        monkeypatch.setattr(duckdb_counts, "FEW_ROWS", 10**9 if path == "sorted" else 0)
        monkeypatch.setattr(duckdb_counts, "ROWS_PER_TIME", 0)
        monkeypatch.setattr(duckdb_counts, "KEYS", duckdb_counts.KEYS if path == "packed" else 0)

    return take


PATHS = {"packed": "_packed", "grouped": "_grouped", "sorted": "_sorted"}


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("kind", [pl.Int16, pl.Int64, pl.UInt32, pl.Float32, pl.Float64])
@pytest.mark.parametrize("names", [["A", "B"], ["A", "B", "C"], [7, 3], [2.0, 1.0], [2.5, 1.0]])
def test_path_that_is_forced_is_taken_and_gives_the_same_table(
    path: str, kind: Any, names: list[Any], forced: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    arms = [names[place % len(names)] for place in range(60)]
    rows = pl.DataFrame(
        {"time": [place % 7 for place in range(60)], "status": [place % 3 for place in range(60)], "arm": arms}
    )
    whole = read(rows, arm="arm")
    taken = []
    for name in PATHS.values():
        function = getattr(duckdb_counts, name)
        monkeypatch.setattr(duckdb_counts, name, lambda *a, f=function, n=name: taken.append(n) or f(*a))
    forced(path)

    table = read(rows.with_columns(pl.col("time").cast(kind)), arm="arm")

    assert same(table, whole)
    assert taken[-1] == PATHS[path]


@pytest.mark.parametrize("path", PATHS)
def test_bad_rows_are_reported_on_every_path(path: str, forced: Callable[[str], None]) -> None:
    forced(path)

    assert problems(pl.DataFrame({"time": [1, -1, None], "status": [1, 9, 1], "arm": ["A", "", "B"]}), arm="arm") == (
        "1 row has no time (row 3).",
        "1 row has a negative time (row 2).",
        "1 row has a status without a meaning (row 2).",
        "1 row has no arm (row 2).",
    )


@settings(max_examples=25, deadline=None)
@given(PEOPLE, st.randoms(use_true_random=False))
def test_order_of_rows_does_not_matter(people: list[tuple[int, int, str, str]], random: Any) -> None:
    shuffled = random.sample(people, len(people))

    assert same(read(frame(people), arm="arm", strata="site"), read(frame(shuffled), arm="arm", strata="site"))


@settings(max_examples=25, deadline=None)
@given(PEOPLE, PEOPLE)
def test_chunks_merged_are_the_whole(
    first: list[tuple[int, int, str, str]], second: list[tuple[int, int, str, str]]
) -> None:
    merged = merge(read(frame(first), arm="arm"), read(frame(second), arm="arm"))
    whole = read(frame(first + second), arm="arm")

    assert set(merged.arms) == set(whole.arms)
    for arm in whole.arms:
        np.testing.assert_array_equal(merged.counts[merged.place(arm)], whole.counts[whole.place(arm)])


@settings(max_examples=25, deadline=None)
@given(PEOPLE)
def test_relabelled_arms_keep_their_counts(people: list[tuple[int, int, str, str]]) -> None:
    names = {"A": "z", "B": "y", "C": "x"}
    present = {arm: names[arm] for arm in sorted({person[2] for person in people})}

    plain, renamed = read(frame(people), arm="arm"), read(frame(people), arm="arm", arms=present)

    assert renamed.arms == tuple(present[arm] for arm in plain.arms)
    np.testing.assert_array_equal(plain.counts, renamed.counts)


@settings(max_examples=25, deadline=None)
@given(PEOPLE)
def test_another_unit_of_time_keeps_the_counts(people: list[tuple[int, int, str, str]]) -> None:
    days, parts = read(frame(people), arm="arm"), read(frame(people, 0.1), arm="arm")

    np.testing.assert_array_equal(days.times * 0.1, parts.times)
    np.testing.assert_array_equal(days.counts, parts.counts)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("column", ["time", "status", "arm", "site", "entry"])
@pytest.mark.parametrize("others", ["alike", "unlike"])
def test_nan_that_the_statistics_of_a_parquet_file_pass_over_is_reported_on_every_path(
    path: str, column: str, others: str, forced: Callable[[str], None], tmp_path: Path
) -> None:
    forced(path)
    columns = {name: [1.0, 1.0, 1.0] for name in ("status", "arm", "site")} | {"time": [2.0] * 3, "entry": [0.0] * 3}
    columns[column][1] = float("nan")
    if others == "unlike":
        columns[column][2] = 0.0 if column == "status" else 1.5
    pyarrow.parquet.write_table(pa.table(columns), tmp_path / "rows.parquet")

    assert [problem[-8:] for problem in problems(tmp_path / "rows.parquet", **EVERYTHING)] == ["(row 2)."]


def test_pandas_columns_may_be_named_by_numbers() -> None:
    rows = pd.DataFrame({0: COLUMNS["time"], 1: COLUMNS["status"]})

    assert same(read(rows, time="0", status="1"), read(pd.DataFrame(COLUMNS)))


@pytest.mark.parametrize(
    "rows",
    [
        pd.DataFrame({"time": np.array([1, 2], dtype=np.complex128), "status": [0, 1]}),
        pd.DataFrame({"time": pd.arrays.SparseArray([1, 2]), "status": [0, 1]}),
        pa.table({"time": pa.array([1, 2], pa.float16()), "status": [0, 1]}),
    ],
    ids=["complex", "sparse", "half"],
)
def test_type_that_duckdb_cannot_read_is_refused_in_a_sentence(rows: object) -> None:
    assert problems(rows)[0].startswith("The table cannot be read: ")


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"codes": {0: "censored", 1: " "}}, "The event is called ' '; give it a name."),
        ({"codes": {0: "censored", 1: 5}}, "The event is called 5; give it a name."),
        ({"arm": "arm", "arms": {"A": ""}}, "The arm is called ''; give it a name."),
        ({"time_unit": ""}, "The unit of time is called ''; give it a name."),
        ({"time": None}, "The time is called None; give it a name."),
    ],
)
def test_what_has_no_name_is_refused(given: dict[str, object], sentence: str) -> None:
    assert problems(pd.DataFrame(COLUMNS), **given) == (sentence,)
