"""Event tables counted by PostgreSQL through ibis; DATABASE_URL says which."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import ibis
import pytest

from tests.backends.cases import Case, EngineTests

TYPES = {"double": "double precision"}


class TestPostgreSQL(EngineTests):
    @pytest.fixture
    def load(self) -> Iterator[Callable[[Case], Any]]:
        url = os.environ.get("DATABASE_URL", "")
        if not url.startswith("postgres"):
            pytest.fail("Set DATABASE_URL to a PostgreSQL database, like postgres://user@127.0.0.1:5432/name.")
        engine = ibis.connect(url)

        def put(case: Case) -> Any:
            names = {name: '"' + name.replace('"', '""') + '"' for name in case.kinds}
            columns = ", ".join(f"{names[name]} {TYPES.get(kind, kind)}" for name, kind in case.kinds.items())
            with engine.con.cursor() as cursor:
                cursor.execute(f"CREATE TEMPORARY TABLE patients ({columns})")
                marks = ", ".join(["%s"] * len(case.kinds))
                cursor.executemany(f"INSERT INTO patients VALUES ({marks})", case.rows)  # noqa: S608 - marks only
            engine.con.commit()
            return engine.table("patients")

        yield put
        engine.disconnect()
