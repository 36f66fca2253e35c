"""Words of rich text, counted and tested for being there."""

from __future__ import annotations

import html
import math
import re
from collections.abc import Iterable

from django.utils.html import strip_tags

WORDS_PER_MINUTE = 200
_BLOCK_END = re.compile(r"</(?:p|li|h\d)>|<br\s*/?>")


def plain(rich_text: str) -> str:
    """Return the words of rich text, without markup and with single spaces."""
    return " ".join(html.unescape(strip_tags(_BLOCK_END.sub(" ", rich_text))).split())


def is_empty(rich_text: str) -> bool:
    """Whether rich text has no word in it, only markup."""
    return not plain(rich_text)


def reading_minutes(texts: Iterable[str]) -> int:
    """Return the whole minutes that reading takes, at least one.

    200 words a minute is a careful reader's pace for technical prose.
    """
    words = sum(len(plain(text).split()) for text in texts)
    return max(1, math.ceil(words / WORDS_PER_MINUTE))
