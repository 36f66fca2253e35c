"""Draws figures with the library: wide for a text column and narrow for a phone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial

from django.utils.translation import gettext, pgettext

from evidence import figures as evidence_figures
from evidence.figures import ENGLISH, LIGHT, FigureLanguage, Picture, PlottedCurve, PlottedEstimate, Theme, type_metrics
from hub.studies.domain import printing

NARROW_WIDTH = 340
FONT_DIRECTORY = type_metrics.FONT_DIRECTORY


@dataclass(frozen=True)
class FigureWords:
    """What is written on a figure."""

    title: str
    subtitle: str
    source: str
    caveat: str
    axis_title: str


@dataclass(frozen=True)
class Drawn:
    """A finished picture, as wide as a text column and as narrow as a phone."""

    svg: str
    narrow_svg: str
    png: bytes
    text_alternative: str


def draw_estimates(
    marks: Sequence[PlottedEstimate],
    *,
    words: FigureWords,
    ink: str,
    unit: str,
    domain: tuple[float, float] | None,
    log_scale: bool,
    reference: float | None,
) -> Drawn:
    """Draw estimates with their intervals; ``ink`` is the experimental arm's colour."""
    draw = partial(
        evidence_figures.draw_estimates,
        marks,
        **asdict(words),
        theme=_theme(ink),
        unit=unit,
        domain=domain,
        log_scale=log_scale,
        reference=reference,
        language=page_language(),
    )
    return _drawn(draw)


def draw_curves(marks: Sequence[PlottedCurve], *, words: FigureWords, ink: str, time_unit: str) -> Drawn:
    """Draw curves with their bands over the numbers at risk; ``ink`` is the experimental or first curve's colour."""
    draw = partial(
        evidence_figures.draw_curves,
        marks,
        **asdict(words),
        theme=_theme(ink),
        time_unit=time_unit,
        language=page_language(),
    )
    return _drawn(draw)


def page_language() -> FigureLanguage:
    """Return the words and numbers that a drawing writes by itself, in the language of the page."""
    if printing.is_english():
        return ENGLISH
    return FigureLanguage(
        at_risk=pgettext("table under a curve", "At risk"),
        censored=pgettext("table under a curve", "Censored"),
        events=pgettext("table under a curve", "Events"),
        other_events=pgettext("table under a curve", "Other events"),
        crowded=gettext("Censored; where marks crowd, not all are drawn"),
        survival=pgettext("text alternative of a drawing", "survival"),
        incidence=pgettext("text alternative of a drawing", "cumulative incidence"),
        counts=pgettext("text alternative of a drawing", "{label}: {people} people, {events} events"),
        number=printing.number,
        percent=printing.percent,
        at=printing.at,
        unit=printing.unit_name,
    )


def _theme(ink: str) -> Theme:
    """Put the hub's accent first among the arms' colours; each colour stays unlike the others."""
    if ink in (LIGHT.ink, LIGHT.muted, LIGHT.grid, LIGHT.paper):
        return LIGHT
    return replace(LIGHT, arms=(ink, *(colour for colour in LIGHT.arms[1:] if colour != ink)))


def _drawn(draw: Callable[..., Picture]) -> Drawn:
    wide, narrow = draw(), draw(width=NARROW_WIDTH)
    return Drawn(svg=wide.svg(), narrow_svg=narrow.svg(), png=wide.png(), text_alternative=wide.text_alternative)
