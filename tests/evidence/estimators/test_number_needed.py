import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.estimators.number_needed import number_needed_from_risks
from evidence.estimators.proportion import proportion
from evidence.estimators.risk_contrasts import risk_difference, risk_ratio
from evidence.results import ConfidenceInterval, Contrast, Effect, Measure
from evidence.results.proportions import Proportion

counts = st.integers(1, 40).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def share(events: int, n: int, arm: str = "new") -> Proportion:
    return proportion(events, n, arm=arm, outcome="infection")


def difference(value: float, low: float, high: float) -> Contrast:
    interval = ConfidenceInterval(low, high, "Wald")
    return Contrast(Measure.RISK_DIFFERENCE, "new", "standard", value, None, interval, 0.2, 100, "observed proportions")


def limits(interval: ConfidenceInterval | None) -> tuple[float | None, float | None] | None:
    return None if interval is None else (interval.low, interval.high)


def test_interval_that_holds_no_difference_runs_through_infinity_as_altmans_example() -> None:
    found = number_needed_from_risks(difference(-0.10, -0.25, 0.05))

    assert (found.effect, found.value) == (Effect.BENEFIT, 10)
    assert limits(found.benefit) == (4, None)
    assert limits(found.harm) == (20, None)


@pytest.mark.parametrize(("wanted", "effect"), [(False, Effect.HARM), (True, Effect.BENEFIT)])
def test_interval_without_0_is_turned_over(wanted: bool, effect: Effect) -> None:
    found = number_needed_from_risks(difference(0.1, 0.05, 0.25), wanted=wanted)

    assert (found.effect, found.value) == (effect, 10)
    turned = {Effect.BENEFIT: found.benefit, Effect.HARM: found.harm}
    assert limits(turned.pop(effect)) == (4, 20)
    assert set(turned.values()) == {None}


def test_number_says_what_it_rests_on() -> None:
    risks = risk_difference(share(5, 30), share(21, 30, "standard"))

    found = number_needed_from_risks(risks)

    assert found.value == pytest.approx(30 / 16, rel=1e-14)
    assert (found.arm, found.reference, found.time, found.n, found.p) == ("new", "standard", None, 60, risks.p)
    assert found.method == "1 / difference, observed proportions; P by Pearson's chi-squared test"
    assert found.benefit is not None
    assert found.benefit.method == "1 / difference, Newcombe hybrid score"


def test_equal_risks_need_infinitely_many() -> None:
    found = number_needed_from_risks(risk_difference(share(3, 30), share(3, 30, "standard")))

    assert (found.value, found.effect) == (None, None)
    assert found.benefit is not None
    assert found.harm is not None
    assert (found.benefit.high, found.harm.high) == (None, None)


def test_ratio_is_refused() -> None:
    with pytest.raises(ValueError, match="made from a risk difference, not from a risk ratio"):
        number_needed_from_risks(risk_ratio(share(3, 30), share(4, 30, "standard")))


@given(first=counts, second=counts)
def test_wanted_outcome_turns_benefit_and_harm_round(first: tuple[int, int], second: tuple[int, int]) -> None:
    risks = risk_difference(share(*first), share(*second, "standard"))

    unwanted, wanted = number_needed_from_risks(risks), number_needed_from_risks(risks, wanted=True)

    assert (unwanted.value, unwanted.benefit, unwanted.harm) == (wanted.value, wanted.harm, wanted.benefit)
