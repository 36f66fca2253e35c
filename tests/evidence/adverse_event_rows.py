"""Rows of adverse events for tests, as a DuckDB relation, with the naive counts of them."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import duckdb
from hypothesis import strategies as st

from evidence.tables.adverse_events import AdverseEventCounts, read_adverse_events

TREATED = {"new": 12, "standard": 9}
STARTED = {"induction": {"new": 12, "standard": 9}, "later": {"new": 8}}


class Event(NamedTuple):
    patient: str
    arm: str
    term: str
    grade: int
    period: str = "induction"


@cache
def _database() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()


def relation(events: list[Event]) -> duckdb.DuckDBPyRelation:
    """Put rows where `read_adverse_events` can find them, until the next call."""
    columns = [[str(event[place]) for event in events] for place in range(len(Event._fields))]
    texts = ", ".join(f"unnest(?::VARCHAR[]) AS {name}" for name in Event._fields)
    _database().execute(f"CREATE OR REPLACE TABLE events AS SELECT {texts}", columns)
    return _database().table("events")


def counted(events: list[Event], *, periods: bool = True) -> AdverseEventCounts:
    return read_adverse_events(
        relation(events),
        patient="patient",
        arm="arm",
        term="term",
        grade="grade",
        treated=TREATED,
        period="period" if periods else None,
        treated_by_period=STARTED if periods else None,
        ctcae_version="5.0",
    )


@st.composite
def event_lists(draw: st.DrawFn) -> list[Event]:
    """Give up to 30 events of patients who could have had them."""
    events = []
    for _ in range(draw(st.integers(0, 30))):
        arm = draw(st.sampled_from(["new", "standard"]))
        period = draw(st.sampled_from(["induction", "later"] if arm == "new" else ["induction"]))
        number = draw(st.integers(1, STARTED[period][arm]))
        term = draw(st.sampled_from(["infection", "nausea", "rash"]))
        events.append(Event(f"{arm}-{number}", arm, term, draw(st.integers(1, 5)), period))
    return events
