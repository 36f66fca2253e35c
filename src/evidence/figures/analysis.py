"""Figures of a whole analysis: its survival curves, its incidences, or its hazard ratios."""

from collections.abc import Sequence
from dataclasses import replace

from evidence.figures.curves import draw_curves
from evidence.figures.forest import draw_forest
from evidence.figures.picture import Picture
from evidence.figures.plotted_contrast import PlottedContrast
from evidence.figures.plotted_curve import PlottedCurve
from evidence.figures.theme import LIGHT, Theme
from evidence.results import Analysis, CumulativeIncidence, SurvivalCurve


def draw_survival(analysis: Analysis, *, title: str = "", theme: Theme = LIGHT, width: int = 680) -> Picture:
    """
    Draw the survival of every arm.

    Parameters
    ----------
    analysis : Analysis
    title : str, default ""
    theme : Theme, default LIGHT
    width : int, default 680
        In pixels.

    Returns
    -------
    Picture
    """
    curves = [arm.survival for arm in analysis.arms]
    return _curves(analysis, curves, title=title, axis_title="Free of any event", theme=theme, width=width)


def draw_incidence(
    analysis: Analysis, *, cause: str | None = None, title: str = "", theme: Theme = LIGHT, width: int = 680
) -> Picture:
    """
    Draw the cumulative incidence of one cause, or of every cause, in every arm.

    Parameters
    ----------
    analysis : Analysis
        Of a table with several causes.
    cause : str, optional
        The cause to draw alone.
    title : str, default ""
    theme : Theme, default LIGHT
    width : int, default 680
        In pixels.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If the analysis has no incidences, or none of that cause.
    """
    there = [curve for arm in analysis.arms for curve in arm.incidences]
    if not there:
        raise ValueError("These results have one kind of event, so survival says it all; draw survival.")
    curves = [curve for curve in there if cause in (None, curve.cause)]
    if not curves:
        names = ", ".join(dict.fromkeys(curve.cause for curve in there))
        raise ValueError(f"There is no event {cause!r}; there are {names}.")
    axis_title = f"Cumulative incidence of {cause}" if cause else "Cumulative incidence"
    return _curves(analysis, curves, title=title, axis_title=axis_title, theme=theme, width=width)


def draw_hazard_ratios(analysis: Analysis, *, title: str = "", theme: Theme = LIGHT, width: int = 680) -> Picture:
    """
    Draw the hazard ratio of each further arm to the first as a forest plot.

    Parameters
    ----------
    analysis : Analysis
        Of two arms or more.
    title : str, default ""
    theme : Theme, default LIGHT
    width : int, default 680
        In pixels.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If the analysis has no hazard ratios.
    """
    ratios = analysis.hazard_ratios
    if not ratios:
        raise ValueError("These results have no hazard ratios; they need two arms.")
    counts = {arm.arm: f"{arm.survival.events.sum():,}/{arm.n:,}" for arm in analysis.arms}
    rows = [replace(PlottedContrast.of(ratio), counts=(counts[ratio.arm], counts[ratio.reference])) for ratio in ratios]
    first, reference = ratios[0], ratios[0].reference
    level = f"{100 * first.interval.confidence_level:g}% CI, " if first.interval else ""
    return draw_forest(
        rows,
        title=title,
        subtitle=f"{level}{first.method}; events/people",
        axis_title=f"Hazard ratio to {reference}",
        source=_source(analysis),
        columns=(first.arm if len(ratios) == 1 else "Arm", reference),
        favours=(f"fewer events than {reference}", f"more events than {reference}"),
        theme=theme,
        width=width,
    )


def _source(analysis: Analysis) -> str:
    return f"Computed from {analysis.source} with the defaults of {analysis.preset}"


def _curves(
    analysis: Analysis,
    curves: Sequence[SurvivalCurve] | Sequence[CumulativeIncidence],
    *,
    title: str,
    axis_title: str,
    theme: Theme,
    width: int,
) -> Picture:
    first = curves[0]
    return draw_curves(
        [PlottedCurve.of(curve) for curve in curves],
        title=title,
        subtitle=f"{first.method} with {100 * first.confidence_level:g}% confidence bands ({first.interval_name})",
        time_unit=analysis.time_unit,
        axis_title=axis_title,
        source=_source(analysis),
        theme=theme,
        width=width,
    )
