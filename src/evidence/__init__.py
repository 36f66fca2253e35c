"""Structured evidence: event tables, estimators and figures, without anything of the site.

The names below are the whole public interface. They are looked up when first used, so that ``import evidence`` costs
next to nothing: DuckDB loads with the first table that is read, Altair with the first figure that is drawn.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from evidence.estimators import cumulative_incidence, kaplan_meier, quantile_time
    from evidence.figures import DARK, LIGHT, Picture, PlottedCurve, PlottedEstimate, Theme, draw_curves, draw_estimates
    from evidence.results import (
        ConfidenceInterval,
        CumulativeIncidence,
        Estimate,
        IntervalMethod,
        QuantileTime,
        SurvivalCurve,
        VarianceMethod,
    )
    from evidence.tables import BadRowsError, EventTable, merge, read_csv

__all__ = [
    "DARK",
    "LIGHT",
    "BadRowsError",
    "ConfidenceInterval",
    "CumulativeIncidence",
    "Estimate",
    "EventTable",
    "IntervalMethod",
    "Picture",
    "PlottedCurve",
    "PlottedEstimate",
    "QuantileTime",
    "SurvivalCurve",
    "Theme",
    "VarianceMethod",
    "cumulative_incidence",
    "draw_curves",
    "draw_estimates",
    "kaplan_meier",
    "merge",
    "quantile_time",
    "read_csv",
]

_LAYERS = ("results", "tables", "estimators", "figures")


def __getattr__(name: str) -> Any:
    """Find a public name in the layer that has it."""
    if name in __all__:
        for layer in _LAYERS:
            module = import_module(f"{__name__}.{layer}")
            if hasattr(module, name):
                return getattr(module, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
