"""Colours keep apart for every reader: in contrast, in grey, and for those who see fewer of them.

Colour blindness is simulated by the matrices of Machado, Oliveira and Fernandes (IEEE Trans Vis Comput Graph 2009) at
full severity; differences are measured in Oklab (Ottosson 2020), where about 0.02 is just noticeable.
"""

from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray

from evidence.figures import DARK, LIGHT, Theme
from evidence.figures.theme import stroke

BOTH = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
SIGHT = {
    "full": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}


@BOTH
def test_text_and_marks_stand_out_from_the_paper(theme: Theme) -> None:
    assert min(contrast(ink, theme.paper) for ink in (theme.ink, theme.muted)) >= 4.5
    assert min(contrast(arm, theme.paper) for arm in theme.arms) >= 3


@BOTH
def test_experimental_arm_has_the_strongest_ink(theme: Theme) -> None:
    strokes = [stroke(theme, place) for place in range(len(theme.arms))]

    assert strokes[0].width > max(other.width for other in strokes[1:])
    if theme is LIGHT:
        assert contrast(theme.arms[0], theme.paper) == max(contrast(arm, theme.paper) for arm in theme.arms)


@BOTH
@pytest.mark.parametrize("sight", SIGHT)
def test_two_arms_differ_in_colour_for_every_reader(theme: Theme, sight: str) -> None:
    assert distance(theme.arms[0], theme.arms[1], sight) > 0.1


def test_two_arms_differ_in_grey_where_they_are_printed() -> None:
    assert contrast(LIGHT.arms[0], LIGHT.arms[1]) > 1.9


@BOTH
@pytest.mark.parametrize("sight", SIGHT)
def test_all_arms_differ_in_colour_line_and_shape(theme: Theme, sight: str) -> None:
    strokes = [stroke(theme, place) for place in range(len(theme.arms))]

    for one, two in combinations(strokes, 2):
        assert one.dash != two.dash
        assert one.shape != two.shape
    assert min(distance(one.colour, two.colour, sight) for one, two in combinations(strokes, 2)) > 0.025


def linear(colour: str) -> NDArray[np.float64]:
    shares = np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)]) / 255
    return np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)


def contrast(one: str, two: str) -> float:
    """Give the contrast ratio of WCAG 2."""
    darker, lighter = sorted(float(linear(colour) @ [0.2126, 0.7152, 0.0722]) for colour in (one, two))
    return (lighter + 0.05) / (darker + 0.05)


def distance(one: str, two: str, sight: str) -> float:
    """Give how far apart two colours are seen, in Oklab."""
    seen = [oklab(np.clip(SIGHT[sight] @ linear(colour), 0, 1)) for colour in (one, two)]
    return float(np.linalg.norm(seen[0] - seen[1]))


def oklab(rgb: NDArray[np.float64]) -> NDArray[np.float64]:
    cones = np.array(
        [
            [0.4122214708, 0.5363325363, 0.0514459929],
            [0.2119034982, 0.6806995451, 0.1073969566],
            [0.0883024619, 0.2817188376, 0.6299787005],
        ]
    )
    axes = np.array(
        [
            [0.2104542553, 0.7936177850, -0.0040720468],
            [1.9779984951, -2.4285922050, 0.4505937099],
            [0.0259040371, 0.7827717662, -0.8086757660],
        ]
    )
    return np.asarray(axes @ np.cbrt(cones @ rgb))
