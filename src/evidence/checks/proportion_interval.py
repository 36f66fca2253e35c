"""proportion-interval: some method for proportions gives this interval for these counts.

Statement. The limits are, to the digit, those of Clopper and Pearson, Wilson (with or without continuity correction),
Jeffreys, Agresti and Coull, or Wald for k of n.
Source. Newcombe RG. Stat Med. 1998;17:857-872; Brown LD, Cai TT, DasGupta A. Stat Sci. 2001;16:101-133.
Assumes a plain proportion. Other methods exist (mid-P, Blyth–Still–Casella, those of two-stage designs), and their
limits and widths lie among these.
Level: inconsistent if a limit or the width lies beyond what all of them give, else a note.
"""

from collections.abc import Iterator
from functools import lru_cache

from evidence.checks.finding import Finding, Level
from evidence.checks.paper import Paper
from evidence.checks.ranges import Shares, exact, shares
from evidence.checks.wording import article, figure, interval_name, limits
from evidence.claims import Claim, ClaimMeasure
from evidence.estimators.proportion import proportion_limits
from evidence.results.printed import Range
from evidence.results.proportions import ProportionInterval

NAME = "proportion-interval"
LEVEL = 95.0
MOST = 10**7

Limits = tuple[float, float]


def find(paper: Paper) -> Iterator[Finding]:
    """Find intervals of a proportion that no method gives for its counts."""
    for index, claim in enumerate(paper.claims):
        interval, figures = claim.interval, shares(claim)
        count, n = _counts(claim)
        if interval is None or figures is None or interval.kind != "confidence" or paper.broken[index]:
            continue
        if count is None or n is None or paper.is_adjusted(claim) or not figures.value.contains(count / n):
            continue
        level = interval.level or LEVEL
        made = _limits(count, n, level)
        if any(figures.low.contains(low) and figures.high.contains(high) for _, (low, high) in made):
            continue
        yield _finding(index, claim, count, n, level, _is_among(figures, [limits for _, limits in made]))


def _counts(claim: Claim) -> tuple[int | None, int | None]:
    count, n = exact(claim.numerator), exact(claim.denominator)
    if (
        claim.measure is not ClaimMeasure.PROPORTION
        or count is None
        or n is None
        or not 0 <= count <= n <= MOST
        or not n
    ):
        return None, None
    return count, n


@lru_cache(maxsize=1024)
def _limits(count: int, n: int, level: float) -> tuple[tuple[ProportionInterval, Limits], ...]:
    made = ((way, proportion_limits(count, n, method=way, confidence_level=level / 100)) for way in ProportionInterval)
    return tuple((way, limits) for way, limits in made if limits is not None)


def _is_among(figures: Shares, made: list[Limits]) -> bool:
    """Tell whether both limits and the width lie among those of the methods."""
    lows, highs = [low for low, _ in made], [high for _, high in made]
    widths = [high - low for low, high in made]
    width = Range(figures.high.low - figures.low.high, figures.high.high - figures.low.low)
    return (
        figures.low.meets(Range(min(lows), max(lows)))
        and figures.high.meets(Range(min(highs), max(highs)))
        and width.meets(Range(min(widths), max(widths)))
    )


def _finding(index: int, claim: Claim, count: int, n: int, level: float, among: bool) -> Finding:
    if claim.interval is None or claim.estimate is None:
        raise ValueError("The claim has no interval.")
    decimals, name = claim.interval.low.decimals, interval_name(claim.interval)
    made = {str(way): [100 * low, 100 * high] for way, (low, high) in _limits(count, n, level)}
    low, high = made[str(ProportionInterval.CLOPPER_PEARSON)]
    return Finding(
        check=NAME,
        level=Level.NOTE if among else Level.INCONSISTENT,
        claims=(index,),
        message=f"No method gives {article(name)} {name} of {limits(claim.interval)} for {count} of {n}, "
        f"{figure(claim)}.",
        detail={"count": count, "n": n, **made},
        fits=f"Clopper–Pearson gives {low:.{decimals}f}–{high:.{decimals}f}%.",
        assumption="The interval is adjusted, or by a method for two-stage designs, or of another level.",
    )
