"""Engines for tests, and articles to translate."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from wagtail.models import Locale

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


class WordByWord:
    """Answers with the source's words spelt in another way, and leaves everything else as it is."""

    name = "Word by word"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        self.asked += texts
        return [spelt(text) for text in texts]


class Down:
    """Cannot be reached."""

    name = "Down"

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        raise OSError("no route")


def spelt(text: str) -> str:
    """Replace a few words, so that the answer is not the source."""
    words = {
        "outcome": "resultado",
        "treatment": "tratamiento",
        "trial": "ensayo",
        "survival": "supervivencia",
        " the ": " el ",
        " of ": " de ",
    }
    for word, other in words.items():
        text = text.replace(word, other)
    return text


def spanish() -> Locale:
    return Locale.objects.get(language_code="es")
