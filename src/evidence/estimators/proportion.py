"""A proportion of people, with the intervals that papers print.

Clopper CJ, Pearson ES. The use of confidence or fiducial limits illustrated in the case of the binomial. Biometrika.
1934;26:404-413. Wilson EB. Probable inference, the law of succession, and statistical inference. J Am Stat Assoc.
1927;22:209-212. Newcombe RG. Two-sided confidence intervals for the single proportion. Stat Med. 1998;17:857-872.
Brown LD, Cai TT, DasGupta A. Interval estimation for a binomial proportion. Stat Sci. 2001;16:101-133.
"""

from math import sqrt

from evidence.estimators.intervals import normal_quantile
from evidence.results import ConfidenceInterval, DataSource, require_level
from evidence.results.proportions import Proportion, ProportionInterval, require_part

Limits = tuple[float, float]


def proportion(
    events: int,
    n: int,
    *,
    arm: str,
    outcome: str,
    interval: ProportionInterval = ProportionInterval.CLOPPER_PEARSON,
    confidence_level: float = 0.95,
    source: DataSource = DataSource.PATIENTS,
) -> Proportion:
    """
    Give the share of people with an outcome.

    Parameters
    ----------
    events, n : int
        People with the outcome, and people in all.
    arm, outcome : str
        Whose share of what.
    interval : ProportionInterval, default Clopper–Pearson
        The only one that covers the true proportion at least as often as it says, whatever that proportion is.
    confidence_level : float, default 0.95
    source : DataSource, default PATIENTS

    Returns
    -------
    Proportion
        Without an interval for Wald's at 0 or `n` events, where its width would be zero.

    Raises
    ------
    ValueError
        If the counts are no whole numbers with 0 ≤ events ≤ n and n > 0.
    """
    require_part(events, n)
    value = events / n
    limits = proportion_limits(events, n, method=interval, confidence_level=confidence_level)
    return Proportion(
        arm=arm,
        outcome=outcome,
        events=int(events),
        n=int(n),
        value=value,
        standard_error=sqrt(value * (1 - value) / n) if 0 < events < n else None,
        interval=None if limits is None else ConfidenceInterval(*limits, str(interval), confidence_level),
        method="observed proportion",
        source=source,
    )


def proportion_limits(events: int, n: int, *, method: ProportionInterval, confidence_level: float) -> Limits | None:
    """
    Give the confidence limits of a proportion.

    Parameters
    ----------
    events, n : int
    method : ProportionInterval
        With p = events/n, and z the normal quantile:
        Clopper–Pearson: quantiles α/2 of Beta(x, n − x + 1) and 1 − α/2 of Beta(x + 1, n − x).
        Wilson: the roots θ of (p − θ)² = z²θ(1 − θ)/n; with continuity correction those of p moved by 1/(2n) outward.
        Jeffreys: quantiles of Beta(x + ½, n − x + ½), the lower limit 0 at x = 0 and the upper 1 at x = n.
        Agresti–Coull: p̃ ± z√(p̃(1 − p̃)/(n + z²)) about p̃ = (x + z²/2)/(n + z²). Wald: p ± z√(p(1 − p)/n).
    confidence_level : float

    Returns
    -------
    low, high : float
        From 0 to 1. None for Wald's at 0 or `n` events.
    """
    require_level(confidence_level)
    if method in {ProportionInterval.CLOPPER_PEARSON, ProportionInterval.JEFFREYS}:
        return beta_limits(events, n, 0 if method is ProportionInterval.CLOPPER_PEARSON else 0.5, confidence_level)
    z = normal_quantile(confidence_level)
    if method is ProportionInterval.WILSON:
        return wilson_limits(events, n, z)
    if method is ProportionInterval.WILSON_CORRECTED:
        low = wilson_limits(events - 0.5, n, z)[0] if events else 0.0
        return low, wilson_limits(events + 0.5, n, z)[1] if events < n else 1.0
    if method is ProportionInterval.AGRESTI_COULL:
        return _normal_limits(events + z * z / 2, n + z * z, z)
    return _normal_limits(events, n, z) if 0 < events < n else None


def wilson_limits(events: float, n: float, z: float) -> Limits:
    """Give the roots of Wilson's equation; the lower one from their product, which keeps its digits near 0."""
    share, extra = events / n, z * z / n
    high = (2 * share + extra + sqrt(extra * (extra + 4 * share * (1 - share)))) / (2 * (1 + extra))
    return share * share / ((1 + extra) * high), min(high, 1.0) if events < n else 1.0


def beta_limits(events: float, n: float, prior: float, confidence_level: float) -> Limits:
    """Give Jeffreys' limits with a prior of ½; with one of 0 Clopper and Pearson's, whose tails include the count."""
    from scipy.special import betainccinv

    tail, own = (1 - confidence_level) / 2, 0 if prior else 1
    high = float(betainccinv(events + own + prior, n - events + prior, tail)) if events < n else 1.0
    return beta_low(events, n, prior, confidence_level), high


def beta_low(events: float, n: float, prior: float, confidence_level: float) -> float:
    """Give the lower of `beta_limits`, for who looks for the one only."""
    from scipy.special import betaincinv

    tail, own = (1 - confidence_level) / 2, 0 if prior else 1
    return float(betaincinv(events + prior, n - events + own + prior, tail)) if events else 0.0


def _normal_limits(events: float, n: float, z: float) -> Limits:
    share = events / n
    spread = z * sqrt(share * (1 - share) / n)
    return max(share - spread, 0.0), min(share + spread, 1.0)
