"""granularity: a percentage of n people is k/n for some whole k.

Statement. Some k from 0 to n has k/n rounding, or cut off, to the printed percentage.
Source. Brown NJL, Heathers JAJ. The GRIM test. Soc Psychol Personal Sci. 2017;8:363-369.
Assumes a plain proportion of all n people. Never applied to Kaplan–Meier survival or cumulative incidence, which are
no shares of whole people: there more than half would be false alarms.
Only where the number of people stands with the percentage or is given by whoever asks: of the arms that a text states,
some people may not have been evaluable.
Level: impossible.
"""

from collections.abc import Iterator

from evidence.checks.counts import nearest
from evidence.checks.finding import Finding, Level
from evidence.checks.interval_order import CHANGES
from evidence.checks.paper import Paper
from evidence.checks.ranges import exact, share
from evidence.checks.wording import about, figure
from evidence.claims import Claim, ClaimMeasure
from evidence.estimators.published import matching_counts

NAME = "granularity"


def find(paper: Paper) -> Iterator[Finding]:
    """Find percentages that no whole number of people makes."""
    for index, claim in enumerate(paper.claims):
        value = share(claim)
        if claim.measure is not ClaimMeasure.PROPORTION or value is None or claim.numerator is not None:
            continue
        if paper.is_adjusted(claim) or _is_change(claim) or value.low > 1:
            continue
        n = exact(claim.denominator) or paper.given_size(index)
        if n is None or n < 1 or matching_counts(value, n):
            continue
        below, above = nearest(value, n)
        decimals = claim.estimate.decimals if claim.estimate is not None else 0
        low, high = (f"{100 * count / n:.{decimals}f}%" for count in (below, above))
        yield Finding(
            check=NAME,
            level=Level.IMPOSSIBLE,
            claims=(index,),
            message=f"{figure(claim)} for {about(claim)} is no share of {n} people: {below} are {low}, "
            f"{above} are {high}.",
            detail={"n": n, "below": below, "above": above},
            fits=f"{low} or {high}, or a percentage of fewer people.",
            assumption="The percentage is of fewer people, estimated or adjusted.",
        )


def _is_change(claim: Claim) -> bool:
    outcome = (claim.outcome or "").lower()
    return any(word in outcome for word in CHANGES)
