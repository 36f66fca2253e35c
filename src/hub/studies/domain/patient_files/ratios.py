"""Published hazard ratios computed again."""

from __future__ import annotations

from typing import Any

from hub.studies.domain import engine
from hub.studies.domain.engine.data import ComputedRatio, hazard_ratio
from hub.studies.domain.patient_files.context import Computation, Context
from hub.studies.enums import Measure, Source
from hub.studies.models import Result
from hub.studies.results.printed import NOT_ESTIMABLE, PrintedNumber

DECIMALS = 2


def add_ratios(found: Computation, context: Context, table: engine.EventTable, outcome: str) -> None:
    """Compute the hazard ratios of arms that are in the file, for the first event of any kind."""
    for published in context.of(outcome, Measure.HAZARD_RATIO):
        arm, comparator = published.arm.key, published.comparator.key
        if {arm, comparator} <= set(table.arms):
            ratio = hazard_ratio(table, arm, comparator, ties=published.method, level=published.interval_level)
            if ratio is None:
                found.notes.append(
                    f"The hazard ratio of {context.name(arm)} compared with {context.name(comparator)} for "
                    f"{published.outcome.name} cannot be estimated from the file."
                )
            else:
                found.results.append(_values(published, ratio))


def _values(published: Result, ratio: ComputedRatio) -> dict[str, Any]:
    decimals = max(DECIMALS, PrintedNumber.parse(published.estimate_printed, words=True).decimals)

    def printed(value: float | None) -> str:
        return NOT_ESTIMABLE if value is None else f"{value:.{decimals}f}"

    return {
        "outcome": published.outcome.key,
        "arm": published.arm.key,
        "comparator": published.comparator.key,
        "measure": published.measure,
        "time": published.time,
        "time_unit": published.time_unit,
        "estimate_printed": printed(ratio.value),
        "estimate": ratio.value,
        "low_printed": printed(ratio.low),
        "low": ratio.low,
        "high_printed": printed(ratio.high),
        "high": ratio.high,
        "interval_level": ratio.level,
        "interval_method": ratio.interval_method,
        "p_printed": "<0.001" if ratio.p < 0.001 else f"{ratio.p:.3f}",
        "denominator": ratio.n,
        "source": Source.RECOMPUTED.value,
        "method": ratio.method,
    }
