"""What the columns and values of a patient-level file mean, as an editor says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

CENSORED = "censored"
OTHER = "other"
_OUTCOME = "outcome:"


def outcome_word(key: str) -> str:
    """Return how a status that is the event of an outcome is written."""
    return f"{_OUTCOME}{key}"


@dataclass(frozen=True)
class Meaning:
    """What a file's columns mean, and what is to be computed from them.

    Attributes
    ----------
    codes
        Value of the status column -> ``censored``, ``outcome:`` and the key of the outcome whose event it is, or
        ``other`` for an event that competes and is no outcome of the study.
    arms
        Value of the arm column -> key of the study's arm; empty without an arm column.
    survival
        Key of the outcome that is the time to the first event of any kind; empty if none is.
    times, times_unit
        Where to read the curves, besides the times that are published.
    """

    time_column: str
    status_column: str
    time_unit: str
    arm_column: str = ""
    codes: Mapping[str, str] = field(default_factory=dict)
    arms: Mapping[str, str] = field(default_factory=dict)
    survival: str = ""
    times: tuple[float, ...] = ()
    times_unit: str = ""

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Meaning:
        """Return what ``to_json`` wrote."""
        return cls(**{**stored, "times": tuple(stored["times"])})

    def to_json(self) -> dict[str, Any]:
        """Return plain values for storage."""
        return {**asdict(self), "times": list(self.times)}

    def endpoints(self) -> Iterator[tuple[str, str]]:
        """Return the key of each outcome with its event as the codes name it, empty for the first of any kind."""
        if self.survival:
            yield self.survival, ""
        for word in dict.fromkeys(self.codes.values()):
            if word.startswith(_OUTCOME):
                yield word.removeprefix(_OUTCOME), word
