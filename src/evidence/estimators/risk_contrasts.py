"""Two proportions compared: difference, ratio and odds ratio.

Newcombe RG. Interval estimation for the difference between independent proportions. Stat Med. 1998;17:873-890, method
10. Katz D, Baptista J, Azen SP, Pike MC. Obtaining confidence intervals for the risk ratio in cohort studies.
Biometrics. 1978;34:469-474. Woolf B. On estimating the relation between blood group and disease. Ann Hum Genet.
1955;19:251-253.
"""

from math import exp, hypot, log, sqrt

from evidence.estimators.exact_tables import ExactTable
from evidence.estimators.intervals import normal_quantile, two_sided_p
from evidence.estimators.proportion import wilson_limits
from evidence.results import ConfidenceInterval, Contrast, Measure, weakest
from evidence.results.proportions import DifferenceInterval, OddsRatioInterval, Proportion, RiskTest

HALF = 0.5


def risk_difference(
    arm: Proportion,
    reference: Proportion,
    *,
    interval: DifferenceInterval = DifferenceInterval.NEWCOMBE,
    test: RiskTest = RiskTest.PEARSON,
    confidence_level: float = 0.95,
) -> Contrast:
    """
    Give the difference of two independent proportions.

    Parameters
    ----------
    arm, reference : Proportion
        Of the same outcome in different people; the difference is `arm` minus `reference`.
    interval : DifferenceInterval, default Newcombe's hybrid score
        Its method 10, from the Wilson limits of each proportion, has an answer for every table.
    test : RiskTest, default Pearson
        Which test of equal risks gives P; Pearson's is the chi-squared test without correction.
    confidence_level : float, default 0.95

    Returns
    -------
    Contrast
        The standard error is √(p₁q₁/n₁ + p₂q₂/n₂), None where it is zero; then Wald's interval is None too. P of
        Pearson's test is None where nobody or everybody has the outcome.

    Raises
    ------
    ValueError
        If the outcomes differ or the arms are the same.
    """
    z = normal_quantile(confidence_level)
    value = arm.value - reference.value
    error = hypot(arm.standard_error or 0.0, reference.standard_error or 0.0) or None
    if interval is DifferenceInterval.NEWCOMBE:
        (low, high), (low_of_reference, high_of_reference) = (wilson_limits(p.events, p.n, z) for p in (arm, reference))
        below = hypot(arm.value - low, high_of_reference - reference.value)
        above = hypot(high - arm.value, reference.value - low_of_reference)
        limits: ConfidenceInterval | None = _interval(value - below, value + above, interval, confidence_level)
    else:
        limits = None if error is None else _interval(value - z * error, value + z * error, interval, confidence_level)
    p = _p(arm, reference, test)
    return _contrast(Measure.RISK_DIFFERENCE, arm, reference, value, error, limits, p, _told(test))


def risk_ratio(
    arm: Proportion,
    reference: Proportion,
    *,
    haldane_anscombe: bool = False,
    test: RiskTest = RiskTest.PEARSON,
    confidence_level: float = 0.95,
) -> Contrast:
    """
    Give the ratio of two independent proportions, with Katz's interval on the log scale.

    Parameters
    ----------
    arm, reference : Proportion
        Of the same outcome in different people; the ratio is `arm` to `reference`.
    haldane_anscombe : bool, default False
        Add one half to each of the four cells where one of them is 0. P is always that of the counts as they are.
    test : RiskTest, default Pearson
    confidence_level : float, default 0.95

    Returns
    -------
    Contrast
        Without a value where the reference has no event, and without an interval where either arm has none or both
        have nothing else. The standard error is that of the logarithm: √(1/x₁ − 1/n₁ + 1/x₂ − 1/n₂).

    Raises
    ------
    ValueError
        If the outcomes differ or the arms are the same.
    """
    z = normal_quantile(confidence_level)
    (a, b), (c, d), corrected = _cells(arm, reference, haldane_anscombe)
    value = a / (a + b) / (c / (c + d)) if c else None
    error = sqrt(b / (a * (a + b)) + d / (c * (c + d))) if a and c else 0.0
    limits = _around(value, z * error, "Katz log", confidence_level)
    p = _p(arm, reference, test)
    return _contrast(Measure.RISK_RATIO, arm, reference, value, error or None, limits, p, _told(test, corrected))


def odds_ratio(
    arm: Proportion,
    reference: Proportion,
    *,
    interval: OddsRatioInterval = OddsRatioInterval.WOOLF,
    haldane_anscombe: bool = False,
    test: RiskTest = RiskTest.PEARSON,
    confidence_level: float = 0.95,
) -> Contrast:
    """
    Give the ratio of the odds of two independent proportions.

    Parameters
    ----------
    arm, reference : Proportion
        Of the same outcome in different people; the ratio is `arm` to `reference`.
    interval : OddsRatioInterval, default Woolf's, on the log scale
        With the exact one, value and interval are those of the table given its margins, as of R's ``fisher.test``: the
        conditional maximum likelihood estimate and Cornfield's exact limits.
    haldane_anscombe : bool, default False
        Add one half to each of the four cells where one of them is 0. P is always that of the counts as they are.
    test : RiskTest, default Pearson
        Fisher's is the one that goes with the exact interval.
    confidence_level : float, default 0.95

    Returns
    -------
    Contrast
        Without a value where it would be infinite. Woolf's interval is None where a cell is 0; the exact one then lacks
        one limit, or both. The standard error is that of the logarithm, √(1/a + 1/b + 1/c + 1/d); the exact method
        has none.

    Raises
    ------
    ValueError
        If the outcomes differ, the arms are the same, or a correction is asked of the exact method.
    """
    z = normal_quantile(confidence_level)
    if interval is OddsRatioInterval.EXACT:
        if haldane_anscombe:
            raise ValueError("The exact odds ratio takes the counts as they are, without one half added.")
        return _exact_odds_ratio(arm, reference, test, confidence_level)
    (a, b), (c, d), corrected = _cells(arm, reference, haldane_anscombe)
    value = a * d / (b * c) if b and c else None
    error = sqrt(1 / a + 1 / b + 1 / c + 1 / d) if a and b and c and d else 0.0
    limits = _around(value, z * error, str(interval), confidence_level)
    p = _p(arm, reference, test)
    return _contrast(Measure.ODDS_RATIO, arm, reference, value, error or None, limits, p, _told(test, corrected))


def _exact_odds_ratio(arm: Proportion, reference: Proportion, test: RiskTest, confidence_level: float) -> Contrast:
    table = ExactTable.of(arm.events, arm.n, reference.events, reference.n)
    limits = None
    if table.lowest < table.highest:
        limits = ConfidenceInterval(*table.limits(confidence_level), str(OddsRatioInterval.EXACT), confidence_level)
    how, p = f"conditional maximum likelihood; {_told(test)}", _p(arm, reference, test)
    return _contrast(Measure.ODDS_RATIO, arm, reference, table.odds_ratio(), None, limits, p, how)


def _cells(
    arm: Proportion, reference: Proportion, haldane_anscombe: bool
) -> tuple[tuple[float, float], tuple[float, float], bool]:
    """Give each arm's people with and without the outcome, and whether one half was added to them."""
    cells = (arm.events, arm.n - arm.events), (reference.events, reference.n - reference.events)
    corrected = haldane_anscombe and not all(cells[0] + cells[1])
    extra = HALF if corrected else 0
    return (cells[0][0] + extra, cells[0][1] + extra), (cells[1][0] + extra, cells[1][1] + extra), corrected


def _p(arm: Proportion, reference: Proportion, test: RiskTest) -> float | None:
    """Test whether the risks are equal."""
    if test is RiskTest.FISHER:
        return ExactTable.of(arm.events, arm.n, reference.events, reference.n).p()
    events, n = arm.events + reference.events, arm.n + reference.n
    if events in {0, n}:
        return None
    cross = arm.events * reference.n - reference.events * arm.n
    chi_squared = cross * cross * n / (arm.n * reference.n * events * (n - events))
    return two_sided_p(sqrt(chi_squared))


def _told(test: RiskTest, corrected: bool = False) -> str:
    return f"P by {test}" + ("; ½ added to each cell (Haldane–Anscombe)" if corrected else "")


def _interval(low: float, high: float, method: str, confidence_level: float) -> ConfidenceInterval:
    """Cut the limits of a difference at −1 and 1."""
    return ConfidenceInterval(max(low, -1.0), min(high, 1.0), str(method), confidence_level)


def _around(value: float | None, spread: float, method: str, confidence_level: float) -> ConfidenceInterval | None:
    """Give an interval that is symmetric on the log scale; none where there is no spread to make it of."""
    if not value or not spread:
        return None
    centre = log(value)
    return ConfidenceInterval(exp(centre - spread), exp(centre + spread), method, confidence_level)


def _contrast(
    measure: Measure,
    arm: Proportion,
    reference: Proportion,
    value: float | None,
    error: float | None,
    interval: ConfidenceInterval | None,
    p: float | None,
    how: str,
) -> Contrast:
    if arm.outcome != reference.outcome:
        raise ValueError(f"The outcomes differ: {arm.outcome} and {reference.outcome}.")
    return Contrast(
        measure=measure,
        arm=arm.arm,
        reference=reference.arm,
        value=value,
        standard_error=error,
        interval=interval,
        p=p,
        n=arm.n + reference.n,
        method=f"observed proportions; {how}",
        source=weakest((arm.source, reference.source)),
    )
