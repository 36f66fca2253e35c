"""monotone: survival falls and incidence rises with time.

Statement. For t₁ < t₂, S(t₁) ≥ S(t₂) and F(t₁) ≤ F(t₂).
Proof. By t₂ have had the event all who had it by t₁; the estimators keep this, every factor being at most 1 and every
step at least 0. So does rounding.
Assumes one curve: the same outcome in the same patients.
Level: impossible.
"""

from collections.abc import Iterator

from evidence.checks.finding import Finding, Level
from evidence.checks.paper import EVERYBODY, Paper
from evidence.checks.wording import figure, when
from evidence.claims import ClaimMeasure

NAME = "monotone"
NEAR = 300
"""Figures of everybody are taken as of one curve only within so many letters: farther on they may be of a subgroup."""


def find(paper: Paper) -> Iterator[Finding]:
    """Find curves that turn back."""
    for (measure, outcome, arm), points in paper.curves.items():
        survival = measure is ClaimMeasure.SURVIVAL_PROBABILITY
        for first, second in paper.pairs(points):
            before, after = (first, second) if survival else (second, first)
            if after.share.low <= before.share.high:
                continue
            if arm == EVERYBODY and not paper.nearby(first.index, second.index, NEAR):
                continue
            one, two = paper.claims[first.index], paper.claims[second.index]
            yield Finding(
                check=NAME,
                level=Level.IMPOSSIBLE,
                claims=(second.index, first.index),
                message=f"{outcome[:1].upper()}{outcome[1:]} cannot {'rise' if survival else 'fall'} "
                f"from {figure(one)} ({when(first.time)}) to {figure(two)} ({when(second.time)}) in the same patients.",
                detail={"earlier": figure(one), "later": figure(two)},
                fits=f"At {'most' if survival else 'least'} {figure(one)} at the later time.",
                assumption="The two figures are of different patients.",
            )
