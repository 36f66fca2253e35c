"""What a printed interval gives away: the methods that make it, the people it stands for, the counts behind it."""

from __future__ import annotations

from dataclasses import dataclass

from evidence.checks.interval_method import fitting_methods
from evidence.checks.names import Kind, outcome_name
from evidence.checks.ratio_interval_p import log_error
from evidence.estimators.proportion import proportion_limits
from evidence.estimators.published import matching_counts, published_precision, reproducing_counts
from evidence.results import ProportionInterval
from evidence.results.printed import PrintedNumber, Range
from evidence.results.published import PrintedEstimate, Quantity
from hub.studies.domain.engine.print import claim_of
from hub.studies.results.printed_figures import ReadFigure

MOST_COUNTS, MOST_PEOPLE = 3, 5000
"""Where more counts than these print alike, or there are more people, a count that fits says nothing."""
_QUANTITIES = {"survival_probability": Quantity.SURVIVAL, "cumulative_incidence": Quantity.INCIDENCE}


@dataclass(frozen=True)
class FittingCount:
    """A count of people that gives a printed estimate with both its limits to the digit.

    Attributes
    ----------
    count, n
        For survival those without the event, otherwise those with it, out of all.
    method
        Like ``log-log`` or ``Clopper–Pearson``.
    variance
        ``Greenwood``, ``Aalen`` or ``delta``; empty for a proportion.
    """

    count: int
    n: int
    method: str
    variance: str = ""


def interval_methods(figure: ReadFigure) -> tuple[str, ...]:
    """Name the methods that may have put the printed interval around a probability; empty if none, or no interval."""
    return fitting_methods(claim_of(figure)) or ()


def effective_size(figure: ReadFigure) -> tuple[float, float] | None:
    """Give the number of people without censoring who would give as narrow an interval, from the least to the most."""
    printed = _printed_estimate(figure, None)
    if printed is None:
        return None
    precision = published_precision(printed)
    sizes = [size.range for method in precision.fits if (size := precision.by(method).effective_size)]
    return (min(size.low for size in sizes), max(size.high for size in sizes)) if sizes else None


def counts_of(figure: ReadFigure, n: int) -> tuple[int, ...]:
    """Give the counts out of ``n`` people that print as the percentage; empty too if there are many."""
    if figure.unit != "%" or figure.value is None or n > MOST_PEOPLE:
        return ()
    counts = matching_counts(PrintedNumber(figure.estimate).share(percent=True), n)
    return counts if len(counts) <= MOST_COUNTS else ()


def any_print_fits(figure: ReadFigure, n: int) -> bool:
    """Tell whether every percentage of so many digits is some count of ``n`` people, so that fitting says nothing."""
    return n >= 100 * 10**figure.decimals


def fitting_counts(figure: ReadFigure, n: int, *, competing: int = 0) -> tuple[FittingCount, ...]:
    """Give the counts that reproduce a printed estimate and interval, if nobody was censored before its time."""
    if not counts_of(figure, n):
        return ()
    if figure.measure == "proportion":
        return _proportions(figure, n)
    printed = _printed_estimate(figure, n)
    if printed is None or competing > n:
        return ()
    survival = printed.quantity is Quantity.SURVIVAL
    fits = reproducing_counts(printed, competing=0 if survival else competing)
    return tuple(
        FittingCount(n - fit.events if survival else fit.events, n, str(fit.interval_method), str(fit.variance_method))
        for fit in fits
    )


def remaining_counts(survival: ReadFigure, incidence: ReadFigure, n: int) -> tuple[int, ...]:
    """Give the counts that 100% less a survival and less an incidence may be, in whole people."""
    left = Range(1.0, 1.0) - _share(survival) - _share(incidence)
    return matching_counts(left, n) if n <= MOST_PEOPLE else ()


def ratio_can_be_judged(figure: ReadFigure) -> bool:
    """Tell whether a ratio has an interval that shows where on the log scale it stands."""
    low, high = figure.low_value, figure.high_value
    return low is not None and high is not None and low <= high and log_error(claim_of(figure)) is not None


def ends_with_relapse_or_death(outcome: str) -> str:
    """Name the state that relapse or death ends, like ``remission``; empty if the outcome is no such survival."""
    kind = outcome_name(outcome)
    if kind in (Kind.DISEASE_FREE, Kind.RELAPSE_FREE, Kind.LEUKAEMIA_FREE):
        return "remission"
    return "without progression" if kind == Kind.PROGRESSION_FREE else ""


def usual_outcome_name(outcome: str) -> str:
    """Give the usual name of an outcome whose relations are known, like ``overall survival`` for OS; else nothing."""
    name = outcome_name(outcome)
    return name if name is not None and name in {kind.value for kind in Kind} else ""


def is_overall_survival(outcome: str) -> bool:
    """Tell whether an outcome is overall survival, by any of its names."""
    return outcome_name(outcome) == Kind.OVERALL


def is_relapse(outcome: str) -> bool:
    """Tell whether an outcome is relapse or progression, by any of its names."""
    return outcome_name(outcome) == Kind.RELAPSE


def _proportions(figure: ReadFigure, n: int) -> tuple[FittingCount, ...]:
    if not (figure.low and figure.high and figure.level):
        return ()
    low, high = (PrintedNumber(limit).share(percent=True) for limit in (figure.low, figure.high))
    fits = []
    for count in counts_of(figure, n) if figure.numerator is None else (figure.numerator,):
        for method in ProportionInterval:
            limits = proportion_limits(count, n, method=method, confidence_level=figure.level / 100)
            if limits is not None and low.contains(limits[0]) and high.contains(limits[1]):
                fits.append(FittingCount(count, n, str(method)))
    return tuple(fits)


def _printed_estimate(figure: ReadFigure, n: int | None) -> PrintedEstimate | None:
    quantity = _QUANTITIES.get(figure.measure)
    if quantity is None or figure.value is None or not (figure.low and figure.high and figure.level):
        return None
    return PrintedEstimate(
        arm=figure.arm or "all",
        quantity=quantity,
        value=figure.estimate,
        low=figure.low,
        high=figure.high,
        percent=True,
        n=n,
        confidence_level=figure.level / 100,
    )


def _share(figure: ReadFigure) -> Range:
    return PrintedNumber(figure.estimate).share(percent=True)
