"""The sheet a figure is laid out on: text at exact places, and the frame that every figure shares.

Titles, row labels, printed values and tables are text marks at pixel positions rather than Vega titles and axes,
because they must line up with rows and axis ticks, wrap to the width given, and leave room for each other. A sheet
grows downwards: each part takes its height and says where the next may begin.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any, Literal

from evidence.figures.theme import Theme
from evidence.figures.type_metrics import wrap

if TYPE_CHECKING:
    import altair as alt

Align = Literal["left", "center", "right"]
Weight = Literal["normal", "semibold"]

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


def finish(sheet: Sheet, layers: "list[alt.LayerChart]") -> dict[str, Any]:
    """
    Join drawn layers, hairlines and text into one Vega-Lite specification of the sheet's size.

    Parameters
    ----------
    sheet : Sheet
        Laid out to the end.
    layers : list of altair charts
        Marks whose scales have ranges in the sheet's pixels.

    Returns
    -------
    dict
        The specification, valid against the Vega-Lite schema.
    """
    import altair as alt

    height = round(sheet.bottom)
    chart = (
        alt.layer(_lines(sheet, height), *layers, _text(sheet, height))
        .resolve_scale(x="independent", y="independent", color="independent")
        .properties(width=sheet.width, height=height, padding=0, autosize=alt.AutoSizeParams(type="none"))
        .configure(background=sheet.theme.paper, font=sheet.theme.font, aria=False)
        .configure_view(stroke=None)
    )
    return dict(chart.to_dict())


def pixels(field_name: str, size: float) -> "dict[str, Any]":
    """Describe an encoding whose values are pixels of the sheet."""
    return {
        "field": field_name,
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [0, size], "range": [0, size], "nice": False, "zero": False},
    }


def layered(charts: "Sequence[alt.Chart]") -> "alt.LayerChart":
    """Draw charts over each other; without facets, which altair's own function also takes."""
    import altair as alt

    return alt.LayerChart(layer=list(charts))


def records(rows: "Sequence[Mapping[str, object]]") -> "alt.InlineData":
    """Turn rows into data that the specification carries in itself."""
    import altair as alt

    return alt.InlineData(values=[dict(row) for row in rows])


def _text(sheet: Sheet, height: int) -> "alt.LayerChart":
    """Turn notes into text marks, one layer for each weight and alignment."""
    import altair as alt

    def kind(note: Note) -> tuple[Weight, Align, float]:
        return (note.weight, note.align, note.size)

    layers = []
    for (weight, align, size), notes in groupby(sorted(sheet.notes, key=kind), key=kind):
        rows = [{"x": round(n.x, 2), "y": round(n.y, 2), "text": n.text, "colour": n.colour} for n in notes]
        layers.append(
            alt.Chart(records(rows))
            .mark_text(
                align=align, baseline="alphabetic", fontSize=size, fontWeight=600 if weight == "semibold" else 400
            )
            .encode(
                x=alt.X(**pixels("x", sheet.width)),
                y=alt.Y(**pixels("y", height)),
                text=alt.Text("text:N"),
                color=alt.Color("colour:N", scale=None, legend=None),
            )
        )
    return layered(layers)


def _lines(sheet: Sheet, height: int) -> "alt.LayerChart":
    """Turn hairlines into rules, one layer for each width and dash."""
    import altair as alt

    def kind(line: Line) -> tuple[float, tuple[int, ...]]:
        return (line.width, line.dash)

    layers = []
    for (width, dash), lines in groupby(sorted(sheet.lines, key=kind), key=kind):
        rows = [
            {"x": round(n.x, 2), "y": round(n.y, 2), "x2": round(n.x2, 2), "y2": round(n.y2, 2), "colour": n.colour}
            for n in lines
        ]
        layers.append(
            alt.Chart(records(rows))
            .mark_rule(strokeWidth=width, strokeDash=list(dash) if dash else alt.Undefined)
            .encode(
                x=alt.X(**pixels("x", sheet.width)),
                x2="x2:Q",
                y=alt.Y(**pixels("y", height)),
                y2="y2:Q",
                color=alt.Color("colour:N", scale=None, legend=None),
            )
        )
    return layered(layers)
