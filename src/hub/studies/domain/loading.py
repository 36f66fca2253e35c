"""Bring a study in the database to what its file says."""

from __future__ import annotations

from pathlib import Path

from hub.studies.results import LoadReport


def load_study(path: Path) -> LoadReport:
    """Load a study file."""
    raise NotImplementedError
