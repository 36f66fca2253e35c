"""What the gate knows about a reader."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Attestation:
    """One reader's statement of being a healthcare professional, as held in the reader's own cookie.

    Attributes
    ----------
    version
        The version of the wording that the reader confirmed.
    time
        When.
    reader_id
        A random name that only the cookie holds; it is never stored.
    country, profession
        What the reader answered at the gate; empty when the hub did not ask.
    """

    version: int
    time: datetime
    reader_id: str
    country: str = ""
    profession: str = ""
