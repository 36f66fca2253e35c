"""Results and curves computed from patient-level data, in the shape of a study file's own entries."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from hub.studies.domain.study_file.shapes import Entry


@dataclass
class Computed:
    """What the data section of a study file comes to.

    Attributes
    ----------
    results
        Entries like those that a file writes out, with the value in full precision beside its print.
    curves
        Fields of ``Curve``, with the keys of outcome and arm.
    """

    results: list[Entry] = field(default_factory=list)
    curves: list[dict[str, Any]] = field(default_factory=list)
