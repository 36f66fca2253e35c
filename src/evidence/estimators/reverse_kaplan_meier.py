"""How long an arm was followed: survival with end of follow-up as the event and the event as censoring.

Schemper M, Smith TL. A note on quantifying follow-up in studies of failure time. Control Clin Trials. 1996;17:343-346.
"""

from evidence.estimators.kaplan_meier import product_limit
from evidence.results import IntervalMethod, SurvivalCurve
from evidence.tables import EventTable


def reverse_kaplan_meier(
    table: EventTable,
    arm: str,
    *,
    interval: IntervalMethod = IntervalMethod.LOG_LOG,
    confidence_level: float = 0.95,
) -> SurvivalCurve:
    """
    Estimate the probability of still being followed, had no event ended anybody's follow-up.

    Parameters
    ----------
    table : EventTable
    arm : str
    interval : IntervalMethod, default log-log
    confidence_level : float, default 0.95

    Returns
    -------
    SurvivalCurve
        Of the quantity ``"follow-up"``: its `events` are the ends of follow-up, its `censored` those with any event.
        Whoever has an event at the very time when another's follow-up ends counts as at risk there, as when the status
        is turned round in R or SAS. Its median, by `quantile_time`, is the median follow-up.

    Raises
    ------
    ValueError
        If the table has no such arm.
    """
    people = table.of(arm)
    return product_limit(
        table,
        arm,
        people.counts[:, 0],
        people.events,
        interval=interval,
        confidence_level=confidence_level,
        method="reverse Kaplan–Meier",
        quantity="follow-up",
    )
