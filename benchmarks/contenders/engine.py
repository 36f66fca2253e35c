"""This library."""

from functools import partial
from importlib.metadata import version

import duckdb
import scipy.special  # noqa: F401 - loaded before the clock starts, like everybody's imports

from evidence.estimators.cumulative_incidence import cumulative_incidences
from evidence.estimators.gray_test import gray_test
from evidence.estimators.kaplan_meier import kaplan_meier
from evidence.estimators.log_rank import log_rank
from evidence.tables import EventTable, read_events
from evidence.tables.together import together

NAME = "evidence"
VERSION = f"{version('evidence-hub')}, DuckDB {duckdb.__version__}"
MISSING = ""


def read(path: str) -> EventTable:
    """Count the rows."""
    codes = {0: "censored", 1: "relapse", 2: "death"}
    return read_events(path, time="time", status="status", codes=codes, time_unit="days", arm="arm")


def compute(table: EventTable) -> list[object]:
    """Do the whole job, side by side where the table is long, as `evidence.analyse` does."""
    arms = [partial(_arm, table, arm) for arm in table.arms]
    tests = [partial(log_rank, table), *(partial(gray_test, table, cause) for cause in table.events)]
    return together([*arms, *tests], times=table.times.size)


def _arm(table: EventTable, arm: str) -> list[object]:
    return [kaplan_meier(table, arm), *cumulative_incidences(table, arm)]
