import math

import numpy as np
import pytest
from hypothesis import given

from evidence.estimators import kaplan_meier
from evidence.results import IntervalMethod
from evidence.tables import EventTable, merge, read_csv
from tests.evidence.factories import event_tables, people_of, table_of
from tests.evidence.reference import FOLDER, numbers, rows

CODES = {"0": "censored", "1": "death"}


def load(name: str) -> EventTable:
    return read_csv(FOLDER / f"{name}-rows.csv", time="time", status="status", codes=CODES, time_unit="days")


@pytest.mark.parametrize("interval", list(IntervalMethod))
@pytest.mark.parametrize("name", ["lung", "veteran", "colon", "mgus2"])
def test_survival_agrees_with_r(name: str, interval: IntervalMethod) -> None:
    expected = [row for row in rows(f"{name}-survival.csv") if row["interval"] == interval]

    curve = kaplan_meier(load(name), "all", interval=interval)

    np.testing.assert_array_equal(curve.time, numbers(expected, "time"))
    np.testing.assert_array_equal(curve.at_risk, numbers(expected, "at_risk"))
    np.testing.assert_allclose(curve.estimate, numbers(expected, "survival"), rtol=1e-12, atol=0)
    np.testing.assert_allclose(curve.standard_error, numbers(expected, "std_error"), rtol=1e-12, atol=1e-15)
    low, high = np.array(numbers(expected, "low")), np.array(numbers(expected, "high"))
    stated = ~np.isnan(curve.low) & ~np.isnan(low)
    assert stated.sum() > 0.9 * ((curve.estimate > 0) & (curve.estimate < 1)).sum()
    np.testing.assert_allclose(curve.low[stated], low[stated], rtol=1e-9, atol=1e-15)
    np.testing.assert_allclose(curve.high[stated], high[stated], rtol=1e-9)


def test_worked_example_prints_the_published_intervals() -> None:
    infants = table_of([(1, 1), (1.5, 1), (2, 1), (2.5, 1), (3, 2)] + [(5, 0)] * 25)
    alive = table_of([(1, 1), (2, 1)] + [(5, 0)] * 28)

    disease_free, overall = kaplan_meier(infants, "a").at(4), kaplan_meier(alive, "a").at(4)

    assert disease_free.interval is not None
    assert overall.interval is not None
    assert f"{100 * disease_free.value:.1f}" == "83.3"
    assert (f"{100 * disease_free.interval.low:.3f}", f"{100 * disease_free.interval.high:.3f}") == ("64.496", "92.701")
    assert f"{100 * overall.value:.1f}" == "93.3"
    assert (f"{100 * overall.interval.low:.3f}", f"{100 * overall.interval.high:.3f}") == ("75.886", "98.290")


def test_at_time_before_any_event_is_one_without_interval() -> None:
    estimate = kaplan_meier(table_of([(2, 1), (3, 0)]), "a").at(1)

    assert (estimate.value, estimate.interval, estimate.at_risk) == (1.0, None, 2)


def test_at_time_past_the_last_censoring_is_refused() -> None:
    curve = kaplan_meier(table_of([(2, 1), (3, 0)]), "a")

    with pytest.raises(ValueError, match="a was observed up to 3 years, so nothing is known at 4"):
        curve.at(4)


def test_at_time_after_everybody_died_is_zero() -> None:
    estimate = kaplan_meier(table_of([(2, 1), (3, 1)]), "a").at(10)

    assert (estimate.value, estimate.interval, estimate.at_risk) == (0.0, None, 0)


def test_unknown_arm_is_named() -> None:
    with pytest.raises(ValueError, match="There is no arm 'b'; there are a"):
        kaplan_meier(table_of([(2, 1)]), "b")


@given(event_tables())
def test_survival_agrees_with_a_loop_over_people(table: EventTable) -> None:
    people = people_of(table)
    survival, variance = 1.0, 0.0
    expected = []
    for time in sorted({time for time, _ in people}):
        at_risk = sum(1 for other, _ in people if other >= time)
        events = sum(1 for other, cause in people if other == time and cause > 0)
        survival *= 1 - events / at_risk
        variance += events / (at_risk * (at_risk - events)) if at_risk > events else math.nan
        expected.append((survival, survival * math.sqrt(variance) if variance == variance else math.nan))

    curve = kaplan_meier(table, "a")

    np.testing.assert_allclose(curve.estimate, [value for value, _ in expected], rtol=1e-12, atol=1e-15)
    np.testing.assert_allclose(curve.standard_error, [error for _, error in expected], rtol=1e-9, atol=1e-15)


@given(event_tables(), event_tables())
def test_merged_parts_equal_the_whole(first: EventTable, second: EventTable) -> None:
    whole = kaplan_meier(merge(first, second), "a")

    people = people_of(first) + people_of(second)
    np.testing.assert_array_equal(whole.estimate, kaplan_meier(table_of(people), "a").estimate)
