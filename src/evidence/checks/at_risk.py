"""at-risk: those still at risk are no more than the survivors.

Statement. y ≤ n·S(t), y being at risk after t; and S(t₂)/S(t₁) ≥ y₂/y₁ for t₁ < t₂.
Proof. Every event lowers S by the factor 1 − d/Y ≥ (Y − d)/Y, and Y falls by at least d, so S ≥ y/n and, from one time
to the next, S(t₂)/S(t₁) ≥ y₂/y₁.
Assumes plain curves of the same patients. Where the number at risk still counts those with an event at that very time,
it may exceed n·S(t).
Level: impossible if the number at risk is known to be after the events, else inconsistent.
"""

from collections.abc import Iterator
from itertools import pairwise

from evidence.checks.context import AtRisk
from evidence.checks.finding import Finding, Level
from evidence.checks.names import arm_name, days, same_time
from evidence.checks.paper import Paper, Point
from evidence.checks.wording import about, figure, when
from evidence.claims import ClaimMeasure

NAME = "at-risk"
ASSUMPTION = (
    "The number at risk is of another time or counts those with an event at that very time, or the curve is weighted."
)


def find(paper: Paper) -> Iterator[Finding]:
    """Find survival that is lower than the numbers at risk allow."""
    for (measure, _, arm), points in paper.curves.items():
        if measure is not ClaimMeasure.SURVIVAL_PROBABILITY:
            continue
        known = [
            (point, at_risk)
            for point in points
            for at_risk in paper.context.at_risk
            if arm_name(at_risk.arm) == arm and same_time(at_risk.time, point.time)
        ]
        known.sort(key=lambda pair: days(pair[0].time))
        for point, at_risk in known:
            yield from _survivors(paper, point, at_risk)
        for earlier, later in pairwise(known):
            yield from _decline(paper, earlier, later)


def _survivors(paper: Paper, point: Point, at_risk: AtRisk) -> Iterator[Finding]:
    n = paper.group_size(point.index)
    if n is None or at_risk.n <= n * point.share.high:
        return
    claim = paper.claims[point.index]
    yield Finding(
        check=NAME,
        level=_level(at_risk),
        claims=(point.index,),
        message=f"{figure(claim)} of {n} people is {n * point.share.high:.1f} at most, but {at_risk.n} are at risk for "
        f"{about(claim)}.",
        detail={"n": n, "at_risk": at_risk.n, "survivors_at_most": n * point.share.high},
        fits=f"At least {100 * at_risk.n / n:.1f}%, or at most {int(n * point.share.high)} at risk.",
        assumption=ASSUMPTION,
    )


def _decline(paper: Paper, earlier: tuple[Point, AtRisk], later: tuple[Point, AtRisk]) -> Iterator[Finding]:
    (first, y1), (second, y2) = earlier, later
    if not y1.n or first.share.low <= 0:
        return
    ratio, at_risk = second.share.high / first.share.low, y2.n / y1.n
    if ratio >= at_risk:
        return
    one, two = paper.claims[first.index], paper.claims[second.index]
    yield Finding(
        check=NAME,
        level=Level.IMPOSSIBLE if y1.after_events and y2.after_events else Level.INCONSISTENT,
        claims=(second.index, first.index),
        message=f"From {when(first.time)} {figure(one)} to {when(second.time)} {figure(two)} more are lost than from "
        f"{y1.n} to {y2.n} at risk.",
        detail={"ratio_at_most": ratio, "ratio_at_risk": at_risk},
        fits=f"At least {100 * first.share.low * at_risk:.1f}% at the later time.",
        assumption=ASSUMPTION,
    )


def _level(at_risk: AtRisk) -> Level:
    return Level.IMPOSSIBLE if at_risk.after_events else Level.INCONSISTENT
