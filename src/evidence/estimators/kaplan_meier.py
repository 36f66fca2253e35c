"""Survival from censored data.

Kaplan EL, Meier P. Nonparametric estimation from incomplete observations. J Am Stat Assoc. 1958;53:457-481.
Greenwood M. The natural duration of cancer. Reports on Public Health and Medical Subjects 33. London: HMSO; 1926.
"""

import numpy as np

from evidence.estimators.intervals import limits
from evidence.estimators.running import RunningProduct, RunningSum, blocks
from evidence.results import IntArray, IntervalMethod, SurvivalCurve, VarianceMethod
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
    return product_limit(
        table, arm, people.events, people.counts[:, 0], interval=interval, confidence_level=confidence_level
    )


def product_limit(
    table: EventTable,
    arm: str,
    events: IntArray,
    censored: IntArray,
    *,
    interval: IntervalMethod,
    confidence_level: float,
    method: str = "Kaplan–Meier",
    quantity: str = "survival",
) -> SurvivalCurve:
    """
    Multiply up the chances of passing each time without what is counted as the event.

    Parameters
    ----------
    table : EventTable
    arm : str
    events, censored : int64 array of shape (times,)
        Those of the arm whose time ended in the event, and in anything else.
    interval : IntervalMethod
    confidence_level : float
    method, quantity : str
        What the curve is to say of itself.

    Returns
    -------
    SurvivalCurve
    """
    people = table.of(arm)
    survival, standard_error, low, high = np.empty((4, events.size))
    product, hazard_variance = RunningProduct(), RunningSum()
    for block in blocks(events.size):
        d, y = events[block].astype(np.float64), people.at_risk[block].astype(np.float64)
        _, survival[block] = product.multiply((y - d) / y)
        _, spread = hazard_variance.add(np.divide(d, y * (y - d), out=np.full(d.size, np.nan), where=d < y))
        standard_error[block] = survival[block] * np.sqrt(spread)
        low[block], high[block] = limits(
            survival[block], standard_error[block], method=interval, confidence_level=confidence_level
        )
    return SurvivalCurve(
        arm=arm,
        n=people.n,
        time_unit=table.time_unit,
        time=people.times,
        estimate=survival,
        standard_error=standard_error,
        low=low,
        high=high,
        at_risk=people.at_risk,
        events=events,
        censored=censored,
        method=method,
        variance_method=VarianceMethod.GREENWOOD,
        interval_method=interval,
        confidence_level=confidence_level,
        late_entry=people.late_entry,
        source=table.source,
        quantity=quantity,
    )
