"""Whether a printed value is a stored one: rounding, units, intervals, counts and P values.

A printed figure stands for every value that rounds to it; a stored one ties to it if it is among them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from hub.articles.domain.figure_names import in_unit, same_time
from hub.studies.models import Arm, Result
from hub.studies.results.printed_figures import ReadFigure

_SLACK = 1e-9
_SIZE = re.compile(r"\b[nN]\s*=\s*(\d{1,3}(?:,\d{3})+|\d+)")
_NOT_REACHED = ("NR", "NE")


def rounds_to(value: float | None, printed: float | None, decimals: int) -> bool:
    """Whether a value lies in the rounding interval of a printed one."""
    if value is None or printed is None:
        return False
    return abs(value - printed) <= 0.5 * 10.0**-decimals + _SLACK * max(1.0, abs(printed))


def decimals_of(printed: str) -> int:
    """Return how many digits stand after the decimal mark."""
    return len(printed.replace("·", ".").partition(".")[2].rstrip("+"))


def value_agrees(figure: ReadFigure, result: Result, kind: str) -> bool:
    """Whether a figure's value, or its counts where it has no other, is a result's."""
    if kind == "p_value":
        return p_agrees(figure, result)
    if not figure.estimate:
        return _counts_agree(figure, result)
    if figure.value is None:
        return result.estimate is None and result.estimate_printed in _NOT_REACHED
    if figure.bound in ("below", "beyond") and result.estimate is not None:
        return result.estimate < figure.value if figure.bound == "below" else result.estimate >= figure.value
    if figure.unit and result.unit and figure.unit != result.unit:
        return _agrees_in_unit(figure, result)
    return rounds_to(result.estimate, figure.value, figure.decimals)


def _agrees_in_unit(figure: ReadFigure, result: Result) -> bool:
    """Whether a time is the stored one in another unit; a whole number of a longer unit is too coarse to say so."""
    if figure.value is None or result.estimate is None:
        return False
    if same_time((figure.value, figure.unit), (result.estimate, result.unit)):
        return True
    turned = in_unit((result.estimate, result.unit), figure.unit)
    return figure.decimals > 0 and rounds_to(turned, figure.value, figure.decimals)


def _counts_agree(figure: ReadFigure, result: Result) -> bool:
    """Whether counts of people are those stored, or give the stored percentage of the arm."""
    if figure.numerator is None:
        return False
    if result.numerator is not None:
        return figure.numerator == result.numerator and figure.denominator in (None, result.denominator)
    size = result.denominator or (result.arm.n if result.arm else None)
    if size is None or figure.denominator != size or result.estimate is None:
        return False
    share = 100 * figure.numerator / size
    return rounds_to(share, result.estimate, decimals_of(result.estimate_printed))


def p_agrees(figure: ReadFigure, result: Result) -> bool:
    """Whether every P value that a result's print stands for is one that the figure's stands for."""
    if figure.p is None or result.p is None:
        return False
    stored = result.p_operator or "="
    if figure.p_operator == "=":
        return stored == "=" and rounds_to(result.p, figure.p, decimals_of(figure.p_printed))
    if figure.p_operator in ("<", "<="):
        return result.p < figure.p if stored in ("=", ">=") else stored != ">" and result.p <= figure.p
    return result.p > figure.p if stored == "=" else stored in (">", ">=") and result.p >= figure.p


def whole_agrees(figure: ReadFigure, result: Result, alike: Iterable[Result]) -> str:
    """Return what else of a figure is not as stored, as a clause; empty if all is.

    Parameters
    ----------
    alike
        Results of the same outcome and time, any of which may hold the P value.
    """
    if figure.low or figure.high:
        if not (result.low_printed or result.high_printed):
            return "no interval is stored for it"
        if not (_limit_agrees(figure.low, figure.low_value, result.low, result.low_printed)) or not (
            _limit_agrees(figure.high, figure.high_value, result.high, result.high_printed)
        ):
            return "the interval is another"
        if figure.level and result.interval_level and figure.level != result.interval_level:
            return f"the level of the interval is not {figure.level:g}%"
    if figure.p is not None and figure.measure != "p_value" and not any(p_agrees(figure, each) for each in alike):
        return "the P value is another"
    return ""


def _limit_agrees(printed: str, value: float | None, stored: float | None, stored_printed: str) -> bool:
    if value is None:
        return stored is None and stored_printed in _NOT_REACHED
    return rounds_to(stored, value, decimals_of(printed))


def counts_problem(figure: ReadFigure, result: Result, arms: Sequence[Arm]) -> str:
    """Return what is wrong with the counts and group sizes that stand with a figure, as a clause."""
    sizes = {result.denominator} if result.denominator else {arm.n for arm in (result.arm, result.comparator) if arm}
    if not sizes:
        sizes = {sum(arm.n for arm in arms)}
    stated = {int(size.replace(",", "")) for size in _SIZE.findall(figure.text)}
    if figure.denominator is not None:
        stated.add(figure.denominator)
    if wrong := sorted(stated - sizes):
        return f"it is stored for {' or '.join(f'{size:,}' for size in sorted(sizes))} people, not {wrong[0]:,}"
    if figure.estimate and None not in (figure.numerator, result.numerator) and figure.numerator != result.numerator:
        return f"the number of people is stored as {result.numerator:,}"
    return ""
