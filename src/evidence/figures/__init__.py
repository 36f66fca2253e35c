"""Results drawn as pictures: this package draws and never computes."""

from evidence.figures.adverse_events import PlottedAdverseEvent, draw_adverse_events, plotted_adverse_events
from evidence.figures.analysis import draw_hazard_ratios, draw_incidence, draw_survival
from evidence.figures.curves import draw_curves
from evidence.figures.estimates import PlottedEstimate, draw_estimates
from evidence.figures.forest import draw_forest
from evidence.figures.language import ENGLISH, FigureLanguage
from evidence.figures.picture import Picture
from evidence.figures.plotted_contrast import PlottedContrast
from evidence.figures.plotted_curve import PlottedCurve
from evidence.figures.swimmer import PlottedMark, PlottedPatient, draw_swimmer
from evidence.figures.theme import DARK, LIGHT, Theme

__all__ = [
    "DARK",
    "ENGLISH",
    "LIGHT",
    "FigureLanguage",
    "Picture",
    "PlottedAdverseEvent",
    "PlottedContrast",
    "PlottedCurve",
    "PlottedEstimate",
    "PlottedMark",
    "PlottedPatient",
    "Theme",
    "draw_adverse_events",
    "draw_curves",
    "draw_estimates",
    "draw_forest",
    "draw_hazard_ratios",
    "draw_incidence",
    "draw_survival",
    "draw_swimmer",
    "plotted_adverse_events",
]
