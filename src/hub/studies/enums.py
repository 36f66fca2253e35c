"""The field's vocabulary for studies and their results."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class StudyDesign(models.TextChoices):
    """How participants came to their treatment."""

    RANDOMISED = "randomised", _("Randomised controlled trial")
    NON_RANDOMISED = "non_randomised", _("Non-randomised controlled trial")
    SINGLE_ARM = "single_arm", _("Single-arm trial")
    SINGLE_ARM_HISTORICAL = "single_arm_historical", _("Single-arm trial with a historical control")
    COHORT = "cohort", _("Cohort study")
    CASE_CONTROL = "case_control", _("Case–control study")
    REGISTRY = "registry", _("Registry study")
    META_ANALYSIS = "meta_analysis", _("Meta-analysis")


class Phase(models.TextChoices):
    """Phase of a clinical trial."""

    NOT_APPLICABLE = "", _("Not applicable")
    I = "1", _("Phase I")  # noqa: E741 - the field writes phases in Roman numerals
    I_II = "1/2", _("Phase I/II")
    II = "2", _("Phase II")
    II_III = "2/3", _("Phase II/III")
    III = "3", _("Phase III")
    IV = "4", _("Phase IV")


class ArmRole(models.TextChoices):
    """What an arm is for in the comparison."""

    EXPERIMENTAL = "experimental", _("Experimental")
    COMPARATOR = "comparator", _("Comparator")
    HISTORICAL_CONTROL = "historical_control", _("Historical control")
    COHORT = "cohort", pgettext_lazy("arm", "Cohort")


class Measure(models.TextChoices):
    """What kind of quantity an outcome is reported as."""

    SURVIVAL_PROBABILITY = "survival_probability", _("Survival probability")
    CUMULATIVE_INCIDENCE = "cumulative_incidence", _("Cumulative incidence")
    PROPORTION = "proportion", _("Proportion")
    MEDIAN_TIME = "median_time", _("Median time")
    HAZARD_RATIO = "hazard_ratio", _("Hazard ratio")
    ODDS_RATIO = "odds_ratio", _("Odds ratio")
    RISK_RATIO = "risk_ratio", _("Risk ratio")
    RISK_DIFFERENCE = "risk_difference", _("Risk difference")
    INCIDENCE_RATE = "incidence_rate", _("Incidence rate")
    ADVERSE_EVENT = "adverse_event", _("Adverse event")


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

    RANGE = "range", pgettext_lazy("spread", "range")
    IQR = "iqr", _("interquartile range")
    CI = "ci", _("95% confidence interval")


class Source(models.TextChoices):
    """Where a result comes from."""

    PUBLISHED = "published", _("As published")
    RECOMPUTED = "recomputed", _("Recomputed from patient-level data")
    RECONSTRUCTED = "reconstructed", _("Reconstructed from a published curve")


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

    REPRODUCED = "reproduced", pgettext_lazy("verdict", "reproduced")
    CONSISTENT = "consistent", pgettext_lazy("verdict", "consistent")
    AS_PUBLISHED = "as_published", pgettext_lazy("verdict", "as published")
    QUESTIONED = "questioned", pgettext_lazy("verdict", "questioned")


# An arm's own figure, and a comparison of an arm with a comparator.
PERCENTAGES = frozenset(
    {Measure.SURVIVAL_PROBABILITY, Measure.CUMULATIVE_INCIDENCE, Measure.PROPORTION, Measure.ADVERSE_EVENT}
)
RATIOS = frozenset({Measure.HAZARD_RATIO, Measure.ODDS_RATIO, Measure.RISK_RATIO})
CONTRASTS = RATIOS | {Measure.RISK_DIFFERENCE}
