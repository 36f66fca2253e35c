"""What the checks look at: the claims of one paper, with what relates them worked out once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import isclose

from evidence.checks.context import Context
from evidence.checks.names import arm_name, days, outcome_name, same_time
from evidence.checks.order import is_broken
from evidence.checks.ranges import share
from evidence.claims import Claim, ClaimMeasure, TimePoint
from evidence.results.printed import Range

EVERYBODY = "all"
MOST_POINTS = 40


@dataclass(frozen=True)
class Point:
    """
    One figure of a curve.

    Parameters
    ----------
    index : int
        Place of the claim.
    time : TimePoint
    share : Range
    """

    index: int
    time: TimePoint
    share: Range


Curve = tuple[ClaimMeasure, str, str]
"""Measure, outcome and arm, by their usual names."""


@dataclass(frozen=True)
class Paper:
    """
    Claims and what is known beside them.

    Parameters
    ----------
    claims : sequence of Claim
    context : Context
    """

    claims: Sequence[Claim]
    context: Context

    @cached_property
    def arms(self) -> tuple[str | None, ...]:
        """The usual name of each claim's arm."""
        return tuple(arm_name(claim.arm) for claim in self.claims)

    @cached_property
    def outcomes(self) -> tuple[str | None, ...]:
        """The usual name of each claim's outcome."""
        return tuple(outcome_name(claim.outcome) for claim in self.claims)

    @cached_property
    def broken(self) -> tuple[bool, ...]:
        """Whether each claim's estimate lies outside its limits; other checks would only say so again."""
        return tuple(is_broken(claim) for claim in self.claims)

    @cached_property
    def curves(self) -> dict[Curve, tuple[Point, ...]]:
        """
        Survival and incidence by curve, each in the order of the text.

        A curve with two different figures at one time is left out: then the claims are of different people, and the
        text says so in words that were not read.
        """
        curves: dict[Curve, list[Point]] = {}
        for index, claim in enumerate(self.claims):
            outcome, arm, figure = self.outcomes[index], self.arms[index], share(claim)
            if (
                claim.measure in {ClaimMeasure.SURVIVAL_PROBABILITY, ClaimMeasure.CUMULATIVE_INCIDENCE}
                and not (outcome is None or arm is None or figure is None or claim.time is None)
                and not self.is_adjusted(claim)
            ):
                curves.setdefault((claim.measure, outcome, arm), []).append(Point(index, claim.time, figure))
        return {curve: tuple(points) for curve, points in curves.items() if _is_one(points)}

    @cached_property
    def _stated(self) -> dict[str | None, int | None]:
        """Group sizes that the text states, None where it states two for one arm."""
        sizes: dict[str | None, int | None] = {}
        groups = {(arm_name(group.arm), group.n) for claim in self.claims[:1] for group in claim.groups}
        for arm, n in groups:
            sizes[arm] = None if arm in sizes else n
        return sizes

    @cached_property
    def _given(self) -> dict[str | None, int]:
        return {arm_name(arm): n for arm, n in self.context.groups.items()}

    def given_size(self, index: int) -> int | None:
        """Give how many people the context says are in a claim's arm."""
        return self._given.get(self.arms[index])

    def group_size(self, index: int) -> int | None:
        """Give how many people are in a claim's arm, by the context or by the text."""
        arm = self.arms[index]
        return self._given[arm] if arm in self._given else self._stated.get(arm)

    @cached_property
    def sized_arms(self) -> set[str | None]:
        """The arms of which a size is known."""
        return {*self._stated, *self._given} - {EVERYBODY}

    @cached_property
    def people_of_arms(self) -> int:
        """How many people the arms and everybody come to, whichever is more."""
        sizes = {**self._stated, **self._given}
        return max(sizes.get(EVERYBODY) or 0, sum(n for arm, n in sizes.items() if n is not None and arm != EVERYBODY))

    def most_people(self, index: int) -> int | None:
        """
        Give the most people that a figure of a claim's arm can be of; None where it cannot be told.

        What stands as of everybody may be of another cohort than the one whose size the text states, so the most that
        any sizes add up to are taken.
        """
        return None if self.group_size(index) is None else self.people_of_arms

    def own_size(self, index: int) -> int | None:
        """Give the people of a claim's arm, of everybody only by the context: the text may speak of others too."""
        return self.given_size(index) if self.arms[index] == EVERYBODY else self.group_size(index)

    @cached_property
    def counts(self) -> dict[str | None, tuple[int, ...]]:
        """The claims that count people at no time in particular, by outcome."""
        found: dict[str | None, list[int]] = {}
        for index, claim in enumerate(self.claims):
            if claim.measure is ClaimMeasure.COUNT and claim.time is None:
                found.setdefault(self.outcomes[index], []).append(index)
        return {outcome: tuple(indices) for outcome, indices in found.items()}

    @cached_property
    def named_arms(self) -> set[str | None]:
        """The arms that any figure is of, but for everybody."""
        return set(self.arms) - {None, EVERYBODY}

    def is_adjusted(self, claim: Claim) -> bool:
        """Tell whether an estimate is adjusted or weighted, by its own words or by the context."""
        return self.context.adjusted or claim.adjusted is True

    def nearby(self, first: int, second: int, letters: int) -> bool:
        """Tell whether two claims stand within so many letters of each other."""
        one, other = sorted((self.claims[first], self.claims[second]), key=lambda claim: claim.start)
        return other.start - one.end <= letters

    def pairs(self, points: Sequence[Point]) -> Iterator[tuple[Point, Point]]:
        """Give neighbours in time, earlier first."""
        ordered = sorted(points, key=lambda point: (days(point.time), point.index))
        yield from pairwise(ordered)


def _is_one(points: Sequence[Point]) -> bool:
    """Tell whether no two points tell different things of one time, and there are no more than a paper prints."""
    return len(points) <= MOST_POINTS and all(
        isclose(one.share.low, other.share.low) or not same_time(one.time, other.time)
        for place, one in enumerate(points)
        for other in points[place + 1 :]
    )
