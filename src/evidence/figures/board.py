"""The sheet a figure is laid out on: text at exact places, and the frame that every figure shares.

Titles, row labels, printed values and tables are text marks at pixel positions rather than Vega titles and axes,
because they must line up with rows and axis ticks, wrap to the width given, and leave room for each other. A sheet
grows downwards: each part takes its height and says where the next may begin. The specification is put together from
plain dictionaries: Altair's own layering copies every layer at each level, which took nine tenths of a drawing's time.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, Literal

from evidence.figures.language import ENGLISH, FigureLanguage
from evidence.figures.scales import Axis
from evidence.figures.theme import Stroke, Theme
from evidence.figures.type_metrics import wrap

Layer = dict[str, Any]
Align = Literal["left", "center", "right"]
Weight = Literal["normal", "semibold"]

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.4.1.json"
_FONT_WEIGHTS = {"normal": 400, "semibold": 600}

LABEL = 14.0
SMALL = 12.5
"""Sizes of type in pixels: names and printed values; numbers on axes and in tables."""
NARROW = 520
"""Below this width in pixels a figure stacks what it otherwise sets side by side."""
MARGIN = 16


@dataclass(frozen=True)
class Note:
    """One line of text with its baseline at a place on the sheet."""

    x: float
    y: float
    text: str
    size: float
    colour: str
    weight: Weight = "normal"
    align: Align = "left"


@dataclass(frozen=True)
class Line:
    """One straight hairline on the sheet."""

    x: float
    y: float
    x2: float
    y2: float
    colour: str
    width: float = 1.0
    dash: tuple[int, ...] = ()


@dataclass
class Sheet:
    """A figure while it is laid out."""

    width: int
    theme: Theme
    notes: list[Note] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    bottom: float = float(MARGIN)
    language: FigureLanguage = ENGLISH

    @property
    def narrow(self) -> bool:
        """Whether parts are to be stacked."""
        return self.width < NARROW

    @property
    def left(self) -> float:
        """Where text begins."""
        return float(MARGIN)

    @property
    def right(self) -> float:
        """Where text ends."""
        return float(self.width - MARGIN)

    def write(
        self, text: str, *, size: float, colour: str, weight: Weight = "normal", leading: float = 1.3, gap: float = 0
    ) -> None:
        """Set a paragraph across the sheet below what is there, if it has any words."""
        for line in wrap(text, size, self.right - self.left, weight):
            self.bottom += size * leading
            self.notes.append(Note(self.left, self.bottom - size * (leading - 1), line, size, colour, weight))
        if text:
            self.bottom += gap

    def head(self, title: str, subtitle: str) -> None:
        """Set the title, which states the finding, and the subtitle, which names population and unit."""
        self.write(title, size=17 if self.narrow else 20, colour=self.theme.ink, weight="semibold", leading=1.2, gap=3)
        self.write(subtitle, size=13.5 if self.narrow else 14.5, colour=self.theme.muted, gap=4)

    def foot(self, caveat: str, source: str) -> None:
        """Set the caveat, which every reader must see, and the source."""
        self.bottom += 8
        self.write(caveat, size=13, colour=self.theme.ink, gap=4)
        self.write(source, size=12.5, colour=self.theme.muted)
        self.bottom += MARGIN


def finish(sheet: Sheet, layers: Sequence[Layer]) -> dict[str, Any]:
    """
    Join drawn layers, hairlines and text into one Vega-Lite specification of the sheet's size.

    Parameters
    ----------
    sheet : Sheet
        Laid out to the end.
    layers : sequence of dict
        Made by `layer`, the first at the bottom.

    Returns
    -------
    dict
        The specification; it holds its data.
    """
    return {
        "$schema": SCHEMA,
        "background": sheet.theme.paper,
        "width": sheet.width,
        "height": round(sheet.bottom),
        "padding": 0,
        "autosize": {"type": "none"},
        "layer": [drawn for drawn in (*_lines(sheet), *layers, *_text(sheet)) if drawn["data"]["values"]],
        "resolve": {"scale": {"x": "independent", "y": "independent"}},
        "config": {"font": sheet.theme.font, "aria": False, "view": {"stroke": None}},
    }


def layer(kind: str, rows: Sequence[Mapping[str, object]], look: Mapping[str, object], **channels: Any) -> Layer:
    """
    Describe marks of one kind, one for each row (or one through all of them, for lines and areas).

    Parameters
    ----------
    kind : str
        A Vega-Lite mark, like ``"rule"``.
    rows : sequence of mapping
        The data, carried in the specification.
    look : mapping
        Properties of the mark.
    **channels : dict
        Encodings, made by `on`, `pixels` and `given`; one that is a plain string names a field beside the first.
    """
    encoding = {name: {"field": channel} if isinstance(channel, str) else channel for name, channel in channels.items()}
    return {"mark": {"type": kind, **look}, "data": {"values": [dict(row) for row in rows]}, "encoding": encoding}


def on(axis: Axis, name: str) -> dict[str, Any]:
    """Encode a field whose values are numbers on an axis."""
    kind: dict[str, Any] = {"type": "log"} if axis.logarithmic else {"type": "linear", "zero": False}
    scale = {**kind, "domain": [axis.low, axis.high], "range": [axis.start, axis.end], "nice": False}
    return {"field": name, "type": "quantitative", "axis": None, "scale": scale}


def pixels(name: str) -> dict[str, Any]:
    """Encode a field whose values are pixels of the sheet."""
    scale = {"type": "linear", "domain": [0, 1], "range": [0, 1], "nice": False, "zero": False}
    return {"field": name, "type": "quantitative", "axis": None, "scale": scale}


def given(name: str, kind: Literal["nominal", "quantitative"] = "nominal") -> dict[str, Any]:
    """Encode a field whose values are drawn as they are: a colour, a size, a text."""
    return {"field": name, "type": kind, "scale": None, "legend": None}


def _text(sheet: Sheet) -> list[Layer]:
    """Turn notes into text marks, one layer for each weight, alignment and size."""

    def kind(note: Note) -> tuple[Weight, Align, float]:
        return (note.weight, note.align, note.size)

    layers = []
    for (weight, align, size), notes in groupby(sorted(sheet.notes, key=kind), key=kind):
        rows = [{"x": round(n.x, 2), "y": round(n.y, 2), "text": n.text, "colour": n.colour} for n in notes]
        look = {"align": align, "baseline": "alphabetic", "fontSize": size, "fontWeight": _FONT_WEIGHTS[weight]}
        text = {"field": "text", "type": "nominal"}
        layers.append(layer("text", rows, look, x=pixels("x"), y=pixels("y"), text=text, color=given("colour")))
    return layers


def _lines(sheet: Sheet) -> list[Layer]:
    """Turn hairlines into rules, one layer for each width and dash."""

    def kind(line: Line) -> tuple[float, tuple[int, ...]]:
        return (line.width, line.dash)

    layers = []
    for (width, dash), lines in groupby(sorted(sheet.lines, key=kind), key=kind):
        rows = [
            {"x": round(n.x, 2), "y": round(n.y, 2), "x2": round(n.x2, 2), "y2": round(n.y2, 2), "colour": n.colour}
            for n in lines
        ]
        look = {"strokeWidth": width, **dashed(dash)}
        places = {"x": pixels("x"), "x2": "x2", "y": pixels("y"), "y2": "y2"}
        layers.append(layer("rule", rows, look, **places, color=given("colour")))
    return layers


def weight_of(style: Stroke) -> Weight:
    """Give the weight of type of an arm's name: the first arm's is the stronger."""
    return "normal" if style.hollow else "semibold"


def dashed(dash: Sequence[int]) -> dict[str, list[int]]:
    """Give the property of a mark's dash; a solid line needs none."""
    return {"strokeDash": list(dash)} if dash else {}
