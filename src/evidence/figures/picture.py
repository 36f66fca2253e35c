"""A finished drawing: its Vega-Lite specification, its words, and the files made from them.

The SVG is meant to stand inside a page with a strict content security policy and to be recoloured there. So it carries
no styles, scripts, identifiers or outside references; everything that it says to the eye is in presentation
attributes, and everything it says to a screen reader is its accessible name. PNGs and PDFs are made from that same SVG.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from evidence.figures.type_metrics import FONT_DIRECTORY

if TYPE_CHECKING:
    from types import ModuleType

SVG = "http://www.w3.org/2000/svg"
_KEPT = {
    "d", "fill", "fill-opacity", "font-family", "font-size", "font-weight", "height", "opacity", "rx", "stroke",
    "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "stroke-opacity", "stroke-width", "text-anchor",
    "transform", "viewBox", "width", "x", "x1", "x2", "y", "y1", "y2",
}  # fmt: skip
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LONG_DECIMAL = re.compile(r"-?\d+\.\d{3,}")


@dataclass(frozen=True)
class Picture:
    """
    A figure that can be shown, saved and read aloud.

    Parameters
    ----------
    vega_lite : dict
        The Vega-Lite specification.
    text_alternative : str
        What the figure shows, in words.
    """

    vega_lite: dict[str, Any]
    text_alternative: str

    def svg(self) -> str:
        """Draw the figure as an SVG element that can stand inline in HTML."""
        raw = _converter().vegalite_to_svg(_as_xml(self.vega_lite))
        root = ET.fromstring(raw)  # noqa: S314 - the converter's own output, not a stranger's
        _clean(root)
        attributes = {**root.attrib, "role": "img", "aria-label": _as_xml(self.text_alternative)}
        root.attrib.clear()
        root.attrib.update(attributes)
        return _serialise(root)

    def png(self, scale: float = 2) -> bytes:
        """Draw the figure as a PNG, `scale` pixels to each unit of the SVG."""
        return bytes(_converter().svg_to_png(self.svg(), scale=scale))

    def pdf(self) -> bytes:
        """Draw the figure as a PDF page of its own size, its typeface embedded."""
        return bytes(_converter().svg_to_pdf(self.svg()))

    def json(self) -> str:
        """
        Write the Vega-Lite specification, its data inside it, once Altair has checked it against the schema.

        Returns
        -------
        str
            JSON that Altair, a notebook or the Vega editor opens.
        """
        import altair as alt

        alt.LayerChart.validate(self.vega_lite)
        described = {**self.vega_lite, "description": self.text_alternative}
        return json.dumps(described, ensure_ascii=False, allow_nan=False)

    def save(self, path: str | Path) -> None:
        """
        Write the figure to a file.

        Parameters
        ----------
        path : str or Path
            Ends in ``.svg``, ``.png``, ``.pdf`` or ``.json`` (Vega-Lite), which decides what is written.

        Raises
        ------
        ValueError
            If it ends in anything else.
        """
        path = Path(path)
        writers: dict[str, Callable[[], str | bytes]] = {
            ".svg": self.svg, ".png": self.png, ".pdf": self.pdf, ".json": self.json,
        }  # fmt: skip
        if path.suffix.lower() not in writers:
            raise ValueError(f"{path.name}: a figure is saved as .svg, .png, .pdf or .json.")
        drawn = writers[path.suffix.lower()]()
        path.write_bytes(drawn if isinstance(drawn, bytes) else drawn.encode())


@cache
def _converter() -> "ModuleType":
    """Import the converter when first needed, and teach it the figures' typeface."""
    import vl_convert

    vl_convert.register_font_directory(str(FONT_DIRECTORY))
    return vl_convert


def _as_xml(value: Any) -> Any:
    """Replace letters that no XML can hold, like those of a damaged name; at one of them the converter ends Python."""
    if isinstance(value, str):
        return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", value)
    if isinstance(value, dict):
        return {key: _as_xml(entry) for key, entry in value.items()}
    return [_as_xml(entry) for entry in value] if isinstance(value, list | tuple) else value


def _clean(element: ET.Element) -> None:
    """Keep what is seen: drop classes, hidden helpers, inner roles and needless digits."""
    for child in list(element):
        _clean(child)
        if _invisible(child):
            element.remove(child)
    element.tag = element.tag.removeprefix(f"{{{SVG}}}")
    for name in list(element.attrib):
        if name not in _KEPT or (name in {"opacity", "fill-opacity", "stroke-opacity"} and element.attrib[name] == "1"):
            del element.attrib[name]
        else:
            element.attrib[name] = _LONG_DECIMAL.sub(lambda found: f"{float(found[0]):.2f}", element.attrib[name])


def _invisible(element: ET.Element) -> bool:
    """Whether an already cleaned element leaves no mark."""
    if element.tag == "g":
        return len(element) == 0
    if element.tag == "path":
        return not element.attrib.get("d") or not {"fill", "stroke"} & element.attrib.keys()
    return False


def _serialise(root: ET.Element) -> str:
    body = ET.tostring(root, encoding="unicode")
    return body.replace("<svg ", f'<svg xmlns="{SVG}" ', 1)


def sentence_list(parts: list[str]) -> str:
    """Join the parts that say something into sentences."""
    stripped = (part.strip() for part in parts)
    return " ".join(part if part.endswith((".", "!", "?")) else f"{part}." for part in stripped if part)
