"""The shared data sets of tests/reference/datasets as event tables, straight from their counted rows."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import cache

import numpy as np

from evidence.tables import EventTable
from evidence.tables.event_table import Stratum, added
from tests.evidence.reference import FOLDER

CAUSES = ("censored", "first", "second")

LATE_NAMES = tuple(sorted(path.stem for path in (FOLDER / "datasets").glob("late_*.csv")))
"""Sets in which people came under observation at different times."""

NAMES = tuple(sorted({path.stem for path in (FOLDER / "datasets").glob("*.csv")} - set(LATE_NAMES)))
"""Sets in which everybody was under observation from the start."""


@cache
def load(name: str) -> EventTable:
    """Give a set's table; its second cause is left out where nobody has it, its strata where there is one."""
    with (FOLDER / "datasets" / f"{name}.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    arms = sorted({row["arm"] for row in rows})
    causes = CAUSES if any(row["status"] == "2" for row in rows) else CAUSES[:2]
    names = sorted({row["stratum"] for row in rows})
    strata = [_stratum(name, [row for row in rows if row["stratum"] == name], arms, len(causes)) for name in names]
    whole = added("everybody", strata)
    return EventTable(
        tuple(arms),
        causes,
        whole.times,
        whole.counts,
        "days",
        whole.entries,
        tuple(strata) if len(strata) > 1 else (),
    )


@cache
def load_large() -> EventTable:
    """Give the table of three million people in whole days, for what comprisk alone can judge."""
    with (FOLDER / "large.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    whole = _stratum("everybody", rows, ["a", "b"], len(CAUSES))
    return EventTable(("a", "b"), CAUSES, whole.times, whole.counts, "days")


def _stratum(name: str, rows: Sequence[dict[str, str]], arms: list[str], causes: int) -> Stratum:
    late = "entry" in rows[0]
    moments = {float(row[column]) for row in rows for column in (("time", "entry") if late else ("time",))}
    times = np.array(sorted(moments))
    counts = np.zeros((len(arms), times.size, causes), dtype=np.int64)
    entries = np.zeros((len(arms), times.size), dtype=np.int64) if late else None
    place = {time: index for index, time in enumerate(times.tolist())}
    for row in rows:
        arm, people = arms.index(row["arm"]), int(row["n"])
        counts[arm, place[float(row["time"])], int(row["status"])] += people
        if entries is not None:
            entries[arm, place[float(row["entry"])]] += people
    return Stratum(name, times, counts, entries)
