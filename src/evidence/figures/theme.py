"""The one look of every figure: colours, line styles, shapes and type.

Arms are told apart three times over, by colour, by dash and by shape, because a page is printed in grey, read by people
who see colours differently, and photocopied. The palettes were chosen on lightness as well as hue: the experimental
arm, first in `Theme.arms`, has the strongest ink. Colours reach the SVG exactly as written here, so that a site can
recolour a figure by attribute selectors.
"""

import re
from dataclasses import dataclass

HEX_COLOUR = re.compile(r"#[0-9a-f]{6}")


@dataclass(frozen=True)
class Theme:
    """
    Colours and typeface.

    Parameters
    ----------
    ink, muted, grid, paper : str
        Text, secondary text, hairlines and background, as lower-case ``#rrggbb``.
    arms : tuple of str
        One colour per arm; the first is the experimental arm's.
    font : str
        A CSS font family list.

    Raises
    ------
    ValueError
        If a colour is not lower-case ``#rrggbb``, or one is used twice.
    """

    ink: str
    muted: str
    grid: str
    paper: str
    arms: tuple[str, ...]
    font: str = "'Hub Sans', 'Source Sans 3', sans-serif"

    def __post_init__(self) -> None:
        colours = (self.ink, self.muted, self.grid, self.paper, *self.arms)
        for colour in colours:
            if not HEX_COLOUR.fullmatch(colour):
                raise ValueError(f"{colour!r} is not a colour; write it as lower-case #rrggbb.")
        if len(set(colours)) < len(colours):
            raise ValueError("Every colour of a theme must be its own, so that a page can recolour each.")
        if not self.arms:
            raise ValueError("A theme needs a colour for at least one arm.")


@dataclass(frozen=True)
class Stroke:
    """How one arm is drawn."""

    colour: str
    shape: str
    dash: tuple[int, ...]
    width: float
    hollow: bool


LIGHT = Theme(
    ink="#1b2430",
    muted="#566270",
    grid="#dfe4e9",
    paper="#ffffff",
    arms=("#0b4f8a", "#c2601a", "#5b7f2b", "#8a4f9e", "#7a6a53", "#2b8c8c"),
)
DARK = Theme(
    ink="#eef2f6",
    muted="#a9b4c0",
    grid="#36414d",
    paper="#141a21",
    arms=("#7cc0ff", "#f0a05a", "#b4d67a", "#d5a6e6", "#cbbba2", "#6fd3d0"),
)

_SHAPES = ("circle", "diamond", "square", "triangle-up", "triangle-down", "cross")
_DASHES: tuple[tuple[int, ...], ...] = ((), (7, 3), (2, 3), (10, 3, 2, 3), (4, 2), (12, 4))


def stroke(theme: Theme, place: int) -> Stroke:
    """Give the drawing style of the arm at a place: 0 is the experimental arm's, or the first."""
    return Stroke(
        colour=theme.arms[place % len(theme.arms)],
        shape=_SHAPES[place % len(_SHAPES)],
        dash=_DASHES[place % len(_DASHES)],
        width=3.0 if place == 0 else 2.0,
        hollow=place > 0,
    )


def places(roles: dict[str, str]) -> dict[str, int]:
    """
    Give every arm its place in the palette.

    Parameters
    ----------
    roles : dict
        Role by arm, in the order drawn.

    Returns
    -------
    dict
        Place by arm: the first experimental arm has 0; without one, the first arm.
    """
    ranked = sorted(roles, key=lambda arm: roles[arm] != "experimental")
    return {arm: place for place, arm in enumerate(ranked)}
