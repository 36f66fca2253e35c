"""The words that a study brings with it, like the names of its outcomes and arms, in the language of the page.

A study is stored once. Whoever knows words of studies in another language answers the Wagtail hook ``study_words``:
called with the language's two letters it gives what it knows, from the words as stored to those of the language.
"""

from __future__ import annotations

from wagtail import hooks

from hub.common.wording import ORIGINAL, language


def word(text: str) -> str:
    """Return words of a study in the language of the page; those that nobody knows stay as they are stored."""
    spoken = language()
    if not text or spoken == ORIGINAL:
        return text
    known = (asked(spoken).get(text) for asked in hooks.get_hooks("study_words"))
    said = next((said for said in known if said), text)
    return said[:1].upper() + said[1:] if text[:1].isupper() else said
