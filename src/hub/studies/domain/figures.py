"""Figures of a study: composed from stored results, drawn once, found again by a digest of what they show.

The digest covers every word, number and colour of the picture and the version of the drawing code,
so a figure can never disagree with the results: when one changes, the digest does, and it is redrawn.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from hub.common.colour import palette
from hub.common.wording import ORIGINAL, language
from hub.studies.domain import display, engine, figure_tables, figure_words, printing
from hub.studies.domain.caveats import caveat_for
from hub.studies.domain.engine import FigureWords, PlottedCurve, PlottedEstimate
from hub.studies.domain.figure_words import FigureError
from hub.studies.domain.key_data import key_data
from hub.studies.domain.words import word
from hub.studies.enums import RATIOS, ArmRole, FigureKind
from hub.studies.models import Curve, Drawing, Study
from hub.studies.results import FigureView, Table

# Raise it when the same data are to be drawn in another way.
DRAWING_VERSION = 4


@dataclass(frozen=True)
class Composition:
    """Everything that a figure shows, before it is drawn."""

    words: FigureWords
    marks: tuple[PlottedEstimate, ...] | tuple[PlottedCurve, ...]
    settings: dict[str, Any]
    table: Table
    download: Table


def figure_for(study: Study, *, kind: str, outcome_keys: Sequence[str] | None = None, accent: str) -> FigureView:
    """Return a figure of a study, drawing it only if it has not been drawn before.

    Parameters
    ----------
    study
        A saved study.
    kind
        A value of ``FigureKind``.
    outcome_keys
        Outcomes to show; all of them if ``None``.
    accent
        The hub's accent colour, ``#rrggbb``; the experimental arm is drawn in its light shade.

    Raises
    ------
    FigureError
        If there is nothing to draw, or the results need different axes.
    KeyError
        If the study has no outcome of that key.
    """
    figure = (_compose_curves if kind == FigureKind.CURVES else _compose_estimates)(study, outcome_keys)
    ink = palette(accent).light.accent
    digest = _digest(kind, figure, ink)
    drawing = Drawing.objects.filter(digest=digest).first() or _draw(kind, figure, ink, digest)
    return FigureView(
        digest=digest,
        kind=kind,
        title=figure.words.title,
        subtitle=figure.words.subtitle,
        svg=drawing.svg,
        narrow_svg=drawing.narrow_svg,
        png=bytes(drawing.png),
        alt=drawing.text_alternative,
        source=figure.words.source,
        caveat=figure.words.caveat,
        table=figure.table,
        csv=figure_tables.as_csv(figure.download),
    )


def _compose_estimates(study: Study, outcome_keys: Sequence[str] | None) -> Composition:
    plotted = figure_words.plotted_rows(key_data(study, outcome_keys))
    unit = figure_words.common_unit(plotted)
    ratio = plotted[0].measure in RATIOS
    table = figure_tables.estimates_table(study, plotted)
    return Composition(
        words=FigureWords(
            title=figure_words.estimates_title(plotted),
            subtitle=figure_words.subtitle(study, figure_words.arms_shown(plotted)),
            source=figure_words.source_line(study, {figure.source for row in plotted for figure in row.figures}),
            caveat=caveat_for(study),
            axis_title=figure_words.axis_title(plotted, unit),
        ),
        marks=tuple(PlottedEstimate(**mark) for row in plotted for mark in row.marks),
        settings={
            "unit": unit,
            "domain": (0.0, 100.0) if plotted[0].is_percentage else None,
            "log_scale": ratio,
            "reference": 1.0 if ratio else None,
        },
        table=table,
        download=table if printing.is_english() else _in_english(study, outcome_keys),
    )


def _in_english(study: Study, outcome_keys: Sequence[str] | None) -> Table:
    """Tabulate the figures for download, which programs read: the same file in every language."""
    with printing.in_english():
        return figure_tables.estimates_table(study, figure_words.plotted_rows(key_data(study, outcome_keys)))


def _compose_curves(study: Study, outcome_keys: Sequence[str] | None) -> Composition:
    curves = _curves(study, outcome_keys)
    units = {curve.time_unit for curve in curves}
    kinds = {figure_words.curve_kind(curve) for curve in curves}
    if len(units) > 1 or len(kinds) > 1:
        raise FigureError("These curves need different axes; choose outcomes of one kind and one time unit.")
    with printing.in_english():
        download = figure_tables.curves_steps_table(study, curves)
    return Composition(
        words=FigureWords(
            title=figure_words.curves_title(study, curves),
            subtitle=figure_words.subtitle(study, {curve.arm.key for curve in curves if curve.arm}),
            source=figure_words.source_line(study, {str(curve.get_source_display()) for curve in curves}),
            caveat=caveat_for(study),
            axis_title=figure_words.curves_axis_title(curves),
        ),
        marks=tuple(_plotted_curve(curve, figure_words.curve_label(curve, curves)) for curve in curves),
        settings={"time_unit": units.pop()},
        table=figure_tables.curves_table(study, curves),
        download=download,
    )


def _curves(study: Study, outcome_keys: Sequence[str] | None) -> list[Curve]:
    chosen = study.curves.select_related("outcome", "arm").order_by("outcome__position", "arm__position", "pk")
    if outcome_keys is not None:
        chosen = chosen.filter(outcome__key__in=outcome_keys)
    curves = list(chosen)
    if not curves:
        raise FigureError("There is no curve of these outcomes; curves are computed from patient-level data.")
    return curves


def _plotted_curve(curve: Curve, label: str) -> PlottedCurve:
    return PlottedCurve(
        label=label,
        kind=figure_words.curve_kind(curve),
        role=curve.arm.role if curve.arm else ArmRole.COHORT.value,
        people=display.upper_first(word(curve.arm.label)) if curve.arm else display.everybody(),
        **{name: tuple(values) for name, values in curve.steps.items()},
    )


def _digest(kind: str, figure: Composition, ink: str) -> str:
    shown = {
        "version": DRAWING_VERSION,
        "kind": kind,
        "ink": ink,
        "words": asdict(figure.words),
        "marks": [asdict(mark) for mark in figure.marks],
        "settings": figure.settings,
        "table": asdict(figure.table),
    }
    if language() != ORIGINAL:
        # The library writes words and numbers of its own: a drawing of one language is never one of another.
        shown["language"] = language()
    return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()


def _draw(kind: str, figure: Composition, ink: str, digest: str) -> Drawing:
    draw: Callable[..., engine.Drawn] = engine.draw_curves if kind == FigureKind.CURVES else engine.draw_estimates
    drawn = draw(figure.marks, words=figure.words, ink=ink, **figure.settings)
    # Two publications may draw the same figure at once; the first one's drawing stays.
    drawing, _ = Drawing.objects.get_or_create(digest=digest, defaults=asdict(drawn))
    return drawing
