from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.estimators.proportion import proportion
from evidence.estimators.risk_contrasts import odds_ratio, risk_difference, risk_ratio
from evidence.results import Contrast, DataSource, Measure
from evidence.results.proportions import DifferenceInterval, OddsRatioInterval, Proportion, RiskTest
from tests.evidence.reference import number, rows

REFERENCE = rows("risk-contrasts.csv")
counts = st.integers(1, 25).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def share(events: int, n: int, arm: str = "new", source: DataSource = DataSource.PATIENTS) -> Proportion:
    return proportion(events, n, arm=arm, outcome="infection", source=source)


def pair(row: dict[str, str]) -> tuple[Proportion, Proportion]:
    return share(int(row["events"]), int(row["n"])), share(
        int(row["reference_events"]), int(row["reference_n"]), "standard"
    )


def limits(contrast: Contrast) -> tuple[float | None, float | None] | None:
    return None if contrast.interval is None else (contrast.interval.low, contrast.interval.high)


def expected(row: dict[str, str], *columns: str) -> list[float | None]:
    return [None if row[column] in {"NA", "NaN"} else number(row[column]) for column in columns]


def require_close(contrast: Contrast, row: dict[str, str], value: str, low: str, high: str) -> None:
    wanted = expected(row, value, low, high)
    found = [contrast.value, *(limits(contrast) or (None, None))]
    assert [number is None for number in found] == [number is None for number in wanted]
    assert [x for x in found if x is not None] == pytest.approx([x for x in wanted if x is not None], rel=1e-11)


@pytest.mark.parametrize("row", REFERENCE, ids=lambda row: "-".join(list(row.values())[:5]))
class TestAgreementWithR:
    def test_risk_difference(self, row: dict[str, str]) -> None:
        level = float(row["level"])

        newcombe = risk_difference(*pair(row), confidence_level=level)
        wald = risk_difference(*pair(row), interval=DifferenceInterval.WALD, confidence_level=level)

        require_close(newcombe, row, "difference", "newcombe_low", "newcombe_high")
        require_close(wald, row, "difference", "wald_low", "wald_high")

    def test_p_of_both_tests(self, row: dict[str, str]) -> None:
        pearson, fisher = (risk_ratio(*pair(row), test=test).p for test in (RiskTest.PEARSON, RiskTest.FISHER))

        if pearson is None:
            assert expected(row, "pearson") == [None]
        else:
            assert pearson == pytest.approx(number(row["pearson"]), rel=1e-11)
        assert fisher == pytest.approx(number(row["fisher"]), rel=1e-11)

    def test_risk_ratio(self, row: dict[str, str]) -> None:
        level = float(row["level"])

        plain = risk_ratio(*pair(row), confidence_level=level)
        corrected = risk_ratio(*pair(row), haldane_anscombe=True, confidence_level=level)

        require_close(plain, row, "risk_ratio", "katz_low", "katz_high")
        require_close(corrected, row, "corrected_risk_ratio", "corrected_katz_low", "corrected_katz_high")

    def test_odds_ratio(self, row: dict[str, str]) -> None:
        level = float(row["level"])

        plain = odds_ratio(*pair(row), confidence_level=level)
        corrected = odds_ratio(*pair(row), haldane_anscombe=True, confidence_level=level)
        exact = odds_ratio(*pair(row), interval=OddsRatioInterval.EXACT, confidence_level=level)

        require_close(plain, row, "odds_ratio", "woolf_low", "woolf_high")
        require_close(corrected, row, "corrected_odds_ratio", "corrected_woolf_low", "corrected_woolf_high")
        require_close(exact, row, "exact", "exact_low", "exact_high")


@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [
        ((56, 70), (48, 80), "0.0524", "0.3339"),
        ((9, 10), (3, 10), "0.1705", "0.8090"),
        ((6, 7), (2, 7), "0.0582", "0.8062"),
        ((5, 56), (0, 29), "-0.0381", "0.1926"),
        ((0, 10), (0, 20), "-0.1611", "0.2775"),
        ((0, 10), (0, 10), "-0.2775", "0.2775"),
        ((10, 10), (0, 20), "0.6791", "1.0000"),
        ((10, 10), (0, 10), "0.6075", "1.0000"),
    ],
)
def test_difference_is_that_of_newcombe_1998(
    first: tuple[int, int], second: tuple[int, int], low: str, high: str
) -> None:
    found = limits(risk_difference(share(*first), share(*second, "standard")))

    assert found is not None
    assert tuple(f"{limit:.4f}" for limit in found) == (low, high)


def test_physicians_health_study_gives_the_printed_ratios() -> None:
    placebo, aspirin = share(189, 11034, "placebo"), share(104, 11037, "aspirin")

    ratio, odds = risk_ratio(placebo, aspirin), odds_ratio(placebo, aspirin)

    assert f"{ratio.value:.2f}" == "1.82"
    assert f"{odds.value:.2f} {odds.interval.low:.2f} {odds.interval.high:.2f}" == "1.83 1.44 2.33"  # type: ignore[union-attr]


def test_contrast_says_what_it_rests_on() -> None:
    found = risk_difference(
        share(21, 30, "new"), share(5, 30, "standard", DataSource.PUBLISHED), test=RiskTest.FISHER, confidence_level=0.9
    )

    assert (found.measure, found.arm, found.reference, found.n) == (Measure.RISK_DIFFERENCE, "new", "standard", 60)
    assert found.value == pytest.approx(16 / 30, rel=1e-14)
    assert found.standard_error == pytest.approx((0.7 * 0.3 / 30 + 5 / 30 * 25 / 30 / 30) ** 0.5, rel=1e-14)
    assert found.method == "observed proportions; P by Fisher's exact test"
    assert found.source is DataSource.PUBLISHED
    assert found.interval is not None
    assert (found.interval.method, found.interval.confidence_level) == ("Newcombe hybrid score", 0.9)


def test_correction_is_named_where_it_was_made_and_only_there() -> None:
    zero = risk_ratio(share(0, 30), share(5, 30, "standard"), haldane_anscombe=True)
    none = risk_ratio(share(1, 30), share(5, 30, "standard"), haldane_anscombe=True)

    assert zero.method.endswith("; ½ added to each cell (Haldane–Anscombe)")
    assert none == risk_ratio(share(1, 30), share(5, 30, "standard"))


def test_ratio_without_an_event_in_the_reference_has_no_value() -> None:
    found = risk_ratio(share(5, 30), share(0, 30, "standard"))

    assert (found.value, found.standard_error, found.interval) == (None, None, None)
    assert found.p == pytest.approx(0.01951748118217775, rel=1e-12)


def test_ratio_without_an_event_in_the_arm_is_0_without_interval() -> None:
    found = risk_ratio(share(0, 30), share(5, 30, "standard"))

    assert (found.value, found.standard_error, found.interval) == (0.0, None, None)


def test_exact_odds_ratio_that_is_infinite_keeps_its_lower_limit() -> None:
    found = odds_ratio(share(30, 30), share(25, 30, "standard"), interval=OddsRatioInterval.EXACT)

    assert found.value is None
    assert found.interval is not None
    assert found.interval.low is not None
    assert found.interval.low < 1
    assert found.interval.high is None


def test_exact_odds_ratio_refuses_a_correction() -> None:
    with pytest.raises(ValueError, match="without one half added"):
        odds_ratio(share(0, 3), share(1, 3, "standard"), interval=OddsRatioInterval.EXACT, haldane_anscombe=True)


@pytest.mark.parametrize("contrast", [risk_difference, risk_ratio, odds_ratio])
def test_proportions_of_different_outcomes_are_refused(contrast: object) -> None:
    other = proportion(1, 10, arm="standard", outcome="nausea")

    with pytest.raises(ValueError, match="The outcomes differ: infection and nausea"):
        contrast(share(1, 10), other)  # type: ignore[operator]


def test_arm_is_not_compared_with_itself() -> None:
    with pytest.raises(ValueError, match="new cannot be compared with itself"):
        risk_difference(share(1, 10), share(2, 10))


@given(first=counts, second=counts)
def test_fisher_agrees_with_sums_of_exact_fractions(first: tuple[int, int], second: tuple[int, int]) -> None:
    (a, m), (c, n) = first, second
    ways = {x: comb(m, x) * comb(n, a + c - x) for x in range(max(0, a + c - n), min(m, a + c) + 1)}
    expected = Fraction(sum(number for number in ways.values() if number <= ways[a]), sum(ways.values()))

    found = risk_difference(share(*first), share(*second, "standard"), test=RiskTest.FISHER)

    assert found.p == pytest.approx(float(expected), rel=1e-12)


@given(first=counts, second=counts)
def test_exact_odds_ratio_solves_its_equations_in_a_loop_over_tables(
    first: tuple[int, int], second: tuple[int, int]
) -> None:
    (a, m), (c, n) = first, second
    support = range(max(0, a + c - n), min(m, a + c) + 1)

    def share_of(odds: float, tables: range) -> float:
        weights = {x: comb(m, x) * comb(n, a + c - x) * Fraction(odds) ** x for x in support}
        return float(sum(weights[x] for x in tables if x in weights) / sum(weights.values()))

    found = limits(odds_ratio(share(*first), share(*second, "standard"), interval=OddsRatioInterval.EXACT))

    if found is None:
        assert len(support) == 1
        return
    low, high = found
    assert (low == 0) == (a == support[0])
    assert (high is None) == (a == support[-1])
    if low:
        assert share_of(low, range(a, 99)) == pytest.approx(0.025, rel=1e-9)
    if high is not None:
        assert share_of(high, range(a + 1)) == pytest.approx(0.025, rel=1e-9)


@given(first=counts, second=counts)
def test_arms_swapped_turn_the_contrast_round(first: tuple[int, int], second: tuple[int, int]) -> None:
    arms = share(*first), share(*second, "standard")

    difference, turned = risk_difference(*arms), risk_difference(*reversed(arms))
    odds, inverted = (odds_ratio(*pair, interval=OddsRatioInterval.EXACT) for pair in (arms, arms[::-1]))

    assert difference.value == pytest.approx(-turned.value, abs=1e-15)  # type: ignore[operator]
    low, high = limits(turned) or (0, 0)
    assert limits(difference) == pytest.approx((-high, -low), rel=1e-11, abs=1e-14)  # type: ignore[operator]
    assert difference.p == turned.p
    if odds.value and inverted.value:
        assert odds.value == pytest.approx(1 / inverted.value, rel=1e-11)
        assert odds.interval is not None
        assert inverted.interval is not None
        assert odds.interval.low == pytest.approx(1 / inverted.interval.high, rel=1e-11)  # type: ignore[operator]


@given(first=counts, second=counts)
def test_difference_lies_in_its_interval_inside_minus_1_and_1(first: tuple[int, int], second: tuple[int, int]) -> None:
    for interval in DifferenceInterval:
        found = risk_difference(share(*first), share(*second, "standard"), interval=interval)

        low, high = limits(found) or (found.value, found.value)
        assert -1 <= low <= found.value + 1e-15 <= high + 2e-15 <= 1 + 2e-15  # type: ignore[operator]
