import pytest

from evidence.estimators import kaplan_meier, quantile_time
from evidence.results import IntervalMethod
from evidence.tables import read_csv
from tests.evidence.factories import table_of
from tests.evidence.reference import FOLDER, number, rows

CODES = {"0": "censored", "1": "death"}


@pytest.mark.parametrize("interval", list(IntervalMethod))
@pytest.mark.parametrize("name", ["lung", "veteran", "colon", "mgus2"])
def test_median_and_limits_agree_with_r(name: str, interval: IntervalMethod) -> None:
    expected = next(row for row in rows(f"{name}-survival.csv") if row["interval"] == interval)
    table = read_csv(FOLDER / f"{name}-rows.csv", time="time", status="status", codes=CODES, time_unit="days")

    median = quantile_time(kaplan_meier(table, "all", interval=interval))

    for found, column in (
        (median.value, "median"),
        (median.interval.low, "median_low"),
        (median.interval.high, "median_high"),
    ):
        wanted = number(expected[column])
        assert (found is None and wanted != wanted) or found == wanted, column


def test_median_of_a_curve_that_rests_at_one_half_is_the_middle_of_the_rest() -> None:
    curve = kaplan_meier(table_of([(1, 1), (2, 1), (6, 1), (7, 1)]), "a")

    assert quantile_time(curve).value == 4.0


def test_median_of_a_curve_that_ends_at_one_half_is_where_it_gets_there() -> None:
    curve = kaplan_meier(table_of([(1, 1), (2, 1), (6, 0), (7, 0)]), "a")

    assert quantile_time(curve).value == 2.0


def test_median_not_reached_is_none() -> None:
    median = quantile_time(kaplan_meier(table_of([(1, 1), (5, 0), (6, 0), (7, 0)]), "a"))

    assert (median.value, median.interval.high) == (None, None)
    assert median.interval.method == "Brookmeyer–Crowley, log-log, Greenwood"
