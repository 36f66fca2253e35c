"""An analysis as text: aligned columns that a person can read and a pipe cannot break."""

from collections.abc import Callable, Mapping, Sequence

from evidence.cli.plain_text import plain
from evidence.results import (
    Analysis,
    ArmAnalysis,
    ConfidenceInterval,
    Contrast,
    Estimate,
    GroupTest,
    QuantileTime,
)

SMALLEST_P = 0.001
NOT_REACHED = "not reached"


def report(analysis: Analysis, *, title: str, times: Mapping[float, str]) -> str:
    """
    Write an analysis as text.

    Parameters
    ----------
    analysis : Analysis
    title : str
        What was analysed.
    times : mapping of float to str
        How to name each time that was asked for.

    Returns
    -------
    str
        Sections with a blank line between them.
    """
    n = sum(arm.n for arm in analysis.arms)
    people = f"{n:,} {'people' if n > 1 else 'person'}"
    head = f"{title}: {people}, time in {analysis.time_unit}, defaults of {analysis.preset}, {analysis.source}"
    return "\n\n".join(
        [
            plain(head),
            *_reconstruction(analysis),
            _arms(analysis),
            *_estimates(analysis, times),
            *_comparison(analysis),
            *_notes(analysis),
        ]
    )


def _reconstruction(analysis: Analysis) -> list[str]:
    """Say how far reconstructed people are from what was published."""
    fit = analysis.reconstruction
    if fit is None:
        return []
    errors = [
        f"{error:+d} at {_time(time)}"
        for time, error in zip(fit.at_risk_times, fit.at_risk_errors, strict=True)
        if error
    ]
    return [
        "Reconstruction (Guyot 2012)\n"
        f"  Survival is at most {100 * fit.largest_error:.2f} percentage points from the points given; "
        f"root mean square {100 * fit.root_mean_square_error:.2f}.\n"
        f"  People at risk: {'as published' if not errors else 'differ by ' + ', '.join(errors)}."
    ]


def _arms(analysis: Analysis) -> str:
    level = _level(analysis.arms[0].survival.confidence_level)
    head = ["arm", "people", *_event_names(analysis.arms[0]), "censored", f"median ({level})", f"follow-up ({level})"]
    rows = [head, *(_arm_row(arm) for arm in analysis.arms)]
    method = analysis.arms[0].median.interval.method
    return (
        f"Arms (median time without an event; {method}; follow-up by {analysis.arms[0].follow_up.method})\n"
        + _table(rows)
    )


def _arm_row(arm: ArmAnalysis) -> list[str]:
    counts = [f"{arm.n:,}", *_event_counts(arm), f"{arm.survival.censored.sum():,}"]
    return [arm.arm, *counts, _quantile(arm.median), _quantile(arm.follow_up)]


def _event_names(arm: ArmAnalysis) -> list[str]:
    return [curve.cause for curve in arm.incidences] or ["events"]


def _event_counts(arm: ArmAnalysis) -> list[str]:
    curves = arm.incidences or (arm.survival,)
    return [f"{curve.events.sum():,}" for curve in curves]


def _estimates(analysis: Analysis, times: Mapping[float, str]) -> list[str]:
    """Make a section of each quantity, with a row for each arm and time."""
    sections: dict[str, list[tuple[str, Estimate]]] = {}
    for arm in analysis.arms:
        for estimate in arm.estimates:
            sections.setdefault(estimate.quantity, []).append((arm.arm, estimate))
    return [_section(quantity, estimates, analysis, times) for quantity, estimates in sections.items()]


def _section(
    quantity: str, estimates: Sequence[tuple[str, Estimate]], analysis: Analysis, times: Mapping[float, str]
) -> str:
    arm = analysis.arms[0]
    curve = next(c for c in (arm.survival, *arm.incidences) if c.quantity == quantity)
    rows = [["arm", "time", "at risk", "events", "estimate", _level(curve.confidence_level)]]
    for name, estimate in estimates:
        counts = [f"{estimate.at_risk:,}", f"{estimate.events:,}"]
        rows.append(
            [name, times[estimate.time], *counts, f"{_percent(estimate.value)}%", _limits(estimate.interval, _percent)]
        )
    heading = quantity[:1].upper() + quantity[1:]
    return f"{plain(heading)} ({curve.method}; {curve.interval_name})\n" + _table(rows)


def _comparison(analysis: Analysis) -> list[str]:
    lines = [_test(test) for test in analysis.tests] + [_ratio(ratio) for ratio in analysis.hazard_ratios]
    return ["Comparison\n" + "\n".join(f"  {plain(line)}" for line in lines)] if lines else []


def _test(test: GroupTest) -> str:
    freedom = f"{test.degrees_of_freedom} degree{'s' if test.degrees_of_freedom > 1 else ''} of freedom"
    return f"{test.method}, {test.event}: χ² = {test.statistic:.2f} on {freedom}, {p_value(test.p)}"


def _ratio(ratio: Contrast) -> str:
    told = f"{ratio.measure.capitalize()} of {ratio.arm} to {ratio.reference}: "
    if ratio.value is None:
        return f"{told}not estimable ({ratio.method})"
    level = _level(ratio.interval.confidence_level) + " " if ratio.interval else ""
    p = f", {p_value(ratio.p)}" if ratio.p is not None else ""
    return f"{told}{_ratio_number(ratio.value)} ({level}{_limits(ratio.interval, _ratio_number)}){p} ({ratio.method})"


def _notes(analysis: Analysis) -> list[str]:
    return ["Notes\n" + "\n".join(f"  {plain(note)}" for note in analysis.notes)] if analysis.notes else []


def p_value(p: float) -> str:
    """Write a P value as papers do: two significant digits, none below 0.001."""
    if p < SMALLEST_P:
        return f"P < {SMALLEST_P:g}"
    return f"P = {p:.3f}" if p < 0.1 else f"P = {p:.2f}"


def _quantile(quantile: QuantileTime) -> str:
    limits = (quantile.interval.low, quantile.interval.high)
    if quantile.value is None and limits == (None, None):
        return NOT_REACHED
    value = NOT_REACHED if quantile.value is None else _time(quantile.value)
    return f"{value} ({_limits(quantile.interval, _time)})"


def _limits(interval: ConfidenceInterval | None, write: Callable[[float], str]) -> str:
    if interval is None:
        return "no interval"
    if interval.low is None and interval.high is None:
        return "limits not reached"
    written = [NOT_REACHED if limit is None else write(limit) for limit in (interval.low, interval.high)]
    return " to ".join(written) if NOT_REACHED in written else "–".join(written)


def _time(time: float) -> str:
    """Write a time to four significant digits and at least to the whole unit, without powers of ten."""
    return f"{time:,.0f}" if 999.5 <= time < 1e15 else f"{time:.4g}"


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"


def _ratio_number(ratio: float) -> str:
    return f"{ratio:.2f}" if ratio == 0 or ratio >= 0.005 else "<0.01"


def _level(confidence_level: float) -> str:
    return f"{100 * confidence_level:g}% CI"


def _table(rows: Sequence[Sequence[str]]) -> str:
    """Align columns: words to the left, counts to the right."""
    rows = [[plain(cell) for cell in row] for row in rows]
    columns = list(zip(*rows, strict=True))
    widths = [max(map(len, column)) for column in columns]
    numeric = [all(cell.replace(",", "").isdigit() for cell in column[1:]) for column in columns]
    lines = [
        "  ".join(
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(row, widths, numeric, strict=True)
        ).rstrip()
        for row in rows
    ]
    return "\n".join(f"  {line}" for line in lines)
