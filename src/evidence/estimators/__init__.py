"""Event tables and printed figures in, results out. Each result names how it was made."""

from evidence.estimators.adverse_events import adverse_events
from evidence.estimators.analysis import analyse
from evidence.estimators.cox import cox_hazard_ratio
from evidence.estimators.cumulative_incidence import cumulative_incidence, cumulative_incidences
from evidence.estimators.gray_test import gray_test
from evidence.estimators.incidence_rate import incidence_rate, incidence_rate_from_counts, rate_ratio
from evidence.estimators.indirect_comparison import anchored_comparison, indirect_comparison
from evidence.estimators.kaplan_meier import kaplan_meier
from evidence.estimators.log_rank import log_rank
from evidence.estimators.number_needed import number_needed_from_risks
from evidence.estimators.one_sample_log_rank import one_sample_log_rank
from evidence.estimators.presets import PRESETS, SAS, TIDYCMPRSK, Preset, R
from evidence.estimators.proportion import proportion
from evidence.estimators.published import matching_counts, published_precision, reproducing_counts
from evidence.estimators.quantile_time import quantile_time
from evidence.estimators.reconstruction import Reconstruction, reconstruct
from evidence.estimators.restricted_mean import restricted_mean, restricted_mean_difference
from evidence.estimators.reverse_kaplan_meier import reverse_kaplan_meier
from evidence.estimators.risk_contrasts import odds_ratio, risk_difference, risk_ratio
from evidence.estimators.survival_contrasts import (
    incidence_difference,
    incidence_ratio,
    number_needed_to_treat,
    survival_difference,
    survival_ratio,
)

__all__ = [
    "PRESETS",
    "SAS",
    "TIDYCMPRSK",
    "Preset",
    "R",
    "Reconstruction",
    "adverse_events",
    "analyse",
    "anchored_comparison",
    "cox_hazard_ratio",
    "cumulative_incidence",
    "cumulative_incidences",
    "gray_test",
    "incidence_difference",
    "incidence_rate",
    "incidence_rate_from_counts",
    "incidence_ratio",
    "indirect_comparison",
    "kaplan_meier",
    "log_rank",
    "matching_counts",
    "number_needed_from_risks",
    "number_needed_to_treat",
    "odds_ratio",
    "one_sample_log_rank",
    "proportion",
    "published_precision",
    "quantile_time",
    "rate_ratio",
    "reconstruct",
    "reproducing_counts",
    "restricted_mean",
    "restricted_mean_difference",
    "reverse_kaplan_meier",
    "risk_difference",
    "risk_ratio",
    "survival_difference",
    "survival_ratio",
]
