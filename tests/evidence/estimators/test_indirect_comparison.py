from itertools import product
from math import exp, log, sqrt
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import ndtr

from evidence.estimators.indirect_comparison import anchored_comparison, indirect_comparison
from evidence.results import DataSource, IntervalMethod, Measure
from evidence.results.published import PrintedEstimate, PrintedRatio, Quantity

Z = 1.959963984540054


def arm(name: str, *figures: str, **changed: Any) -> PrintedEstimate:
    value, low, high = figures
    given: dict[str, Any] = {"quantity": Quantity.SURVIVAL, "percent": True, "n": 30, "time": 4, "time_unit": "years"}
    return PrintedEstimate(arm=name, value=value, low=low, high=high, **given | changed)


BLINATUMOMAB = arm("blinatumomab", "83.3", "64.5", "92.7")
INTERFANT = arm("Interfant-06", "44.0", "37.0", "50.8", n=214, interval_method=IntervalMethod.LOG_LOG)


def log_log_error(p: float, low: float, high: float) -> float:
    """The standard error of log(−log p)."""
    return (log(-log(low)) - log(-log(high))) / (2 * Z)


def test_hazard_ratio_is_that_of_the_logarithms() -> None:
    contrast = indirect_comparison(BLINATUMOMAB, INTERFANT, measure=Measure.HAZARD_RATIO).contrast
    error = sqrt(log_log_error(0.833, 0.645, 0.927) ** 2 + log_log_error(0.44, 0.37, 0.508) ** 2)
    ratio = log(0.833) / log(0.44)

    assert contrast.value == pytest.approx(ratio, rel=1e-12)
    assert contrast.standard_error == pytest.approx(error, rel=1e-12)
    assert contrast.interval is not None
    assert contrast.interval.low == pytest.approx(ratio * exp(-Z * error), rel=1e-12)
    assert contrast.interval.high == pytest.approx(ratio * exp(Z * error), rel=1e-12)


def test_difference_and_ratio_of_survival_are_the_delta_methods() -> None:
    first = -0.833 * log(0.833) * log_log_error(0.833, 0.645, 0.927)
    second = -0.44 * log(0.44) * log_log_error(0.44, 0.37, 0.508)

    difference = indirect_comparison(BLINATUMOMAB, INTERFANT, measure=Measure.SURVIVAL_DIFFERENCE).contrast
    ratio = indirect_comparison(BLINATUMOMAB, INTERFANT, measure=Measure.SURVIVAL_RATIO).contrast

    assert difference.interval is not None
    assert ratio.interval is not None
    assert difference.value == pytest.approx(0.393, rel=1e-12)
    assert difference.standard_error == pytest.approx(sqrt(first**2 + second**2), rel=1e-12)
    assert difference.interval.low == pytest.approx(0.393 - Z * sqrt(first**2 + second**2), rel=1e-9)
    assert ratio.value == pytest.approx(0.833 / 0.44, rel=1e-12)
    assert ratio.standard_error == pytest.approx(sqrt((first / 0.833) ** 2 + (second / 0.44) ** 2), rel=1e-12)
    assert ratio.interval.high == pytest.approx(0.833 / 0.44 * exp(Z * (ratio.standard_error or 0)), rel=1e-12)


def test_incidences_are_compared_too() -> None:
    quantity = Quantity.INCIDENCE
    first = arm("blinatumomab", "13.3", "4.1", "28.1", quantity=quantity)
    second = arm("Interfant-06", "49.6", "42.5", "56.3", quantity=quantity, n=214)

    difference = indirect_comparison(first, second, measure=Measure.INCIDENCE_DIFFERENCE).contrast
    ratio = indirect_comparison(first, second, measure=Measure.INCIDENCE_RATIO).contrast

    assert difference.value == pytest.approx(-0.363, rel=1e-12)
    assert ratio.value == pytest.approx(0.133 / 0.496, rel=1e-12)


def test_unanchored_comparison_says_what_it_is() -> None:
    contrast = indirect_comparison(BLINATUMOMAB, INTERFANT, measure=Measure.HAZARD_RATIO).contrast

    assert (contrast.arm, contrast.reference, contrast.n) == ("blinatumomab", "Interfant-06", 244)
    assert (contrast.time, contrast.time_unit) == (4, "years")
    assert contrast.source is DataSource.PUBLISHED
    assert contrast.method == "unanchored indirect comparison from printed figures, proportional hazards"
    assert contrast.assumptions[0].startswith("The arms were not randomised against each other")
    assert contrast.assumptions[-1] == "Hazards must be proportional from the start to the time of the estimates."


def test_only_the_hazard_ratio_assumes_proportional_hazards() -> None:
    contrast = indirect_comparison(BLINATUMOMAB, INTERFANT, measure=Measure.SURVIVAL_RATIO).contrast

    assert len(contrast.assumptions) == 6
    assert contrast.method == "unanchored indirect comparison from printed figures"
    assert not any("proportional" in sentence for sentence in contrast.assumptions)


@pytest.mark.parametrize("measure", [Measure.SURVIVAL_DIFFERENCE, Measure.SURVIVAL_RATIO, Measure.HAZARD_RATIO])
def test_exchanging_the_arms_turns_the_comparison_round(measure: Measure) -> None:
    there = indirect_comparison(BLINATUMOMAB, INTERFANT, measure=measure).contrast
    back = indirect_comparison(INTERFANT, BLINATUMOMAB, measure=measure).contrast

    def turned(number: float) -> float:
        return -number if measure is Measure.SURVIVAL_DIFFERENCE else 1 / number

    assert there.interval is not None
    assert back.interval is not None
    assert there.value is not None
    assert back.value == pytest.approx(turned(there.value), rel=1e-12)
    assert back.interval.low == pytest.approx(turned(there.interval.high or 0), rel=1e-9)
    assert back.p == pytest.approx(there.p, rel=1e-12)


@pytest.mark.parametrize("measure", [Measure.SURVIVAL_DIFFERENCE, Measure.SURVIVAL_RATIO, Measure.HAZARD_RATIO])
def test_ranges_hold_the_comparison_of_whatever_prints_so(measure: Measure) -> None:
    found = indirect_comparison(BLINATUMOMAB, INTERFANT, measure=measure)
    nudges = (-0.0004999, 0.0004999)

    for first, second in product(product(nudges, repeat=3), repeat=2):
        exact = [
            arm(name, *texts, percent=False, interval_method=IntervalMethod.LOG_LOG)
            for name, bases, moved in (("a", (0.833, 0.645, 0.927), first), ("b", (0.44, 0.37, 0.508), second))
            if (texts := [f"{base + nudge:.7f}" for base, nudge in zip(bases, moved, strict=True)])
        ]
        contrast = indirect_comparison(exact[0], exact[1], measure=measure).contrast
        assert contrast.interval is not None
        assert contrast.value is not None
        assert contrast.interval.low is not None
        assert contrast.interval.high is not None
        assert found.value.contains(contrast.value)
        assert found.low.contains(contrast.interval.low)
        assert found.high.contains(contrast.interval.high)


def test_method_that_nobody_states_widens_the_ranges_and_takes_the_largest_error() -> None:
    unstated = arm("Interfant-06", "44.0", "37.0", "50.8", n=214)
    errors = {}
    for method in (IntervalMethod.PLAIN, IntervalMethod.LOG_LOG):
        stated = arm("Interfant-06", "44.0", "37.0", "50.8", n=214, interval_method=method)
        errors[method] = indirect_comparison(BLINATUMOMAB, stated, measure=Measure.SURVIVAL_DIFFERENCE)

    found = indirect_comparison(BLINATUMOMAB, unstated, measure=Measure.SURVIVAL_DIFFERENCE)

    assert found.contrast.standard_error == max(one.contrast.standard_error or 0 for one in errors.values())
    assert found.low.low == min(one.low.low for one in errors.values())
    assert found.low.high == max(one.low.high for one in errors.values())


def test_level_of_the_comparison_is_not_that_of_the_print() -> None:
    ninety = arm("blinatumomab", "83.3", "64.5", "92.7", confidence_level=0.9)

    printed_at_ninety = indirect_comparison(ninety, INTERFANT, measure=Measure.HAZARD_RATIO).contrast
    wanted_at_ninety = indirect_comparison(
        BLINATUMOMAB, INTERFANT, measure=Measure.HAZARD_RATIO, confidence_level=0.9
    ).contrast
    plain = indirect_comparison(BLINATUMOMAB, INTERFANT, measure=Measure.HAZARD_RATIO).contrast

    assert plain.standard_error is not None
    assert (printed_at_ninety.standard_error or 0) > plain.standard_error
    assert wanted_at_ninety.standard_error == plain.standard_error
    assert wanted_at_ninety.interval is not None
    assert plain.interval is not None
    assert (wanted_at_ninety.interval.high or 0) < (plain.interval.high or 0)
    assert wanted_at_ninety.interval.confidence_level == 0.9


@pytest.mark.parametrize(
    ("first", "second", "measure", "sentence"),
    [
        (BLINATUMOMAB, INTERFANT, Measure.ODDS_RATIO, "The odds ratio does not follow from survival"),
        (BLINATUMOMAB, INTERFANT, Measure.INCIDENCE_RATIO, "does not follow from survival"),
        (
            BLINATUMOMAB,
            arm("b", "44.0", "37.0", "50.8", quantity=Quantity.INCIDENCE),
            Measure.HAZARD_RATIO,
            "survival cannot be compared with cumulative incidence",
        ),
        (
            BLINATUMOMAB,
            arm("b", "44.0", "37.0", "50.8", time=5),
            Measure.HAZARD_RATIO,
            "at different times: 4 years and 5 years",
        ),
        (
            BLINATUMOMAB,
            arm("b", "44.0", "37.0", "50.8", n=None),
            Measure.HAZARD_RATIO,
            "How many people the arm b has must be known",
        ),
        (BLINATUMOMAB, BLINATUMOMAB, Measure.HAZARD_RATIO, "cannot be compared with itself"),
        (
            BLINATUMOMAB,
            arm("b", "44.0", "20.0", "50.8"),
            Measure.HAZARD_RATIO,
            "No interval method fits the figures of b",
        ),
        (BLINATUMOMAB, arm("b", "98", "90", "100"), Measure.HAZARD_RATIO, "leave the standard error undefined"),
        (
            BLINATUMOMAB,
            arm("b", "44.0", "50.8", "37.0", interval_method=IntervalMethod.PLAIN),
            Measure.HAZARD_RATIO,
            r"leave the standard error undefined \(plain interval\)",
        ),
    ],
)
def test_arms_that_cannot_be_compared_are_refused(
    first: PrintedEstimate, second: PrintedEstimate, measure: Measure, sentence: str
) -> None:
    with pytest.raises(ValueError, match=sentence):
        indirect_comparison(first, second, measure=measure)


def ratio(arm: str, *figures: str, **changed: Any) -> PrintedRatio:
    value, low, high = figures
    return PrintedRatio(arm=arm, value=value, low=low, high=high, **{"reference": "C", "n": 400} | changed)


def test_anchored_comparison_is_buchers() -> None:
    found = anchored_comparison(ratio("A", "0.66", "0.52", "0.85"), ratio("B", "0.80", "0.60", "1.07", n=300))
    error = sqrt((log(0.85 / 0.52) / (2 * Z)) ** 2 + (log(1.07 / 0.6) / (2 * Z)) ** 2)
    contrast = found.contrast

    assert (contrast.arm, contrast.reference, contrast.n) == ("A", "B", 700)
    assert contrast.value == pytest.approx(0.66 / 0.8, rel=1e-12)
    assert contrast.standard_error == pytest.approx(error, rel=1e-12)
    assert contrast.interval is not None
    assert contrast.interval.low == pytest.approx(0.825 * exp(-Z * error), rel=1e-12)
    assert contrast.interval.high == pytest.approx(0.825 * exp(Z * error), rel=1e-12)
    assert contrast.method == "anchored indirect comparison (Bucher)"
    assert contrast.assumptions[-1] == "Hazards must be proportional in both trials."
    assert contrast.source is DataSource.PUBLISHED
    assert found.value.low == pytest.approx(0.655 / 0.805, rel=1e-12)
    assert found.value.high == pytest.approx(0.665 / 0.795, rel=1e-12)


@given(st.tuples(*[st.floats(0.3, 3.0)] * 2), st.tuples(*[st.floats(0.05, 0.5)] * 2), st.integers(2, 4))
def test_ranges_hold_the_exact_anchored_comparison(
    ratios: tuple[float, float], errors: tuple[float, float], decimals: int
) -> None:
    printed = [
        ratio(name, *(f"{value * exp(step * Z * error):.{decimals}f}" for step in (0, -1, 1)))
        for name, value, error in zip(("A", "B"), ratios, errors, strict=True)
    ]
    exact, error = ratios[0] / ratios[1], float(np.hypot(*errors))

    found = anchored_comparison(printed[0], printed[1])

    assert found.value.contains(exact)
    assert found.low.contains(exact * exp(-Z * error))
    assert found.high.contains(exact * exp(Z * error))


def test_odds_ratios_are_compared_without_hazards() -> None:
    odds = Measure.ODDS_RATIO
    contrast = anchored_comparison(
        ratio("A", "0.66", "0.52", "0.85", measure=odds), ratio("B", "0.80", "0.60", "1.07", measure=odds)
    ).contrast

    assert contrast.measure is odds
    assert not any("azard" in sentence for sentence in contrast.assumptions)


@pytest.mark.parametrize(
    ("second", "sentence"),
    [
        (ratio("A", "0.66", "0.52", "0.85"), "A cannot be compared with itself"),
        (ratio("B", "0.66", "0.52", "0.85", reference="D"), "There is no common comparator: C and D"),
        (
            ratio("B", "0.66", "0.52", "0.85", measure=Measure.ODDS_RATIO),
            "of different measures: hazard ratio and odds",
        ),
    ],
)
def test_ratios_that_cannot_be_compared_are_refused(second: PrintedRatio, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        anchored_comparison(ratio("A", "0.66", "0.52", "0.85"), second)


def test_ratios_printed_with_one_digit_have_wide_ranges() -> None:
    found = anchored_comparison(ratio("A", "0.1", "0.1", "2"), ratio("B", "1", "0.4", "2"))

    assert (found.value.low, found.value.high) == (pytest.approx(0.05 / 1.5), pytest.approx(0.15 / 0.5))


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"low": "0"}, "is no ratio with its interval"),
        ({"low": "0.9", "high": "0.5"}, "is no ratio with its interval"),
        ({"value": "-0.5"}, "is no ratio with its interval"),
        ({"measure": Measure.SURVIVAL_DIFFERENCE}, "difference in survival is not a ratio"),
        ({"reference": "A"}, "A cannot be compared with itself"),
        ({"n": 1}, "1 people are not two arms"),
    ],
)
def test_ratio_that_cannot_be_one_is_refused(changed: dict[str, Any], sentence: str) -> None:
    figures = {"arm": "A", "reference": "C", "value": "0.66", "low": "0.52", "high": "0.85", "n": 400}

    with pytest.raises(ValueError, match=sentence):
        PrintedRatio(**figures | changed)


def test_small_p_keeps_its_digits() -> None:
    one, other = arm("new", "90.0", "88.1", "91.6", n=1000), arm("old", "40.0", "36.9", "43.0", n=1000)

    contrast = indirect_comparison(one, other, measure=Measure.SURVIVAL_DIFFERENCE).contrast

    assert contrast.p == pytest.approx(2 * ndtr(-contrast.value / contrast.standard_error), rel=1e-12, abs=0)
    assert contrast.p > 0
