from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import ndtr

from evidence.estimators import kaplan_meier
from evidence.estimators.restricted_mean import restricted_mean, restricted_mean_difference
from evidence.tables import EventTable
from tests.evidence import naive
from tests.evidence.datasets import load
from tests.evidence.factories import event_tables, people_of, table_of
from tests.reference import agreement


@pytest.mark.parametrize("name", agreement.SETS)
def test_restricted_mean_agrees_with_r(name: str) -> None:
    compared = list(agreement.means(name))

    assert compared
    assert [(label, found, true) for label, found, true in compared if agreement.distance(found, true) > 1e-9] == []


@given(event_tables(), st.integers(1, 40))
def test_restricted_mean_agrees_with_exact_fractions(table: EventTable, quarters: int) -> None:
    people = [naive.Person(naive.START, time, cause) for time, cause in people_of(table)]
    last = max(person.time for person in people)
    horizon = min(quarters / 4, last or 1.0)
    if horizon > last and any(person.cause == 0 for person in people):
        return

    mean = restricted_mean(kaplan_meier(table, "a"), horizon)

    value, variance = naive.restricted_mean(people, horizon)
    assert mean.value == pytest.approx(float(value), rel=1e-12)
    assert mean.standard_error == pytest.approx(sqrt(variance), rel=1e-12)


@given(naive.late_people())
def test_restricted_mean_with_late_entry_agrees_with_exact_fractions(people: list[naive.Person]) -> None:
    horizon = max(person.time for person in people)

    mean = restricted_mean(kaplan_meier(naive.late_table(people), "a"), horizon)

    value, variance = naive.restricted_mean(people, horizon)
    assert (mean.value, mean.standard_error**2) == pytest.approx((float(value), float(variance)), rel=1e-12)


def test_restricted_mean_of_everybody_observed_is_the_mean_of_times_cut_at_the_horizon() -> None:
    mean = restricted_mean(kaplan_meier(table_of([(1, 1), (2, 1), (4, 1), (9, 1)]), "a"), 6)

    assert mean.value == (1 + 2 + 4 + 6) / 4
    # Greenwood's variance without censoring is that of the mean with n as divisor.
    assert mean.standard_error == pytest.approx(sqrt(((1 + 4 + 16 + 36) / 4 - mean.value**2) / 4))
    assert mean.interval.method == "plain"
    assert (mean.interval.low + mean.interval.high) / 2 == pytest.approx(mean.value)
    assert mean.method == "area under Kaplan–Meier"


def test_horizon_before_the_first_time_is_the_mean() -> None:
    mean = restricted_mean(kaplan_meier(table_of([(2, 1), (3, 0)]), "a"), 1.5)

    # An interval of no width would claim to know the mean exactly.
    assert (mean.value, mean.standard_error, mean.interval) == (1.5, 0.0, None)


def test_horizon_past_the_last_censoring_is_refused() -> None:
    with pytest.raises(ValueError, match="a was observed up to 3 years, so nothing is known at 4"):
        restricted_mean(kaplan_meier(table_of([(2, 1), (3, 0)]), "a"), 4)


def test_horizon_after_everybody_had_the_event_adds_nothing() -> None:
    curve = kaplan_meier(table_of([(2, 1), (3, 1)]), "a")

    assert restricted_mean(curve, 10).value == restricted_mean(curve, 3).value == 2.5


@pytest.mark.parametrize("horizon", [0, -1, float("nan"), float("inf")])
def test_horizon_that_is_none_is_refused(horizon: float) -> None:
    with pytest.raises(ValueError, match="is no horizon"):
        restricted_mean(kaplan_meier(table_of([(2, 1), (3, 1)]), "a"), horizon)


def test_difference_adds_the_variances() -> None:
    women, men = (kaplan_meier(load("lung"), arm) for arm in ("women", "men"))

    difference = restricted_mean_difference(women, men, 500)

    one, other = restricted_mean(women, 500), restricted_mean(men, 500)
    assert difference.value == one.value - other.value
    assert difference.standard_error == pytest.approx(sqrt(one.standard_error**2 + other.standard_error**2))
    assert difference.interval is not None
    assert difference.p is not None
    assert (difference.interval.low > 0) == (difference.p < 0.05)
    assert (difference.n, difference.time, difference.arm, difference.reference) == (228, 500, "women", "men")


def test_difference_without_events_has_no_interval() -> None:
    one, other = (kaplan_meier(table_of([(5, 0)], arm), arm) for arm in ("a", "b"))

    difference = restricted_mean_difference(one, other, 4)

    assert (difference.value, difference.standard_error, difference.interval, difference.p) == (0.0, None, None, None)


def test_difference_from_an_arm_without_events_has_no_interval() -> None:
    one, other = (
        kaplan_meier(table_of(people, arm), arm) for arm, people in (("a", [(5, 0)]), ("b", [(1, 1), (5, 0)]))
    )

    difference = restricted_mean_difference(one, other, 4)

    assert (difference.value, difference.standard_error, difference.interval, difference.p) == (1.5, None, None, None)


def test_small_p_of_a_difference_keeps_its_digits() -> None:
    one, other = (
        kaplan_meier(table_of([(1, 1)] * died + [(5, 0)] * (50 - died), arm), arm)
        for arm, died in (("a", 5), ("b", 45))
    )

    difference = restricted_mean_difference(one, other, 4)

    assert difference.p == pytest.approx(2 * ndtr(-difference.value / difference.standard_error), rel=1e-12, abs=0)
    assert difference.p > 0
