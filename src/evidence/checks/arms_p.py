"""arms-p: a P value between two arms goes with what is printed of them.

Statement. With k₁/n₁ and k₂/n₂, z = (p₁ − p₂)/√(p(1 − p)(1/n₁ + 1/n₂)); with an interval each, the standard errors are
their widths over 2z; P = 2Φ(−|z|).
Source. Fleiss JL, Levin B, Paik MC. Statistical Methods for Rates and Proportions. 3rd ed. Wiley; 2003.
Assumes that P compares these two figures. A log-rank test looks at whole curves and may well find more than one time
does, or less; so of curves only a P value of no difference is judged, beside two arms that are far apart.
Level: inconsistent.
"""

from collections.abc import Iterator
from math import hypot, sqrt

from evidence.checks.counts import denominators
from evidence.checks.finding import Finding, Level
from evidence.checks.paper import EVERYBODY, Paper
from evidence.checks.ranges import PROBABILITIES, exact, share, shares
from evidence.checks.ratio_interval_p import apart, far_z, stated_p, two_sided
from evidence.checks.scales import quantile
from evidence.checks.wording import about, figure
from evidence.claims import Claim, ClaimMeasure
from evidence.results.printed import Range

NAME = "arms-p"
FAR, NULL, SURE = 5.0, 0.05, 0.001
"""Counts: a factor of 5. Curves: P of 0.05 or more where the two figures alone give less than 0.001."""
NEAR, BACK = 400, 6
"""Letters and claims before a P value among which its arms are looked for."""
SPREAD = 0.1
"""By how much the number of people that a percentage leaves may vary."""
ANY = 10**7
LEVEL = 95.0


def find(paper: Paper) -> Iterator[Finding]:
    """Find P values that cannot be of the two arms before them."""
    for index, claim in enumerate(paper.claims):
        pair = _pair(paper, index) if claim.measure is ClaimMeasure.P_VALUE else None
        if pair is None or claim.p is None or claim.p.hypothesis is not None:
            continue
        stated, counts = stated_p(claim.p), [_counts(paper, place) for place in pair]
        if stated is None:
            continue
        if counts[0] is not None and counts[1] is not None:
            implied = _of_counts(*counts[0], *counts[1])
            wrong = implied is not None and apart(stated, implied) >= FAR and far_z(stated, implied)
        else:
            implied = _of_curves(paper.claims[pair[0]], paper.claims[pair[1]])
            wrong = implied is not None and stated.low >= NULL and implied.high <= SURE
        if wrong and implied is not None:
            yield _finding(paper, index, pair, implied)


def _pair(paper: Paper, index: int) -> tuple[int, int] | None:
    """Give the two figures before a P value that are of its outcome, if they are of two arms."""
    p, outcome = paper.claims[index], paper.outcomes[index]
    found: list[int] = []
    for place in range(index - 1, max(-1, index - 1 - BACK), -1):
        claim = paper.claims[place]
        if p.start - claim.end > NEAR or (claim.measure is ClaimMeasure.P_VALUE and paper.outcomes[place] == outcome):
            break
        if claim.measure in PROBABILITIES and paper.outcomes[place] == outcome and claim.time == p.time:
            found.insert(0, place)
    if len(found) != 2 or outcome is None or any(paper.broken[place] for place in found):
        return None
    one, two = (paper.claims[place] for place in found)
    arms = {paper.arms[place] for place in found}
    if one.measure is not two.measure or len(arms) != 2 or arms & {None, EVERYBODY}:
        return None
    return found[0], found[1]


def _counts(paper: Paper, index: int) -> tuple[int, int] | None:
    """Give count and number of people: printed, or the arm's, or what the percentage leaves."""
    claim, value = paper.claims[index], share(paper.claims[index])
    count, n = exact(claim.numerator), exact(claim.denominator)
    if claim.measure is not ClaimMeasure.PROPORTION or not count:
        return None
    if n is None and value is not None:
        size = paper.group_size(index)
        if size is not None and size >= count and value.contains(count / size):
            n = size
        else:
            possible = denominators(count, value, paper.most_people(index) or ANY)
            n = None if possible is None or possible[1] > possible[0] * (1 + SPREAD) else sum(possible) // 2
    return None if not n or count > n else (count, n)


def _of_curves(one: Claim, two: Claim) -> Range | None:
    errors, values = [], []
    for claim in (one, two):
        figures = shares(claim)
        if figures is None or claim.interval is None or claim.interval.kind != "confidence":
            return None
        width = 2 * quantile(claim.interval.level or LEVEL)
        errors.append((figures.high.high - figures.low.low) / width)
        values.append(figures.value)
    gap, error = values[0] - values[1], hypot(*errors)
    if gap.low <= 0 <= gap.high or error <= 0:
        return None
    return Range(0.0, two_sided(min(abs(gap.low), abs(gap.high)) / error))


def _of_counts(k1: int, n1: int, k2: int, n2: int) -> Range | None:
    """Give P from Pearson's test to that with Yates's correction, which is close to Fisher's."""
    events, n = k1 + k2, n1 + n2
    variance = events * (n - events) * n1 * n2 / (n * n * n)
    if variance <= 0:
        return None
    gap = abs(k1 * n2 - k2 * n1) / n
    return Range(two_sided(gap / sqrt(variance)), two_sided(max(0.0, gap - 0.5) / sqrt(variance)))


def _finding(paper: Paper, index: int, pair: tuple[int, int], implied: Range) -> Finding:
    p, (one, two) = paper.claims[index].p, (paper.claims[place] for place in pair)
    if p is None:
        raise ValueError("The claim has no P value.")
    return Finding(
        check=NAME,
        level=Level.INCONSISTENT,
        claims=(index, *pair),
        message=f"P {p.operator} {p.number.text} does not go with {figure(one)} against {figure(two)} for "
        f"{about(one)}: the two figures give P of about {implied.high:.1g}.",
        detail={"p_low": implied.low, "p_high": implied.high, "p_printed": p.number.value},
        fits=f"P of about {implied.high:.1g}.",
        assumption="P is adjusted, or of another comparison.",
    )
