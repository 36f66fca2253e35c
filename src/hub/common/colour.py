"""Derive a whole palette from the one accent colour that a hub chooses.

Shades are moved along lightness in OKLCH, which keeps their hue and looks even to the eye, until
they reach the contrast that WCAG 2.2 asks for: 4.5:1 for text, in light and in dark.
OKLab matrices: Björn Ottosson, "A perceptual color space for image processing" (2020).
Contrast: WCAG 2.2, definition of contrast ratio.
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import asdict, dataclass

Rgb = tuple[float, float, float]

TEXT_CONTRAST = 4.5
LIGHT_PAPER = "#fcfcfa"
DARK_PAPER = "#12171b"
# Text also stands on tinted panels, so an accent is held to the palest and darkest of them.
LIGHT_PANEL_LIGHTNESS = 0.955
DARK_PANEL_LIGHTNESS = 0.27


@dataclass(frozen=True)
class Scheme:
    """The shades of one accent for one colour scheme, as ``#rrggbb``."""

    accent: str
    accent_strong: str
    accent_soft: str
    accent_line: str
    on_accent: str


@dataclass(frozen=True)
class Palette:
    """The shades of one accent for light and for dark."""

    light: Scheme
    dark: Scheme

    @property
    def digest(self) -> str:
        """A short name that changes with any shade."""
        return hashlib.sha256(repr(asdict(self)).encode()).hexdigest()[:12]


def palette(accent: str) -> Palette:
    """Derive the palette of an accent colour.

    Parameters
    ----------
    accent
        ``#rrggbb``.
    """
    _, chroma, hue = _oklch(accent)
    light_panel = _hex(LIGHT_PANEL_LIGHTNESS, min(chroma, 0.02), hue)
    dark_panel = _hex(DARK_PANEL_LIGHTNESS, min(chroma, 0.03), hue)
    light = _reach(accent, backgrounds=(LIGHT_PAPER, light_panel, "#ffffff"), step=-0.01)
    dark = _reach(accent, backgrounds=(DARK_PAPER, dark_panel), step=0.01)
    return Palette(
        light=Scheme(
            accent=light,
            accent_strong=_shift(light, -0.09),
            accent_soft=light_panel,
            accent_line=_hex(0.82, min(chroma, 0.06), hue),
            on_accent="#ffffff",
        ),
        dark=Scheme(
            accent=dark,
            accent_strong=_shift(dark, 0.08),
            accent_soft=dark_panel,
            accent_line=_hex(0.46, min(chroma, 0.07), hue),
            on_accent=DARK_PAPER,
        ),
    )


def contrast(first: str, second: str) -> float:
    """Return the WCAG contrast ratio of two colours, 1 to 21."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _reach(colour: str, *, backgrounds: tuple[str, ...], step: float) -> str:
    lightness, chroma, hue = _oklch(colour)
    while 0 < lightness < 1:
        candidate = _hex(lightness, chroma, hue)
        if all(contrast(candidate, background) >= TEXT_CONTRAST for background in backgrounds):
            return candidate
        lightness += step
    return "#000000" if step < 0 else "#ffffff"


def _shift(colour: str, amount: float) -> str:
    lightness, chroma, hue = _oklch(colour)
    return _hex(min(max(lightness + amount, 0.0), 1.0), chroma, hue)


def _linear(colour: str) -> Rgb:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return red, green, blue


def _luminance(colour: str) -> float:
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _oklch(colour: str) -> tuple[float, float, float]:
    red, green, blue = _linear(colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return lightness, math.hypot(a, b), math.atan2(b, a)


def _from_oklch(lightness: float, chroma: float, hue: float) -> Rgb:
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _hex(lightness: float, chroma: float, hue: float) -> str:
    # Lower the chroma until the colour exists on a screen.
    while chroma > 0 and not all(-1e-4 <= c <= 1.0001 for c in _from_oklch(lightness, chroma, hue)):
        chroma -= 0.004
    channels = (min(max(c, 0.0), 1.0) for c in _from_oklch(lightness, max(chroma, 0.0), hue))
    encoded = (12.92 * c if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055 for c in channels)
    return "#" + "".join(f"{round(c * 255):02x}" for c in encoded)
