"""Confidence intervals that name how they were made.

R's default, SAS's default and the printed paper differ in just that, so no interval can be built without it.
"""

from dataclasses import dataclass
from enum import StrEnum
from math import isfinite

from evidence.results.provenance import require_level, require_method


class IntervalMethod(StrEnum):
    """The scale on which a confidence interval is symmetric."""

    PLAIN = "plain"
    LOG = "log"
    LOG_LOG = "log-log"
    LOGIT = "logit"
    ARCSINE = "arcsine"


class VarianceMethod(StrEnum):
    """The formula of a variance."""

    GREENWOOD = "Greenwood"
    AALEN = "Aalen"
    DELTA = "delta"


@dataclass(frozen=True)
class ConfidenceInterval:
    """Two limits and how they were made.

    Parameters
    ----------
    low, high : float or None
        Limits in the unit of the estimate; None for a limit that the data do not reach.
    method : str
        Like ``"log-log, Greenwood"``.
    confidence_level : float, default 0.95

    Raises
    ------
    ValueError
        If a limit is not finite, the limits are out of order, no method is named or the level is not inside (0, 1).
    """

    low: float | None
    high: float | None
    method: str
    confidence_level: float = 0.95

    def __post_init__(self) -> None:
        for name in ("low", "high"):
            limit = getattr(self, name)
            if limit is not None and not isfinite(limit):
                raise ValueError(f"The {name} limit is {limit}; a limit that is not reached is None.")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"The limits are out of order: {self.low} to {self.high}.")
        require_method(self.method)
        require_level(self.confidence_level)
