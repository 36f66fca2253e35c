"""Event tables counted by DuckDB through ibis."""

from collections.abc import Callable
from typing import Any

import ibis
import pytest

from tests.backends.cases import Case, EngineTests


# ibis calls DuckDB by names that DuckDB will drop one day.
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
class TestDuckDB(EngineTests):
    @pytest.fixture
    def load(self) -> Callable[[Case], Any]:
        engine = ibis.duckdb.connect()

        def put(case: Case) -> Any:
            engine.con.register("arrow_rows", case.in_memory())
            engine.con.execute("CREATE TABLE patients AS FROM arrow_rows")
            return engine.table("patients")

        return put
