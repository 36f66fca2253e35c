"""Adverse events by term: a bar for each arm, its stronger part the patients with grade 3 or higher.

CONSORT Harms (Junqueira et al., BMJ 2023) wants the number of patients with each event beside its share of those
treated, in every arm. So each bar carries both, in columns that can be read as a table; nothing is computed here but
the percentages of counts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evidence.figures.board import LABEL, SMALL, Layer, Line, Note, Sheet, finish, layer, on, pixels, weight_of
from evidence.figures.legend import Entry, write_key
from evidence.figures.picture import Picture, sentence_list
from evidence.figures.scales import Axis, linear_axis
from evidence.figures.theme import LIGHT, Stroke, Theme, places, stroke
from evidence.figures.type_metrics import text_width, wrap
from evidence.results import ANY_TERM, OVERALL, AdverseEventTable, Grades

MOST_TERMS = 30
"""How many terms one figure has room for."""
WHOLE_PERCENT_BELOW = 100
"""Percentages of fewer people than this are printed without decimals."""

LEADING = 17.0
ROW = 17.0
BAR = 12.0
BASELINE = 4.4
GUTTER = 16.0
GAP = 4.0
SAMPLE = 30.0
SWATCH = 10.0
LEAST_PLOT = 150.0
LEAST_PERCENT = 5.0
_TINTS = {False: 0.38, True: 0.14}
"""How strongly the whole of a bar is filled, by whether its arm is drawn hollow."""


@dataclass(frozen=True)
class PlottedAdverseEvent:
    """
    One bar of the figure.

    Parameters
    ----------
    term, arm : str
        Labels.
    n : int
        Patients treated.
    any_grade, severe : int
        Those of them with the event at any grade, and at grade 3 or higher, each counted once.
    role : {"experimental", "comparator", "historical_control", "cohort"}, default "cohort"

    Raises
    ------
    ValueError
        If not 0 ≤ severe ≤ any grade ≤ n with n above 0.
    """

    term: str
    arm: str
    n: int
    any_grade: int
    severe: int
    role: str = "cohort"

    def __post_init__(self) -> None:
        if not 0 <= self.severe <= self.any_grade <= self.n or self.n == 0:
            raise ValueError(
                f"{self.term}, {self.arm}: {self.severe} with grade ≥3 among {self.any_grade} of any grade "
                f"among {self.n} treated cannot be."
            )


def plotted_adverse_events(
    table: AdverseEventTable,
    *,
    terms: Sequence[str] | None = None,
    period: str = OVERALL,
    roles: Mapping[str, str] | None = None,
) -> tuple[PlottedAdverseEvent, ...]:
    """
    Plot terms of a computed table.

    Parameters
    ----------
    table : AdverseEventTable
    terms : sequence of str, optional
        In the order drawn; all of the table, the most frequent first, if None.
    period : str, default OVERALL
    roles : mapping of str to str, optional
        Role by arm; an arm that is not named is a cohort.

    Returns
    -------
    tuple of PlottedAdverseEvent
        Of the arms that had the period.

    Raises
    ------
    ValueError
        If the table has no such term or period.
    """
    treated = {row.arm for row in table.rows if row.period == period}
    arms = [arm for arm in table.arms if arm in treated] or table.arms
    drawn = []
    for term in table.terms if terms is None else terms:
        name = term.capitalize() if term == ANY_TERM else term
        for arm in arms:
            any_grade = table.row(arm, term, period=period)
            severe = table.row(arm, term, grades=Grades.SEVERE, period=period).patients
            role = (roles or {}).get(arm, "cohort")
            drawn.append(PlottedAdverseEvent(name, arm, any_grade.treated, any_grade.patients, severe, role))
    return tuple(drawn)


def draw_adverse_events(
    rows: Sequence[PlottedAdverseEvent],
    *,
    title: str,
    subtitle: str,
    source: str,
    caveat: str = "",
    by_frequency: bool = False,
    theme: Theme = LIGHT,
    width: int = 680,
) -> Picture:
    """
    Draw the share of patients with each adverse event, arm beside arm.

    Parameters
    ----------
    rows : sequence of PlottedAdverseEvent
        One for each arm of each term; at most 30 terms.
    title, subtitle, source, caveat : str
        Words above and below; empty ones take no room.
    by_frequency : bool, default False
        Whether to put the terms of most patients, all arms together, first, rather than keep the order given.
    theme : Theme, default LIGHT
    width : int, default 680
        In pixels; below 520 the terms stand above the bars.

    Returns
    -------
    Picture
        Percentages have one decimal, or none where an arm has fewer than 100 people.

    Raises
    ------
    ValueError
        If there is nothing to draw or too much, an arm's n differs between terms, or a term lacks an arm or has it
        twice.
    """
    terms = _terms(rows, by_frequency=by_frequency)
    arms = {row.arm: row for row in rows}
    if len(arms) > len(theme.arms):
        raise ValueError(f"There are {len(arms)} arms, but colours for {len(theme.arms)}.")
    styles = {arm: stroke(theme, place) for arm, place in places({a: row.role for a, row in arms.items()}).items()}
    decimals = 0 if min(row.n for row in rows) < WHOLE_PERCENT_BELOW else 1
    sheet = Sheet(width, theme)
    sheet.head(title, subtitle)
    key = _key(sheet, arms, styles)
    columns = _columns(sheet, terms, decimals)
    heading = _headings(sheet, columns)
    spans: list[tuple[float, float]] = []
    heights: dict[PlottedAdverseEvent, float] = {}
    for term, bars in terms.items():
        spans.append(_term(sheet, term, bars, columns, decimals, heights))
    most = max(100 * row.any_grade / row.n for row in rows)
    start, end = columns.plot
    axis = linear_axis(0, max(most, LEAST_PERCENT), start=start, end=end, most_ticks=max(int((end - start) / 45), 2))
    _grid(sheet, axis, spans if columns.stacked else [(spans[0][0], spans[-1][1])])
    words = _words(terms, arms, decimals, [title, subtitle], caveat)
    sheet.foot(caveat, source)
    return Picture(finish(sheet, [*_bars(rows, heights, styles, axis, theme.paper), *key, *heading]), words)


Terms = dict[str, list[PlottedAdverseEvent]]


def _terms(rows: Sequence[PlottedAdverseEvent], *, by_frequency: bool) -> Terms:
    """Sort the rows by term and, within it, by arm, if each arm has each term just once."""
    if not rows:
        raise ValueError("There is no adverse event to draw.")
    terms: dict[str, dict[str, PlottedAdverseEvent]] = {}
    sizes: dict[str, int] = {}
    for row in rows:
        bars = terms.setdefault(row.term, {})
        if row.arm in bars:
            raise ValueError(f"{row.term} stands twice in {row.arm}.")
        if row.n != sizes.setdefault(row.arm, row.n):
            raise ValueError(f"{row.term}, {row.arm}: {row.n} were treated, but {sizes[row.arm]} for another term.")
        bars[row.arm] = row
    if len(terms) > MOST_TERMS:
        raise ValueError(f"There are {len(terms)} adverse events; one figure has room for {MOST_TERMS}.")
    for term, bars in terms.items():
        missing = [arm for arm in sizes if arm not in bars]
        if missing:
            raise ValueError(f"{term} says nothing of {missing[0]}.")
    ordered = {term: [bars[arm] for arm in sizes] for term, bars in terms.items()}
    if by_frequency:
        return dict(sorted(ordered.items(), key=lambda item: -sum(row.any_grade for row in item[1])))
    return ordered


@dataclass(frozen=True)
class _Columns:
    """Where a term, its bars, and the right ends of its two columns of numbers stand."""

    stacked: bool
    term_width: float
    plot: tuple[float, float]
    ends: tuple[float, float]
    share_widths: tuple[float, float]


_HEADINGS = ("Any grade", "Grade\u00a0≥3")


def _columns(sheet: Sheet, terms: Terms, decimals: int) -> _Columns:
    """Share the width out: terms and numbers take what they need, the bars get the rest."""
    rows = [row for bars in terms.values() for row in bars]
    widths, shares = [], []
    for heading, counts in zip(_HEADINGS, _counts(rows), strict=True):
        share = max(text_width(_share(count, row.n, decimals), SMALL) for count, row in zip(counts, rows, strict=True))
        number = max(text_width(f"{count:,}", SMALL) for count in counts)
        widths.append(max(number + GAP + share, text_width(heading, SMALL) + SWATCH + GAP))
        shares.append(share)
    ends = (sheet.right - widths[1] - GUTTER, sheet.right)
    right = ends[0] - widths[0] - GUTTER
    lines = [line for term in terms for line in wrap(term, LABEL, 0.29 * sheet.width)]
    term_width = max(text_width(line, LABEL) for line in lines)
    left = sheet.left + term_width + GUTTER
    stacked = sheet.narrow or right - left < LEAST_PLOT
    if stacked:
        # The bars keep clear of the edge so that the number under the start of their axis is not cut.
        term_width, left = sheet.right - sheet.left, sheet.left + 4
    return _Columns(stacked, term_width, (left, right), ends, (shares[0], shares[1]))


def _counts(rows: Sequence[PlottedAdverseEvent]) -> tuple[list[int], list[int]]:
    return [row.any_grade for row in rows], [row.severe for row in rows]


def _key(sheet: Sheet, arms: Mapping[str, PlottedAdverseEvent], styles: Mapping[str, Stroke]) -> list[Layer]:
    """Name the arms and their people; give samples of their bars."""
    sheet.bottom += 4
    entries = [Entry(f"{arm} ({_n(row.n)})", SAMPLE, weight_of(styles[arm])) for arm, row in arms.items()]
    layers = []
    for arm, (x, y) in zip(arms, write_key(sheet, entries), strict=True):
        box = {"y": y - BAR / 2, "y2": y + BAR / 2, "x": x}
        where = {"x": pixels("x"), "x2": "x2", "y": pixels("y"), "y2": "y2"}
        layers.append(layer("rect", [box | {"x2": x + SAMPLE}], _whole(styles[arm]), **where))
        layers.append(layer("rect", [box | {"x2": x + SAMPLE / 2}], _strong(styles[arm]), **where))
    return layers


def _headings(sheet: Sheet, columns: _Columns) -> list[Layer]:
    """Name the columns of numbers; beside each name stands how that part of a bar is drawn."""
    sheet.bottom += 8 + LEADING
    baseline = sheet.bottom - 4
    layers = []
    for name, end, tint in zip(_HEADINGS, columns.ends, (_TINTS[False], 1.0), strict=True):
        sheet.notes.append(Note(end, baseline, name, SMALL, sheet.theme.muted, align="right"))
        right = end - text_width(name, SMALL) - GAP
        box = {"x": right - SWATCH, "x2": right, "y": baseline - SWATCH + 0.5, "y2": baseline + 0.5}
        look = {"fill": sheet.theme.muted, "fillOpacity": tint}
        layers.append(layer("rect", [box], look, x=pixels("x"), x2="x2", y=pixels("y"), y2="y2"))
    sheet.bottom += 2
    return layers


def _term(
    sheet: Sheet,
    term: str,
    bars: Sequence[PlottedAdverseEvent],
    columns: _Columns,
    decimals: int,
    heights: dict[PlottedAdverseEvent, float],
) -> tuple[float, float]:
    """Write a term and the numbers of its bars; note the height of each bar and give the ends of them all."""
    lines = wrap(term, LABEL, columns.term_width)
    if columns.stacked:
        sheet.bottom += 4
        sheet.write(term, size=LABEL, colour=sheet.theme.ink, leading=LEADING / LABEL)
    room = ROW * len(bars) + 8
    height = room if columns.stacked else max(room, LEADING * len(lines) + 8)
    middle = sheet.bottom + height / 2
    if not columns.stacked:
        first = middle - LEADING * (len(lines) - 1) / 2 + BASELINE
        for place, line in enumerate(lines):
            sheet.notes.append(Note(sheet.left, first + LEADING * place, line, LABEL, sheet.theme.ink))
    for place, row in enumerate(bars):
        heights[row] = middle + ROW * (place - (len(bars) - 1) / 2)
        _print(sheet, row, columns, decimals, heights[row] + BASELINE)
    top, sheet.bottom = sheet.bottom, sheet.bottom + height
    return (top + 1, sheet.bottom - 1) if columns.stacked else (top, sheet.bottom)


def _print(sheet: Sheet, row: PlottedAdverseEvent, columns: _Columns, decimals: int, baseline: float) -> None:
    """Write counts and percentages, each aligned at the right."""
    for count, end, share_width in zip((row.any_grade, row.severe), columns.ends, columns.share_widths, strict=True):
        share, ink = _share(count, row.n, decimals), sheet.theme.ink
        sheet.notes.append(Note(end, baseline, share, SMALL, ink, align="right"))
        sheet.notes.append(Note(end - share_width - GAP, baseline, f"{count:,}", SMALL, ink, align="right"))


def _grid(sheet: Sheet, axis: Axis, spans: Sequence[tuple[float, float]]) -> None:
    """Draw the grid behind the bars, over each span of heights, and the numbers below it."""
    bottom = spans[-1][1]
    for tick in axis.ticks:
        x, colour = axis.place(tick), sheet.theme.grid if tick else sheet.theme.muted
        sheet.lines += [Line(x, top, x, end, colour) for top, end in spans]
        sheet.notes.append(Note(x, bottom + 15, f"{tick:g}%", SMALL, sheet.theme.muted, align="center"))
    sheet.notes.append(Note(axis.start, bottom + 31, "Percentage of patients", SMALL, sheet.theme.muted))
    sheet.bottom = bottom + 34


def _bars(
    rows: Sequence[PlottedAdverseEvent],
    heights: Mapping[PlottedAdverseEvent, float],
    styles: Mapping[str, Stroke],
    axis: Axis,
    paper: str,
) -> list[Layer]:
    """Draw the bars of each arm: paper to hide the grid, then any grade, then grade 3 or higher."""
    layers = []
    for arm, style in styles.items():
        data = [
            {
                "term": row.term, "arm": arm, "n": row.n, "any_grade": row.any_grade, "severe": row.severe,
                "zero": 0, "any_grade_percent": 100 * row.any_grade / row.n, "severe_percent": 100 * row.severe / row.n,
                "y": round(heights[row] - BAR / 2, 2), "y2": round(heights[row] + BAR / 2, 2),
            }
            for row in rows
            if row.arm == arm
        ]  # fmt: skip
        for name, look in (("any_grade", {"fill": paper}), ("any_grade", _whole(style)), ("severe", _strong(style))):
            there = [values for values in data if values[name]]
            where = {"x": on(axis, "zero"), "x2": f"{name}_percent", "y": pixels("y"), "y2": "y2"}
            layers.append(layer("rect", there, look, **where))
    return layers


def _whole(style: Stroke) -> dict[str, object]:
    """Give the look of a whole bar: a tint, and an outline, the stronger where the arm is drawn hollow."""
    outline = {"stroke": style.colour, "strokeWidth": 1.3 if style.hollow else 0.8, "opacity": 1}
    return {"fill": style.colour, "fillOpacity": _TINTS[style.hollow], **outline}


def _strong(style: Stroke) -> dict[str, object]:
    return {"fill": style.colour, "opacity": 1}


def _n(n: int) -> str:
    return f"n\u00a0=\u00a0{n:,}"


def _share(count: int, n: int, decimals: int) -> str:
    """Print a percentage, halves rounded up; never as none or all of the people where it is not."""
    scale = 10**decimals
    rounded = (200 * scale * count + n) // (2 * n)
    if count and not rounded:
        return f"(<{1 / scale:g}%)"
    if count < n and rounded == 100 * scale:
        return f"(>{100 - 1 / scale:g}%)"
    return f"({rounded / scale:.{decimals}f}%)"


def _words(
    terms: Terms, arms: Mapping[str, PlottedAdverseEvent], decimals: int, head: Sequence[str], caveat: str
) -> str:
    """Say what the figure shows, term by term."""
    people = "Patients: " + "; ".join(f"{arm}, {_n(row.n)}" for arm, row in arms.items())
    sentences = []
    for term, bars in terms.items():
        told = [
            f"{row.arm}, any grade {row.any_grade:,} {_share(row.any_grade, row.n, decimals)}, "
            f"grade 3 or higher {row.severe:,} {_share(row.severe, row.n, decimals)}"
            for row in bars
        ]
        sentences.append(f"{term}: {'; '.join(told)}")
    return sentence_list([*head, people, *sentences, caveat])
