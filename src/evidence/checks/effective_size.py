"""effective-size: an interval is no narrower than the number of people allows.

Statement. n_eff = S(1 − S)/Var(S), backed out of the interval, is at most the number of people in the arm, and at
least y/S where y are at risk at that time.
Proof. Greenwood's variance is S²·Σ q/(Y − d), q = d/Y. By the check at-risk, just after an event at which survival is
Sᵢ there are at most n·Sᵢ people left, and at least y·Sᵢ/S. Since Σ q/Sᵢ = Σ (1/Sᵢ − 1/Sᵢ₋₁) = 1/S − 1, the sum lies
between (1/S − 1)/n and (1 − S)/y, and n_eff between y/S and n. Dorey FJ, Korn EL. Stat Med. 1987;6:679-687.
Assumes Greenwood's variance. Not for adjusted or weighted curves.
Level: impossible for survival. An incidence with Aalen's variance has a slightly different effective size, and a
proportion has intervals of many kinds: there inconsistent, and only from a quarter too many.
"""

from collections.abc import Iterator

from evidence.checks.finding import Finding, Level
from evidence.checks.interval_method import fitting_methods
from evidence.checks.names import arm_name, same_time
from evidence.checks.paper import Paper
from evidence.checks.ranges import exact, known, printed, share, share_scale, shares
from evidence.checks.scales import effective_size, fitting_scales
from evidence.checks.wording import about, article, figure, interval_name, limits
from evidence.claims import Claim, ClaimMeasure
from evidence.results.printed import Range

NAME = "effective-size"
LOOSE, EXTRA = 1.25, 5
"""By how much the size may be exceeded where the variance need not be Greenwood's."""


def find(paper: Paper) -> Iterator[Finding]:
    """Find intervals and standard errors that would need more people than there are, or fewer than are at risk."""
    for index, claim in enumerate(paper.claims):
        if paper.is_adjusted(claim) or paper.broken[index]:
            continue
        # Of printed counts proportion-interval knows more.
        if exact(claim.denominator) is not None or (paper.group_size(index) is None and not paper.context.at_risk):
            continue
        size = _size(claim)
        if size is not None:
            yield from _too_many(paper, index, claim, size)
            yield from _too_few(paper, index, claim, size)


def _size(claim: Claim) -> Range | None:
    """Back the effective size out of the interval, by whatever scale fits, or out of the standard error."""
    interval, figures, estimate = claim.interval, shares(claim), share(claim)
    if estimate is None or estimate.low <= 0 or estimate.high >= 1:
        return None
    if interval is not None and interval.level is not None and interval.kind == "confidence" and figures is not None:
        if figures.low.contains(0) or figures.high.contains(1) or not fitting_methods(claim):
            return None
        sizes = [effective_size(figures, method, interval.level) for method in fitting_scales(figures)]
        return Range(min(size.low for size in sizes), max(size.high for size in sizes)) if sizes else None
    if claim.standard_error_label == "SE" and known(claim.standard_error) and claim.standard_error is not None:
        error = printed(claim.standard_error, share_scale(claim) or 1.0)
        spread = [p * (1 - p) for p in (estimate.low, estimate.high)]
        least = spread[0] if estimate.high <= 0.5 else spread[1] if estimate.low >= 0.5 else min(spread)
        most = 0.25 if estimate.low < 0.5 < estimate.high else max(spread)
        return Range(least / error.high**2, most / error.low**2 if error.low > 0 else float("inf"))
    return None


def _too_many(paper: Paper, index: int, claim: Claim, size: Range) -> Iterator[Finding]:
    n = paper.own_size(index) or paper.most_people(index)
    if n is None:
        return
    is_survival = claim.measure is ClaimMeasure.SURVIVAL_PROBABILITY
    most = n if is_survival else n * LOOSE + EXTRA
    if size.low <= most:
        return
    yield Finding(
        check=NAME,
        level=Level.IMPOSSIBLE if is_survival else Level.INCONSISTENT,
        claims=(index,),
        message=f"{n} people cannot give {_precision(claim)} around {figure(claim)} for {about(claim)}: "
        f"it takes at least {size.low:.0f}.",
        detail={"n": n, "effective_size_low": size.low, "effective_size_high": size.high},
        fits="A wider interval, one of a lower level, or more people.",
        assumption="The curve is adjusted or weighted, the interval is of a lower level, or the arm is larger.",
    )


def _too_few(paper: Paper, index: int, claim: Claim, size: Range) -> Iterator[Finding]:
    value = share(claim)
    if claim.measure is not ClaimMeasure.SURVIVAL_PROBABILITY or claim.time is None or value is None:
        return
    for at_risk in paper.context.at_risk:
        if arm_name(at_risk.arm) != paper.arms[index] or not same_time(at_risk.time, claim.time):
            continue
        least = at_risk.n / value.high
        if size.high < least:
            yield Finding(
                check=NAME,
                level=Level.IMPOSSIBLE if at_risk.after_events else Level.INCONSISTENT,
                claims=(index,),
                message=f"With {at_risk.n} people at risk, {_precision(claim)} around {figure(claim)} for "
                f"{about(claim)} is too wide: it stands for at most {size.high:.0f} people, not for {least:.0f}.",
                detail={"at_risk": at_risk.n, "least": least, "effective_size_high": size.high},
                fits="A narrower interval, or fewer people at risk.",
                assumption="The curve is adjusted or weighted, or the number at risk is of another time.",
            )


def _precision(claim: Claim) -> str:
    if claim.interval is not None and claim.interval.kind == "confidence":
        name = interval_name(claim.interval)
        return f"{article(name)} {name} of {limits(claim.interval)}"
    return f"a standard error of {claim.standard_error.text if claim.standard_error else ''}"
