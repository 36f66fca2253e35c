"""Two-by-two tables given their margins: the noncentral hypergeometric distribution of one cell.

Given both arms' sizes and the events of both together, the events x of the first arm have a probability proportional
to C(n₁, x)·C(n₂, k − x)·ψˣ, with ψ the odds ratio; the risks themselves drop out. Fisher RA. The logic of inductive
inference. J R Stat Soc. 1935;98:39-82. Cornfield J. A statistical problem arising from retrospective studies. Proc
Third Berkeley Symp. 1956;4:135-148.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import exp

import numpy as np

from evidence.results import FloatArray

TIE = 1e-7
"""Probabilities this near to each other, relatively, count as equal, so that rounding cannot break a tie."""


@dataclass(frozen=True, eq=False)
class ExactTable:
    """
    One cell of a two-by-two table, its margins held.

    Parameters
    ----------
    events : int
        Of the first arm.
    lowest, highest : int
        The fewest and most it could have been.
    log_weights : array of shape (highest − lowest + 1,)
        Logarithms of C(n₁, x)·C(n₂, k − x), up to a constant.
    """

    events: int
    lowest: int
    highest: int
    log_weights: FloatArray

    @classmethod
    def of(cls, events: int, n: int, other_events: int, other_n: int) -> "ExactTable":
        """Build it from the events and sizes of two arms."""
        total = events + other_events
        lowest, highest = max(0, total - other_n), min(total, n)
        x = np.arange(lowest, highest, dtype=np.float64)
        rises = np.log((n - x) * (total - x)) - np.log((x + 1) * (other_n - total + x + 1))
        # From the mode outward, so that the weights that matter carry the least rounding.
        mode = int((rises > 0).sum())
        left, right = -np.cumsum(rises[:mode][::-1])[::-1], np.cumsum(rises[mode:])
        return cls(events, lowest, highest, np.concatenate((left, [0.0], right)))

    def p(self) -> float:
        """Give Fisher's two-sided P: all tables as likely as this one, or less, were the odds ratio 1."""
        weights = np.exp(self.log_weights)
        own = weights[self.events - self.lowest]
        return min(1.0, float(weights[weights <= own * (1 + TIE)].sum() / weights.sum()))

    def odds_ratio(self) -> float | None:
        """Give the conditional maximum likelihood estimate; None where it is infinite, or any fits alike."""
        if self.events == self.highest:
            return None
        if self.events == self.lowest:
            return 0.0
        cells = np.arange(self.lowest, self.highest + 1, dtype=np.float64)
        # The mean number of events rises with the odds ratio, and equals the observed one at the estimate.
        return self._solve(lambda shares: float((shares * cells).sum()) - self.events)

    def limits(self, confidence_level: float) -> tuple[float | None, float | None]:
        """Give the odds ratios at which as many events or more, or as few or fewer, have half the error left over."""
        tail, own = (1 - confidence_level) / 2, self.events - self.lowest
        low: float | None = 0.0
        high: float | None = None
        if self.events > self.lowest:
            low = self._solve(lambda shares: float(shares[own:].sum()) - tail)
        if self.events < self.highest:
            high = self._solve(lambda shares: tail - float(shares[: own + 1].sum()))
        return low, high

    def _solve(self, excess: Callable[[FloatArray], float]) -> float:
        """Find the odds ratio at which something that rises with it passes 0, by bisection of its logarithm."""
        steps = np.arange(self.log_weights.size, dtype=np.float64)

        def at(log_ratio: float) -> float:
            logs = self.log_weights + steps * log_ratio
            weights = np.exp(logs - logs.max())
            return excess(weights / weights.sum())

        low, high = -1.0, 1.0
        while at(low) > 0:
            low *= 2
        while at(high) < 0:
            high *= 2
        while low < (middle := (low + high) / 2) < high:
            low, high = (middle, high) if at(middle) < 0 else (low, middle)
        return exp(high)
