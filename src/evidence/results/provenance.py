"""Where a result comes from and how it was made: what every result must say of itself."""

from collections.abc import Iterable
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

TOLERANCE = 1e-9
"""How far rounding may push a probability past its bounds before it is an error."""


class DataSource(StrEnum):
    """What a result rests on."""

    PATIENTS = "patient-level data"
    RECONSTRUCTED = "reconstructed"
    PUBLISHED = "published figures"


def weakest(sources: Iterable[DataSource]) -> DataSource:
    """Name the source of something made from several: reconstructed or published as soon as one of them is."""
    return max(sources, key=list(DataSource).index)


def require_method(method: str) -> None:
    """Refuse a result that does not say how it was made."""
    if not method.strip():
        raise ValueError("A result must name its method.")


def require_level(confidence_level: float) -> None:
    """Refuse a confidence level that is not a probability strictly between 0 and 1."""
    if not 0 < confidence_level < 1:
        raise ValueError(f"The confidence level is {confidence_level}; it must lie between 0 and 1, like 0.95.")
