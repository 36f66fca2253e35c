"""A link that holds a whole question, so that a result can be passed on and nothing has to be stored.

The fields of the form are written as JSON, compressed and spelled in letters that an address may
hold. A link comes from anywhere, so it is read within bounds: an address of ten letters can ask for a
gigabyte. What it holds goes through the form like anything typed.
"""

from __future__ import annotations

import base64
import binascii
import json
import zlib

from django.utils.translation import gettext

from hub.checking.results import Question
from hub.common import wording

GROUPS = (1, 2, 3)
"""Numbers of the groups that a question may name."""
LONGEST_LINK = 6_000
"""Letters in a link; servers and mail programs cut off addresses that are much longer."""
MOST_BYTES = 64 * 1024
"""Bytes that a link may hold unpacked: the longest passage in the widest script fits."""
_RAW = -zlib.MAX_WBITS


class BadLinkError(ValueError):
    """A link holds no question; the message says why, in a sentence for whoever followed it."""


def group_fields(number: int) -> tuple[str, str]:
    """Give the names of the fields for a group's name and size."""
    return f"group_{number}_name", f"group_{number}_size"


def pack(question: Question) -> str:
    """Write a question into letters for an address; empty if they would be too many."""
    fields = {"passage": question.passage}
    for number, group in zip(GROUPS, question.groups, strict=False):
        fields.update(zip(group_fields(number), map(str, group), strict=True))
    if question.adjusted:
        fields["adjusted"] = "on"
    text = json.dumps(fields, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    squeezed = zlib.compress(text.encode(), level=9, wbits=_RAW)
    letters = base64.urlsafe_b64encode(squeezed).rstrip(b"=").decode()
    return letters if len(letters) <= LONGEST_LINK else ""


def unpack(letters: str) -> dict[str, str]:
    """Read the fields of the form back.

    Raises
    ------
    BadLinkError
        If the link was cut off, altered, or holds more than a passage may.
    """
    if len(letters) > LONGEST_LINK:
        sentence = gettext("This link is longer than the %(limit)s characters that a link of this page has.")
        raise BadLinkError(sentence % {"limit": wording.whole(LONGEST_LINK)})
    fields = _parsed(_inflated(letters))
    if not isinstance(fields, dict) or not all(isinstance(value, str) for value in fields.values()):
        raise BadLinkError(gettext("This link holds no passage."))
    return fields


def _inflated(letters: str) -> bytes:
    try:
        squeezed = base64.b64decode(letters + "=" * (-len(letters) % 4), altchars=b"-_", validate=True)
        unpacking = zlib.decompressobj(wbits=_RAW)
        unpacked = unpacking.decompress(squeezed, MOST_BYTES)
    except (binascii.Error, ValueError, zlib.error):
        raise BadLinkError(gettext("This link is damaged: part of it was changed or lost on the way.")) from None
    if unpacking.unconsumed_tail:
        raise BadLinkError(gettext("This link holds more than a passage may."))
    if not unpacking.eof or unpacking.unused_data:
        raise BadLinkError(gettext("This link is not complete: its end was lost on the way."))
    return unpacked


def _parsed(unpacked: bytes) -> object:
    try:
        fields = json.loads(unpacked)
        json.dumps(fields, ensure_ascii=False).encode()  # half a character can be spelled in JSON, but not shown
    except (ValueError, RecursionError):
        raise BadLinkError(gettext("This link holds no passage.")) from None
    return fields
