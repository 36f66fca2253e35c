from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.estimators.proportion import proportion
from evidence.results.proportions import Proportion, ProportionInterval
from tests.evidence.reference import number, rows

REFERENCE = rows("proportions.csv")
METHODS = list(ProportionInterval)
counts = st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def share(
    events: int, n: int, interval: ProportionInterval = ProportionInterval.CLOPPER_PEARSON, level: float = 0.95
) -> Proportion:
    return proportion(events, n, arm="a", outcome="infection", interval=interval, confidence_level=level)


def limits(events: int, n: int, interval: ProportionInterval, level: float = 0.95) -> tuple[float, float] | None:
    made = share(events, n, interval, level).interval
    return None if made is None else (made.low, made.high)  # type: ignore[return-value]


@pytest.mark.parametrize("method", METHODS)
def test_limits_agree_with_r(method: ProportionInterval) -> None:
    expected = [row for row in REFERENCE if row["interval"] == method]

    assert len(expected) >= 50
    for row in expected:
        found = limits(int(row["events"]), int(row["n"]), method, float(row["level"]))
        if row["low"] == "NA":
            assert found is None
        else:
            assert found == pytest.approx((number(row["low"]), number(row["high"])), rel=1e-10, abs=1e-18)


@pytest.mark.parametrize(
    ("events", "n", "method", "low", "high"),
    [
        (81, 263, ProportionInterval.WALD, ".2522", ".3638"),
        (81, 263, ProportionInterval.WILSON, ".2553", ".3662"),
        (81, 263, ProportionInterval.WILSON_CORRECTED, ".2535", ".3682"),
        (81, 263, ProportionInterval.CLOPPER_PEARSON, ".2527", ".3676"),
        (15, 148, ProportionInterval.WILSON, ".0624", ".1605"),
        (15, 148, ProportionInterval.CLOPPER_PEARSON, ".0578", ".1617"),
        (0, 20, ProportionInterval.WILSON, ".0000", ".1611"),
        (0, 20, ProportionInterval.WILSON_CORRECTED, ".0000", ".2005"),
        (0, 20, ProportionInterval.CLOPPER_PEARSON, ".0000", ".1684"),
        (1, 29, ProportionInterval.WILSON, ".0061", ".1718"),
        (1, 29, ProportionInterval.WILSON_CORRECTED, ".0018", ".1963"),
        (1, 29, ProportionInterval.CLOPPER_PEARSON, ".0009", ".1776"),
    ],
)
def test_limits_are_those_of_newcombe_1998(
    events: int, n: int, method: ProportionInterval, low: str, high: str
) -> None:
    found = limits(events, n, method)

    assert found is not None
    assert tuple(f"{limit:.4f}".removeprefix("0") for limit in found) == (low, high)


@pytest.mark.parametrize(("events", "n"), [(0, 5), (2, 5), (5, 30), (21, 30), (29, 30)])
def test_clopper_pearson_agrees_with_sums_of_exact_binomials(events: int, n: int) -> None:
    def at_least(count: int, p: Fraction) -> Fraction:
        return sum((comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(count, n + 1)), Fraction(0))

    def solve(count: int, tail: Fraction) -> float:
        low, high = Fraction(0), Fraction(1)
        for _ in range(50):
            middle = (low + high) / 2
            low, high = (middle, high) if at_least(count, middle) < tail else (low, middle)
        return float(high)

    expected = (
        solve(events, Fraction(25, 1000)) if events else 0.0,
        solve(events + 1, Fraction(975, 1000)) if events < n else 1.0,
    )

    assert limits(events, n, ProportionInterval.CLOPPER_PEARSON) == pytest.approx(expected, rel=1e-13)


@pytest.mark.parametrize(("events", "n"), [(1, 12), (5, 30), (21, 30), (998, 1000)])
def test_wilson_limits_are_as_many_standard_errors_from_the_proportion(events: int, n: int) -> None:
    found = limits(events, n, ProportionInterval.WILSON)

    assert found is not None
    for limit in found:
        assert abs(events / n - limit) / (limit * (1 - limit) / n) ** 0.5 == pytest.approx(1.959963984540054, rel=1e-10)


def test_proportion_says_what_it_rests_on() -> None:
    found = share(21, 30)

    assert (found.value, found.events, found.n, found.arm, found.outcome) == (0.7, 21, 30, "a", "infection")
    assert found.standard_error == pytest.approx((0.7 * 0.3 / 30) ** 0.5, rel=1e-14)
    assert found.interval is not None
    assert (found.interval.method, found.interval.confidence_level) == ("Clopper–Pearson", 0.95)


@pytest.mark.parametrize("events", [0, 30])
def test_wald_at_a_boundary_gives_no_interval(events: int) -> None:
    found = share(events, 30, ProportionInterval.WALD)

    assert (found.interval, found.standard_error) == (None, None)


@pytest.mark.parametrize(("events", "n"), [(-1, 10), (11, 10), (0, 0), (2.5, 10), (float("nan"), 10)])
def test_counts_that_are_no_part_are_refused(events: int, n: int) -> None:
    with pytest.raises(ValueError, match=f"{events} of {n} people is no proportion"):
        share(events, n)


@pytest.mark.parametrize("level", [0, 1, 95])
def test_confidence_level_that_is_no_probability_is_refused(level: float) -> None:
    with pytest.raises(ValueError, match="confidence level"):
        share(1, 10, level=level)


@pytest.mark.parametrize("method", METHODS)
@given(counts=counts)
def test_people_without_the_outcome_mirror_those_with_it(method: ProportionInterval, counts: tuple[int, int]) -> None:
    events, n = counts

    found, mirrored = limits(events, n, method), limits(n - events, n, method)

    if found is None or mirrored is None:
        assert found == mirrored
    else:
        assert found == pytest.approx((1 - mirrored[1], 1 - mirrored[0]), rel=1e-11, abs=1e-14)


@pytest.mark.parametrize("method", [method for method in METHODS if method is not ProportionInterval.WALD])
@given(n=st.integers(1, 40), level=st.sampled_from([0.5, 0.8, 0.9, 0.95, 0.99]))
def test_limits_rise_with_the_events_inside_0_and_1(method: ProportionInterval, n: int, level: float) -> None:
    found = [limits(events, n, method, level) or (-1.0, 2.0) for events in range(n + 1)]

    assert all(0 <= low <= high <= 1 for low, high in found)
    assert found == sorted(found)
    assert [high for _, high in found] == sorted(high for _, high in found)


@given(counts=counts)
def test_wilson_corrected_holds_wilson(counts: tuple[int, int]) -> None:
    wilson, corrected = (
        limits(*counts, method) for method in (ProportionInterval.WILSON, ProportionInterval.WILSON_CORRECTED)
    )

    assert wilson is not None
    assert corrected is not None
    assert corrected[0] <= wilson[0]
    assert wilson[1] <= corrected[1]
