"""event-floor: a hazard ratio of two arms is no more precise than its events allow.

Statement. D ≥ 4/SE², SE being that of the logarithm of a two-arm hazard ratio with D events.
Proof. The partial likelihood of two arms has the information Σ d·π(1 − π), π being the share of the risk set in one
arm, weighted by the hazard ratio; π(1 − π) ≤ 1/4, so it is at most D/4. Strata only take away (Schoenfeld D.
Biometrika. 1981;68:316-319).
Assumes no covariates, weights or robust variance, and two arms: a ratio per unit of something measured has no such
floor, so only ratios that compare arms are judged.
Level: impossible; inconsistent where only the text states the size of the arms.
"""

import re
from collections.abc import Iterator

from evidence.checks.finding import Finding, Level
from evidence.checks.names import Kind
from evidence.checks.paper import EVERYBODY, Paper
from evidence.checks.ranges import exact
from evidence.checks.ratio_interval_p import log_error
from evidence.checks.wording import about, figure, limits
from evidence.claims import Claim, ClaimMeasure

NAME = "event-floor"
AGAINST = re.compile(r"\b(?:vs?\.?|versus|against|over|to|compared)\b|:")
EVENTS_OF = {Kind.OVERALL.value: Kind.DEATH.value}
"""What counts as an event of an outcome, where it has another name."""


def find(paper: Paper) -> Iterator[Finding]:
    """Find hazard ratios that need more events than were counted, or than there are people."""
    for index, claim in enumerate(paper.claims):
        if claim.measure is not ClaimMeasure.HAZARD_RATIO or paper.is_adjusted(claim) or paper.broken[index]:
            continue
        error = log_error(claim)
        if error is None or error.high <= 0 or not _is_of_arms(paper, index):
            continue
        least = 4 / error.high**2
        counted, source = _events(paper, index)
        if counted is not None and counted < least:
            yield _finding(index, claim, least, f"{counted} events", {"events": counted}, source)
        elif len(paper.sized_arms) >= 2 and paper.people_of_arms < least:
            n = paper.people_of_arms
            # What only the text states of the size of its arms may be of other people.
            level = Level.IMPOSSIBLE if len(paper.context.groups) >= 2 else Level.INCONSISTENT
            yield _finding(index, claim, least, f"{n} people", {"people": n}, (), level)


def _is_of_arms(paper: Paper, index: int) -> bool:
    """
    Tell whether a hazard ratio compares arms: one per year of age may be as sharp as it likes.

    It does if the context says that arms were randomised or the claim names two of them; else if two arms, or their
    events, are counted and it is the first ratio of its outcome.
    """
    claim = paper.claims[index]
    if "per" in claim.span.lower().split() or paper.context.randomised is False:
        return False
    if paper.context.randomised or AGAINST.search(claim.arm or ""):
        return True
    first = next(
        place
        for place, other in enumerate(paper.claims)
        if other.measure is ClaimMeasure.HAZARD_RATIO and paper.outcomes[place] == paper.outcomes[index]
    )
    return first == index and (len(paper.sized_arms) == 2 or len(_events(paper, index)[1]) > 0)


def _events(paper: Paper, index: int) -> tuple[int | None, tuple[int, ...]]:
    """Give the most events of an outcome that the text counts, over everybody or summed over arms, and where."""
    outcome = paper.outcomes[index]
    wanted = EVENTS_OF.get(outcome or "", outcome)
    places = paper.counts.get(wanted, ()) if wanted else ()
    found = [(place, exact(paper.claims[place].numerator)) for place in places]
    known = [(place, number) for place, number in found if number is not None and paper.arms[place]]
    whole: list[tuple[int, tuple[int, ...]]] = [
        (number, (place,)) for place, number in known if paper.arms[place] == EVERYBODY
    ]
    arms = [(place, number) for place, number in known if paper.arms[place] != EVERYBODY]
    # One arm alone says nothing of a comparison.
    if len({paper.arms[place] for place, _ in arms}) > 1:
        whole.append((sum(number for _, number in arms), tuple(place for place, _ in arms)))
    return max(whole, default=(None, ()))


def _finding(
    index: int,
    claim: Claim,
    least: float,
    have: str,
    detail: dict[str, object],
    source: tuple[int, ...],
    level: Level = Level.IMPOSSIBLE,
) -> Finding:
    interval = "" if claim.interval is None else limits(claim.interval)
    return Finding(
        check=NAME,
        level=level,
        claims=(index, *source),
        message=f"{have} cannot give an interval of {interval} around the {figure(claim)} for {about(claim)}: it takes "
        f"at least {least:.0f} events.",
        detail={**detail, "least_events": least},
        fits=f"A wider interval, or at least {least:.0f} events.",
        assumption="The ratio is adjusted, weighted, of more patients, or not of two arms.",
    )
