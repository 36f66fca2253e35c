"""The curves again, slowly: loops over people in exact fractions, written from the formulas and sharing no code."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from hypothesis import strategies as st

from evidence.tables import EventTable
from tests.evidence.factories import CAUSES


class Person(NamedTuple):
    """When somebody came under observation (below any time: from the start), left, and why: 0 is censored."""

    entry: float
    time: float
    cause: int


class Step(NamedTuple):
    """A curve at one time; the variance is None where it is undefined."""

    time: float
    estimate: Fraction
    variance: Fraction | None


START = -1.0


def people_of_set(rows: Sequence[dict[str, str]], arm: str) -> list[Person]:
    """List an arm's people from the counted rows of a shared data set."""
    return [
        Person(float(row.get("entry", START)), float(row["time"]), int(row["status"]))
        for row in rows
        if row["arm"] == arm
        for _ in range(int(row["n"]))
    ]


def late_table(people: Sequence[Person], arm: str = "a") -> EventTable:
    """Make a table of one arm whose people came under observation at different times."""
    times = sorted({moment for person in people for moment in (person.entry, person.time)})
    counts = np.zeros((1, len(times), len(CAUSES)), dtype=np.int64)
    entries = np.zeros((1, len(times)), dtype=np.int64)
    for person in people:
        counts[0, times.index(person.time), person.cause] += 1
        entries[0, times.index(person.entry)] += 1
    return EventTable((arm,), CAUSES, np.array(times), counts, "years", entries)


def late_people() -> st.SearchStrategy[list[Person]]:
    """Give 1 to 25 people with heavy ties, each at risk for a while."""
    person = st.tuples(st.integers(0, 6), st.integers(1, 6), st.integers(0, 2)).map(
        lambda drawn: Person(drawn[0] / 2, (drawn[0] + drawn[1]) / 2, drawn[2])
    )
    return st.lists(person, min_size=1, max_size=25)


def at_risk(people: Sequence[Person], time: float) -> list[Person]:
    """List who is under observation just before a time."""
    return [person for person in people if person.entry < time <= person.time]


def survival(people: Sequence[Person], events: Sequence[int] = (1, 2)) -> list[Step]:
    """Give Kaplan–Meier's estimate with Greenwood's variance, the given causes being the event."""
    steps, value, total = [], Fraction(1), Fraction(0)
    defined = True
    for time in sorted({person.time for person in people}):
        y = len(at_risk(people, time))
        d = sum(1 for person in people if person.time == time and person.cause in events)
        value *= Fraction(y - d, y)
        defined = defined and d < y
        total += Fraction(d, y * (y - d)) if defined else 0
        steps.append(Step(time, value, value**2 * total if defined else None))
    return steps


def incidence(people: Sequence[Person], cause: int, *, aalen: bool) -> list[Step]:
    """Give Aalen and Johansen's estimate with either variance, as the sum over s that the methods page prints."""
    past: list[tuple[Fraction, Fraction, int, int, int]] = []
    steps, before, value = [], Fraction(1), Fraction(0)
    for time in sorted({person.time for person in people}):
        y = len(at_risk(people, time))
        own = sum(1 for person in people if person.time == time and person.cause == cause)
        others = sum(1 for person in people if person.time == time and person.cause not in (0, cause))
        value += before * Fraction(own, y)
        past.append((before, value, y, own, others))
        before *= Fraction(y - own - others, y)
        steps.append(Step(time, value, sum((_term(value, *at, aalen=aalen) for at in past), Fraction(0))))
    return steps


def _term(now: Fraction, before: Fraction, then: Fraction, y: int, own: int, others: int, *, aalen: bool) -> Fraction:
    """Add up slope times slope times covariance of the hazards of the cause and of the others at one time."""
    left = y - own - others
    fall = (now - then) * Fraction(y, left) if left else Fraction(0)
    slope, other_slope = before - fall, -fall
    if aalen:
        variances = [
            Fraction(1, y**2) if d == 1 else Fraction(d * (y - d), (y - 1) * y**2) if y > 1 else Fraction(0)
            for d in (own, others)
        ]
        return slope**2 * variances[0] + other_slope**2 * variances[1]
    q, r = Fraction(own, y), Fraction(others, y)
    return (slope**2 * q * (1 - q) + other_slope**2 * r * (1 - r) - 2 * slope * other_slope * q * r) / y


def restricted_mean(people: Sequence[Person], horizon: float) -> tuple[Fraction, Fraction]:
    """Give the area under the curve up to a horizon and its variance."""
    steps = survival(people)
    limit = Fraction(horizon)

    def area(start: float) -> Fraction:
        edges = [Fraction(start), *(Fraction(s.time) for s in steps if start < s.time < horizon), limit]
        return sum(((right - left) * _value(steps, left) for left, right in pairwise(edges)), Fraction(0))

    variance = Fraction(0)
    for step in steps:
        y = len(at_risk(people, step.time))
        d = sum(1 for person in people if person.time == step.time and person.cause)
        if step.time < horizon and d < y:
            variance += area(step.time) ** 2 * Fraction(d, y * (y - d))
    return area(0.0), variance


def _value(steps: Sequence[Step], time: Fraction) -> Fraction:
    passed = [step.estimate for step in steps if step.time <= time]
    return passed[-1] if passed else Fraction(1)
