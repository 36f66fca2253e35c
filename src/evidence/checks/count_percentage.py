"""count-percentage: a count and its percentage agree.

Statement. k/n rounds, or is cut off, to the printed percentage. Where n is not printed, some n from k to the number of
all patients must do.
Source. Arithmetic.
Assumes a plain proportion: an estimated survival or incidence beside a count of events need not be k/n.
Level: inconsistent. Where n is not printed and is not the size of the arm, a note: the percentage may be of those
evaluable.
"""

from collections.abc import Iterator

from evidence.checks.counts import denominators
from evidence.checks.finding import Finding, Level
from evidence.checks.paper import Paper
from evidence.checks.ranges import exact, share
from evidence.checks.wording import about, figure, slips
from evidence.claims import Claim, ClaimMeasure, Printed
from evidence.results.printed import Range

NAME = "count-percentage"
ANY = 10**7
"""More people than any paper has."""


def find(paper: Paper) -> Iterator[Finding]:
    """Find counts that are not what their percentage says."""
    for index, claim in enumerate(paper.claims):
        value, count, n = share(claim), exact(claim.numerator), exact(claim.denominator)
        plain = claim.measure is ClaimMeasure.PROPORTION or (n is not None and claim.time is None)
        if value is None or count is None or not plain or paper.is_adjusted(claim) or value.low > 1:
            continue
        if n is not None:
            if n >= count and n > 0 and not value.contains(count / n):
                yield _printed_n(index, claim, count, n)
        elif count > 0:
            yield from _unprinted_n(paper, index, claim, count, value)
        elif value.low > 0:
            yield _finding(index, claim, Level.INCONSISTENT, f"Nobody is not {figure(claim)}", {"count": 0}, "0%.")


def _printed_n(index: int, claim: Claim, count: int, n: int) -> Finding:
    decimals = claim.estimate.decimals if claim.estimate is not None else 0
    share_of = f"{100 * count / n:.{decimals}f}%"
    slip = "" if claim.numerator is None else slips(claim.numerator, lambda number: _makes(claim, number, n))
    return _finding(
        index,
        claim,
        Level.INCONSISTENT,
        f"{count} of {n} are {share_of}, not {figure(claim)}",
        {"count": count, "n": n, "percentage": 100 * count / n},
        f"{share_of}, or {slip} of {n}." if slip else f"{share_of}.",
    )


def _makes(claim: Claim, number: Printed, n: int) -> bool:
    value = share(claim)
    return value is not None and number.value is not None and number.value <= n and value.contains(number.value / n)


def _unprinted_n(paper: Paper, index: int, claim: Claim, count: int, value: Range) -> Iterator[Finding]:
    n = paper.group_size(index)
    if n is not None and (n < count or value.contains(count / n)):
        return
    most = paper.most_people(index) or ANY
    possible = denominators(count, value, max(most, count))
    if possible is not None and n is None:
        return
    decimals = claim.estimate.decimals if claim.estimate is not None else 0
    detail: dict[str, object] = {
        "count": count,
        "n": n,
        "people_possible": None if possible is None else list(possible),
    }
    of = "" if n is None else f" {count} of the {n} people in the arm are {100 * count / n:.{decimals}f}%."
    fits = of.strip() or (f"{count} would be {figure(claim)} of more people than there are." if most < ANY else "")
    if possible is None:
        limit = f" up to {most}" if most < ANY else ""
        message = f"{count} people are not {figure(claim)} of any number of people{limit} for {about(claim)}"
        yield _finding(index, claim, Level.INCONSISTENT, message, detail, fits)
    else:
        some = f"{possible[0]}" if possible[0] == possible[1] else f"{possible[0]} to {possible[1]}"
        message = f"{count} people are {figure(claim)} of {some}, not of the {n} in the arm, for {about(claim)}"
        yield _finding(index, claim, Level.NOTE, message, detail, fits)


def _finding(index: int, claim: Claim, level: Level, message: str, detail: dict[str, object], fits: str) -> Finding:
    return Finding(
        check=NAME,
        level=level,
        claims=(index,),
        message=f"{message}.",
        detail=detail,
        fits=fits,
        assumption="The percentage is of people other than those counted, or is estimated rather than counted.",
    )
