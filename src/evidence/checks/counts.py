"""Which counts and which numbers of people a printed percentage may stand for."""

from math import ceil, floor

from evidence.results.printed import Range

TINY = 1e-9


def denominators(count: int, share: Range, most: int) -> tuple[int, int] | None:
    """
    Give the fewest and the most people of whom `count` make a share.

    Parameters
    ----------
    count : int
        At least 1.
    share : Range
    most : int
        How many people there can be.

    Returns
    -------
    (int, int) or None
        None if there are none.
    """
    fewest = max(count, ceil(count / share.high - TINY) if share.high > 0 else most + 1)
    largest = min(most, floor(count / share.low + TINY) if share.low > 0 else most)
    return (fewest, largest) if fewest <= largest else None


def nearest(share: Range, n: int) -> tuple[int, int]:
    """Give the counts of `n` people just below and just above a share."""
    below = min(n, max(0, floor(share.low * n)))
    return below, min(n, below + 1)
