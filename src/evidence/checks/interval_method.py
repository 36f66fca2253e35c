"""interval-method: some method puts this estimate between these limits.

Statement. g⁻¹((g(low) + g(high))/2) meets the estimate's rounding interval for some g of identity, log, log(−log),
logit and arcsin√, on the probability or on its complement; or the limits are Clopper and Pearson's, Wilson's,
Jeffreys' or Agresti and Coull's for some number of people.
Source. Borgan Ø, Liestøl K. Scand J Stat. 1990;17:35-41; Newcombe RG. Stat Med. 1998;17:857-872.
Assumes a probability that was neither adjusted nor bootstrapped, and no credible interval.
Level: inconsistent, since other methods exist.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache

from evidence.checks.finding import Finding, Level
from evidence.checks.order import is_broken
from evidence.checks.paper import Paper
from evidence.checks.ranges import Shares, exact, shares
from evidence.checks.scales import UNIT, centres, complement, fitting_proportions, fitting_scales
from evidence.checks.wording import about, article, figure, interval_name, limits, slips, spell, with_unit
from evidence.claims import Claim, ClaimMeasure, Printed, PrintedInterval

NAME = "interval-method"
LEVEL = 95.0
"""The level of an interval that prints none, in per cent."""


def find(paper: Paper) -> Iterator[Finding]:
    """Find intervals of a probability that no method puts around it."""
    for index, claim in enumerate(paper.claims):
        if claim.interval is None or claim.interval.kind != "confidence" or paper.is_adjusted(claim):
            continue
        if paper.broken[index] or _is_counted(claim) or fitting_methods(claim) != ():
            continue
        yield _finding(index, claim)


def fitting_methods(claim: Claim) -> tuple[str, ...] | None:
    """
    Name the methods that may have made a claim's interval.

    Returns
    -------
    tuple of str or None
        Empty if none did; None if there is nothing to judge: no probability, no interval, or an estimate of 0 or 100%,
        where every method has its own rule.
    """
    rounded, cut = shares(claim, cut=False), shares(claim, cut=True)
    if rounded is None or cut is None or claim.interval is None:
        return None
    if rounded.value.low <= 0 or rounded.value.high >= 1 or not _inside(rounded):
        return None
    level = claim.interval.level or LEVEL
    return _methods(rounded, level) or _methods(cut, level)


@lru_cache(maxsize=1024)
def _methods(figures: Shares, level: float) -> tuple[str, ...]:
    scales = fitting_scales(figures)
    if scales:
        return tuple(str(scale) for scale in scales)
    mirrored = fitting_scales(complement(figures))
    if mirrored:
        return tuple(f"{scale} on the complement" for scale in mirrored)
    centre = centres(figures)
    if centre is None or not centre.meets(figures.value):
        return ()
    return tuple(str(method) for method in fitting_proportions(figures, level))


def _is_counted(claim: Claim) -> bool:
    """Tell whether the counts are printed; then `proportion_interval` knows more."""
    counted = exact(claim.numerator) is not None and exact(claim.denominator) is not None
    return counted and claim.measure is ClaimMeasure.PROPORTION


def _inside(figures: Shares) -> bool:
    return figures.low.meets(UNIT) and figures.high.meets(UNIT) and figures.low.low < figures.high.high


def _finding(index: int, claim: Claim) -> Finding:
    interval, figures = claim.interval, shares(claim, cut=False)
    if interval is None or figures is None or claim.estimate is None:
        raise ValueError("The claim has no interval of a probability.")
    scale = 100.0 if claim.unit == "%" else 1.0
    centre, decimals = centres(figures), claim.estimate.decimals
    between = "" if centre is None else with_unit(spell(centre, scale, decimals), claim.unit)
    return Finding(
        check=NAME,
        level=Level.INCONSISTENT,
        claims=(index,),
        message=f"No method puts {article(interval_name(interval))} {interval_name(interval)} of {limits(interval)}"
        f"{'%' if claim.unit == '%' else ''} around {figure(claim)} for {about(claim)}.",
        detail={
            "estimate": claim.estimate.value,
            "low": interval.low.value,
            "high": interval.high.value,
            "lowest_estimate_that_fits": None if centre is None else centre.low * scale,
            "highest_estimate_that_fits": None if centre is None else centre.high * scale,
        },
        fits=_instead(claim, interval, claim.estimate) or (f"An estimate of {between}." if between else ""),
        assumption="The estimate is adjusted or weighted, or the interval is a bootstrap or credible one.",
    )


def _instead(claim: Claim, interval: PrintedInterval, estimate: Printed) -> str:
    """Name the slip of the pen in one of the three figures that would explain them; empty if none would."""
    changes: list[tuple[Printed, Callable[[Printed], Claim]]] = [
        (estimate, lambda number: replace(claim, estimate=number)),
        (interval.low, lambda number: replace(claim, interval=replace(interval, low=number))),
        (interval.high, lambda number: replace(claim, interval=replace(interval, high=number))),
    ]
    fitting = []
    for figure_printed, changed in changes:
        slip = slips(figure_printed, lambda number, changed=changed: _fits(changed(number)))  # type: ignore[misc]
        if slip:
            fitting.append(f"{with_unit(slip, claim.unit)} for {with_unit(figure_printed.text, claim.unit)}")
    return f"{', or '.join(fitting)}." if fitting else ""


def _fits(claim: Claim) -> bool:
    return not is_broken(claim) and bool(fitting_methods(claim))
