"""What computing from a file starts with and comes to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from hub.studies.domain.engine.data import ArmCount
from hub.studies.enums import Measure
from hub.studies.models import Arm, Outcome, Result
from hub.studies.results.meaning import Meaning

ArmKey = str | None


@dataclass
class Computation:
    """Fields of results and curves, with outcome and arms by their keys, and a sentence on each that is missing."""

    arms: list[ArmCount] = field(default_factory=list)
    results: list[dict[str, Any]] = field(default_factory=list)
    curves: list[dict[str, Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Context:
    """A study, what it has published, and a file of it."""

    meaning: Meaning
    outcomes: Mapping[str, Outcome]
    arms: Mapping[str, Arm]
    published: list[Result]

    def of(self, outcome: str, measure: Measure) -> list[Result]:
        """Return the published figures of an outcome and a measure that are of everybody's whole course."""
        return [
            result
            for result in self.published
            if result.outcome.key == outcome
            and result.effective_measure == measure
            and not (result.grade or result.period)
        ]

    def name(self, arm: ArmKey) -> str:
        """Return an arm as a sentence names it."""
        return self.arms[arm].label if arm else "all participants"
