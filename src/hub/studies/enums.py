"""The field's vocabulary for studies and their results."""

from django.db import models


class StudyDesign(models.TextChoices):
    """How participants came to their treatment."""

    RANDOMISED = "randomised", "Randomised controlled trial"
    NON_RANDOMISED = "non_randomised", "Non-randomised controlled trial"
    SINGLE_ARM = "single_arm", "Single-arm trial"
    SINGLE_ARM_HISTORICAL = "single_arm_historical", "Single-arm trial with a historical control"
    COHORT = "cohort", "Cohort study"
    CASE_CONTROL = "case_control", "Case–control study"
    REGISTRY = "registry", "Registry study"
    META_ANALYSIS = "meta_analysis", "Meta-analysis"


class Phase(models.TextChoices):
    """Phase of a clinical trial."""

    NOT_APPLICABLE = "", "Not applicable"
    I = "1", "Phase I"  # noqa: E741 - the field writes phases in Roman numerals
    I_II = "1/2", "Phase I/II"
    II = "2", "Phase II"
    II_III = "2/3", "Phase II/III"
    III = "3", "Phase III"
    IV = "4", "Phase IV"


class ArmRole(models.TextChoices):
    """What an arm is for in the comparison."""

    EXPERIMENTAL = "experimental", "Experimental"
    COMPARATOR = "comparator", "Comparator"
    HISTORICAL_CONTROL = "historical_control", "Historical control"
    COHORT = "cohort", "Cohort"


class Measure(models.TextChoices):
    """What kind of quantity an outcome is reported as."""

    SURVIVAL_PROBABILITY = "survival_probability", "Survival probability"
    CUMULATIVE_INCIDENCE = "cumulative_incidence", "Cumulative incidence"
    PROPORTION = "proportion", "Proportion"
    MEDIAN_TIME = "median_time", "Median time"
    HAZARD_RATIO = "hazard_ratio", "Hazard ratio"
    ODDS_RATIO = "odds_ratio", "Odds ratio"
    RISK_RATIO = "risk_ratio", "Risk ratio"
    RISK_DIFFERENCE = "risk_difference", "Risk difference"
    INCIDENCE_RATE = "incidence_rate", "Incidence rate"
    ADVERSE_EVENT = "adverse_event", "Adverse event"


class Better(models.TextChoices):
    """Which direction favours the patient."""

    HIGHER = "higher", "Higher is better"
    LOWER = "lower", "Lower is better"
    NEITHER = "neither", "Neither"


class TimeUnit(models.TextChoices):
    """Unit of a time point or duration."""

    DAYS = "days", "days"
    WEEKS = "weeks", "weeks"
    MONTHS = "months", "months"
    YEARS = "years", "years"


class SpreadKind(models.TextChoices):
    """What the two figures after a median are."""

    RANGE = "range", "range"
    IQR = "iqr", "interquartile range"
    CI = "ci", "95% confidence interval"


class Source(models.TextChoices):
    """Where a result comes from."""

    PUBLISHED = "published", "As published"
    RECOMPUTED = "recomputed", "Recomputed from patient-level data"
    RECONSTRUCTED = "reconstructed", "Reconstructed from a published curve"


class POperator(models.TextChoices):
    """How a printed p value is bounded."""

    EQUAL = "=", "="
    LESS = "<", "<"
    LESS_EQUAL = "<=", "≤"
    GREATER = ">", ">"


class CtcaeVersion(models.TextChoices):
    """Version of the Common Terminology Criteria for Adverse Events that a grade follows."""

    V3 = "3.0", "3.0"
    V4 = "4.0", "4.0"
    V4_03 = "4.03", "4.03"
    V5 = "5.0", "5.0"
    V6 = "6.0", "6.0"
    UNSTATED = "unstated", "Not stated in the source"


class FigureKind(models.TextChoices):
    """What a figure draws."""

    ESTIMATES = "estimates", "Estimates with intervals"
    CURVES = "curves", "Curves with numbers at risk"


class FindingLevel(models.TextChoices):
    """How much a finding about a printed figure says."""

    IMPOSSIBLE = "impossible", "impossible"
    INCONSISTENT = "inconsistent", "inconsistent"
    NOTE = "note", "note"


class VerdictWord(models.TextChoices):
    """What can be said about a stored result."""

    REPRODUCED = "reproduced", "reproduced"
    CONSISTENT = "consistent", "consistent"
    AS_PUBLISHED = "as_published", "as published"
    QUESTIONED = "questioned", "questioned"


# An arm's own figure, and a comparison of an arm with a comparator.
PERCENTAGES = frozenset(
    {Measure.SURVIVAL_PROBABILITY, Measure.CUMULATIVE_INCIDENCE, Measure.PROPORTION, Measure.ADVERSE_EVENT}
)
RATIOS = frozenset({Measure.HAZARD_RATIO, Measure.ODDS_RATIO, Measure.RISK_RATIO})
CONTRASTS = RATIOS | {Measure.RISK_DIFFERENCE}
