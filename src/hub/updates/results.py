"""What impact updates are talked about in."""

from __future__ import annotations

from dataclasses import dataclass


class UpdateError(Exception):
    """Something cannot be done with an update; the message says what and why in one sentence."""


@dataclass(frozen=True)
class LedTo:
    """A published article, and who suggested it, without saying who they are."""

    title: str
    url: str
    suggested: bool
    by_contributor: bool


@dataclass(frozen=True)
class Agreed:
    """A wording that subscribers agreed to, and how many did."""

    version: int
    wording: str
    confirmed: int
    unconfirmed: int


@dataclass(frozen=True)
class Progress:
    """How far the mails of an update are."""

    waiting: int
    sending: int
    sent: int
    failed: int

    @property
    def total(self) -> int:
        """How many mails there are."""
        return self.waiting + self.sending + self.sent + self.failed


@dataclass(frozen=True)
class Contributed:
    """What arrived in one currency, in words, and from how many."""

    amount: str
    number: int
