"""os-below-dfs: who lives without disease lives.

Statement. Overall survival is at least disease-free, event-free or progression-free survival of the same patients at
the same time.
Source. Every death ends them all.
Assumes the same patients and the same censoring. Kaplan–Meier curves may cross all the same, where patients leave
observation for the one but not for the other.
Level: note.
"""

from collections.abc import Iterator

from evidence.checks.finding import Finding, Level
from evidence.checks.names import outcome_name, same_time
from evidence.checks.paper import Paper
from evidence.checks.wording import about, figure
from evidence.claims import ClaimMeasure

NAME = "os-below-dfs"


def find(paper: Paper) -> Iterator[Finding]:
    """Find outer outcomes below the inner ones."""
    nests = {(outcome_name(outer), outcome_name(inner)) for outer, inner in paper.context.nests}
    for (measure, inner, arm), points in paper.curves.items():
        for outer, within in nests if measure is ClaimMeasure.SURVIVAL_PROBABILITY else ():
            if within != inner or outer is None:
                continue
            for point in points:
                for above in paper.curves.get((measure, outer, arm), ()):
                    if same_time(above.time, point.time) and above.share.high < point.share.low:
                        yield _finding(paper, above.index, point.index)


def _finding(paper: Paper, outer: int, inner: int) -> Finding:
    one, two = paper.claims[outer], paper.claims[inner]
    return Finding(
        check=NAME,
        level=Level.NOTE,
        claims=(outer, inner),
        message=f"{about(one)} of {figure(one)} is below {about(two)} of {figure(two)}.",
        detail={
            "outer": None if one.estimate is None else one.estimate.value,
            "inner": None if two.estimate is None else two.estimate.value,
        },
        fits=f"{about(one)} of at least {figure(two)}.",
        assumption="Patients were censored at different times for the two outcomes.",
    )
