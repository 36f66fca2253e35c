"""Event tables counted by Spark, on this machine alone, through ibis."""

from collections.abc import Callable, Iterator
from typing import Any

import ibis
import pytest
from pyspark.sql import SparkSession
from pyspark.sql.types import StructField, StructType, _parse_datatype_string

from tests.backends.cases import Case, EngineTests

SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.shuffle.partitions": "1",
    "spark.default.parallelism": "1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.log.level": "ERROR",
}
TYPES = {"text": "string"}


@pytest.fixture(scope="module")
def session() -> Iterator[SparkSession]:
    builder = SparkSession.builder.master("local[1]").appName("evidence")
    for name, value in SETTINGS.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    yield session
    session.stop()


# Spark's own way to pandas speaks of what pandas will drop one day.
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning", "ignore::ResourceWarning")
class TestSpark(EngineTests):
    @pytest.fixture
    def load(self, session: SparkSession) -> Callable[[Case], Any]:
        engine = ibis.pyspark.connect(session)

        def put(case: Case) -> Any:
            fields = [
                StructField(name, _parse_datatype_string(TYPES.get(kind, kind))) for name, kind in case.kinds.items()
            ]
            session.createDataFrame(case.rows, StructType(fields)).createOrReplaceTempView("patients")
            return engine.table("patients")

        return put
