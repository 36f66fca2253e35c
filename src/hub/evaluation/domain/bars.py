"""Lay out answers as a diverging bar: disagreement to the left of the middle, agreement to the right.

Side and order carry the meaning; shades only repeat it, and darken towards both ends, so that
the bar reads the same in greyscale. Lengths are shares of the group, on one scale for all groups.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hub.evaluation.enums import Agreement

HALF_WIDTH = 200.0
# Brown to blue-green by ColorBrewer (BrBG), safe for colour-blind readers; with the ink that stands on each.
SHADES = ("#8c510a", "#dfc27d", "#e3e3e3", "#80cdc1", "#01665e")
INKS = ("#ffffff", "#1a2126", "#1a2126", "#1a2126", "#ffffff")
NARROWEST_LABELLED = 16.0


@dataclass(frozen=True)
class Segment:
    """One level's part of the bar."""

    x: float
    width: float
    fill: str
    ink: str
    label: str

    @property
    def middle(self) -> float:
        """Where the label stands."""
        return self.x + self.width / 2


@dataclass(frozen=True)
class DivergingBar:
    """A bar to draw, with the same in words."""

    segments: tuple[Segment, ...]
    text_alternative: str


def diverging_bar(counts: Sequence[int]) -> DivergingBar:
    """Lay out the counts per level, strongest disagreement first.

    Parameters
    ----------
    counts
        Five counts, not all of them nil. The middle level straddles the middle of the bar.
    """
    n = sum(counts)
    widths = [count / n * HALF_WIDTH for count in counts]
    x = HALF_WIDTH - widths[0] - widths[1] - widths[2] / 2
    segments = []
    for count, width, fill, ink in zip(counts, widths, SHADES, INKS, strict=True):
        if count:
            label = str(count) if width >= NARROWEST_LABELLED else ""
            segments.append(Segment(x=round(x, 2), width=round(width, 2), fill=fill, ink=ink, label=label))
        x += width
    words = ", ".join(f"{level.label.lower()} {count}" for level, count in zip(Agreement, counts, strict=True))
    return DivergingBar(segments=tuple(segments), text_alternative=f"{words[0].upper()}{words[1:]}")


def legend() -> list[tuple[str, str]]:
    """Return each level's label and shade."""
    return [(level.label, shade) for level, shade in zip(Agreement, SHADES, strict=True)]
