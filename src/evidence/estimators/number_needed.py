"""A difference between two arms turned over into a number needed to treat.

Altman DG. Confidence intervals for the number needed to treat. BMJ. 1998;317:1309-1312. Cook RJ, Sackett DL. The number
needed to treat: a clinically useful measure of treatment effect. BMJ. 1995;310:452-454.
"""

from evidence.results import TOLERANCE, ConfidenceInterval, Contrast, Effect, Measure, NumberNeededToTreat


def number_needed_from_risks(difference: Contrast, *, wanted: bool = False) -> NumberNeededToTreat:
    """
    Count how many must be treated for one more, or one fewer, to be spared an outcome, or to reach it.

    Parameters
    ----------
    difference : Contrast
        Of two risks, as `risk_difference` gives it.
    wanted : bool, default False
        Whether the outcome is one that patients want, like a response. Without it, fewer is the benefit.

    Returns
    -------
    NumberNeededToTreat
        1/|D|, with an interval that runs through infinity where D's interval holds 0. It has no time.

    Raises
    ------
    ValueError
        If the contrast is no risk difference.
    """
    if difference.measure is not Measure.RISK_DIFFERENCE:
        raise ValueError(f"A number needed to treat is made from a risk difference, not from a {difference.measure}.")
    return turned_over(difference, wanted=wanted)


def turned_over(difference: Contrast, *, wanted: bool) -> NumberNeededToTreat:
    """
    Turn a difference of two probabilities over.

    Parameters
    ----------
    difference : Contrast
    wanted : bool
        Whether what the probabilities are of is wanted, so that a positive difference is a benefit.

    Returns
    -------
    NumberNeededToTreat
        Infinite where the difference is none but for rounding.
    """
    gain = (difference.value or 0.0) * (1 if wanted else -1)
    if abs(gain) <= TOLERANCE:
        gain = 0.0
    above, below = _turned_over(difference.interval), _turned_over(difference.interval, negative=True)
    return NumberNeededToTreat(
        arm=difference.arm,
        reference=difference.reference,
        time=difference.time,
        time_unit=difference.time_unit,
        effect=None if gain == 0 else Effect.BENEFIT if gain > 0 else Effect.HARM,
        value=None if gain == 0 else 1 / abs(gain),
        benefit=above if wanted else below,
        harm=below if wanted else above,
        p=difference.p,
        n=difference.n,
        method=f"1 / difference, {difference.method}",
        source=difference.source,
    )


def _turned_over(interval: ConfidenceInterval | None, *, negative: bool = False) -> ConfidenceInterval | None:
    """Give the numbers needed to treat of an interval's positive differences, or negative ones; they end at 1."""
    if interval is None or interval.low is None or interval.high is None:
        return None
    low, high = (-interval.high, -interval.low) if negative else (interval.low, interval.high)
    if high <= 0:
        return None
    return ConfidenceInterval(
        max(1.0, 1 / high),
        1 / low if low > 0 else None,
        f"1 / difference, {interval.method}",
        interval.confidence_level,
    )
