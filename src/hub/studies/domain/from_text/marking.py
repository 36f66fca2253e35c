"""A passage cut into what is a figure and what is not, for a page to mark."""

from __future__ import annotations

from dataclasses import dataclass

from hub.studies.enums import FindingLevel
from hub.studies.results.printed_figures import Passage


@dataclass(frozen=True)
class Piece:
    """Characters of a passage.

    Attributes
    ----------
    figure
        Place among the passage's figures; ``None`` between them.
    level
        The gravest finding about the figure; empty where nothing was found.
    """

    text: str
    figure: int | None = None
    level: str = ""


def pieces(passage: Passage) -> list[Piece]:
    """Cut a passage at its figures; put together again, the pieces are its text."""
    cut, done = [], 0
    for place, figure in sorted(enumerate(passage.figures), key=lambda each: each[1].start):
        if figure.start < done:
            continue  # a figure inside another, such as a p value in its brackets, is marked with it
        if figure.start > done:
            cut.append(Piece(passage.text[done : figure.start]))
        cut.append(Piece(passage.text[figure.start : figure.end], place, gravest(passage, place)))
        done = figure.end
    return [*cut, Piece(passage.text[done:])] if done < len(passage.text) else cut


def gravest(passage: Passage, place: int) -> str:
    """Give the level of the gravest finding about a figure; empty where nothing was found."""
    levels = [finding.level for finding in passage.findings if place in finding.figures]
    return min(levels, key=FindingLevel.values.index).value if levels else ""
