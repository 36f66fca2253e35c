import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.estimators import kaplan_meier
from evidence.results import IntervalMethod
from evidence.tables import EventTable, merge
from tests.evidence import naive
from tests.evidence.datasets import load
from tests.evidence.factories import CAUSES, event_tables, people_of, table_of
from tests.evidence.reference import rows
from tests.reference import agreement

SMALL = [name for name in agreement.SETS if load(name).times.size <= 30]


@pytest.mark.parametrize("name", agreement.SETS)
def test_survival_agrees_with_r(name: str) -> None:
    compared = list(agreement.survival(name))

    assert compared
    assert [(label, found, true) for label, found, true in compared if agreement.distance(found, true) > 1e-9] == []


@pytest.mark.parametrize("name", SMALL)
def test_survival_of_a_set_agrees_with_exact_fractions(name: str) -> None:
    for arm in load(name).arms:
        people = naive.people_of_set(rows(f"datasets/{name}.csv"), arm)

        assert_same(kaplan_meier(load(name), arm), naive.survival(people))


@given(event_tables())
def test_survival_agrees_with_exact_fractions(table: EventTable) -> None:
    people = [naive.Person(naive.START, time, cause) for time, cause in people_of(table)]

    assert_same(kaplan_meier(table, "a"), naive.survival(people))


@given(naive.late_people())
def test_survival_with_late_entry_agrees_with_exact_fractions(people: list[naive.Person]) -> None:
    assert_same(kaplan_meier(naive.late_table(people), "a"), naive.survival(people))


def assert_same(curve: object, steps: list[naive.Step]) -> None:
    np.testing.assert_array_equal(curve.time, [step.time for step in steps])
    np.testing.assert_allclose(curve.estimate, [float(step.estimate) for step in steps], rtol=1e-12, atol=0)
    variances = [np.nan if step.variance is None else float(step.variance) for step in steps]
    np.testing.assert_allclose(curve.standard_error, np.sqrt(variances), rtol=1e-12, atol=0)


def test_survival_of_very_many_is_exact_to_nine_digits_to_the_end() -> None:
    n = 200_000
    counts = np.ones((1, n, 2), dtype=np.int64)
    counts[:, :, 0] = 0
    table = EventTable(("a",), ("censored", "event"), np.arange(1.0, n + 1), counts, "days")

    curve = kaplan_meier(table, "a")

    left = np.arange(n - 1, 0, -1, dtype=np.float64)
    np.testing.assert_allclose(curve.estimate[:-1], left / n, rtol=1e-11)
    np.testing.assert_allclose(curve.standard_error[:-1], np.sqrt(left / n * ((n - left) / n) / n), rtol=1e-11)
    assert curve.estimate[-1] == 0


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


@settings(max_examples=40)
@given(event_tables(), event_tables())
def test_merged_parts_equal_the_whole(first: EventTable, second: EventTable) -> None:
    whole = kaplan_meier(merge(first, second), "a")

    people = people_of(first) + people_of(second)
    np.testing.assert_array_equal(whole.estimate, kaplan_meier(table_of(people), "a").estimate)


@settings(max_examples=40)
@given(event_tables(), st.permutations(range(2)), st.sampled_from(list(IntervalMethod)))
def test_arms_do_not_know_each_other_or_their_names(
    table: EventTable, order: list[int], interval: IntervalMethod
) -> None:
    other = table_of([(1, 1), (2.5, 0)], "other")
    both = [EventTable(("renamed",), table.causes, table.times, table.counts, "years"), other]

    merged = kaplan_meier(merge(both[order[0]], both[order[1]]), "renamed", interval=interval)

    alone = kaplan_meier(table, "a", interval=interval)
    for name in ("time", "estimate", "standard_error", "low", "high", "at_risk", "events", "censored"):
        np.testing.assert_array_equal(getattr(merged, name), getattr(alone, name))


@settings(max_examples=40)
@given(event_tables(), st.sampled_from([1 / 365.25, 12.0, 365.25]))
def test_another_unit_of_time_changes_nothing_but_the_times(table: EventTable, scale: float) -> None:
    scaled = EventTable(table.arms, table.causes, table.times * scale, table.counts, "days")

    curve, other = kaplan_meier(table, "a"), kaplan_meier(scaled, "a")

    np.testing.assert_array_equal(other.estimate, curve.estimate)
    np.testing.assert_array_equal(other.low, curve.low)
    np.testing.assert_array_equal(other.time, curve.time * scale)


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(1, 12), st.integers(0, 2)), min_size=1, max_size=30), st.randoms())
def test_order_of_people_is_irrelevant(people: list[tuple[float, int]], shuffle: object) -> None:
    mixed = list(people)
    shuffle.shuffle(mixed)

    np.testing.assert_array_equal(
        kaplan_meier(table_of(mixed), "a").estimate, kaplan_meier(table_of(people), "a").estimate
    )


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(1, 12), st.integers(0, 2)), min_size=1, max_size=30))
def test_entry_at_zero_for_all_is_no_late_entry(people: list[tuple[int, int]]) -> None:
    entered = naive.late_table([naive.Person(0.0, float(time), cause) for time, cause in people])

    late, plain = kaplan_meier(entered, "a"), kaplan_meier(table_of(people), "a")

    for name in ("time", "estimate", "standard_error", "low", "high", "at_risk"):
        np.testing.assert_array_equal(getattr(late, name), getattr(plain, name))


def test_curve_of_many_blocks_is_the_curve_of_one() -> None:
    n = 20_000
    counts = np.zeros((1, n, len(CAUSES)), dtype=np.int64)
    counts[0, np.arange(n), np.arange(n) % 3] = 1
    table = EventTable(("a",), CAUSES, np.arange(1.0, n + 1), counts, "days")

    curve = kaplan_meier(table, "a")

    y = np.arange(n, 0, -1)
    np.testing.assert_allclose(curve.estimate, np.cumprod(1 - (np.arange(n) % 3 > 0) / y), rtol=1e-11)
