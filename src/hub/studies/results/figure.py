"""A drawn figure with everything a page shows around it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """The data behind a figure; every row has as many cells as the header."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        if any(len(row) != len(self.header) for row in self.rows):
            raise ValueError("every row of a table needs as many cells as its header")


@dataclass(frozen=True)
class FigureView:
    """A figure: drawn, described in words, tabulated and ready to download.

    Attributes
    ----------
    digest
        64 hexadecimal digits that change with any figure, word or colour shown.
    svg, narrow_svg
        Inline SVG without styles or scripts, for a text column and for a phone.
    alt
        The text alternative.
    source
        The line that says where the figures come from.
    caveat
        What a comparison with a historical control cannot rule out; empty otherwise.
    csv
        The table as CSV text.
    """

    digest: str
    kind: str
    title: str
    subtitle: str
    svg: str
    narrow_svg: str
    png: bytes
    alt: str
    source: str
    caveat: str
    table: Table
    csv: str
