"""How findings call the figures they are about."""

from collections.abc import Callable, Iterator

from evidence.claims import Claim, ClaimMeasure, Printed, PrintedInterval, TimePoint
from evidence.results.printed import Range

_NAMES = {
    ClaimMeasure.HAZARD_RATIO: "hazard ratio",
    ClaimMeasure.ODDS_RATIO: "odds ratio",
    ClaimMeasure.RISK_RATIO: "ratio",
}


def figure(claim: Claim) -> str:
    """Name a claim's estimate as printed, like ``38.3%`` or ``hazard ratio of 0.66``."""
    if claim.estimate is None:
        return claim.span
    text = with_unit(claim.estimate.text, claim.unit)
    name = _NAMES.get(claim.measure)
    return f"{name} of {text}" if name else text


def with_unit(text: str, unit: str | None) -> str:
    """Put a unit behind a number."""
    if unit is None:
        return text
    return f"{text}%" if unit == "%" else f"{text} {unit}"


def limits(interval: PrintedInterval) -> str:
    """Name two limits as printed, like ``64.5–92.7``."""
    between = " to " if interval.low.text[:1] in "-−–" or interval.high.text[:1] in "-−–" else "–"
    return f"{interval.low.text}{between}{interval.high.text}"


def interval_name(interval: PrintedInterval) -> str:
    """Name an interval with its level, like ``95% interval``."""
    if interval.kind == "range":
        return "range"
    if interval.kind == "interquartile range":
        return "interquartile range"
    kind = "credible interval" if interval.kind == "credible" else "interval"
    return kind if interval.level is None else f"{interval.level:g}% {kind}"


def article(name: str) -> str:
    """Give the article that goes before an interval's name."""
    return "an" if name[0] in "8aeiou" else "a"


def about(claim: Claim) -> str:
    """Name what a claim is of, like ``3-year overall survival (placebo)``."""
    time = f"{when(claim.time)} " if claim.time else ""
    arm = f" ({claim.arm})" if claim.arm not in {None, "all"} else ""
    return f"{time}{claim.outcome or claim.measure.value.replace('_', ' ')}{arm}"


def when(time: TimePoint) -> str:
    """Name a time like ``3-year``."""
    return f"{time.value:g}-{time.unit.removesuffix('s')}"


def spell(span: Range, scale: float = 1.0, decimals: int = 1) -> str:
    """Write a range like ``44.1 to 44.9``, or as one number where its ends print alike."""
    low, high = f"{span.low * scale:.{decimals}f}", f"{span.high * scale:.{decimals}f}"
    return low if low == high else f"{low} to {high}"


def slips(number: Printed, accept: Callable[[Printed], bool]) -> str:
    """Name slips of the pen that would explain a figure, like two digits swapped; empty if none would."""
    fitting = [slip.text for slip in _slips(number) if accept(slip)]
    return " or ".join(dict.fromkeys(fitting))


def _slips(number: Printed) -> Iterator[Printed]:
    text = number.text.replace("·", ".")
    if not text.replace(".", "", 1).isdigit() or not text.isascii():
        return
    for place in range(len(text) - 1):
        first, second = text[place], text[place + 1]
        if first == second:
            continue
        if "." not in first + second:
            swapped = text[:place] + second + first + text[place + 2 :]
            yield Printed(swapped, float(swapped))
        elif place + 2 < len(text) and first == text[place] and second == ".":
            swapped = text[:place] + text[place + 2] + "." + first + text[place + 3 :]
            yield Printed(swapped, float(swapped))
    for factor, shift in ((10.0, -1), (0.1, 1)):
        decimals = max(0, number.decimals + shift)
        moved = f"{float(text) * factor:.{decimals}f}"
        yield Printed(moved, float(moved))
