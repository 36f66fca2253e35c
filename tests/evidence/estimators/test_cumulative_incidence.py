import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.estimators import cumulative_incidence, cumulative_incidences, kaplan_meier
from evidence.results import IntervalMethod, VarianceMethod
from evidence.tables import EventTable, merge
from tests.evidence import naive
from tests.evidence.datasets import load, load_large
from tests.evidence.factories import event_tables, people_of, table_of
from tests.evidence.reference import number, rows
from tests.reference import agreement

WORKED_EXAMPLE = [(1, 1), (1.5, 1), (2, 1), (2.5, 1), (3, 2)] + [(5, 0)] * 25
COMPETING = [name for name in agreement.SETS if len(load(name).events) > 1]
SMALL = [name for name in COMPETING if load(name).times.size <= 20]


@pytest.mark.parametrize("name", COMPETING)
def test_incidence_and_variances_agree_with_cmprsk_and_survival(name: str) -> None:
    compared = list(agreement.incidence(name))

    assert compared
    assert [(label, found, true) for label, found, true in compared if agreement.distance(found, true) > 1e-9] == []


@pytest.mark.parametrize("arm", ["a", "b"])
@pytest.mark.parametrize("cause", [1, 2])
def test_incidence_of_three_million_agrees_with_comprisk(arm: str, cause: int) -> None:
    curve = cumulative_incidence(load_large(), arm, load_large().causes[cause])

    reference = [row for row in rows("large-incidence.csv") if (row["arm"], row["cause"]) == (arm, str(cause))]
    places = np.searchsorted(curve.time, [number(row["time"]) for row in reference])
    assert len(places) == 20
    np.testing.assert_allclose(curve.estimate[places], [number(row["incidence"]) for row in reference], rtol=1e-9)
    variances = [number(row["variance"]) for row in reference]
    np.testing.assert_allclose(curve.standard_error[places] ** 2, variances, rtol=1e-9)


@pytest.mark.parametrize("variance", [VarianceMethod.AALEN, VarianceMethod.DELTA])
@pytest.mark.parametrize("name", SMALL)
def test_incidence_of_a_set_agrees_with_exact_fractions(name: str, variance: VarianceMethod) -> None:
    for arm in load(name).arms:
        people = naive.people_of_set(rows(f"datasets/{name}.csv"), arm)
        for place, cause in enumerate(load(name).events, start=1):
            assert_same(cumulative_incidence(load(name), arm, cause, variance=variance), people, place)


@given(event_tables(), st.sampled_from([1, 2]), st.sampled_from([VarianceMethod.AALEN, VarianceMethod.DELTA]))
def test_incidence_agrees_with_exact_fractions(table: EventTable, place: int, variance: VarianceMethod) -> None:
    people = [naive.Person(naive.START, time, cause) for time, cause in people_of(table)]

    assert_same(cumulative_incidence(table, "a", table.causes[place], variance=variance), people, place)


@given(naive.late_people(), st.sampled_from([1, 2]), st.sampled_from([VarianceMethod.AALEN, VarianceMethod.DELTA]))
def test_incidence_with_late_entry_agrees_with_exact_fractions(
    people: list[naive.Person], place: int, variance: VarianceMethod
) -> None:
    table = naive.late_table(people)

    assert_same(cumulative_incidence(table, "a", table.causes[place], variance=variance), people, place)


def assert_same(curve: object, people: list[naive.Person], place: int) -> None:
    steps = naive.incidence(people, place, aalen=curve.variance_method is VarianceMethod.AALEN)
    np.testing.assert_allclose(curve.estimate, [float(step.estimate) for step in steps], rtol=1e-12, atol=0)
    variances = [float(step.variance) for step in steps]
    np.testing.assert_allclose(curve.standard_error, np.sqrt(variances), rtol=1e-11, atol=0)


def test_delta_variance_of_very_many_is_exact_to_nine_digits_to_the_end() -> None:
    n = 200_000
    counts = np.zeros((1, n, 3), dtype=np.int64)
    counts[0, :-1, 1] = counts[0, -1, 2] = 1
    table = EventTable(("a",), ("censored", "first", "second"), np.arange(1.0, n + 1), counts, "days")

    curve = cumulative_incidence(table, "a", "first", variance=VarianceMethod.DELTA)

    had, left = np.arange(1, n) / n, np.arange(n - 1, 0, -1) / n
    np.testing.assert_allclose(curve.estimate[:-1], had, rtol=1e-11)
    np.testing.assert_allclose(curve.standard_error[:-1], np.sqrt(had * left / n), rtol=1e-11)


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


@settings(max_examples=40)
@given(event_tables())
def test_survival_and_incidences_add_up_to_one(table: EventTable) -> None:
    survival = kaplan_meier(table, "a").estimate
    incidences = [cumulative_incidence(table, "a", cause).estimate for cause in table.events]

    np.testing.assert_allclose(survival + sum(incidences), 1.0, rtol=0, atol=1e-12)


@settings(max_examples=40)
@given(naive.late_people())
def test_survival_and_incidences_with_late_entry_add_up_to_one(people: list[naive.Person]) -> None:
    table = naive.late_table(people)
    survival = kaplan_meier(table, "a").estimate
    incidences = [cumulative_incidence(table, "a", cause).estimate for cause in table.events]

    np.testing.assert_allclose(survival + sum(incidences), 1.0, rtol=0, atol=1e-12)


@pytest.mark.parametrize("name", agreement.SETS)
def test_incidences_of_a_set_add_up_with_its_survival(name: str) -> None:
    for arm in load(name).arms:
        incidences = [cumulative_incidence(load(name), arm, cause).estimate for cause in load(name).events]
        np.testing.assert_allclose(kaplan_meier(load(name), arm).estimate + sum(incidences), 1.0, rtol=0, atol=1e-12)


@settings(max_examples=40)
@given(naive.late_people())
def test_delta_variance_of_the_only_cause_is_greenwoods(people: list[naive.Person]) -> None:
    table = naive.late_table([person._replace(cause=min(person.cause, 1)) for person in people])
    survival = kaplan_meier(table, "a")
    known = ~np.isnan(survival.standard_error)

    error = cumulative_incidence(table, "a", "relapse", variance=VarianceMethod.DELTA).standard_error

    np.testing.assert_allclose(error[known], survival.standard_error[known], rtol=1e-11)


@settings(max_examples=40)
@given(event_tables(), event_tables())
def test_merged_parts_equal_the_whole(first: EventTable, second: EventTable) -> None:
    whole = cumulative_incidence(merge(first, second), "a", "relapse")

    alone = cumulative_incidence(table_of(people_of(first) + people_of(second)), "a", "relapse")
    np.testing.assert_array_equal(whole.estimate, alone.estimate)
    np.testing.assert_array_equal(whole.low, alone.low)


@settings(max_examples=40)
@given(event_tables(), st.sampled_from([1 / 365.25, 12.0]))
def test_another_unit_of_time_changes_nothing_but_the_times(table: EventTable, scale: float) -> None:
    scaled = EventTable(table.arms, table.causes, table.times * scale, table.counts, "days")

    curve, other = (cumulative_incidence(one, "a", "relapse") for one in (table, scaled))

    np.testing.assert_array_equal(other.estimate, curve.estimate)
    np.testing.assert_array_equal(other.standard_error, curve.standard_error)


@settings(max_examples=40)
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


@pytest.mark.parametrize("causes", [1, 2, 3])
@pytest.mark.parametrize("variance", [VarianceMethod.AALEN, VarianceMethod.DELTA])
def test_incidences_of_all_causes_are_those_of_each(causes: int, variance: VarianceMethod) -> None:
    events = tuple(f"event {place}" for place in range(causes))
    counts = np.random.default_rng(causes).integers(0, 3, (1, 50, 1 + causes))
    table = EventTable(("a",), ("censored", *events), np.arange(50.0), counts, "days")

    together = cumulative_incidences(table, "a", variance=variance, confidence_level=0.9)

    assert tuple(curve.cause for curve in together) == events
    for curve in together:
        alone = cumulative_incidence(table, "a", curve.cause, variance=variance, confidence_level=0.9)
        for name in ("estimate", "standard_error", "low", "high", "events", "competing"):
            np.testing.assert_allclose(getattr(curve, name), getattr(alone, name), rtol=1e-12)


@pytest.mark.parametrize("place", [1, 2])
def test_incidence_of_everybody_is_one_and_not_more(place: int) -> None:
    # Summed as floating-point numbers, these steps come to 1.0000000000000002.
    counts = np.zeros((1, 4, 3), dtype=np.int64)
    counts[0, :, place] = [3, 3, 3, 1]
    table = EventTable(("a",), ("censored", "relapse", "death"), np.arange(1.0, 5.0), counts, "years")

    estimate = cumulative_incidence(table, "a", table.causes[place]).at(4)

    assert estimate.value == 1.0
    assert estimate.interval is None
