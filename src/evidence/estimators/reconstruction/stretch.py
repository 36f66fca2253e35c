"""The people who leave between two numbers at risk: events where the curve falls, censorings spread evenly.

Steps 2 and 3 of Guyot P, Ades AE, Ouwens MJNM, Welton NJ. BMC Med Res Methodol. 2012;12:9, for one stretch of the time
axis and a given number of censored people.
"""

from dataclasses import dataclass
from math import floor

import numpy as np

from evidence.results import FloatArray

HALVINGS = 30
"""Steps in the search for a haste of censoring."""

HASTIEST = 2.0**20
"""So many are censored at once that nobody has the event."""

HALF = 0.5


@dataclass(frozen=True, eq=False)
class Leaving:
    """
    How people leave over one stretch.

    Parameters
    ----------
    censored : array of shape (censored,)
        Times at which people are censored.
    events : list of int
        Events at each point of the stretch.
    remaining : int
        People still at risk at the end; below 0 if more leave than there are.
    survival : float
        Reconstructed Kaplan–Meier survival at the end.
    error : float
        Sum of squared differences between the reconstructed survival and the curve at the points.
    """

    censored: FloatArray
    events: list[int]
    remaining: int
    survival: float
    error: float

    @property
    def total(self) -> int:
        """Events of the stretch."""
        return sum(self.events)


@dataclass(frozen=True, eq=False)
class Stretch:
    """
    One stretch of the time axis.

    Parameters
    ----------
    start, end : float
    times, survival : array of shape (points,)
        The points of the curve in it.
    people : int
        At risk at its start.
    before : float
        Reconstructed survival at its start.
    """

    start: float
    end: float
    times: FloatArray
    survival: FloatArray
    people: int
    before: float

    def leaving(self, censored: int) -> Leaving:
        """Let people leave, `censored` of them censored at even distances strictly inside the stretch."""
        gone = self.start + (self.end - self.start) * np.arange(1, censored + 1) / (censored + 1)
        gone_before = np.searchsorted(gone, self.times, side="left").tolist()
        survival, dead, error = self.before, 0, 0.0
        events = []
        for point, lost in zip(self.survival.tolist(), gone_before, strict=True):
            at_risk = self.people - lost - dead
            died = events_at(point, survival, at_risk)
            if died:
                survival *= 1 - died / at_risk
                dead += died
            error += (survival - point) ** 2
            events.append(died)
        return Leaving(gone, events, self.people - censored - dead, survival, error)

    def reaching(self, remaining: int) -> Leaving:
        """
        Choose the number censored so that `remaining` people are left at the end, or as near as can be.

        The paper corrects its guess by the people that are too many or too few until none are. Rounding can make that
        go round in circles, so it stops at a number tried before and the best of those tried is taken.
        """
        most = max(0, self.people - remaining)
        expected = self.survival[-1] / self.before if self.survival.size and self.before > 0 else 1.0
        tried: dict[int, Leaving] = {}
        censored = min(max(0, round(self.people * expected) - remaining), most)
        while censored not in tried:
            tried[censored] = self.leaving(censored)
            censored = min(max(0, censored + tried[censored].remaining - remaining), most)
        return min(
            tried.values(), key=lambda people: (people.remaining < 0, abs(people.remaining - remaining), people.error)
        )

    def until_end(self, haste: float) -> Leaving:
        """
        Let people leave by the end of follow-up, censored at the rate `haste`/(end − t) per person.

        At 1, people would have been seen up to times spread evenly over the stretch, as when they joined a study evenly
        and it closed for all at once; the larger, the earlier people are censored; at 0 nobody is before the end.
        """
        survival, at_risk, error, owed, since = self.before, self.people, 0.0, 0.0, self.start
        events, gone = [], []
        for time, point in [*zip(self.times.tolist(), self.survival.tolist(), strict=True), (self.end, None)]:
            # What rounding leaves owing is carried on; at a point at the very end the events come first.
            if since < time and (time < self.end or point is None):
                owed += at_risk * (1 - ((self.end - time) / (self.end - since)) ** haste)
            lost = min(floor(owed + HALF), at_risk) if since < time else 0
            owed -= lost
            gone += [since + (time - since) * place / (lost + 1) for place in range(1, lost + 1)]
            at_risk, since = at_risk - lost, time
            if point is None:
                continue
            died = events_at(point, survival, at_risk)
            if died:
                survival *= 1 - died / at_risk
                at_risk -= died
            error += (survival - point) ** 2
            events.append(died)
        return Leaving(np.array(gone), events, at_risk, survival, error)

    def with_events(self, total: int) -> Leaving:
        """Choose the haste of censoring so that `total` people have the event, or as near as can be."""
        tried = [self.until_end(0.0), self.until_end(1.0)]
        low, high = 0.0, 1.0
        while tried[-1].total > total and high < HASTIEST:
            low, high = high, 2 * high
            tried.append(self.until_end(high))
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            tried.append(self.until_end(middle))
            # The more are censored, the fewer are left to have the event.
            low, high = (middle, high) if tried[-1].total > total else (low, middle)
        return min(tried, key=lambda people: (abs(people.total - total), people.error))


def events_at(point: float, survival: float, at_risk: int) -> int:
    """
    Give the events that bring survival down to a point of the curve.

    Measured from the survival reconstructed so far, not from the point before, so that rounding is caught up with.
    """
    return round(at_risk * (1 - point / survival)) if at_risk > 0 and point < survival else 0
