"""The languages that the guard can verify; into any other, nothing is accepted."""

from __future__ import annotations

from hub.translation.domain.guard.languages.catalan import CATALAN
from hub.translation.domain.guard.languages.english import ENGLISH
from hub.translation.domain.guard.languages.french import FRENCH
from hub.translation.domain.guard.languages.german import GERMAN
from hub.translation.domain.guard.languages.italian import ITALIAN
from hub.translation.domain.guard.languages.portuguese import PORTUGUESE
from hub.translation.domain.guard.languages.record import Language
from hub.translation.domain.guard.languages.spanish import SPANISH

__all__ = ["ENGLISH", "TARGETS", "Language", "language_of"]

TARGETS = {known.code: known for known in (SPANISH, FRENCH, GERMAN, ITALIAN, PORTUGUESE, CATALAN)}


def language_of(code: str) -> Language | None:
    """Find the words of a target language by its code; a region ("pt-br") does not matter here."""
    return TARGETS.get(code.replace("_", "-").split("-")[0].lower())
