"""Counts of a patient-level file, to be confirmed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PreviewArm:
    """An arm's rows: how many, in the study and in the file, and how many left for each cause."""

    label: str
    n: int
    study_n: int
    counts: tuple[int, ...]
    last_time: str


@dataclass(frozen=True)
class Preview:
    """What a file was found to hold.

    Attributes
    ----------
    causes
        Headings of each arm's ``counts``.
    warnings
        Where the file and the study differ in numbers of people.
    results
        How many results would be stored.
    outcomes
        What each outcome would be computed from.
    conventions
        How long months or years were taken to be.
    notes
        What cannot be computed.
    """

    causes: tuple[str, ...]
    arms: tuple[PreviewArm, ...]
    warnings: tuple[str, ...]
    results: int
    outcomes: tuple[str, ...]
    conventions: tuple[str, ...]
    notes: tuple[str, ...]
