"""Survival from censored data.

Kaplan EL, Meier P. Nonparametric estimation from incomplete observations. J Am Stat Assoc. 1958;53:457-481.
Greenwood M. The natural duration of cancer. Reports on Public Health and Medical Subjects 33. London: HMSO; 1926.
"""

import numpy as np

from evidence.estimators.intervals import limits
from evidence.results import IntervalMethod, SurvivalCurve, VarianceMethod
from evidence.tables import EventTable


def kaplan_meier(
    table: EventTable,
    arm: str,
    *,
    interval: IntervalMethod = IntervalMethod.LOG_LOG,
    confidence_level: float = 0.95,
) -> SurvivalCurve:
    """
    Estimate survival free of any event of the table, with Greenwood's variance.

    Parameters
    ----------
    table : EventTable
    arm : str
    interval : IntervalMethod, default log-log
        Log-log is the default of SAS LIFETEST; R's survfit takes log.
    confidence_level : float, default 0.95

    Returns
    -------
    SurvivalCurve
        One entry per distinct time of the arm. Where nobody is left the standard error is NaN.

    Raises
    ------
    ValueError
        If the table has no such arm.
    """
    people = table.of(arm)
    at_risk, events = people.at_risk, people.counts[:, 1:].sum(axis=1)
    survival = np.cumprod(1 - events / at_risk)
    left = at_risk - events
    hazard_variance = np.cumsum(np.divide(events, at_risk * left, out=np.full(events.size, np.nan), where=left > 0))
    standard_error = survival * np.sqrt(hazard_variance)
    low, high = limits(survival, standard_error, method=interval, confidence_level=confidence_level)
    return SurvivalCurve(
        arm=arm,
        n=people.n,
        time_unit=table.time_unit,
        time=people.times,
        estimate=survival,
        standard_error=standard_error,
        low=low,
        high=high,
        at_risk=at_risk,
        events=events,
        censored=people.counts[:, 0],
        method="Kaplan–Meier",
        variance_method=VarianceMethod.GREENWOOD,
        interval_method=interval,
        confidence_level=confidence_level,
        late_entry=people.late_entry,
        source=table.source,
    )
