"""events: a curve has fallen by what its events took away, at least and at most.

Statement. With D events by t and y at risk after it, y/(y + D) ≤ S ≤ 1 − D/n; for an incidence F ≥ D/n.
Proof. Every event takes a factor (Y − d)/Y with Y ≤ n less the events before, so the product is at most (n − D)/n; it
is least if everybody else left before the first event: then Y = y + D and the product is y/(y + D). An event of one
cause adds S/Y ≥ 1/n to its incidence, since S ≥ Y/n.
Assumes events and curve of the same patients, by the same time.
Level: impossible.
"""

from collections.abc import Iterator

from evidence.checks.context import Events
from evidence.checks.finding import Finding, Level
from evidence.checks.names import Kind, arm_name, outcome_name, same_time
from evidence.checks.paper import Paper, Point
from evidence.checks.ranges import exact
from evidence.checks.wording import about, figure
from evidence.claims import ClaimMeasure

NAME = "events"
CURVE_OF = {Kind.DEATH.value: Kind.OVERALL.value}
"""The curve that a counted event belongs to, where it has another name."""


def find(paper: Paper) -> Iterator[Finding]:
    """Find survival and incidence that do not fit the number of events by that time."""
    counts = [(event, None) for event in paper.context.events] + list(_counted(paper))
    for (measure, outcome, arm), points in paper.curves.items():
        for event, source in counts:
            if arm_name(event.arm) != arm or outcome_name(event.outcome) != outcome:
                continue
            for point in points:
                if same_time(point.time, event.time) and point.index != source:
                    yield from _judge(paper, measure, point, event, source)


def _counted(paper: Paper) -> Iterator[tuple[Events, int | None]]:
    """Give the events that the text counts by a time."""
    for index, claim in enumerate(paper.claims):
        number, outcome, arm = exact(claim.numerator), paper.outcomes[index], paper.arms[index]
        if claim.measure not in {ClaimMeasure.COUNT, ClaimMeasure.PROPORTION} or claim.time is None:
            continue
        if number is not None and outcome is not None and arm is not None:
            yield Events(arm=arm, outcome=CURVE_OF.get(outcome, outcome), time=claim.time, n=number), index


def _judge(paper: Paper, measure: ClaimMeasure, point: Point, event: Events, source: int | None) -> Iterator[Finding]:
    n, claim = paper.group_size(point.index), paper.claims[point.index]
    survival = measure is ClaimMeasure.SURVIVAL_PROBABILITY
    # Only what is known to be counted as events says anything of a survival curve named after the survivors.
    if survival and source is not None and paper.outcomes[source] != Kind.DEATH.value:
        return
    least, most = 0.0, 1.0
    if n is not None and event.n <= n:
        least, most = (0.0, 1 - event.n / n) if survival else (event.n / n, 1.0)
    for at_risk in paper.context.at_risk if survival else ():
        if arm_name(at_risk.arm) == arm_name(event.arm) and same_time(at_risk.time, event.time) and at_risk.n:
            least = at_risk.n / (at_risk.n + event.n)
    if point.share.low <= most and point.share.high >= least:
        return
    yield Finding(
        check=NAME,
        level=Level.IMPOSSIBLE,
        claims=(point.index,) if source is None else (point.index, source),
        message=f"{about(claim)} cannot be {figure(claim)} after {event.n} events"
        f"{f' in {n} people' if n is not None else ''}.",
        detail={"events": event.n, "n": n, "least": least, "most": most},
        fits=f"{100 * least:.1f}% to {100 * most:.1f}%.",
        assumption="Events and curve are of different patients or times.",
    )
