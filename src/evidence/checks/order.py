"""Whether an estimate lies between its limits, which most checks take for granted."""

from evidence.checks.ranges import printed
from evidence.claims import Claim, Printed, PrintedInterval


def is_broken(claim: Claim) -> bool:
    """Tell whether an interval is out of order; the other checks of it would only say so again."""
    return any(
        interval is not None and (falls(interval) or misses(claim.estimate, interval))
        for interval in (claim.interval, claim.spread)
    )


def falls(interval: PrintedInterval) -> bool:
    """Tell whether the limits are out of order."""
    low, high = interval.low.value, interval.high.value
    return low is not None and high is not None and interval.high.bound is None and low > high


def misses(estimate: Printed | None, interval: PrintedInterval) -> bool:
    """Tell whether an estimate lies outside its limits by more than rounding."""
    if estimate is None or estimate.value is None:
        return False
    value = printed(estimate)
    if interval.low.value is not None and interval.low.bound is None and value.high < printed(interval.low).low:
        return True
    return interval.high.value is not None and estimate.bound is None and value.low > printed(interval.high).high
