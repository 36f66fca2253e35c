"""Rows in, counts out: everything an estimator needs to know of the data."""

from evidence.tables.dated_events import read_dated_events
from evidence.tables.event_table import CENSORED, ArmCounts, BadRowsError, EventTable, Stratum, merge
from evidence.tables.read_events import read_events

read_csv = read_events

__all__ = [
    "CENSORED",
    "ArmCounts",
    "BadRowsError",
    "EventTable",
    "Stratum",
    "merge",
    "read_csv",
    "read_dated_events",
    "read_events",
]
