"""What a result refuses to be built from, and what a curve says when it is read at a time."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from evidence.estimators import cumulative_incidence, kaplan_meier
from evidence.results import (
    ConfidenceInterval,
    CumulativeIncidence,
    Estimate,
    IntervalMethod,
    QuantileTime,
    SurvivalCurve,
)
from tests.evidence.factories import table_of

PEOPLE = [(1, 1), (2, 0), (3, 1), (3, 2), (4, 0), (5, 1)]


def interval(**changes: Any) -> ConfidenceInterval:
    given: dict[str, Any] = {"low": 0.2, "high": 0.8, "method": "log-log, Greenwood"}
    return ConfidenceInterval(**(given | changes))


def estimate(**changes: Any) -> Estimate:
    given: dict[str, Any] = {
        "arm": "a",
        "quantity": "survival",
        "time": 4.0,
        "time_unit": "years",
        "value": 0.5,
        "standard_error": 0.1,
        "interval": interval(),
        "n": 30,
        "at_risk": 10,
        "events": 5,
        "method": "Kaplan–Meier",
    }
    return Estimate(**(given | changes))


def survival(**changes: Any) -> SurvivalCurve:
    return replace(kaplan_meier(table_of(PEOPLE), "a"), **changes)


def incidence(**changes: Any) -> CumulativeIncidence:
    return replace(cumulative_incidence(table_of(PEOPLE), "a", "relapse"), **changes)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"low": float("nan")}, "The low limit is nan"),
        ({"high": float("inf")}, "The high limit is inf"),
        ({"low": 0.9}, "out of order: 0.9 to 0.8"),
        ({"method": " "}, "must name its method"),
        ({"confidence_level": 95}, "The confidence level is 95"),
    ],
)
def test_interval_refuses_what_is_no_interval(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        interval(**changes)


@pytest.mark.parametrize("open_end", ["low", "high"])
def test_interval_may_lack_a_limit_that_is_not_reached(open_end: str) -> None:
    assert getattr(interval(**{open_end: None}), open_end) is None


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"value": 1.2}, "1.2 is not a probability"),
        ({"value": float("nan")}, "nan is not a probability"),
        ({"method": ""}, "must name its method"),
        ({"n": 0, "at_risk": 0, "events": 0}, "do not fit 0 people"),
        ({"at_risk": 31}, "31 at risk and 5 events do not fit 30 people"),
        ({"events": -1}, "-1 events do not fit"),
    ],
)
def test_estimate_refuses_what_cannot_be(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        estimate(**changes)


@pytest.mark.parametrize("value", [1.0, 9.0])
def test_median_refuses_a_value_outside_its_interval(value: float) -> None:
    with pytest.raises(ValueError, match=r"lies outside its interval 2\.0 to 8\.0"):
        QuantileTime("a", 0.5, "years", value, interval(low=2.0, high=8.0), 30, "Kaplan–Meier")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"method": ""}, "must name its method"),
        ({"confidence_level": 0.0}, "The confidence level is 0.0"),
        ({"estimate": np.array([0.9])}, "one entry per time"),
        ({"time": np.array([2.0, 1.0, 3.0, 4.0, 5.0])}, "finite, not negative, and rise"),
        ({"time": np.array([-1.0, 1.0, 3.0, 4.0, 5.0])}, "finite, not negative, and rise"),
        ({"time": np.array([1.0, 2.0, 3.0, 4.0, np.inf])}, "finite, not negative, and rise"),
        ({"high": np.full(5, 1.1)}, "must be probabilities"),
        ({"estimate": np.array([1.0, np.nan, 0.5, 0.5, 0.0])}, "An estimate is missing"),
        ({"low": np.full(5, 0.99)}, "outside its own interval"),
        ({"high": np.full(5, 0.01)}, "outside its own interval"),
        ({"events": np.array([1, 0, -1, 0, 1])}, "A count is negative"),
        ({"censored": np.array([0, -1, 0, 1, 0])}, "A count is negative"),
        ({"n": 7}, "must start at n"),
        ({"at_risk": np.array([6, 5, 4, 5, 1])}, "never rise"),
    ],
)
def test_curve_refuses_arrays_that_cannot_be_one(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        survival(**changes)


def test_curve_refuses_to_have_no_times() -> None:
    curve = survival()
    emptied = {name: np.array([]) for name in ("time", "estimate", "standard_error", "low", "high")}
    counts = {name: np.array([], dtype=np.int64) for name in ("at_risk", "events", "censored")}

    with pytest.raises(ValueError, match="The curve of a has no times"):
        replace(curve, **emptied, **counts)


def test_survival_refuses_to_rise() -> None:
    with pytest.raises(ValueError, match="Survival rises"):
        survival(estimate=np.array([0.8, 0.9, 0.5, 0.5, 0.0]), low=np.full(5, np.nan), high=np.full(5, np.nan))


def test_incidence_refuses_to_fall() -> None:
    with pytest.raises(ValueError, match="Cumulative incidence falls"):
        incidence(estimate=np.array([0.2, 0.1, 0.3, 0.3, 0.5]), low=np.full(5, np.nan), high=np.full(5, np.nan))


def test_incidence_refuses_to_leave_its_cause_unnamed() -> None:
    with pytest.raises(ValueError, match="must name its cause"):
        incidence(cause="")


def test_curve_cannot_be_changed_after_it_was_checked() -> None:
    curve = survival()

    with pytest.raises(ValueError, match="read-only"):
        curve.estimate[0] = 0.0


def test_curve_before_anything_has_happened_stands_at_its_start() -> None:
    before = survival().at(0.5)

    assert (before.value, before.interval, before.at_risk, before.events) == (1.0, None, 6, 0)
    assert incidence().at(0.5).value == 0.0


def test_curve_at_a_time_of_its_own_counts_those_leaving_then_as_at_risk() -> None:
    at_three = incidence().at(3)

    assert (at_three.at_risk, at_three.events, at_three.n) == (4, 2, 6)
    assert at_three.quantity == "cumulative incidence of relapse"
    assert at_three.interval is not None
    assert at_three.interval.method == "log-log, Aalen"


def test_curve_past_a_last_event_stays_where_it_ended() -> None:
    after = survival().at(9)

    assert (after.value, after.at_risk, after.interval, after.standard_error) == (0.0, 0, None, None)


def test_curve_past_a_last_censoring_is_unknown() -> None:
    curve = kaplan_meier(table_of([(1, 1), (4, 0)]), "a")

    with pytest.raises(ValueError, match="a was observed up to 4 years, so nothing is known at 5"):
        curve.at(5)


@pytest.mark.parametrize("time", [-1.0, float("nan")])
def test_curve_refuses_a_time_that_is_none(time: float) -> None:
    with pytest.raises(ValueError, match="is not a time"):
        survival().at(time)


def test_steps_are_plain_lists_with_none_where_a_limit_is_undefined() -> None:
    steps = kaplan_meier(table_of([(1, 0), (2, 1)]), "a", interval=IntervalMethod.PLAIN).steps()

    assert steps == {
        "time": [1.0, 2.0],
        "estimate": [1.0, 0.0],
        "low": [None, None],
        "high": [None, None],
        "at_risk": [2, 1],
        "events": [0, 1],
        "censored": [1, 0],
    }
    assert list(incidence().steps()) == [
        "time", "estimate", "low", "high", "at_risk", "events", "competing", "censored",
    ]  # fmt: skip
