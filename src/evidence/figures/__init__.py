"""Results drawn as pictures: this package draws and never computes."""

from evidence.figures.analysis import draw_incidence, draw_survival
from evidence.figures.curves import PlottedCurve, draw_curves
from evidence.figures.estimates import PlottedEstimate, draw_estimates
from evidence.figures.picture import Picture
from evidence.figures.theme import DARK, LIGHT, Theme

__all__ = [
    "DARK",
    "LIGHT",
    "Picture",
    "PlottedCurve",
    "PlottedEstimate",
    "Theme",
    "draw_curves",
    "draw_estimates",
    "draw_incidence",
    "draw_survival",
]
