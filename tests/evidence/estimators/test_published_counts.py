from itertools import permutations
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.estimators.cumulative_incidence import cumulative_incidence
from evidence.estimators.kaplan_meier import kaplan_meier
from evidence.estimators.published import matching_counts, reproducing_counts
from evidence.results import DataSource, IntervalMethod, VarianceMethod
from evidence.results.printed import PrintedNumber, Range
from evidence.results.published import PrintedEstimate, Quantity
from tests.evidence.factories import table_of


def survival(value: str, low: str, high: str, n: int | None = 30) -> PrintedEstimate:
    return PrintedEstimate(arm="a", quantity=Quantity.SURVIVAL, value=value, low=low, high=high, percent=True, n=n)


def incidence(value: str, low: str, high: str, n: int = 30) -> PrintedEstimate:
    return PrintedEstimate(arm="a", quantity=Quantity.INCIDENCE, value=value, low=low, high=high, percent=True, n=n)


@pytest.mark.parametrize(
    ("printed", "n", "counts"),
    [
        ("70", 30, (21,)),
        ("17", 30, (5,)),
        ("83.3", 30, (25,)),
        ("93.3", 30, (28,)),
        ("13.3", 30, (4,)),
        ("44.0", 214, ()),
        ("60.2", 214, ()),
        ("49.6", 214, ()),
        ("12", 8, (1,)),
        ("13", 8, (1,)),
        ("0", 30, (0,)),
        ("100", 30, (30,)),
        ("50", 1000, tuple(range(495, 506))),
        ("104", 30, ()),
        ("−3", 30, ()),
    ],
)
def test_counts_whose_share_prints_so(printed: str, n: int, counts: tuple[int, ...]) -> None:
    assert matching_counts(PrintedNumber(printed).share(percent=True), n) == counts


def test_what_survival_and_relapse_leave_is_one_death_in_remission() -> None:
    left = Range(1, 1) - PrintedNumber("83.3").share(percent=True) - PrintedNumber("13.3").share(percent=True)

    assert matching_counts(left, 30) == (1,)


@given(st.integers(1, 400), st.integers(0, 4), st.data())
def test_count_that_was_printed_is_always_among_them(n: int, decimals: int, data: st.DataObject) -> None:
    count = data.draw(st.integers(0, n))
    half_up = floor(100 * 10**decimals * count / n + 0.5) / 10**decimals

    for printed in (f"{100 * count / n:.{decimals}f}", f"{half_up:.{decimals}f}"):
        assert count in matching_counts(PrintedNumber(printed).share(percent=True), n)


def test_share_of_nobody_is_refused() -> None:
    with pytest.raises(ValueError, match="There are no shares of 0 people"):
        matching_counts(Range(0, 1), 0)


@pytest.mark.parametrize(
    ("printed", "events", "low", "high"),
    [
        (survival("83.3", "64.5", "92.7"), 5, 0.64496, 0.92701),
        (survival("93.3", "75.9", "98.3"), 2, 0.75886, 0.98290),
    ],
)
def test_survival_of_the_worked_example_is_found_again(
    printed: PrintedEstimate, events: int, low: float, high: float
) -> None:
    (fit,) = reproducing_counts(printed)

    assert (fit.events, fit.competing, fit.n) == (events, 0, 30)
    assert (fit.interval_method, fit.variance_method) == (IntervalMethod.LOG_LOG, VarianceMethod.GREENWOOD)
    assert fit.value == pytest.approx(1 - events / 30)
    assert (round(fit.low.low, 5), round(fit.high.high, 5)) == (low, high)
    assert fit.always
    assert fit.source is DataSource.PUBLISHED


def test_relapse_of_the_worked_example_is_found_again_wherever_the_death_came() -> None:
    (fit,) = reproducing_counts(incidence("13.3", "4.1", "28.1"), competing=1)

    assert (fit.events, fit.competing, fit.n) == (4, 1, 30)
    assert (fit.interval_method, fit.variance_method) == (IntervalMethod.LOG_LOG, VarianceMethod.AALEN)
    assert (round(fit.low.low, 5), round(fit.low.high, 5)) == (0.04093, 0.04097)
    assert (round(fit.high.low, 5), round(fit.high.high, 5)) == (0.28063, 0.28074)
    assert fit.always


def test_delta_variance_would_have_printed_another_interval() -> None:
    (fit,) = reproducing_counts(incidence("13.3", "4.2", "27.8"), competing=1)

    assert fit.variance_method is VarianceMethod.DELTA


@pytest.mark.parametrize(
    "printed",
    [
        survival("44.0", "37.0", "50.8", 214),
        survival("60.2", "53.0", "66.7", 214),
        incidence("49.6", "42.5", "56.3", 214),
        survival("83.3", "64.5", "92.8"),
        incidence("0.0", "0.0", "5.0"),
    ],
)
def test_no_count_is_claimed_where_none_fits(printed: PrintedEstimate) -> None:
    assert reproducing_counts(printed) == ()


@pytest.mark.parametrize("method", IntervalMethod)
def test_every_interval_of_survival_is_the_one_of_kaplan_and_meier(method: IntervalMethod) -> None:
    curve = kaplan_meier(table_of([(1, 1), (2, 1), (2, 2), *[(9, 0)] * 17]), "a", interval=method).at(5)
    assert curve.interval is not None
    figures = [f"{100 * number:.4f}" for number in (curve.value, curve.interval.low, curve.interval.high) if number]

    fits = reproducing_counts(survival(*figures, n=20))

    assert [(fit.events, fit.interval_method) for fit in fits] == [(3, method)]


def test_orders_tried_reach_the_extremes_of_all_orders() -> None:
    limits = set()
    for order in set(permutations((1, 1, 1, 2, 2))):
        people = [(float(place), cause) for place, cause in enumerate(order, start=1)]
        interval = cumulative_incidence(table_of([*people, *[(9.0, 0)] * 15]), "a", "relapse").at(6).interval
        assert interval is not None
        limits.add((interval.low, interval.high))

    (fit, *_) = reproducing_counts(incidence("15", "4", "34", n=20), competing=2)

    assert fit.variance_method is VarianceMethod.AALEN
    assert fit.interval_method is IntervalMethod.LOG_LOG
    assert (fit.low.low, fit.low.high) == pytest.approx((min(low for low, _ in limits), max(low for low, _ in limits)))
    assert (fit.high.low, fit.high.high) == pytest.approx((min(h for _, h in limits), max(h for _, h in limits)))


def test_everybody_with_an_event_is_a_share_without_an_interval() -> None:
    assert reproducing_counts(incidence("100.0", "90.0", "100.0", n=5)) == ()
    assert reproducing_counts(incidence("60.0", "1.0", "99.0", n=5), competing=2) == ()
    assert reproducing_counts(incidence("60.0", "1.0", "99.0", n=5), competing=3) == ()


@pytest.mark.parametrize(
    ("printed", "competing", "sentence"),
    [
        (survival("83.3", "64.5", "92.7", None), 0, "How many people the arm a has must be known"),
        (survival("83.3", "64.5", "92.7"), 1, "1 competing events do not belong to survival"),
        (incidence("83.3", "64.5", "92.7"), -1, "-1 competing events do not belong to cumulative incidence"),
        (incidence("83.3", "64.5", "92.7"), 31, "31 people with competing events are more than the 30 there are"),
    ],
)
def test_counts_that_cannot_be_sought_are_refused(printed: PrintedEstimate, competing: int, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        reproducing_counts(printed, competing=competing)
