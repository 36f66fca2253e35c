"""What printed figures may stand for: by rounding, and by truncation, which papers do too.

A finding is made only if it holds for every number that prints so by either.
"""

from dataclasses import dataclass
from functools import lru_cache

from evidence.claims import Claim, ClaimMeasure, Printed
from evidence.results.printed import Range

PROBABILITIES = {ClaimMeasure.SURVIVAL_PROBABILITY, ClaimMeasure.CUMULATIVE_INCIDENCE, ClaimMeasure.PROPORTION}
RATIOS = {ClaimMeasure.HAZARD_RATIO, ClaimMeasure.ODDS_RATIO, ClaimMeasure.RISK_RATIO}
INF = float("inf")


@lru_cache(maxsize=4096)
def rounded(number: Printed, scale: float = 1.0) -> Range:
    """Give what a printed number was rounded from, divided by `scale`."""
    value, half = _value(number), _unit(number) / 2
    return _bounded(number, value - half, value + half, scale)


@lru_cache(maxsize=4096)
def truncated(number: Printed, scale: float = 1.0) -> Range:
    """Give what a printed number was cut off from, divided by `scale`."""
    value, unit = _value(number), _unit(number)
    low, high = (value - unit, value) if value < 0 else (value, value + unit)
    return _bounded(number, low, high, scale)


@lru_cache(maxsize=4096)
def printed(number: Printed, scale: float = 1.0) -> Range:
    """Give what a printed number stands for, whether it was rounded or cut off."""
    first, second = rounded(number, scale), truncated(number, scale)
    return Range(min(first.low, second.low), max(first.high, second.high))


@dataclass(frozen=True)
class Shares:
    """
    An estimated probability and its limits, as fractions.

    Parameters
    ----------
    value, low, high : Range
    """

    value: Range
    low: Range
    high: Range


def known(number: Printed | None) -> bool:
    """Tell whether a number was printed, and as a number: not "NR"."""
    return number is not None and number.value is not None


def exact(number: Printed | None) -> int | None:
    """Give a printed count; None for what is none."""
    if number is None or number.value is None or number.bound is not None or number.value != int(number.value):
        return None
    return int(number.value)


def share_scale(claim: Claim) -> float | None:
    """Give what divides the figures of a probability to make fractions; None where it is not plain which are which."""
    if claim.measure not in PROBABILITIES or claim.estimate is None or claim.estimate.value is None:
        return None
    if claim.unit == "%":
        return 100.0
    return 1.0 if claim.unit is None and claim.estimate.decimals > 0 and claim.estimate.value <= 1 else None


def same_scale(claim: Claim) -> bool:
    """Tell whether estimate and limits are on one scale: not 83% beside 0.645–0.927."""
    interval, estimate = claim.interval, claim.estimate
    if interval is None or estimate is None or estimate.value is None or claim.unit != "%":
        return True
    limits = [limit.value for limit in (interval.low, interval.high) if limit.value is not None]
    decimals = min(interval.low.decimals, interval.high.decimals)
    return not (estimate.value > 2 and decimals >= 2 and limits and all(abs(limit) <= 2 for limit in limits))


def shares(claim: Claim, *, cut: bool | None = None) -> Shares | None:
    """
    Give estimate and limits of a probability as fractions.

    Parameters
    ----------
    claim : Claim
    cut : bool, optional
        True: as if cut off; False: as if rounded; without it whatever prints so by either.

    Returns
    -------
    Shares or None
        None where the claim has no such figures.
    """
    scale, interval, estimate = share_scale(claim), claim.interval, claim.estimate
    if scale is None or interval is None or estimate is None or not same_scale(claim):
        return None
    figures = (estimate, interval.low, interval.high)
    if any(not known(figure) or figure.bound is not None for figure in figures):
        return None
    spread = printed if cut is None else truncated if cut else rounded
    value, low, high = (spread(figure, scale) for figure in figures)
    return Shares(value, low, high)


def share(claim: Claim) -> Range | None:
    """Give the estimate of a probability as a fraction."""
    scale = share_scale(claim)
    if scale is None or claim.estimate is None or claim.estimate.bound is not None:
        return None
    return printed(claim.estimate, scale)


def _value(number: Printed) -> float:
    if number.value is None:
        raise ValueError(f"“{number.text}” is no number.")
    return number.value


def _bounded(number: Printed, low: float, high: float, scale: float) -> Range:
    """Take "60.1+" as everything from there on, "<1" as everything below; "about 60" tells nothing for certain."""
    return Range(
        -INF if number.bound in ("below", "about") else low / scale,
        INF if number.bound in ("beyond", "about") else high / scale,
    )


def _unit(number: Printed) -> float:
    return float(f"1e-{number.decimals}")
