"""People made up from a published survival curve, who give that curve back.

Guyot P, Ades AE, Ouwens MJNM, Welton NJ. Enhanced secondary analysis of survival data: reconstructing the data from
published Kaplan-Meier survival curves. BMC Med Res Methodol. 2012;12:9. Written from the paper.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from evidence.estimators.kaplan_meier import kaplan_meier
from evidence.estimators.reconstruction.digitised import DigitisedCurve, digitised_curve, numbers_at_risk
from evidence.estimators.reconstruction.stretch import Leaving, Stretch
from evidence.results import DataSource, FloatArray, IntArray
from evidence.results.reconstruction import ReconstructionFit
from evidence.tables import CENSORED, EventTable

__all__ = ["Reconstruction", "reconstruct"]


@dataclass(frozen=True, eq=False)
class Reconstruction:
    """
    People made up from a published curve.

    Parameters
    ----------
    table : EventTable
        Of one arm; its source is ``RECONSTRUCTED``, and so is everything computed from it.
    fit : ReconstructionFit
        What it misses of what was given.
    notes : tuple of str
        What was changed or assumed.
    method : str
    """

    table: EventTable
    fit: ReconstructionFit
    notes: tuple[str, ...]
    method: str = "Guyot 2012"

    @property
    def source(self) -> DataSource:
        """Always reconstructed."""
        return self.table.source


def reconstruct(
    points: ArrayLike,
    at_risk: Sequence[tuple[float, int]] = (),
    *,
    arm: str,
    time_unit: str,
    n: int | None = None,
    total_events: int | None = None,
    event: str = "event",
    percent: bool = False,
) -> Reconstruction:
    """
    Make up people whose Kaplan–Meier curve and numbers at risk are those published.

    Parameters
    ----------
    points : array of shape (points, 2)
        Time and survival, digitised from the curve; all steps, if possible.
    at_risk : sequence of (float, int), optional
        Time, and people at risk just before it, as printed under the curve.
    arm, time_unit : str
    n : int, optional
        People in the arm; needed unless a number at risk is given at time 0.
    total_events : int, optional
        Events in the arm, all follow-up together.
    event : str, default ``"event"``
        What the events are to be called.
    percent : bool, default False
        Whether survival is in percent; otherwise as fractions.

    Returns
    -------
    Reconstruction
        Arms are reconstructed apart and joined with `merge`.

    Raises
    ------
    ValueError
        If the points are no survival curve, the numbers at risk not those of one arm, or events more than people.
    """
    curve = digitised_curve(points, percent=percent)
    risk_times, risk_counts = numbers_at_risk(at_risk, n)
    people = int(risk_counts[0])
    if total_events is not None and not 0 <= total_events <= people:
        raise ValueError(f"{total_events} events do not fit {people} people.")
    end, notes = _end(curve, risk_times, risk_counts)
    stretches = _stretches(curve, risk_times, risk_counts, end, total_events, notes)
    table = _table(stretches, end, arm=arm, event=event, time_unit=time_unit)
    given = np.array([time for time, _ in at_risk], dtype=np.float64)
    counts = np.array([count for _, count in at_risk], dtype=np.int64)
    fit = _fit(table, curve, given, counts, total_events)
    return Reconstruction(table, fit, (*curve.notes, *notes, *_missed(fit)))


def _end(curve: DigitisedCurve, risk_times: FloatArray, risk_counts: IntArray) -> tuple[float, list[str]]:
    """Find when follow-up ends: with the curve, or where people are still at risk after its last point."""
    last = float(curve.times[-1])
    beyond = (risk_times > last) & (risk_counts > 0)
    if not beyond.any():
        return last, []
    end = float(risk_times[beyond][-1])
    return end, [f"People are at risk after the last point at {last:g}, so the curve is taken as flat up to {end:g}."]


def _stretches(
    curve: DigitisedCurve,
    risk_times: FloatArray,
    risk_counts: IntArray,
    end: float,
    total_events: int | None,
    notes: list[str],
) -> list[tuple[Stretch, Leaving]]:
    """Go from one number at risk to the next, and from the last to the end of follow-up."""
    inside = risk_times <= end
    starts, counts = risk_times[inside].tolist(), risk_counts[inside].tolist()
    made: list[tuple[Stretch, Leaving]] = []
    people, survival = counts[0], 1.0
    for place, start in enumerate(starts):
        last = place == len(starts) - 1
        stop = end if last else starts[place + 1]
        within = (curve.times >= start) & ((curve.times <= stop) if last else (curve.times < stop))
        stretch = Stretch(start, stop, curve.times[within], curve.survival[within], people, survival)
        leaving = _last(stretch, made, total_events, notes) if last else stretch.reaching(counts[place + 1])
        made.append((stretch, leaving))
        people, survival = leaving.remaining, leaving.survival
    return made


def _last(stretch: Stretch, made: list[tuple[Stretch, Leaving]], total_events: int | None, notes: list[str]) -> Leaving:
    """Let people leave after the last number at risk: by the total of events, or evenly up to the end."""
    events = sum(leaving.total for _, leaving in made)
    if stretch.end > stretch.start and total_events is not None and total_events > events:
        return stretch.with_events(total_events - events)
    if stretch.start == 0 and total_events is None:
        notes.append("Without numbers at risk or a total of events, nobody is taken as censored before the last point.")
    if stretch.start == 0:
        return stretch.until_end(0.0)
    if stretch.people and stretch.end > stretch.start:
        notes.append(
            f"After the last number at risk, at {stretch.start:g}, people are taken as censored evenly up to the end."
        )
    return stretch.until_end(1.0)


def _table(stretches: list[tuple[Stretch, Leaving]], end: float, *, arm: str, event: str, time_unit: str) -> EventTable:
    """Count those who leave; whoever is left at the end is censored there."""
    died_at = np.concatenate([stretch.times for stretch, _ in stretches])
    died = np.concatenate([np.array(leaving.events, dtype=np.int64) for _, leaving in stretches])
    lost_at = np.concatenate([*(leaving.censored for _, leaving in stretches), [end]])
    lost = np.ones(lost_at.size, dtype=np.int64)
    lost[-1] = stretches[-1][1].remaining
    times = np.unique(np.concatenate([died_at[died > 0], lost_at[lost > 0]]))
    counts = np.zeros((1, times.size, 2), dtype=np.int64)
    np.add.at(counts[0, :, 1], np.searchsorted(times, died_at[died > 0]), died[died > 0])
    np.add.at(counts[0, :, 0], np.searchsorted(times, lost_at[lost > 0]), lost[lost > 0])
    return EventTable((arm,), (CENSORED, event), times, counts, time_unit, source=DataSource.RECONSTRUCTED)


def _fit(
    table: EventTable, curve: DigitisedCurve, at_risk_times: FloatArray, at_risk: IntArray, total_events: int | None
) -> ReconstructionFit:
    made = kaplan_meier(table, table.arms[0])
    steps = np.concatenate(([1.0], made.estimate))
    error = np.abs(steps[np.searchsorted(made.time, curve.given_times, side="right")] - curve.given_survival)
    # Whoever leaves at a time is at risk there.
    gone = np.concatenate(([0], np.cumsum(made.events + made.censored)))
    reconstructed = made.n - gone[np.searchsorted(made.time, at_risk_times, side="left")]
    return ReconstructionFit(
        largest_error=float(error.max()),
        root_mean_square_error=float(np.sqrt((error**2).mean())),
        at_risk_times=tuple(at_risk_times.tolist()),
        at_risk_given=tuple(at_risk.tolist()),
        at_risk_reconstructed=tuple(reconstructed.tolist()),
        events=int(made.events.sum()),
        total_events=total_events,
    )


def _missed(fit: ReconstructionFit) -> list[str]:
    """Say what of the published counts could not be met."""
    notes = [
        f"{made} people are at risk at {time:g} instead of {given}."
        for time, given, made in zip(fit.at_risk_times, fit.at_risk_given, fit.at_risk_reconstructed, strict=True)
        if made != given
    ]
    if fit.events_error:
        notes.append(f"There are {fit.events} events instead of {fit.total_events}.")
    return notes
