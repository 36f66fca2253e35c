"""interval-order: low ≤ estimate ≤ high, all inside the scale's bounds.

Statement. The limits rise, the estimate lies between them, probabilities lie from 0 to 100%, ratios and P values are
not negative, P is at most 1.
Proof. Every method in use moves down from the estimate to get the low limit and up to get the high one; a median lies
between the smallest and the largest value. Rounding is monotone, so it keeps the order.
Assumes that the interval belongs to the estimate.
Level: impossible; inconsistent for a credible interval, which may leave out the mean of a skewed posterior, and for
the quartiles around a mean.
"""

from collections.abc import Iterator

from evidence.checks.finding import Finding, Level
from evidence.checks.order import falls, misses
from evidence.checks.paper import Paper
from evidence.checks.ranges import INF, PROBABILITIES, RATIOS, printed, same_scale, share_scale
from evidence.checks.wording import article, figure, interval_name, limits, slips, with_unit
from evidence.claims import Claim, ClaimMeasure, PrintedInterval

NAME = "interval-order"
NEIGHBOURS = 6
"""Claims to either side among which a swapped interval is looked for."""
# Probabilities by their name that are none: they may be negative, or above 100%.
CHANGES = (
    "efficacy", "reduction", "increase", "decrease", "change", "difference", "improvement", "gain", "loss",
    "intensity", "effectiveness", "decline", "growth", "excess", "relative", "benefit", "bias", "recovery", "yield",
)  # fmt: skip


def find(paper: Paper) -> Iterator[Finding]:
    """Find intervals out of order, and figures outside their scale."""
    for index, claim in enumerate(paper.claims):
        for interval in (claim.interval, claim.spread):
            if interval is not None and (finding := _order(paper, index, claim, interval)):
                yield finding
                break
        else:
            bound = _bound(claim)
            if bound:
                yield Finding(
                    check=NAME,
                    level=Level.IMPOSSIBLE,
                    claims=(index,),
                    message=bound,
                    assumption="The figure is no probability, ratio or P value but something else.",
                )


def _order(paper: Paper, index: int, claim: Claim, interval: PrintedInterval) -> Finding | None:
    if not same_scale(claim):
        return None
    name, span = interval_name(interval), limits(interval)
    if falls(interval):
        turned = PrintedInterval(interval.high, interval.low, interval.level, interval.level_is_printed, interval.kind)
        message = f"The limits of {article(name)} {name} rise, so {span} is none."
        fits = f"{limits(turned)}." if not misses(claim.estimate, turned) else ""
    elif misses(claim.estimate, interval):
        unit = "%" if claim.unit == "%" else ""
        message = f"{article(name).capitalize()} {name} of {span}{unit} cannot belong to {_estimate(claim)}."
        fits = _instead(paper, index, claim, interval)
    else:
        return None
    doubtful = interval.kind == "credible" or (interval.kind == "interquartile range" and _is_mean(claim))
    return Finding(
        check=NAME,
        level=Level.INCONSISTENT if doubtful else Level.IMPOSSIBLE,
        claims=(index,),
        message=message,
        detail={
            "estimate": None if claim.estimate is None else claim.estimate.value,
            "low": interval.low.value,
            "high": interval.high.value,
        },
        fits=fits,
        assumption="The interval belongs to another figure.",
    )


def _instead(paper: Paper, index: int, claim: Claim, interval: PrintedInterval) -> str:
    """Name the claim whose interval would fit, where the two were swapped, or the slip in the estimate."""
    for other in range(max(0, index - NEIGHBOURS), min(len(paper.claims), index + NEIGHBOURS + 1)):
        neighbour = paper.claims[other]
        theirs = neighbour.interval
        if (
            other != index
            and theirs is not None
            and neighbour.measure is claim.measure
            and misses(neighbour.estimate, theirs)
            and not (misses(claim.estimate, theirs) or misses(neighbour.estimate, interval))
        ):
            return f"{limits(theirs)}, which stands with {figure(neighbour)}: the two may be swapped."
    if claim.estimate is None:
        return ""
    better = slips(claim.estimate, lambda number: not misses(number, interval))
    return f"{with_unit(better, claim.unit)}." if better else ""


def _bound(claim: Claim) -> str:
    """Say which figure lies outside its scale; empty if none does."""
    interval = claim.interval
    numbers = [claim.estimate, *((interval.low, interval.high) if interval else ())]
    values = [number for number in numbers if number is not None and number.value is not None]
    if claim.p is not None and claim.p.number.value is not None and not 0 <= claim.p.number.value <= 1:
        return f"P {claim.p.operator} {claim.p.number.text} is no probability."
    if claim.measure in RATIOS:
        wrong = [number.text for number in values if printed(number).high < 0]
        return f"A ratio cannot be negative, as {wrong[0]} is." if wrong else ""
    scale = share_scale(claim)
    if claim.measure not in PROBABILITIES or scale is None or _is_change(claim):
        return ""
    # A percentage below 0 without people counted is an effect, like an efficacy, that was taken for a proportion.
    effect = claim.measure is ClaimMeasure.PROPORTION and claim.numerator is None
    lowest = -INF if effect else 0.0
    wrong = [number.text for number in values if printed(number).high < lowest or printed(number).low > scale]
    return f"A probability lies from 0 to {'100%' if scale > 1 else '1'}; {wrong[0]} does not." if wrong else ""


def _is_change(claim: Claim) -> bool:
    outcome = (claim.outcome or "").lower()
    return any(word in outcome for word in CHANGES)


def _is_mean(claim: Claim) -> bool:
    return claim.measure is ClaimMeasure.MEAN


def _estimate(claim: Claim) -> str:
    return figure(claim) if claim.measure not in RATIOS else f"the {figure(claim)}"
