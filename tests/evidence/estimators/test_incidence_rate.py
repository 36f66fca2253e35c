from fractions import Fraction
from math import comb, exp, factorial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.estimators.incidence_rate import incidence_rate, incidence_rate_from_counts, rate_ratio
from evidence.results import ConfidenceInterval, DataSource, Measure
from evidence.results.safety import IncidenceRate, RateInterval, RateRatioInterval
from evidence.tables import EventTable
from tests.evidence.factories import event_tables, people_of, table_of
from tests.evidence.reference import number, rows


def rate(
    events: int,
    time: float,
    arm: str = "new",
    *,
    per: float = 1,
    interval: RateInterval = RateInterval.GARWOOD,
    level: float = 0.95,
    n: int | None = None,
) -> IncidenceRate:
    return incidence_rate_from_counts(
        events,
        time,
        arm=arm,
        outcome="infection",
        time_unit="years",
        per=per,
        interval=interval,
        confidence_level=level,
        n=n,
    )


def limits(interval: ConfidenceInterval | None) -> list[float | None]:
    return [None, None] if interval is None else [interval.low, interval.high]


def require_close(found: list[float | None], row: dict[str, str], *columns: str) -> None:
    wanted = [None if row[column] == "NA" else number(row[column]) for column in columns]
    assert [x is None for x in found] == [x is None for x in wanted]
    assert [x for x in found if x is not None] == pytest.approx([x for x in wanted if x is not None], rel=1e-11)


@pytest.mark.parametrize("row", rows("rates.csv"), ids=lambda row: "-".join(list(row.values())[:3]))
def test_rate_agrees_with_r(row: dict[str, str]) -> None:
    garwood, log = (
        rate(int(row["events"]), number(row["time"]), interval=interval, level=float(row["level"]))
        for interval in RateInterval
    )

    require_close([garwood.value, *limits(garwood.interval)], row, "rate", "garwood_low", "garwood_high")
    require_close(limits(log.interval), row, "log_low", "log_high")


@pytest.mark.parametrize("row", rows("rate-ratios.csv"), ids=lambda row: "-".join(list(row.values())[:5]))
def test_rate_ratio_agrees_with_r(row: dict[str, str]) -> None:
    arm = rate(int(row["events"]), number(row["time"]))
    reference = rate(int(row["reference_events"]), number(row["reference_time"]), "standard")

    exact, log = (
        rate_ratio(arm, reference, interval=interval, confidence_level=float(row["level"]))
        for interval in RateRatioInterval
    )

    require_close([exact.value, *limits(exact.interval), exact.p], row, "ratio", "exact_low", "exact_high", "exact_p")
    require_close([*limits(log.interval), log.p], row, "log_low", "log_high", "log_p")


def test_garwood_limits_have_half_the_error_left_over_in_sums_of_poisson() -> None:
    found = rate(10, 1)

    def at_most(count: int, mean: float) -> float:
        return sum(exp(-mean) * mean**k / factorial(k) for k in range(count + 1))

    low, high = limits(found.interval)
    assert low is not None
    assert high is not None
    assert (f"{low:.3f}", f"{high:.3f}") == ("4.795", "18.390")
    assert at_most(10, high) == pytest.approx(0.025, rel=1e-12)
    assert 1 - at_most(9, low) == pytest.approx(0.025, rel=1e-12)


@pytest.mark.parametrize(("level", "high"), [(0.95, "3.689"), (0.9, "2.996")])
def test_garwood_upper_limit_of_no_event_is_the_rule_of_three(level: float, high: str) -> None:
    interval = rate(0, 1, level=level).interval

    assert interval is not None
    assert (interval.low, f"{interval.high:.3f}") == (0.0, high)


def test_rate_from_a_table_counts_the_time_of_everybody() -> None:
    table = table_of([(1, 1), (2.5, 0), (3, 2), (3, 1)])

    any_event, relapse = incidence_rate(table, "a"), incidence_rate(table, "a", "relapse", per=1)

    assert (any_event.events, any_event.person_time, any_event.n) == (3, 9.5, 4)
    assert any_event.value == pytest.approx(300 / 9.5, rel=1e-15)
    assert (any_event.unit, any_event.outcome) == ("per 100 person-years", "any event")
    assert (relapse.events, relapse.value, relapse.outcome) == (2, 2 / 9.5, "relapse")
    assert relapse.standard_error == pytest.approx(2**0.5 / 9.5, rel=1e-15)


def test_rate_from_a_table_with_late_entry_starts_at_the_entry() -> None:
    counts = np.array([[[0, 0], [0, 1], [1, 1]]], dtype=np.int64)
    entries = np.array([[1, 2, 0]], dtype=np.int64)
    table = EventTable(("a",), ("censored", "death"), np.array([0.0, 1.5, 4.0]), counts, "months", entries)

    found = incidence_rate(table, "a", "death")

    assert (found.events, found.person_time, found.n) == (2, 1.5 + 2 * 2.5, 3)


@given(event_tables())
def test_rate_agrees_with_a_loop_over_people(table: EventTable) -> None:
    people = people_of(table)
    time = sum(time for time, _ in people)
    if time == 0:
        with pytest.raises(ValueError, match=r"The person-time is 0\.0; it must be finite and above 0"):
            incidence_rate(table, "a")
        return

    found = incidence_rate(table, "a", "death")

    assert found.person_time == pytest.approx(time, rel=1e-14)
    assert found.value == pytest.approx(100 * sum(cause == 2 for _, cause in people) / time, rel=1e-14, abs=0)


@given(events=st.integers(0, 500), factor=st.floats(0.01, 100), per=st.sampled_from([1, 100, 1000]))
def test_change_of_time_unit_changes_the_rate_alone(events: int, factor: float, per: float) -> None:
    years, other = rate(events, 40, per=per), rate(events, 40 * factor, per=per * factor)

    assert other.value == pytest.approx(years.value, rel=1e-13)
    assert limits(other.interval) == pytest.approx(limits(years.interval), rel=1e-13)


@given(first=st.integers(0, 30), second=st.integers(0, 30), share=st.integers(1, 9))
def test_exact_p_agrees_with_sums_of_exact_fractions(first: int, second: int, share: int) -> None:
    chance = Fraction(share, 10)
    total = first + second
    chances = [comb(total, k) * chance**k * (1 - chance) ** (total - k) for k in range(total + 1)]

    found = rate_ratio(rate(first, share), rate(second, 10 - share, "standard"))

    if total == 0:
        assert (found.value, found.interval, found.p) == (None, None, None)
    else:
        expected = float(sum(number for number in chances if number <= chances[first]))
        assert found.p == pytest.approx(expected, rel=1e-12)


@given(first=st.integers(0, 60), second=st.integers(0, 60))
def test_arms_swapped_turn_the_ratio_round(first: int, second: int) -> None:
    arms = rate(first, 12.5), rate(second, 7, "standard")

    for interval in RateRatioInterval:
        found, turned = (rate_ratio(*pair, interval=interval) for pair in (arms, arms[::-1]))

        if found.value and turned.value:
            assert found.value == pytest.approx(1 / turned.value, rel=1e-13)
            assert limits(found.interval) == pytest.approx(
                [1 / x for x in limits(turned.interval)[::-1] if x], rel=1e-11
            )
        assert (found.p is None) == (turned.p is None)
        assert (found.p or 0) == pytest.approx(turned.p or 0, rel=1e-12)


def test_rate_ratio_says_what_it_rests_on() -> None:
    found = rate_ratio(rate(8, 100, n=40), rate(4, 90, "standard", n=38))

    assert (found.measure, found.arm, found.reference, found.n) == (Measure.RATE_RATIO, "new", "standard", 78)
    assert found.standard_error == pytest.approx((1 / 8 + 1 / 4) ** 0.5, rel=1e-15)
    assert found.method == "events by person-time; P by the exact binomial test"
    assert found.source is DataSource.PATIENTS
    assert rate_ratio(rate(8, 100, n=40), rate(4, 90, "standard")).n is None


def test_log_interval_without_events_is_none() -> None:
    assert rate(0, 10, interval=RateInterval.LOG).interval is None
    assert rate_ratio(rate(0, 1), rate(3, 1, "standard"), interval=RateRatioInterval.LOG).interval is None


@pytest.mark.parametrize(
    ("events", "time", "message"),
    [
        (-1, 10, "-1 is not a number of events"),
        (1.5, 10, "1.5 is not a number of events"),
        (1, 0, "The person-time is 0"),
        (1, float("inf"), "The person-time is inf"),
        (1, float("nan"), "The person-time is nan"),
    ],
)
def test_counts_that_make_no_rate_are_refused(events: int, time: float, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        rate(events, time)


def test_rates_of_different_outcomes_are_refused() -> None:
    other = incidence_rate_from_counts(1, 2, arm="standard", outcome="nausea", time_unit="years")

    with pytest.raises(ValueError, match="infection by years cannot be compared with nausea by years"):
        rate_ratio(rate(1, 2), other)
