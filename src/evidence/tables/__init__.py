"""Rows in, counts out: everything an estimator needs to know of the data."""

from evidence.tables.csv_file import read_csv
from evidence.tables.event_table import CENSORED, ArmCounts, BadRowsError, EventTable, Stratum, merge

__all__ = ["CENSORED", "ArmCounts", "BadRowsError", "EventTable", "Stratum", "merge", "read_csv"]
