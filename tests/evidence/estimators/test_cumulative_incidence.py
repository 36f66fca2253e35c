import math

import numpy as np
import pytest
from hypothesis import given

from evidence.estimators import cumulative_incidence, kaplan_meier
from evidence.results import IntervalMethod, VarianceMethod
from evidence.tables import EventTable, read_csv
from tests.evidence.factories import event_tables, table_of
from tests.evidence.reference import FOLDER, numbers, rows

CODES = {"0": "censored", "1": "first", "2": "second"}
WORKED_EXAMPLE = [(1, 1), (1.5, 1), (2, 1), (2.5, 1), (3, 2)] + [(5, 0)] * 25


@pytest.mark.parametrize("name", ["mgus2", "colon_ties"])
def test_incidence_and_variances_agree_with_cmprsk_and_survival(name: str) -> None:
    path = FOLDER / f"{name}-competing-rows.csv"
    table = read_csv(path, time="time", status="status", codes=CODES, time_unit="months", arm="arm")
    reference = rows(f"{name}-incidence.csv")

    for arm in table.arms:
        for number, cause in enumerate(table.events, start=1):
            expected = [row for row in reference if row["arm"] == arm and row["cause"] == str(number)]
            curve = cumulative_incidence(table, arm, cause)
            np.testing.assert_array_equal(curve.time, numbers(expected, "time"))
            np.testing.assert_allclose(curve.estimate, numbers(expected, "incidence"), rtol=1e-9, atol=1e-15)
            np.testing.assert_allclose(curve.standard_error**2, numbers(expected, "variance"), rtol=1e-9, atol=1e-15)
            delta = cumulative_incidence(table, arm, cause, variance=VarianceMethod.DELTA)
            np.testing.assert_allclose(
                delta.standard_error, numbers(expected, "delta_std_error"), rtol=1e-9, atol=1e-15
            )


@pytest.mark.parametrize("death_time", [0.5, 1.25, 1.75, 2.25, 3.0])
def test_worked_example_prints_the_published_interval_wherever_the_death_falls(death_time: float) -> None:
    people = [*WORKED_EXAMPLE[:4], (death_time, 2), *WORKED_EXAMPLE[5:]]

    estimate = cumulative_incidence(table_of(people), "a", "relapse").at(4)

    assert estimate.interval is not None
    printed = [f"{100 * value:.1f}" for value in (estimate.value, estimate.interval.low, estimate.interval.high)]
    assert printed == ["13.3", "4.1", "28.1"]
    assert estimate.interval.method == "log-log, Aalen"


def test_delta_variance_gives_the_other_interval() -> None:
    estimate = cumulative_incidence(table_of(WORKED_EXAMPLE), "a", "relapse", variance=VarianceMethod.DELTA).at(4)

    assert estimate.interval is not None
    assert [f"{100 * value:.1f}" for value in (estimate.interval.low, estimate.interval.high)] == ["4.2", "27.8"]


def test_delta_variance_without_censoring_is_binomial() -> None:
    table = table_of([(1, 1), (2, 1), (2, 2), (3, 1), (4, 2), (5, 2), (5, 1), (6, 2)])

    curve = cumulative_incidence(table, "a", "relapse", variance=VarianceMethod.DELTA)

    expected = np.sqrt(curve.estimate * (1 - curve.estimate) / 8)
    np.testing.assert_allclose(curve.standard_error, expected, rtol=1e-12)


def test_plain_interval_is_symmetric() -> None:
    estimate = cumulative_incidence(table_of(WORKED_EXAMPLE), "a", "relapse", interval=IntervalMethod.PLAIN).at(4)

    assert estimate.interval is not None
    assert estimate.interval.low + estimate.interval.high == pytest.approx(2 * estimate.value)


def test_greenwood_variance_is_refused() -> None:
    with pytest.raises(ValueError, match="Greenwood's variance is for survival"):
        cumulative_incidence(table_of(WORKED_EXAMPLE), "a", "relapse", variance=VarianceMethod.GREENWOOD)


@pytest.mark.parametrize("cause", ["censored", "progression"])
def test_cause_that_is_no_event_is_named(cause: str) -> None:
    with pytest.raises(ValueError, match=f"There is no event '{cause}'; there are relapse, death"):
        cumulative_incidence(table_of(WORKED_EXAMPLE), "a", cause)


@given(event_tables())
def test_survival_and_incidences_add_up_to_one(table: EventTable) -> None:
    survival = kaplan_meier(table, "a").estimate
    incidences = [cumulative_incidence(table, "a", cause).estimate for cause in table.events]

    np.testing.assert_allclose(survival + sum(incidences), 1.0, rtol=0, atol=1e-12)


@given(event_tables())
def test_incidence_never_exceeds_one_minus_kaplan_meier_of_the_cause(table: EventTable) -> None:
    incidence = cumulative_incidence(table, "a", "relapse")
    alone = table.counts.copy()
    alone[:, :, 0] += alone[:, :, 2]
    alone[:, :, 2] = 0
    naive = 1 - kaplan_meier(EventTable(table.arms, table.causes, table.times, alone, "years"), "a").estimate

    assert (incidence.estimate <= naive + 1e-12).all()
    assert not any(math.isnan(error) for error in incidence.standard_error)


def test_incidence_that_rounds_to_one_has_no_interval() -> None:
    people = [(0.0, 1), *[(0.5, 0)] * 6, (0.5, 1), (1.0, 1)]

    curve = cumulative_incidence(table_of(people), "a", "relapse")

    assert curve.estimate[-1] == pytest.approx(1.0, abs=1e-15)
    assert math.isnan(curve.low[-1])
