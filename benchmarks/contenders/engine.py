"""This library."""

from importlib.metadata import version

import duckdb
import scipy.special  # noqa: F401 - loaded before the clock starts, like everybody's imports

from evidence.estimators.cumulative_incidence import cumulative_incidences
from evidence.estimators.gray_test import gray_test
from evidence.estimators.kaplan_meier import kaplan_meier
from evidence.estimators.log_rank import log_rank
from evidence.tables import EventTable, read_events

NAME = "evidence"
VERSION = f"{version('evidence-hub')}, DuckDB {duckdb.__version__}"
MISSING = ""


def read(path: str) -> EventTable:
    """Count the rows."""
    codes = {0: "censored", 1: "relapse", 2: "death"}
    return read_events(path, time="time", status="status", codes=codes, time_unit="days", arm="arm")


def compute(table: EventTable) -> list[object]:
    """Do the whole job."""
    curves = [kaplan_meier(table, arm) for arm in table.arms]
    incidences = [cumulative_incidences(table, arm) for arm in table.arms]
    return [curves, incidences, log_rank(table), *(gray_test(table, cause) for cause in table.events)]
