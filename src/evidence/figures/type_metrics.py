"""How wide a line of text will be, so that a figure can lay itself out before it is drawn.

Vega measures text only while drawing, too late to decide where a column starts or a title breaks. The advance widths
stand in the TrueType files that the figures are set in; reading the two tables needed is shorter than a font library.
"""

import struct
from collections.abc import Iterator
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
    """Read glyph by code point from the format 4 subtable, which every TrueType file has."""
    for record in range(struct.unpack_from(">H", data, cmap + 2)[0]):
        start = cmap + struct.unpack_from(">L", data, cmap + 8 + 8 * record)[0]
        if struct.unpack_from(">H", data, start)[0] == 4:
            return dict(_segments(data, start))
    raise ValueError("The font has no character map of the basic plane.")


def _segments(data: bytes, start: int) -> Iterator[tuple[int, int]]:
    """Walk the segments of a format 4 subtable: last and first code, shift, and where a glyph list begins, if any."""
    count: int = struct.unpack_from(">H", data, start + 6)[0] // 2
    columns = [start + 14 + 2 * count * column + (2 if column else 0) for column in range(4)]
    for segment in range(count):
        last, first, shift, offset = (struct.unpack_from(">H", data, at + 2 * segment)[0] for at in columns)
        for code in range(first, min(last, 0xFFFE) + 1):
            if not offset:
                yield code, (code + shift) & 0xFFFF
                continue
            glyph = struct.unpack_from(">H", data, columns[3] + 2 * segment + offset + 2 * (code - first))[0]
            yield code, (glyph + shift) & 0xFFFF if glyph else 0
