"""Rows in, counts out: everything an estimator needs to know of the data."""

from evidence.tables.csv_file import read_csv
from evidence.tables.event_table import CENSORED, BadRowsError, EventTable, merge, people_at_risk

__all__ = ["CENSORED", "BadRowsError", "EventTable", "merge", "people_at_risk", "read_csv"]
