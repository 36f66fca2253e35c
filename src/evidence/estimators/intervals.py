"""Confidence limits: the normal quantile, and those of a probability, made on one of the scales in use and turned back.

Borgan Ø, Liestøl K. A note on confidence intervals and bands for the survival function based on transformations.
Scand J Stat. 1990;17:35-41.
"""

from math import erfc, sqrt
from statistics import NormalDist

import numpy as np

from evidence.results import FloatArray, IntervalMethod, require_level

EDGE = 1e-12
"""A sum of steps may miss 0 or 1 by its rounding; so close to them an estimate is taken as there."""


def normal_quantile(confidence_level: float) -> float:
    """Give how many standard errors an interval reaches to either side: 1.96 for a level of 0.95."""
    require_level(confidence_level)
    return NormalDist().inv_cdf(0.5 + confidence_level / 2)


def two_sided_p(z: float) -> float:
    """Give 2Φ(−|z|) with all its digits, which 1 − Φ would lose from about |z| = 5 on."""
    return erfc(abs(z) / sqrt(2))


def limits(
    estimate: FloatArray, standard_error: FloatArray, *, method: IntervalMethod, confidence_level: float
) -> tuple[FloatArray, FloatArray]:
    """
    Give lower and upper confidence limits, kept within 0 and 1.

    Parameters
    ----------
    estimate, standard_error : array of shape (times,)
    method : IntervalMethod
        Plain: p ± z·se. Log: p·exp(±z·se/p). Log-log: p^exp(±z·se/(p·log p)). Logit: log(p/(1 − p)) ± z·se/(p(1 − p)),
        turned back. Arcsine: sin²(arcsin√p ± z·se/(2√(p(1 − p)))).
    confidence_level : float

    Returns
    -------
    low, high : array of shape (times,)
        NaN where the estimate is 0 or 1 or its standard error is zero or undefined: no method has an answer there.
    """
    z = normal_quantile(confidence_level)
    known = (estimate > EDGE) & (estimate < 1 - EDGE) & (standard_error > 0)
    if known.all():
        return _transformed(estimate, z * standard_error, method)
    low, high = _transformed(np.where(known, estimate, 0.5), z * np.where(known, standard_error, 0.0), method)
    return np.where(known, low, np.nan), np.where(known, high, np.nan)


def _transformed(p: FloatArray, spread: FloatArray, method: IntervalMethod) -> tuple[FloatArray, FloatArray]:
    if method is IntervalMethod.PLAIN:
        return np.maximum(p - spread, 0.0), np.minimum(p + spread, 1.0)
    if method is IntervalMethod.LOG:
        factor = np.exp(spread / p)
        return p / factor, np.minimum(p * factor, 1.0)
    if method is IntervalMethod.LOGIT:
        odds, shift = p / (1 - p), np.exp(spread / (p * (1 - p)))
        return odds / (odds + shift), odds * shift / (1 + odds * shift)
    if method is IntervalMethod.ARCSINE:
        angle, turn = np.arcsin(np.sqrt(p)), spread / (2 * np.sqrt(p * (1 - p)))
        return np.sin(np.maximum(angle - turn, 0)) ** 2, np.sin(np.minimum(angle + turn, np.pi / 2)) ** 2
    logarithm = np.log(p)
    exponent = np.exp(-spread / (p * logarithm))
    return np.exp(logarithm * exponent), np.exp(logarithm / exponent)
