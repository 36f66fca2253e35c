"""Rows in, counts out: everything an estimator needs to know of the data."""

from evidence.tables.adverse_events import AdverseEventCounts, read_adverse_events
from evidence.tables.dated_events import read_dated_events
from evidence.tables.digitised_curve import read_curve_points, read_numbers_at_risk
from evidence.tables.event_table import CENSORED, ArmCounts, BadRowsError, EventTable, Stratum, merge
from evidence.tables.read_events import read_events

__all__ = [
    "CENSORED",
    "AdverseEventCounts",
    "ArmCounts",
    "BadRowsError",
    "EventTable",
    "Stratum",
    "merge",
    "read_adverse_events",
    "read_curve_points",
    "read_dated_events",
    "read_events",
    "read_numbers_at_risk",
]
