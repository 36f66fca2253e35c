"""The whole analysis of a table in one call, as a paper prints it, with one package's defaults throughout."""

from collections.abc import Callable, Sequence
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
    notes: list[str] = []
    arms = tuple(_arm(table, arm, at, preset, confidence_level, notes) for arm in table.arms)
    several = len(table.arms) > 1
    return Analysis(
        preset=preset.name,
        time_unit=table.time_unit,
        arms=arms,
        tests=_tests(table, notes) if several else (),
        hazard_ratios=_hazard_ratios(table, preset, confidence_level, notes) if several else (),
        notes=tuple(dict.fromkeys(notes)),
        source=table.source,
    )


def _arm(
    table: EventTable, arm: str, at: Sequence[float], preset: Preset, confidence_level: float, notes: list[str]
) -> ArmAnalysis:
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
    return ArmAnalysis(
        arm=arm,
        n=survival.n,
        survival=survival,
        estimates=_estimates((survival, *incidences), at, notes),
        median=quantile_time(survival),
        follow_up=quantile_time(follow_up),
        incidences=incidences,
    )


def _estimates(
    curves: Sequence[SurvivalCurve | CumulativeIncidence], at: Sequence[float], notes: list[str]
) -> tuple[Estimate, ...]:
    read = [_or_note(lambda curve=curve, time=time: curve.at(time), notes) for curve in curves for time in at]  # type: ignore[misc]
    return tuple(estimate for estimate in read if estimate is not None)


def _tests(table: EventTable, notes: list[str]) -> tuple[GroupTest, ...]:
    causes = table.events if len(table.events) > 1 else ()
    tests = [
        _or_note(lambda: log_rank(table), notes),
        *(_or_note(lambda cause=cause: gray_test(table, cause), notes) for cause in causes),  # type: ignore[misc]
    ]
    return tuple(test for test in tests if test is not None)


def _hazard_ratios(
    table: EventTable, preset: Preset, confidence_level: float, notes: list[str]
) -> tuple[Contrast, ...]:
    reference, *others = table.arms
    ratios = [
        _or_note(
            lambda arm=arm: cox_hazard_ratio(  # type: ignore[misc]
                table, arm, reference, ties=preset.ties, confidence_level=confidence_level
            ),
            notes,
        )
        for arm in others
    ]
    return tuple(ratio for ratio in ratios if ratio is not None)


def _or_note(compute: Callable[[], Result], notes: list[str]) -> Result | None:
    """Compute, or note the sentence that says why it cannot be."""
    try:
        return compute()
    except ValueError as error:
        notes.append(str(error))
        return None
