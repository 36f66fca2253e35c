"""What was read off a published figure, made fit to reconstruct from: a curve that never rises, and numbers at risk.

Digitising is noisy, so points may rise a little, pass 1 or miss the start. Whatever is changed is said in a note; what
noise cannot explain is refused.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from evidence.results import FloatArray, IntArray

NOISE = 0.02
"""How far digitising may push a point below time 0 (in shares of the last time), or past survival of 0 or 1."""


@dataclass(frozen=True, eq=False)
class DigitisedCurve:
    """
    A digitised survival curve.

    Parameters
    ----------
    times, survival : array of shape (points,)
        From time 0 and survival 1; times rise, survival does not.
    given_times, given_survival : array of shape (points given,)
        As digitised, as fractions, in order of time; of several points at one time only the lowest.
    notes : tuple of str
        What was changed.
    """

    times: FloatArray
    survival: FloatArray
    given_times: FloatArray
    given_survival: FloatArray
    notes: tuple[str, ...]


def digitised_curve(points: ArrayLike, *, percent: bool) -> DigitisedCurve:
    """
    Put digitised points in order.

    Parameters
    ----------
    points : array of shape (points, 2)
        Time and survival.
    percent : bool

    Returns
    -------
    DigitisedCurve

    Raises
    ------
    ValueError
        If the points are no survival curve.
    """
    times, survival = _read(points, percent=percent)
    notes = []
    if (np.diff(times) < 0).any():
        notes.append("The points were not in the order of time and were sorted.")
    order = np.lexsort((survival, times))
    times, survival = times[order], survival[order]
    if times[0] < 0:
        notes.append(f"The first point was at time {times[0]:g}; it was taken as 0.")
        times = np.maximum(times, 0.0)
    times, first = np.unique(times, return_index=True)
    survival = survival[first]  # the lowest at each time: a step is drawn down to it
    falling = np.minimum(not_rising(np.clip(survival, 0.0, 1.0)), 1.0)
    change = float(np.abs(falling - survival).max())
    if change > 0:
        notes.append(
            f"Points that rose, or passed 0 or 1, were smoothed to a curve that does not, by at most {change:.4f}."
        )
    later = times > 0
    if later.all():
        notes.append("The curve was taken to start at time 0 with survival 1.")
    elif survival[0] != 1:
        notes.append(f"Survival at time 0 was {survival[0]:.4f}; it was taken as 1.")
    return DigitisedCurve(
        np.concatenate(([0.0], times[later])),
        np.concatenate(([1.0], falling[later])),
        times,
        survival,
        tuple(notes),
    )


def not_rising(values: FloatArray) -> FloatArray:
    """
    Give the sequence nearest in least squares that does not rise, by pooling adjacent violators.

    Parameters
    ----------
    values : array of shape (points,)

    Returns
    -------
    array of shape (points,)
    """
    sums: list[float] = []
    sizes: list[int] = []
    for value in values.tolist():
        sums.append(value)
        sizes.append(1)
        while len(sums) > 1 and sums[-2] * sizes[-1] < sums[-1] * sizes[-2]:
            last_sum, last_size = sums.pop(), sizes.pop()
            sums[-1] += last_sum
            sizes[-1] += last_size
    return np.repeat(np.array(sums) / np.array(sizes), sizes)


def numbers_at_risk(at_risk: Sequence[tuple[float, int]], n: int | None) -> tuple[FloatArray, IntArray]:
    """
    Check numbers at risk, and begin them at time 0.

    Parameters
    ----------
    at_risk : sequence of (float, int)
        Time, and people at risk just before it.
    n : int or None
        People in the arm.

    Returns
    -------
    times : array of shape (numbers,)
    counts : int64 array of shape (numbers,)

    Raises
    ------
    ValueError
        If there is no number to start from, or the numbers are not those of one arm.
    """
    times = np.array([time for time, _ in at_risk], dtype=np.float64)
    counts = np.array([count for _, count in at_risk], dtype=np.float64)
    if not np.isfinite(times).all() or (times < 0).any() or (np.diff(times) <= 0).any():
        raise ValueError("The times of the numbers at risk must be finite, not negative, and rise.")
    if (counts < 0).any() or (counts != np.floor(counts)).any():
        raise ValueError("Numbers at risk must be whole and not negative.")
    rises = np.flatnonzero(np.diff(counts) > 0)
    if rises.size:
        place = int(rises[0])
        raise ValueError(
            f"The number at risk rises from {counts[place]:g} at {times[place]:g} to {counts[place + 1]:g} at "
            f"{times[place + 1]:g}."
        )
    starts = times.size > 0 and times[0] == 0
    if not starts and n is None:
        raise ValueError("How many people the arm has must be known: give n, or the number at risk at time 0.")
    if not starts:
        times, counts = np.concatenate(([0.0], times)), np.concatenate(([float(n or 0)], counts))
    elif n is not None and n != counts[0]:
        raise ValueError(f"The arm has {n} people, but {counts[0]:g} are at risk at time 0.")
    if counts[0] < 1 or (np.diff(counts) > 0).any():
        raise ValueError(f"An arm of {counts[0]:g} people does not fit the numbers at risk.")
    return times, counts.astype(np.int64)


def _read(points: ArrayLike, *, percent: bool) -> tuple[FloatArray, FloatArray]:
    pairs = np.asarray(points, dtype=np.float64)
    if pairs.ndim != 2 or pairs.shape[0] < 1 or pairs.shape[1] != 2:
        raise ValueError("A digitised curve needs points of time and survival.")
    if not np.isfinite(pairs).all():
        raise ValueError(f"Point {int(np.flatnonzero(~np.isfinite(pairs).all(axis=1))[0]) + 1} is not finite.")
    times, survival = pairs[:, 0], pairs[:, 1] / (100 if percent else 1)
    if not times.max() > 0:
        raise ValueError("A digitised curve must reach beyond time 0.")
    early = np.flatnonzero(times < -NOISE * times.max())
    if early.size:
        raise ValueError(f"Point {early[0] + 1} lies at time {times[early[0]]:g}.")
    outside = np.flatnonzero((survival < -NOISE) | (survival > 1 + NOISE))
    if outside.size:
        place = int(outside[0])
        hint = "" if percent or pairs[:, 1].max() <= 2 else " Are these percentages?"
        raise ValueError(f"Survival is {pairs[place, 1]:g} at point {place + 1}, time {times[place]:g}.{hint}")
    if percent and pairs[:, 1].max() <= 1:
        raise ValueError("Survival never passes 1%, so these are no percentages.")
    return times, survival
