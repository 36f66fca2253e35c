"""What an estimator hands on: a value, its uncertainty, what it rests on, and how each was made.

Results are frozen and checked when built: one that exists can be drawn, printed and exported without a second look.
Undefined limits (no event yet, or nobody left) are NaN in arrays, None in scalars.
"""

from evidence.results.analysis import Analysis, ArmAnalysis
from evidence.results.comparisons import Contrast, GroupTest, Measure, Ties
from evidence.results.curves import STEP_NAMES, CumulativeIncidence, SurvivalCurve
from evidence.results.estimates import Estimate, QuantileTime, RestrictedMean
from evidence.results.intervals import ConfidenceInterval, IntervalMethod, VarianceMethod
from evidence.results.number_needed import Effect, NumberNeededToTreat
from evidence.results.one_sample import OneSampleTest, OneSampleVariance, ReferenceShape, ReferenceSurvival
from evidence.results.provenance import TOLERANCE, DataSource, FloatArray, IntArray, require_level, weakest

__all__ = [
    "STEP_NAMES",
    "TOLERANCE",
    "Analysis",
    "ArmAnalysis",
    "ConfidenceInterval",
    "Contrast",
    "CumulativeIncidence",
    "DataSource",
    "Effect",
    "Estimate",
    "FloatArray",
    "GroupTest",
    "IntArray",
    "IntervalMethod",
    "Measure",
    "NumberNeededToTreat",
    "OneSampleTest",
    "OneSampleVariance",
    "QuantileTime",
    "ReferenceShape",
    "ReferenceSurvival",
    "RestrictedMean",
    "SurvivalCurve",
    "Ties",
    "VarianceMethod",
    "require_level",
    "weakest",
]
