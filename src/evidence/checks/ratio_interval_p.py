"""ratio-interval-p: a ratio stands at the centre of its interval on the log scale, and its P value follows.

Statement. (ln low + ln high)/2 = ln ratio; SE = (ln high − ln low)/(2z); P = 2Φ(−|ln ratio|/SE).
Source. Altman DG, Bland JM. BMJ. 2011;343:d2090 and d2304.
Assumes Wald's interval. Profile-likelihood and exact intervals are a little skewed, more so for odds ratios: what is
off by less than a small part of the half-width passes. A log-rank P differs from Wald's at the second decimal in one
paper of four, an adjusted ratio may stand beside a crude P, and a P for non-inferiority or interaction tests another
hypothesis.
Level: centre inconsistent; P a note, and inconsistent only if it is about an order of magnitude off, or at least twice
off and on the other side of 5%.
"""

from collections.abc import Iterator
from math import erfc, exp, inf, log, sqrt
from statistics import NormalDist

from evidence.checks.finding import Finding, Level
from evidence.checks.paper import Paper
from evidence.checks.ranges import RATIOS, known, printed, rounded, truncated
from evidence.checks.scales import quantile
from evidence.checks.wording import article, figure, interval_name, limits, slips
from evidence.claims import Claim, ClaimMeasure, Printed, PrintedP
from evidence.results.printed import Range

NAME = "ratio-interval-p"
SKEW = {
    ClaimMeasure.HAZARD_RATIO: (0.08, 0.06),
    ClaimMeasure.ODDS_RATIO: (0.1, 0.2),
    ClaimMeasure.RISK_RATIO: (0.1, 0.2),
}
"""By how much of its half-width an interval may miss the ratio beyond rounding: so many times the half-width itself,
since few people make wide and skewed intervals, and at most so much."""
LEVEL = 95.0
NOTABLE, FAR, FAR_Z = 2.0, 5.0, 0.15
"""P is worth a note from a factor of 2, and inconsistent from 5, beyond all rounding, if its z is off by 15% too."""
FIVE = 0.05


def find(paper: Paper) -> Iterator[Finding]:
    """Find ratios off the centre of their interval, and P values that do not go with it."""
    for index, claim in enumerate(paper.claims):
        if not _is_ratio(claim) or paper.broken[index]:
            continue
        centre = _centre(index, claim)
        if centre is not None:
            yield centre
        elif claim.p is not None and claim.p.hypothesis is None:
            yield from _p(index, claim, claim.p)


def _is_ratio(claim: Claim) -> bool:
    interval, estimate = claim.interval, claim.estimate
    if claim.measure not in RATIOS or interval is None or estimate is None or interval.kind != "confidence":
        return False
    numbers = (estimate, interval.low, interval.high)
    if any(not known(number) or number.bound is not None for number in numbers) or claim.unit is not None:
        return False
    return (estimate.value or 0) > 0 and (interval.high.value or 0) > 0 and (interval.low.value or 0) >= 0


def log_error(claim: Claim) -> Range | None:
    """Give the standard error of the logarithm of a ratio by its interval; None where there is none to give."""
    interval = claim.interval
    if not _is_ratio(claim) or interval is None:
        return None
    low, high, width = _log(printed(interval.low)), _log(printed(interval.high)), 2 * quantile(interval.level or LEVEL)
    return Range(max(0.0, high.low - low.high) / width, (high.high - low.low) / width)


def _centre(index: int, claim: Claim) -> Finding | None:
    interval, estimate = claim.interval, claim.estimate
    if interval is None or estimate is None or _is_centred(claim, estimate):
        return None
    low, high = _log(rounded(interval.low)), _log(rounded(interval.high))
    span, decimals = Range(exp((low.low + high.low) / 2), exp((low.high + high.high) / 2)), estimate.decimals
    slip = slips(estimate, lambda number: _is_centred(claim, number))
    between = f"{span.low:.{decimals + 1}f} to {span.high:.{decimals + 1}f}"
    return Finding(
        check=NAME,
        level=Level.INCONSISTENT,
        claims=(index,),
        message=f"{article(figure(claim)).capitalize()} {figure(claim)} is not at the centre of its "
        f"{interval_name(interval)}, {limits(interval)}, on the log scale.",
        detail={"ratio": estimate.value, "centre_low": span.low, "centre_high": span.high},
        fits=f"{slip}." if slip else f"A ratio of {between}.",
        assumption="The interval is exact, bootstrapped or by profile likelihood, or belongs to another estimate.",
    )


def _is_centred(claim: Claim, estimate: Printed) -> bool:
    """Tell whether a ratio is at the centre, all three figures being rounded or all three cut off."""
    interval = claim.interval
    if interval is None:
        return True
    for spread in (rounded, truncated):
        value, low, high = (_log(spread(number)) for number in (estimate, interval.low, interval.high))
        if low.low == -inf:
            return True
        half, (part, most) = (high.high - low.low) / 2, SKEW[claim.measure]
        slack = min(part * half, most) * half
        middle = Range((low.low + high.low) / 2 - slack, (low.high + high.high) / 2 + slack)
        if middle.meets(value):
            return True
    return False


def _p(index: int, claim: Claim, p: PrintedP) -> Iterator[Finding]:
    error, stated = log_error(claim), stated_p(p)
    if error is None or stated is None or claim.estimate is None or error.low <= 0:
        return
    value = _log(printed(claim.estimate))
    if value.low == -inf:
        return
    nearest = 0.0 if value.low <= 0 <= value.high else min(abs(value.low), abs(value.high))
    implied = Range(two_sided(max(abs(value.low), abs(value.high)) / error.low), two_sided(nearest / error.high))
    if p.sides == 1:
        implied = Range(implied.low / 2, implied.high / 2)
    factor = apart(stated, implied)
    if factor < NOTABLE:
        return
    wrong = (factor >= FAR and far_z(stated, implied)) or _disagree(stated, implied)
    level = Level.INCONSISTENT if wrong else Level.NOTE
    central = two_sided(abs(log(claim.estimate.value or 1)) / ((error.low + error.high) / 2))
    yield Finding(
        check=NAME,
        level=level,
        claims=(index,),
        message=f"P {p.operator} {p.number.text} does not go with {article(figure(claim))} {figure(claim)} "
        f"and its interval, which give P of about {central:.2g}.",
        detail={"p_low": implied.low, "p_high": implied.high, "p_printed": p.number.value, "factor": factor},
        fits=f"P = {implied.low:.2g} to {implied.high:.2g}." if implied.low > 0 else f"P < {implied.high:.2g}.",
        assumption="P is of another test: log-rank beside an adjusted ratio, non-inferiority, interaction.",
    )


def _disagree(stated: Range, implied: Range) -> bool:
    """Tell whether one P value is clearly significant at 5% and the other is not."""
    return (implied.high <= 0.8 * FIVE and stated.low >= FIVE) or (stated.high <= FIVE and implied.low >= 1.5 * FIVE)


def stated_p(p: PrintedP) -> Range | None:
    """Give what a printed P value stands for; None where it is no number from 0 to 1."""
    if p.number.value is None or not 0 <= p.number.value <= 1:
        return None
    span = printed(p.number)
    if p.operator in {"<", "<="}:
        return Range(0.0, span.high)
    if p.operator in {">", ">="}:
        return Range(max(0.0, span.low), 1.0)
    return Range(max(0.0, span.low), min(1.0, span.high))


def apart(first: Range, second: Range) -> float:
    """Give the factor between two ranges of P values at their nearest; 1 where they meet."""
    if first.meets(second):
        return 1.0
    small, large = (first.high, second.low) if first.high < second.low else (second.high, first.low)
    return large / small if small > 0 else inf


def far_z(first: Range, second: Range) -> bool:
    """Tell whether two P values are far apart as normal deviates too: tiny ones differ by orders over nothing."""
    small, large = (first.high, second.low) if first.high < second.low else (second.high, first.low)
    high, low = (-NormalDist().inv_cdf(max(p, 1e-300) / 2) if p < 1 else 0.0 for p in (small, large))
    return high - low >= FAR_Z * high


def two_sided(z: float) -> float:
    """Give the two-sided P value of a normal deviate."""
    return erfc(z / sqrt(2))


def _log(span: Range) -> Range:
    return Range(log(span.low) if span.low > 0 else -inf, log(span.high) if span.high > 0 else -inf)
