"""The words that a study brings with it, like the names of its outcomes and arms, in the reader's language.

A study is stored once. Whoever knows its words in another language answers the Wagtail hook ``study_words`` with a
function that takes the stored words and the language's two letters; words that nobody knows stay as they are stored.
"""

from __future__ import annotations

from wagtail import hooks

from hub.common.wording import ORIGINAL, language


def in_page_language(words: str) -> str:
    """Return words of a study in the language of the page."""
    spoken = language()
    if not words or spoken == ORIGINAL:
        return words
    answers = (known(words, spoken) for known in hooks.get_hooks("study_words"))
    answer = next((answer for answer in answers if answer), words)
    return answer[:1].upper() + answer[1:] if words[:1].isupper() else answer
