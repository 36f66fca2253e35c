"""Divides texts into requests that an engine takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hub.translation.engines.errors import EngineError


def batches(name: str, texts: Sequence[str], *, most: int, letters: int) -> Iterator[list[str]]:
    """Give the texts in order, so many at a time at most and so many letters.

    Raises
    ------
    EngineError
        If one text alone is too long; a text is never divided, since its parts would be translated apart.
    """
    batch: list[str] = []
    size = 0
    for text in texts:
        if len(text) > letters:
            raise EngineError(f"{name} takes at most {letters:,} letters at a time; a passage has {len(text):,}.")
        if batch and (len(batch) == most or size + len(text) > letters):
            yield batch
            batch, size = [], 0
        batch.append(text)
        size += len(text)
    if batch:
        yield batch
