"""duplicate-interval: one interval does not belong to two estimates.

Statement. Two arms or outcomes that share both limits share the estimate, within what rounding and the choice of scale
leave open.
Source. An interval made by one method has one centre.
Assumes that both were made by one method. Medians have intervals that run from one event to another, so nested groups
may share both limits: there a note.
Level: inconsistent.
"""

from collections.abc import Iterator

from evidence.checks.finding import Finding, Level
from evidence.checks.interval_method import fitting_methods
from evidence.checks.paper import Paper
from evidence.checks.ranges import PROBABILITIES, RATIOS, printed
from evidence.checks.wording import about, article, figure, interval_name, limits
from evidence.claims import Claim

NAME = "duplicate-interval"
PART = 0.1
"""Estimates of one interval lie within so much of its width."""
DIGITS = 2
"""Limits of one digit are shared by chance."""


def find(paper: Paper) -> Iterator[Finding]:
    """Find intervals printed with two estimates."""
    seen: dict[tuple[object, ...], int] = {}
    for index, claim in enumerate(paper.claims):
        interval = claim.interval
        if interval is None or claim.estimate is None or claim.estimate.value is None or paper.broken[index]:
            continue
        if min(_digits(interval.low.text), _digits(interval.high.text)) < DIGITS:
            continue
        key = (claim.measure, interval.low.value, interval.high.value)
        first = seen.setdefault(key, index)
        if first != index and _differ(paper.claims[first], claim):
            yield _finding(paper, first, index)


def _differ(one: Claim, two: Claim) -> bool:
    if one.estimate is None or two.estimate is None or two.interval is None or two.start < one.end:
        return False
    first, second = printed(one.estimate), printed(two.estimate)
    low, high = two.interval.low.value, two.interval.high.value
    if low is None or high is None or first.meets(second):
        return False
    if one.measure in PROBABILITIES and set(fitting_methods(one) or ()) & set(fitting_methods(two) or ()):
        return False
    return max(first.low - second.high, second.low - first.high) > PART * (high - low)


def _digits(text: str) -> int:
    return len("".join(letter for letter in text if letter.isdigit()).lstrip("0"))


def _finding(paper: Paper, first: int, second: int) -> Finding:
    one, two = paper.claims[first], paper.claims[second]
    if two.interval is None:
        raise ValueError("The claim has no interval.")
    sure = two.measure in PROBABILITIES or two.measure in RATIOS
    name = interval_name(two.interval)
    return Finding(
        check=NAME,
        level=Level.INCONSISTENT if sure else Level.NOTE,
        claims=(second, first),
        message=f"{article(name).capitalize()} {name} of {limits(two.interval)} stands with both {figure(one)} for "
        f"{about(one)} and {figure(two)} for {about(two)}.",
        detail={"low": two.interval.low.value, "high": two.interval.high.value},
        fits="Another interval with one of the two.",
        assumption="The two intervals were made by different methods.",
    )
