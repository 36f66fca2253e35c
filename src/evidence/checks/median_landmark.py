"""median-landmark: the median is where survival falls to one half.

Statement. S(t) ≤ ½ if and only if the median is at most t; a median that is not reached leaves S(t) above ½.
Source. The definition of the median survival time.
Assumes the same patients and definition. Times are printed in rounded units, and months are not all alike: 3% of the
time are allowed.
Level: inconsistent.
"""

from collections.abc import Iterator

from evidence.checks.finding import Finding, Level
from evidence.checks.names import DAYS, days
from evidence.checks.paper import EVERYBODY, Paper, Point
from evidence.checks.ranges import printed
from evidence.checks.wording import about, figure
from evidence.claims import Claim, ClaimMeasure

NAME = "median-landmark"
SLACK = 0.03
NEAR = 400


def find(paper: Paper) -> Iterator[Finding]:
    """Find medians on the wrong side of a time."""
    medians: dict[tuple[str, str], list[int]] = {}
    for index, claim in enumerate(paper.claims):
        outcome, arm = paper.outcomes[index], paper.arms[index]
        if claim.measure is ClaimMeasure.MEDIAN_TIME and outcome and arm and not paper.is_adjusted(claim):
            medians.setdefault((outcome, arm), []).append(index)
    for (outcome, arm), indices in medians.items():
        points = paper.curves.get((ClaimMeasure.SURVIVAL_PROBABILITY, outcome, arm), ())
        if len({_text(paper.claims[index]) for index in indices}) != 1:
            continue
        for point in points:
            far = arm == EVERYBODY and not paper.nearby(indices[0], point.index, NEAR)
            if not far and _contradicts(paper.claims[indices[0]], point):
                yield _finding(paper, indices[0], point)


def _text(claim: Claim) -> str:
    return "" if claim.estimate is None or claim.estimate.value is None else claim.estimate.text


def _contradicts(median: Claim, point: Point) -> bool:
    time = days(point.time)
    if not _text(median) or median.estimate is None:
        return point.share.high < 0.5
    if median.unit not in DAYS:
        return False
    span = printed(median.estimate)
    low, high = span.low * DAYS[median.unit], span.high * DAYS[median.unit]
    late, early = low > time * (1 + SLACK), high < time * (1 - SLACK)
    return (point.share.high < 0.5 and late) or (point.share.low > 0.5 and early)


def _finding(paper: Paper, index: int, point: Point) -> Finding:
    median, claim = paper.claims[index], paper.claims[point.index]
    stated = "a median not reached" if not _text(median) else f"a median of {figure(median)}"
    side = "at most" if point.share.high < 0.5 else "above"
    return Finding(
        check=NAME,
        level=Level.INCONSISTENT,
        claims=(index, point.index),
        message=f"{about(claim)} of {figure(claim)} does not go with {stated}.",
        detail={
            "median": None if median.estimate is None else median.estimate.value,
            "survival": None if claim.estimate is None else claim.estimate.value,
        },
        fits=f"A median {side} {point.time.value:g} {point.time.unit}, or survival on the other side of 50%.",
        assumption="The median and the survival are of different patients or outcomes.",
    )
