from collections.abc import Callable
from math import exp, log, sqrt
from statistics import NormalDist

import pytest
from hypothesis import assume, given, settings
from scipy.special import ndtr

from evidence.estimators import cumulative_incidence, kaplan_meier
from evidence.estimators.reverse_kaplan_meier import reverse_kaplan_meier
from evidence.estimators.survival_contrasts import (
    incidence_difference,
    incidence_ratio,
    number_needed_to_treat,
    survival_difference,
    survival_ratio,
)
from evidence.results import Contrast, Effect, Measure
from evidence.tables import EventTable
from tests.evidence.datasets import load
from tests.evidence.factories import event_tables, table_of

Z = NormalDist().inv_cdf(0.975)


def half_year() -> tuple[object, object]:
    return tuple(kaplan_meier(load("lung"), arm) for arm in ("women", "men"))


def all_observed(without: int, n: int, arm: str) -> object:
    """Give a curve of n people of whom some are without the event at time 2."""
    return kaplan_meier(table_of([(1, 1)] * (n - without) + [(3, 0)] * without, arm), arm)


def test_difference_is_made_from_both_standard_errors() -> None:
    women, men = half_year()

    difference = survival_difference(women, men, 180)

    one, other = women.at(180), men.at(180)
    error = sqrt(one.standard_error**2 + other.standard_error**2)
    assert difference.measure is Measure.SURVIVAL_DIFFERENCE
    assert (difference.value, difference.standard_error) == (one.value - other.value, pytest.approx(error))
    assert (difference.interval.low, difference.interval.high) == pytest.approx(
        (difference.value - Z * error, difference.value + Z * error)
    )
    assert difference.interval.method == "plain, Greenwood"
    assert difference.p == pytest.approx(2 * (1 - NormalDist().cdf(abs(difference.value / error))))
    assert (difference.arm, difference.reference, difference.n, difference.time) == ("women", "men", 228, 180)
    assert difference.method == "Kaplan–Meier, Greenwood"


def test_ratio_is_made_on_the_log_scale() -> None:
    women, men = half_year()

    ratio = survival_ratio(women, men, 180)

    one, other = women.at(180), men.at(180)
    error = sqrt((one.standard_error / one.value) ** 2 + (other.standard_error / other.value) ** 2)
    assert (ratio.value, ratio.standard_error) == (one.value / other.value, pytest.approx(error))
    assert (log(ratio.interval.low), log(ratio.interval.high)) == pytest.approx(
        (log(ratio.value) - Z * error, log(ratio.value) + Z * error)
    )
    assert ratio.interval.method == "log, Greenwood"
    assert ratio.p == pytest.approx(2 * (1 - NormalDist().cdf(abs(log(ratio.value) / error))))


def test_difference_without_censoring_is_that_of_two_proportions() -> None:
    difference = survival_difference(all_observed(15, 20, "a"), all_observed(9, 25, "b"), 2)

    error = sqrt(0.75 * 0.25 / 20 + 0.36 * 0.64 / 25)
    assert (difference.value, difference.standard_error) == pytest.approx((0.39, error))


def test_ratio_without_censoring_has_the_error_of_two_proportions() -> None:
    ratio = survival_ratio(all_observed(15, 20, "a"), all_observed(9, 25, "b"), 2)

    assert ratio.value == pytest.approx(0.75 / 0.36)
    assert ratio.standard_error == pytest.approx(sqrt(1 / 15 - 1 / 20 + 1 / 9 - 1 / 25))


def test_incidences_are_compared_by_cause() -> None:
    women, men = (cumulative_incidence(load("mgus2"), arm, "first") for arm in ("F", "M"))

    difference, ratio = incidence_difference(women, men, 120), incidence_ratio(women, men, 120)

    one, other = women.at(120), men.at(120)
    assert (difference.value, ratio.value) == (one.value - other.value, one.value / other.value)
    assert difference.interval.method == "plain, Aalen"
    assert ratio.interval.low == pytest.approx(ratio.value * exp(-Z * ratio.standard_error))
    assert (difference.measure, ratio.measure) == (Measure.INCIDENCE_DIFFERENCE, Measure.INCIDENCE_RATIO)


def test_curves_of_different_causes_are_refused() -> None:
    women, men = (cumulative_incidence(load("mgus2"), arm, cause) for arm, cause in (("F", "first"), ("M", "second")))

    with pytest.raises(ValueError, match="The curves differ in quantity: cumulative incidence of first and"):
        incidence_difference(women, men, 120)


def test_curves_with_different_levels_are_refused() -> None:
    women, men = kaplan_meier(load("lung"), "women"), kaplan_meier(load("lung"), "men", confidence_level=0.9)

    with pytest.raises(ValueError, match=r"The curves differ in confidence level: 0\.95 and 0\.9"):
        survival_ratio(women, men, 180)


def test_follow_up_is_not_compared_as_survival() -> None:
    women, men = (reverse_kaplan_meier(load("lung"), arm) for arm in ("women", "men"))

    with pytest.raises(ValueError, match="The curves show follow-up, not survival"):
        survival_difference(women, men, 180)


def test_arm_without_events_leaves_no_interval() -> None:
    difference = survival_difference(all_observed(20, 20, "a"), all_observed(9, 25, "b"), 2)

    assert (difference.value, difference.standard_error, difference.interval, difference.p) == (0.64, None, None, None)


def test_ratio_to_nobody_left_has_no_value() -> None:
    ratio = survival_ratio(all_observed(15, 20, "a"), all_observed(0, 25, "b"), 2)

    assert (ratio.value, ratio.interval, ratio.p) == (None, None, None)


def test_ratio_of_nobody_left_is_zero_without_interval() -> None:
    ratio = survival_ratio(all_observed(0, 20, "a"), all_observed(9, 25, "b"), 2)

    assert (ratio.value, ratio.interval, ratio.p) == (0.0, None, None)


def test_number_needed_of_a_clear_benefit_turns_the_interval_over() -> None:
    curves = all_observed(15, 20, "a"), all_observed(9, 25, "b")

    needed, difference = number_needed_to_treat(*curves, 2), survival_difference(*curves, 2)

    assert (needed.effect, needed.value) == (Effect.BENEFIT, pytest.approx(1 / 0.39))
    assert (needed.benefit.low, needed.benefit.high) == pytest.approx(
        (1 / difference.interval.high, 1 / difference.interval.low)
    )
    assert (needed.harm, needed.p) == (None, difference.p)


def test_number_needed_of_a_clear_harm_is_the_mirror_image() -> None:
    one, other = all_observed(15, 20, "a"), all_observed(9, 25, "b")

    harm, benefit = number_needed_to_treat(other, one, 2), number_needed_to_treat(one, other, 2)

    assert (harm.effect, harm.value) == (Effect.HARM, pytest.approx(benefit.value))
    assert (harm.harm.low, harm.harm.high) == pytest.approx((benefit.benefit.low, benefit.benefit.high))
    assert harm.benefit is None


def test_number_needed_of_an_unclear_benefit_runs_through_infinity() -> None:
    curves = all_observed(15, 20, "a"), all_observed(15, 25, "b")

    needed, difference = number_needed_to_treat(*curves, 2), survival_difference(*curves, 2)

    assert difference.interval.low < 0 < difference.interval.high
    assert (needed.benefit.low, needed.benefit.high) == (pytest.approx(1 / difference.interval.high), None)
    assert (needed.harm.low, needed.harm.high) == (pytest.approx(-1 / difference.interval.low), None)


def test_number_needed_without_a_difference_is_infinite() -> None:
    needed = number_needed_to_treat(all_observed(10, 20, "a"), all_observed(10, 20, "b"), 2)

    assert (needed.effect, needed.value) == (None, None)
    assert needed.benefit.low == needed.harm.low


@settings(max_examples=40)
@given(event_tables(), event_tables())
def test_swapping_the_arms_turns_every_contrast_round(first: EventTable, second: EventTable) -> None:
    assume(not any(table.counts[0, -1, 0] for table in (first, second)))
    one = kaplan_meier(EventTable(("a",), first.causes, first.times, first.counts, "years"), "a")
    other = kaplan_meier(EventTable(("b",), second.causes, second.times, second.counts, "years"), "b")

    forth, back = survival_difference(one, other, 2), survival_difference(other, one, 2)
    ratio, inverse = survival_ratio(one, other, 2), survival_ratio(other, one, 2)

    assert (forth.value, forth.p) == (-back.value, back.p)
    if ratio.interval and inverse.interval:
        assert (ratio.interval.low, ratio.p) == (pytest.approx(1 / inverse.interval.high), pytest.approx(inverse.p))


@pytest.mark.parametrize("contrast", [survival_difference, survival_ratio])
def test_small_p_keeps_its_digits(contrast: Callable[..., Contrast]) -> None:
    found = contrast(all_observed(45, 50, "a"), all_observed(5, 50, "b"), 2)

    z = found.value if contrast is survival_difference else log(found.value)
    assert found.p == pytest.approx(2 * ndtr(-z / found.standard_error), rel=1e-12, abs=0)
    assert found.p > 0


def test_arms_that_differ_by_rounding_alone_need_infinitely_many() -> None:
    steps, once = ([(1, 1)] * 7 + [(2, 1)] * 11 + [(3, 1)] * 12, [(3, 1)] * 30)
    curves = [kaplan_meier(table_of(died + [(5, 0)] * 70, arm), arm) for arm, died in (("a", steps), ("b", once))]
    assert survival_difference(*curves, 4).value == pytest.approx(0, abs=1e-15)

    needed = number_needed_to_treat(*curves, 4)

    assert (needed.value, needed.effect) == (None, None)
    assert needed.benefit is not None
    assert needed.harm is not None
    assert (needed.benefit.high, needed.harm.high) == (None, None)
