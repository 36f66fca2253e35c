"""How wide a line of text will be, so that a figure can lay itself out before it is drawn.

Vega measures text only while drawing, too late to decide where a column starts or a title breaks. The advance widths
stand in the TrueType files that the figures are set in; reading the two tables needed is shorter than a font library.
"""

import struct
from functools import cache
from pathlib import Path

FONT_DIRECTORY = Path(__file__).parent / "fonts"
_FILES = {"normal": "SourceSans3-Regular.ttf", "semibold": "SourceSans3-Semibold.ttf"}


def text_width(text: str, size: float, weight: str = "normal") -> float:
    """Measure one line of text in pixels; `weight` is ``"normal"`` or ``"semibold"``."""
    advances, fallback = _advances(weight)
    return size * sum(advances.get(ord(character), fallback) for character in text)


def wrap(text: str, size: float, width: float, weight: str = "normal") -> list[str]:
    """Break a text into lines no wider than `width`; spaces only, so that non-breaking ones hold."""
    lines: list[str] = []
    for word in text.split(" "):
        if lines and text_width(f"{lines[-1]} {word}", size, weight) <= width:
            lines[-1] += f" {word}"
        elif word:
            lines.append(word)
    return lines


@cache
def _advances(weight: str) -> tuple[dict[int, float], float]:
    """Read advance widths by code point, in em, and a fallback for characters that the font lacks."""
    data = (FONT_DIRECTORY / _FILES[weight]).read_bytes()
    tables = {}
    for entry in range(struct.unpack_from(">H", data, 4)[0]):
        tag, _, offset, _ = struct.unpack_from(">4sLLL", data, 12 + 16 * entry)
        tables[tag] = offset
    em: int = struct.unpack_from(">H", data, tables[b"head"] + 18)[0]
    metrics: int = struct.unpack_from(">H", data, tables[b"hhea"] + 34)[0]
    widths = struct.unpack_from(">" + "Hh" * metrics, data, tables[b"hmtx"])[::2]
    glyphs = _glyphs(data, tables[b"cmap"])
    return {code: widths[min(glyph, metrics - 1)] / em for code, glyph in glyphs.items()}, widths[0] / em


def _glyphs(data: bytes, cmap: int) -> dict[int, int]:
    """Read glyph by code point from the format 12 subtable."""
    for record in range(struct.unpack_from(">H", data, cmap + 2)[0]):
        start = cmap + struct.unpack_from(">L", data, cmap + 8 + 8 * record)[0]
        if struct.unpack_from(">H", data, start)[0] == 12:
            groups = struct.unpack_from(">L", data, start + 12)[0]
            flat = struct.unpack_from(f">{3 * groups}L", data, start + 16)
            triples = zip(flat[::3], flat[1::3], flat[2::3], strict=True)
            return {code: glyph + code - first for first, last, glyph in triples for code in range(first, last + 1)}
    raise ValueError("The font has no full Unicode character map.")
