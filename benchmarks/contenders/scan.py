"""The limit: DuckDB reads the three columns and adds them up."""

import duckdb

NAME = "bare DuckDB scan (the limit)"
VERSION = duckdb.__version__
MISSING = "everything: it only reads"


def read(path: str) -> None:
    """Scan the columns."""
    duckdb.connect().execute("SELECT sum(time), sum(status), sum(arm) FROM read_parquet(?)", [path]).fetchall()


def compute(data: None) -> None:
    """Do nothing."""
