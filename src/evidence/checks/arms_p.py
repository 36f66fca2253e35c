"""arms-p: a P value between two arms goes with what is printed of them.

Statement. With k₁/n₁ and k₂/n₂, z = (p₁ − p₂)/√(p(1 − p)(1/n₁ + 1/n₂)); with an interval each, the standard errors are
their widths over 2z; P = 2Φ(−|z|).
Source. Fleiss JL, Levin B, Paik MC. Statistical Methods for Rates and Proportions. 3rd ed. Wiley; 2003.
Assumes that P compares these two figures. A log-rank test looks at whole curves and may well find more than one time
does, or less; so of curves only a P value of no difference is judged, beside two arms that are far apart.
Level: inconsistent.
"""

from collections.abc import Iterator
from math import sqrt

from evidence.checks.finding import Finding, Level
from evidence.checks.paper import EVERYBODY, Paper
from evidence.checks.ranges import PROBABILITIES, exact, shares
from evidence.checks.ratio_interval_p import OTHER_TESTS, apart, stated_p, two_sided
from evidence.checks.scales import quantile
from evidence.checks.wording import about, figure
from evidence.claims import Claim, ClaimMeasure
from evidence.results.printed import Range

NAME = "arms-p"
FAR, NULL, SURE = 20.0, 0.05, 0.001
"""Counts: a factor of 20. Curves: P of 0.05 or more where the two figures alone give less than 0.001."""
NEAR = 150
LEVEL = 95.0


def find(paper: Paper) -> Iterator[Finding]:
    """Find P values that cannot be of the two arms before them."""
    for index, claim in enumerate(paper.claims):
        pair = _pair(paper, index) if claim.measure is ClaimMeasure.P_VALUE else None
        if pair is None or claim.p is None or any(word in claim.span.lower() for word in OTHER_TESTS):
            continue
        stated, implied = stated_p(claim.p), _implied(paper.claims[pair[0]], paper.claims[pair[1]])
        if stated is None or implied is None:
            continue
        by_counts = all(exact(paper.claims[place].denominator) for place in pair)
        wrong = apart(stated, implied) >= FAR if by_counts else stated.low >= NULL and implied.high <= SURE
        if wrong:
            one, two = (paper.claims[place] for place in pair)
            yield Finding(
                check=NAME,
                level=Level.INCONSISTENT,
                claims=(index, *pair),
                message=f"P {claim.p.operator} {claim.p.number.text} does not go with {figure(one)} against "
                f"{figure(two)} for {about(one)}: the two figures give P of about {implied.high:.1g}.",
                detail={"p_low": implied.low, "p_high": implied.high, "p_printed": claim.p.number.value},
                fits=f"P of about {implied.high:.1g}.",
                assumption="P is adjusted, or of another comparison.",
            )


def _pair(paper: Paper, index: int) -> tuple[int, int] | None:
    """Give the two claims just before a P value if they are two arms of its outcome."""
    if index < 2:
        return None
    first, second = index - 2, index - 1
    one, two, p = (paper.claims[place] for place in (first, second, index))
    alike = one.measure is two.measure and one.measure in PROBABILITIES and one.time == two.time
    outcomes = {paper.outcomes[place] for place in (first, second, index)}
    arms = {paper.arms[first], paper.arms[second]}
    if not alike or len(outcomes) != 1 or len(arms) != 2 or arms & {None, EVERYBODY}:
        return None
    third = index >= 3 and paper.outcomes[index - 3] in outcomes and paper.claims[index - 3].time == one.time
    if third or paper.broken[first] or paper.broken[second] or p.start - two.end > NEAR:
        return None
    return first, second


def _implied(one: Claim, two: Claim) -> Range | None:
    counts = [(exact(claim.numerator), exact(claim.denominator)) for claim in (one, two)]
    (k1, n1), (k2, n2) = counts
    if k1 is not None and n1 and k2 is not None and n2:
        return _of_counts(k1, n1, k2, n2)
    errors, values = [], []
    for claim in (one, two):
        figures = shares(claim)
        if figures is None or claim.interval is None or claim.interval.kind != "confidence":
            return None
        width = 2 * quantile(claim.interval.level or LEVEL)
        errors.append((figures.high.high - figures.low.low) / width)
        values.append(figures.value)
    gap, error = values[0] - values[1], sqrt(sum(error * error for error in errors))
    if gap.low <= 0 <= gap.high or error <= 0:
        return None
    return Range(0.0, two_sided(min(abs(gap.low), abs(gap.high)) / error))


def _of_counts(k1: int, n1: int, k2: int, n2: int) -> Range | None:
    """Give P from Pearson's test to that with Yates's correction, which is close to Fisher's."""
    events, n = k1 + k2, n1 + n2
    if k1 > n1 or k2 > n2 or events in {0, n}:
        return None
    gap = abs(k1 * n2 - k2 * n1) / n
    variance = events * (n - events) * n1 * n2 / (n * n * n)
    least = max(0.0, gap - 0.5) / sqrt(variance)
    return Range(two_sided(gap / sqrt(variance)), two_sided(least))
