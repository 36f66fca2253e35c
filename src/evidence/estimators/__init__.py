"""Event tables in, results out. Each result names how it was made."""

from evidence.estimators.cumulative_incidence import cumulative_incidence
from evidence.estimators.kaplan_meier import kaplan_meier
from evidence.estimators.quantile_time import quantile_time

__all__ = ["cumulative_incidence", "kaplan_meier", "quantile_time"]
