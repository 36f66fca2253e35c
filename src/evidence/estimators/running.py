"""Sums over time, carried from one block of times to the next.

A curve can have ten million steps. Worked through in blocks that stay in the processor's cache, with the sums carried
along, it takes a fraction of the time and none of the memory of whole-length intermediate arrays.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from evidence.results import FloatArray

ComplexArray = NDArray[np.complex128]

BLOCK = 32_768
"""Times to a block: few enough for the processor's cache, enough that arms side by side seldom wait on each other."""


def blocks(size: int) -> Iterator[slice]:
    """Cut a number of times into blocks."""
    # The GNU C library hands freed memory above 128 KB back to the system at once, and asks for it again in the next
    # block. It stops doing so up to the size of the largest piece that was ever freed; this is that piece.
    np.empty(32 * BLOCK)
    return (slice(start, min(start + BLOCK, size)) for start in range(0, size, BLOCK))


class RunningSum:
    """A sum that goes on where the last block ended; `total` is what it has come to."""

    def __init__(self) -> None:
        self.total = 0.0

    def add(self, terms: FloatArray) -> tuple[FloatArray, FloatArray]:
        """
        Add a block's terms, one after the other.

        Parameters
        ----------
        terms : array of shape (times,)

        Returns
        -------
        before, after : array of shape (times,)
            The sum of all terms up to now, without and with each time's own.
        """
        totals = np.empty(terms.size + 1)
        totals[0], totals[1:] = self.total, terms
        np.cumsum(totals, out=totals)
        self.total = float(totals[-1])
        return totals[:-1], totals[1:]


class RunningPair:
    """
    Two sums side by side, as the parts of complex numbers: both take the time of one.

    A sum over a block is a chain, each step waiting for the last, so the time does not depend on how wide a step is.
    """

    def __init__(self) -> None:
        self.total = 0j

    def add(self, first: FloatArray, second: FloatArray) -> tuple[ComplexArray, ComplexArray]:
        """
        Add a block's terms of both sums, one after the other.

        Parameters
        ----------
        first, second : array of shape (times,)

        Returns
        -------
        before, after : complex array of shape (times,)
            The sums of all terms up to now, without and with each time's own: the first's real, the second's imaginary.
        """
        totals = np.empty(first.size + 1, dtype=np.complex128)
        totals[0], totals.real[1:], totals.imag[1:] = self.total, first, second
        np.cumsum(totals, out=totals)
        self.total = complex(totals[-1])
        return totals[:-1], totals[1:]


class RunningProduct:
    """A product that goes on where the last block ended."""

    def __init__(self) -> None:
        self._total = 1.0

    def multiply(self, factors: FloatArray) -> tuple[FloatArray, FloatArray]:
        """
        Multiply by a block's factors, one after the other.

        Parameters
        ----------
        factors : array of shape (times,)

        Returns
        -------
        before, after : array of shape (times,)
            The product of all factors up to now, without and with each time's own.
        """
        totals = np.empty(factors.size + 1)
        totals[0], totals[1:] = self._total, factors
        np.cumprod(totals, out=totals)
        self._total = totals[-1]
        return totals[:-1], totals[1:]
