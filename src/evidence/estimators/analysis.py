"""The whole analysis of a table in one call, as a paper prints it, with one package's defaults throughout."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from evidence.estimators.cox import cox_hazard_ratio
from evidence.estimators.cumulative_incidence import cumulative_incidences
from evidence.estimators.gray_test import gray_test
from evidence.estimators.kaplan_meier import kaplan_meier
from evidence.estimators.log_rank import log_rank
from evidence.estimators.presets import SAS, Preset
from evidence.estimators.quantile_time import quantile_time
from evidence.estimators.reverse_kaplan_meier import reverse_kaplan_meier
from evidence.results import (
    Analysis,
    ArmAnalysis,
    Contrast,
    CumulativeIncidence,
    Estimate,
    GroupTest,
    SurvivalCurve,
)
from evidence.tables import EventTable
from evidence.tables.together import together

Result = TypeVar("Result")


def analyse(
    table: EventTable, *, at: Sequence[float] = (), preset: Preset = SAS, confidence_level: float = 0.95
) -> Analysis:
    """
    Compute survival, incidence, follow-up and the comparison of the arms.

    Parameters
    ----------
    table : EventTable
        With strata the tests and hazard ratios are stratified.
    at : sequence of float, optional
        Times at which the curves are read, in the table's unit.
    preset : Preset, default SAS
        Whose interval, variance and tie methods are taken.
    confidence_level : float, default 0.95

    Returns
    -------
    Analysis
        What the data do not allow (a time beyond an arm's follow-up, a test without events) is left out, with a note.

    Raises
    ------
    ValueError
        If a time or the level is none.
    """
    for time in at:
        if not time >= 0:
            raise ValueError(f"{time} is not a time.")
    times = table.times.size
    arms = together([partial(_arm, table, arm, at, preset, confidence_level) for arm in table.arms], times=times)
    tests = together([partial(_or_note, job) for job in _tests(table)], times=times)
    ratios = together([partial(_or_note, job) for job in _hazard_ratios(table, preset, confidence_level)], times=times)
    notes = [note for _, said in (*arms, *tests, *ratios) for note in said]
    return Analysis(
        preset=preset.name,
        time_unit=table.time_unit,
        arms=tuple(arm for arm, _ in arms),
        tests=tuple(test for test, _ in tests if test is not None),
        hazard_ratios=tuple(ratio for ratio, _ in ratios if ratio is not None),
        notes=tuple(dict.fromkeys(notes)),
        source=table.source,
    )


def _arm(
    table: EventTable, arm: str, at: Sequence[float], preset: Preset, confidence_level: float
) -> tuple[ArmAnalysis, list[str]]:
    interval = preset.survival_interval
    survival = kaplan_meier(table, arm, interval=interval, confidence_level=confidence_level)
    incidences: tuple[CumulativeIncidence, ...] = ()
    if len(table.events) > 1:
        incidences = cumulative_incidences(
            table,
            arm,
            variance=preset.incidence_variance,
            interval=preset.incidence_interval,
            confidence_level=confidence_level,
        )
    follow_up = reverse_kaplan_meier(table, arm, interval=interval, confidence_level=confidence_level)
    estimates, notes = _estimates((survival, *incidences), at)
    analysis = ArmAnalysis(
        arm=arm,
        n=survival.n,
        survival=survival,
        estimates=estimates,
        median=quantile_time(survival),
        follow_up=quantile_time(follow_up),
        incidences=incidences,
    )
    return analysis, notes


def _estimates(
    curves: Sequence[SurvivalCurve | CumulativeIncidence], at: Sequence[float]
) -> tuple[tuple[Estimate, ...], list[str]]:
    read = [_or_note(partial(curve.at, time)) for curve in curves for time in at]
    estimates = tuple(estimate for estimate, _ in read if estimate is not None)
    return estimates, [note for _, said in read for note in said]


def _tests(table: EventTable) -> list[Callable[[], GroupTest]]:
    """Give the tests of several arms: of any event and, where causes compete, of each."""
    if len(table.arms) == 1:
        return []
    causes = table.events if len(table.events) > 1 else ()
    return [partial(log_rank, table), *(partial(gray_test, table, cause) for cause in causes)]


def _hazard_ratios(table: EventTable, preset: Preset, confidence_level: float) -> list[Callable[[], Contrast]]:
    """Give the comparisons of each further arm with the first."""
    reference, *others = table.arms
    cox = partial(cox_hazard_ratio, table, ties=preset.ties, confidence_level=confidence_level)
    return [partial(cox, arm, reference) for arm in others]


def _or_note(compute: Callable[[], Result]) -> tuple[Result | None, list[str]]:
    """Compute, or give the sentence that says why it cannot be."""
    try:
        return compute(), []
    except ValueError as error:
        return None, [str(error)]
