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
from evidence.results.printed import PrintedNumber, Range, RangedValue
from evidence.results.proportions import DifferenceInterval, OddsRatioInterval, Proportion, ProportionInterval, RiskTest
from evidence.results.provenance import TOLERANCE, DataSource, FloatArray, IntArray, require_level, weakest
from evidence.results.published import (
    CountFit,
    IndirectComparison,
    IntervalReading,
    PrintedEstimate,
    PrintedRatio,
    PublishedPrecision,
    Quantity,
)
from evidence.results.reconstruction import ReconstructionFit
from evidence.results.safety import (
    ANY_TERM,
    OVERALL,
    AdverseEventRow,
    AdverseEventTable,
    Grades,
    IncidenceRate,
    RateInterval,
    RateRatioInterval,
)

__all__ = [
    "ANY_TERM",
    "OVERALL",
    "STEP_NAMES",
    "TOLERANCE",
    "AdverseEventRow",
    "AdverseEventTable",
    "Analysis",
    "ArmAnalysis",
    "ConfidenceInterval",
    "Contrast",
    "CountFit",
    "CumulativeIncidence",
    "DataSource",
    "DifferenceInterval",
    "Effect",
    "Estimate",
    "FloatArray",
    "Grades",
    "GroupTest",
    "IncidenceRate",
    "IndirectComparison",
    "IntArray",
    "IntervalMethod",
    "IntervalReading",
    "Measure",
    "NumberNeededToTreat",
    "OddsRatioInterval",
    "OneSampleTest",
    "OneSampleVariance",
    "PrintedEstimate",
    "PrintedNumber",
    "PrintedRatio",
    "Proportion",
    "ProportionInterval",
    "PublishedPrecision",
    "QuantileTime",
    "Quantity",
    "Range",
    "RangedValue",
    "RateInterval",
    "RateRatioInterval",
    "ReconstructionFit",
    "ReferenceShape",
    "ReferenceSurvival",
    "RestrictedMean",
    "RiskTest",
    "SurvivalCurve",
    "Ties",
    "VarianceMethod",
    "require_level",
    "weakest",
]
