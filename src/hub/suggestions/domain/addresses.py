"""Links that stand for an address, without showing it: to confirm it, and to have it erased.

A link holds a signed number. The one that confirms runs out; the one that withdraws never does.
"""

from __future__ import annotations

from datetime import timedelta

from django.core import signing

CONFIRM_SALT = "hub.suggestions.confirm"
WITHDRAW_SALT = "hub.suggestions.withdraw"
THANKS_SALT = "hub.suggestions.thanks"
CONFIRM_WITHIN = timedelta(days=7)
THANKS_WITHIN = timedelta(hours=1)


def sign(number: int, *, salt: str) -> str:
    """Return the signed number for a link."""
    return signing.dumps(number, salt=salt)


def read(token: str, *, salt: str, within: timedelta | None = None) -> int | None:
    """Return the number in a link, or None if it was not made here, or has run out."""
    try:
        number = signing.loads(token, salt=salt, max_age=within)
    except signing.BadSignature:
        return None
    return number if isinstance(number, int) else None
