"""Swimmer plots: a lane for each patient, as long as the follow-up, with what happened on the way.

Small trials show their patients one by one, so that response, relapse and death can be read together. Marks differ by
shape, arms by colour and heading; an arrow says that follow-up goes on.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

from evidence.figures.board import LABEL, SMALL, Layer, Line, Note, Sheet, finish, layer, on, pixels, weight_of
from evidence.figures.legend import Entry, write_key
from evidence.figures.picture import Picture, sentence_list
from evidence.figures.scales import Axis, time_axis
from evidence.figures.theme import LIGHT, Stroke, Theme, places, stroke
from evidence.figures.type_metrics import text_width, wrap

MOST_PATIENTS = 80
"""How many lanes one figure has room for."""
SHAPES = ("circle", "diamond", "square", "triangle-up", "cross", "triangle-down")
"""One for each kind of mark, in the order in which they first come; every other one is hollow."""

LEADING = 19.0
WIDE_LANE, THIN_LANE = 19.0, 12.0
FEW = 40
"""With more patients than this the lanes are thin, and without labels."""
WIDEST_LABEL = 0.3
"""Of the figure's width; with longer labels the lanes have none either."""
SAMPLE = 12.0
MARK = 55.0
APART = 9.5
"""Marks of a lane closer than this many pixels would hide each other; the later one moves down a level."""
LEVEL = 10.0
TINT = 0.42


@dataclass(frozen=True)
class PlottedMark:
    """
    Something that happened to a patient.

    Parameters
    ----------
    time : float
        In the unit of the figure.
    kind : str
        Like ``"Relapse"``.
    """

    time: float
    kind: str


@dataclass(frozen=True)
class PlottedPatient:
    """
    One lane of the figure.

    Parameters
    ----------
    label, arm : str
    length : float
        Follow-up, in the unit of the figure.
    marks : tuple of PlottedMark, default ()
    ongoing : bool, default False
        Whether follow-up goes on; the lane ends in an arrow.
    role : {"experimental", "comparator", "historical_control", "cohort"}, default "cohort"

    Raises
    ------
    ValueError
        If the follow-up is no time, or a mark lies outside it.
    """

    label: str
    arm: str
    length: float
    marks: tuple[PlottedMark, ...] = ()
    ongoing: bool = False
    role: str = "cohort"

    def __post_init__(self) -> None:
        if not (isfinite(self.length) and self.length > 0):
            raise ValueError(f"{self.label}: {self.length} is no length of follow-up.")
        for mark in self.marks:
            if not 0 <= mark.time <= self.length:
                raise ValueError(f"{self.label}: {mark.kind} at {mark.time:g} lies outside 0 to {self.length:g}.")


def draw_swimmer(
    patients: Sequence[PlottedPatient],
    *,
    title: str,
    subtitle: str,
    time_unit: str,
    source: str,
    caveat: str = "",
    theme: Theme = LIGHT,
    width: int = 680,
) -> Picture:
    """
    Draw each patient's follow-up with what happened on the way.

    Parameters
    ----------
    patients : sequence of PlottedPatient
        At most 80; they are put together by arm, the longest first. Labels are written for up to 40, if they are short.
    title, subtitle, source, caveat : str
        Words above and below; empty ones take no room.
    time_unit : str
        ``"days"``, ``"weeks"``, ``"months"`` or ``"years"``.
    theme : Theme, default LIGHT
    width : int, default 680
        In pixels.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If there is nobody or there are too many, two share a label, or there are more than six kinds of marks.
    """
    arms = _by_arm(patients, theme)
    kinds = tuple(dict.fromkeys(mark.kind for patient in patients for mark in patient.marks))
    if len(kinds) > len(SHAPES):
        raise ValueError(f"There are {len(kinds)} kinds of marks, but shapes for {len(SHAPES)}.")
    roles = {arm: own[0].role for arm, own in arms.items()}
    styles = {arm: stroke(theme, place) for arm, place in places(roles).items()}
    sheet = Sheet(width, theme)
    sheet.head(title, subtitle)
    key = _key(sheet, kinds, goes_on=any(patient.ongoing for patient in patients))
    longest = max(text_width(patient.label, SMALL) for patient in patients)
    labelled = len(patients) <= FEW and longest <= WIDEST_LABEL * width
    last = max(patient.length for patient in patients)
    start = sheet.left + (longest + 10 if labelled else 4.0)
    axis = time_axis(last, time_unit, start=start, end=sheet.right - 14, spacing=45)
    heights, spans = _lanes(sheet, arms, styles, axis, labelled=labelled)
    _grid(sheet, axis, spans, time_unit)
    layers = [*_bars(heights, styles, axis, labelled=labelled), *_marks(sheet, heights, kinds, axis), *key]
    words = _words(arms, kinds, [title, subtitle], time_unit, caveat)
    sheet.foot(caveat, source)
    return Picture(finish(sheet, layers), words)


def _by_arm(patients: Sequence[PlottedPatient], theme: Theme) -> dict[str, list[PlottedPatient]]:
    """Put patients together by arm, the longest follow-up first."""
    if not patients:
        raise ValueError("There is no patient to draw.")
    if len(patients) > MOST_PATIENTS:
        raise ValueError(f"There are {len(patients)} patients; one figure has room for {MOST_PATIENTS}.")
    if len({patient.label for patient in patients}) < len(patients):
        raise ValueError("Every patient needs a label of their own.")
    arms: dict[str, list[PlottedPatient]] = {}
    for patient in sorted(patients, key=lambda patient: -patient.length):
        arms.setdefault(patient.arm, []).append(patient)
    if len(arms) > len(theme.arms):
        raise ValueError(f"There are {len(arms)} arms, but colours for {len(theme.arms)}.")
    return {arm: arms[arm] for arm in dict.fromkeys(patient.arm for patient in patients)}


def _look(sheet: Sheet, place: int) -> dict[str, object]:
    """Give the look of a kind of mark: solid and hollow ones in turn, with a rim that parts them from the bar."""
    hollow = place % 2 == 1
    ink, paper = sheet.theme.ink, sheet.theme.paper
    return {
        "shape": SHAPES[place],
        "filled": True,
        "fill": paper if hollow else ink,
        "stroke": ink if hollow else paper,
        "strokeWidth": 1.6 if hollow else 1.0,
        "opacity": 1,
    }


def _key(sheet: Sheet, kinds: Sequence[str], *, goes_on: bool) -> list[Layer]:
    """Name the marks, and the arrow of those still followed."""
    names = [*kinds, *(["Still followed"] if goes_on else [])]
    if not names:
        return []
    sheet.bottom += 4
    layers = []
    for place, (x, y) in enumerate(write_key(sheet, [Entry(name, SAMPLE) for name in names])):
        arrow = {"shape": "triangle-right", "filled": True, "fill": sheet.theme.muted, "opacity": 1}
        look = _look(sheet, place) if place < len(kinds) else arrow
        spot = [{"x": x + SAMPLE / 2, "y": y}]
        layers.append(layer("point", spot, {**look, "size": MARK}, x=pixels("x"), y=pixels("y")))
    sheet.bottom += 4
    return layers


def _lanes(
    sheet: Sheet, arms: dict[str, list[PlottedPatient]], styles: dict[str, Stroke], axis: Axis, *, labelled: bool
) -> tuple[dict[PlottedPatient, float], list[tuple[float, float]]]:
    """Head each arm and label its lanes; give the middle of each lane, and where each arm begins and ends."""
    heights, spans = {}, []
    lane = WIDE_LANE if labelled else THIN_LANE
    for arm, patients in arms.items():
        style = styles[arm]
        sheet.bottom += 6 + LEADING
        baseline, weight = sheet.bottom - 5, weight_of(style)
        sheet.lines.append(Line(sheet.left, baseline - 4.5, sheet.left + 22, baseline - 4.5, style.colour, 6.0))
        words = wrap(f"{arm} (n\u00a0=\u00a0{len(patients):,})", LABEL, sheet.right - sheet.left - 30, weight)
        for place, line in enumerate(words):
            spot = baseline + LEADING * place
            sheet.notes.append(Note(sheet.left + 30, spot, line, LABEL, sheet.theme.ink, weight))
        sheet.bottom += LEADING * (len(words) - 1)
        top = sheet.bottom
        for patient in patients:
            heights[patient] = sheet.bottom + lane / 2
            if labelled:
                spot = heights[patient] + 4.4
                sheet.notes.append(Note(sheet.left, spot, patient.label, SMALL, sheet.theme.muted))
            sheet.bottom += lane + LEVEL * max(_levels(patient, axis), default=0)
        spans.append((top, sheet.bottom))
    return heights, spans


def _grid(sheet: Sheet, axis: Axis, spans: Sequence[tuple[float, float]], time_unit: str) -> None:
    """Draw the grid behind the lanes and the times below them."""
    bottom = spans[-1][1]
    for tick in axis.ticks:
        x, colour = axis.place(tick), sheet.theme.grid if tick else sheet.theme.muted
        sheet.lines += [Line(x, top, x, end, colour) for top, end in spans]
        sheet.notes.append(Note(x, bottom + 16, f"{tick:g}", SMALL, sheet.theme.muted, align="center"))
    sheet.notes.append(Note(axis.start, bottom + 32, time_unit.capitalize(), SMALL, sheet.theme.muted))
    sheet.bottom = bottom + 36


def _bars(
    heights: dict[PlottedPatient, float], styles: dict[str, Stroke], axis: Axis, *, labelled: bool
) -> list[Layer]:
    """Draw the lanes of each arm, and an arrow on those that go on."""
    half = (WIDE_LANE if labelled else THIN_LANE) * 0.3
    layers = []
    for arm, style in styles.items():
        lanes = [
            {"patient": p.label, "zero": 0, "length": p.length, "y": round(y - half, 2), "y2": round(y + half, 2)}
            for p, y in heights.items()
            if p.arm == arm
        ]
        look = {"fill": style.colour, "fillOpacity": TINT, "opacity": 1}
        layers.append(layer("rect", lanes, look, x=on(axis, "zero"), x2="length", y=pixels("y"), y2="y2"))
        ends = [
            {"patient": p.label, "x": round(axis.place(p.length) + 6, 2), "y": round(y, 2)}
            for p, y in heights.items()
            if p.arm == arm and p.ongoing
        ]
        arrow = {"shape": "triangle-right", "filled": True, "fill": style.colour, "size": MARK, "opacity": 1}
        layers.append(layer("point", ends, arrow, x=pixels("x"), y=pixels("y")))
    return layers


def _levels(patient: PlottedPatient, axis: Axis) -> list[int]:
    """Give each mark the uppermost level at which it covers no earlier one: its time stays where it is."""
    ends: list[float] = []
    levels = {}
    for place, mark in sorted(enumerate(patient.marks), key=lambda numbered: numbered[1].time):
        x = axis.place(mark.time)
        level = next((level for level, end in enumerate(ends) if x - end >= APART), len(ends))
        ends[level : level + 1] = [x]
        levels[place] = level
    return [levels[place] for place in range(len(patient.marks))]


def _marks(sheet: Sheet, heights: dict[PlottedPatient, float], kinds: Sequence[str], axis: Axis) -> list[Layer]:
    """Draw the marks of each kind."""
    layers = []
    for place, kind in enumerate(kinds):
        spots = [
            {"patient": patient.label, "kind": kind, "time": mark.time, "y": round(y + LEVEL * level, 2)}
            for patient, y in heights.items()
            for mark, level in zip(patient.marks, _levels(patient, axis), strict=True)
            if mark.kind == kind
        ]
        look = {**_look(sheet, place), "size": MARK}
        layers.append(layer("point", spots, look, x=on(axis, "time"), y=pixels("y")))
    return layers


def _words(
    arms: dict[str, list[PlottedPatient]], kinds: Sequence[str], head: Sequence[str], time_unit: str, caveat: str
) -> str:
    """Say how long each patient was followed and what happened when."""
    sentences = []
    for arm, patients in arms.items():
        had = [f"{kind} in {sum(any(m.kind == kind for m in p.marks) for p in patients)}" for kind in kinds]
        on_going = f"{sum(patient.ongoing for patient in patients)} still followed"
        told = ", ".join([*had, on_going])
        sentences.append(f"{arm}: n\u00a0=\u00a0{len(patients)}, {told}")
        sentences += [_lane_words(patient, time_unit) for patient in patients]
    return sentence_list([*head, *sentences, caveat])


def _lane_words(patient: PlottedPatient, time_unit: str) -> str:
    marks = sorted(patient.marks, key=lambda mark: mark.time)
    told = "".join(f", {mark.kind} at {_number(mark.time)}" for mark in marks)
    on_going = " and still followed" if patient.ongoing else ""
    return f"{patient.label}: {_number(patient.length)} {time_unit}{on_going}{told}"


def _number(time: float) -> str:
    """Write a time with at most two decimals, and never with a power of ten."""
    return f"{time:,.2f}".rstrip("0").rstrip(".")
