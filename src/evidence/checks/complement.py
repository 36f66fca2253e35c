"""complement: what survives, relapses and dies in remission is everybody.

Statement. Survival free of both events and the incidences of each add up to 1; any two of them to at most 1.
Proof. Kaplan–Meier survival of any event and the Aalen–Johansen incidences share their steps: at each time S falls by
S·d/Y, and the incidences rise by S·d₁/Y and S·d₂/Y. So the sum stays 1 (Aalen OO, Johansen S. Scand J Stat.
1978;5:141-150). One minus Kaplan–Meier of one event, others censored, is larger than its incidence: the sum exceeds 1.
Assumes the same patients, time and definition of the events. Event-free survival may count more events: then the sum
may stay below 1.
Level: impossible.
"""

from collections.abc import Iterator

from evidence.checks.finding import Finding, Level
from evidence.checks.names import Kind, same_time
from evidence.checks.paper import Paper, Point
from evidence.checks.wording import about, figure, spell
from evidence.claims import ClaimMeasure
from evidence.results.printed import Range

NAME = "complement"
WHOLE = (Kind.DISEASE_FREE, Kind.RELAPSE_FREE, Kind.LEUKAEMIA_FREE, Kind.PROGRESSION_FREE)
"""Survival that ends with relapse or death and nothing else."""
LOOSE = (Kind.EVENT_FREE,)
PARTS = (Kind.RELAPSE, Kind.NON_RELAPSE_MORTALITY)


def find(paper: Paper) -> Iterator[Finding]:
    """Find survival and incidences that add up to more or less than everybody."""
    for (measure, outcome, arm), points in paper.curves.items():
        if measure is not ClaimMeasure.SURVIVAL_PROBABILITY or outcome not in {kind.value for kind in (*WHOLE, *LOOSE)}:
            continue
        for point in points:
            parts = [found for kind in PARTS if (found := _at(paper, kind.value, arm, point))]
            if parts:
                yield from _judge(paper, outcome, point, parts)


def _at(paper: Paper, outcome: str, arm: str, point: Point) -> Point | None:
    incidence = paper.curves.get((ClaimMeasure.CUMULATIVE_INCIDENCE, outcome, arm), ())
    return next((other for other in incidence if same_time(other.time, point.time)), None)


def _judge(paper: Paper, outcome: str, point: Point, parts: list[Point]) -> Iterator[Finding]:
    total = point.share
    for part in parts:
        total = total + part.share
    whole = len(parts) == len(PARTS) and outcome not in {kind.value for kind in LOOSE}
    if total.low <= 1 + 1e-9 and not (whole and total.high < 1 - 1e-9):
        return
    indices = [point.index, *(part.index for part in parts)]
    rest = Range(1 - total.high + point.share.high, 1 - total.low + point.share.low)
    yield Finding(
        check=NAME,
        level=Level.IMPOSSIBLE,
        claims=tuple(indices),
        message=f"{', '.join(f'{about(paper.claims[i])} {figure(paper.claims[i])}' for i in indices)}: together "
        f"{spell(total, 100)}% of the patients.",
        detail={"total_low": total.low, "total_high": total.high},
        fits=f"Survival of {'' if whole else 'at most '}{spell(rest, 100)}%."
        + (" An incidence made as one minus Kaplan–Meier is too large." if total.low > 1 else ""),
        assumption="The figures are of different patients, or of events defined otherwise.",
    )
