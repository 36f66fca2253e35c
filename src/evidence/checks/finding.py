"""What a check has found, in words for a clinician and numbers for a machine."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from math import isfinite


class Level(StrEnum):
    """How much a finding says."""

    IMPOSSIBLE = "impossible"
    """A theorem is broken: no data at all give this print."""
    INCONSISTENT = "inconsistent"
    """No method in use gives this print."""
    NOTE = "note"
    """Worth a look; correct papers print this too."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """
    One thing in print that cannot be right, or is worth a look.

    Parameters
    ----------
    check : str
        Name of the check, a heading of docs/methods/checks.md.
    level : Level
    claims : tuple of int
        Places of the claims concerned in the list that was checked, the one most in doubt first.
    message : str
        One sentence.
    detail : mapping of str to object
        The numbers computed: strings, numbers, lists and None.
    fits : str
        What would fit instead, as a sentence; empty where nothing can be said.
    assumption : str
        What would have to be true for the print to be right.

    Raises
    ------
    ValueError
        If it concerns no claim.
    """

    check: str
    level: Level
    claims: tuple[int, ...]
    message: str
    detail: Mapping[str, object] = field(default_factory=dict)
    fits: str = ""
    assumption: str = ""

    def __post_init__(self) -> None:
        if not self.claims:
            raise ValueError("A finding concerns at least one claim.")

    def to_json(self) -> dict[str, object]:
        """
        Write the finding as JSON has it.

        Returns
        -------
        dict
            ``check``, ``level``, ``message``, ``claims`` and ``detail``, which also holds ``fits`` and ``assumption``.
        """
        return {
            "check": self.check,
            "level": str(self.level),
            "message": self.message,
            "claims": list(self.claims),
            "detail": {
                **{name: _finite(value) for name, value in self.detail.items()},
                "fits": self.fits or None,
                "assumption": self.assumption or None,
            },
        }


def _finite(value: object) -> object:
    """Leave out what JSON has no number for."""
    return None if isinstance(value, float) and not isfinite(value) else value
