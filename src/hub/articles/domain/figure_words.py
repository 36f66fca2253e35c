"""How kinds of figures and stored results are named in sentences about figures."""

from __future__ import annotations

from collections.abc import Sequence

from hub.studies.domain.result_words import arm_of, described, identified, value_of
from hub.studies.models import Result

__all__ = ["arm_of", "described", "identified", "listed_values", "measure_name", "value_of"]

LISTED = 4
_KINDS = {
    "difference": "difference",
    "p_value": "P value",
    "rate": "incidence rate",
    "count": "number of people",
    "mean": "mean",
    "follow_up": "follow-up",
}


def measure_name(kind: str) -> str:
    """Return a kind of figure inside a sentence: “hazard ratio”."""
    return _KINDS.get(kind) or kind.replace("_", " ")


def listed_values(results: Sequence[Result]) -> str:
    """Return a few results with their values, and how many more there are."""
    shown = [described(result) for result in results[:LISTED]]
    more = len(results) - len(shown)
    return "; ".join(shown) + (f"; and {more} more" if more else "")
