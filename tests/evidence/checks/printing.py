"""Claims for tests, without reading them from a text."""

from __future__ import annotations

from itertools import count

from evidence.claims import Claim, ClaimMeasure, Group, Printed, PrintedInterval, PrintedP, TimePoint

_places = count(0, 10)


def number(text: str) -> Printed:
    """Parse a printed number."""
    plain = text.replace("·", ".").replace("−", "-")
    if plain in {"NR", "NE"}:
        return Printed(text, None)
    bound = "beyond" if plain.endswith("+") else "below" if plain.startswith("<") else None
    return Printed(text, float(plain.strip("+<")), bound)


def interval(text: str, level: float | None = 95.0, kind: str = "confidence") -> PrintedInterval:
    """Parse limits like ``64.5..92.7``."""
    low, _, high = text.partition("..")
    return PrintedInterval(number(low), number(high), level, level is not None, kind)


def claim(
    measure: str,
    estimate: str | None = None,
    limits: str | None = None,
    *,
    outcome: str | None = "overall survival",
    arm: str | None = "A",
    at: tuple[float, str] | None = None,
    unit: str | None = "%",
    level: float | None = 95.0,
    kind: str = "confidence",
    spread: str | None = None,
    count: int | None = None,
    of: int | None = None,
    p: str | None = None,
    sides: int | None = None,
    hypothesis: str | None = None,
    error: str | None = None,
    error_label: str | None = None,
    adjusted: bool | None = None,
    groups: dict[str, int] | None = None,
) -> Claim:
    """Make a claim that stands behind the one made before."""
    start = next(_places)
    operator, _, p_number = (p or "").partition(" ")
    return Claim(
        start=start,
        end=start + 9,
        span=f"{estimate} ({limits})",
        measure=ClaimMeasure(measure),
        outcome=outcome,
        arm=arm,
        time=None if at is None else TimePoint(*at),
        estimate=None if estimate is None else number(estimate),
        unit=unit,
        interval=None if limits is None else interval(limits, level, kind),
        spread=None if spread is None else interval(spread, None, "range"),
        numerator=None if count is None else Printed(str(count), float(count)),
        denominator=None if of is None else Printed(str(of), float(of)),
        p=None if p is None else PrintedP(operator, number(p_number), sides, hypothesis),
        standard_error=None if error is None else number(error),
        standard_error_label=error_label,
        adjusted=adjusted,
        groups=tuple(Group(name, n) for name, n in (groups or {}).items()),
    )


def survival(estimate: str, limits: str | None = None, **more: object) -> Claim:
    """Make a survival probability at 3 years."""
    return claim("survival_probability", estimate, limits, **{"at": (3.0, "years"), **more})  # type: ignore[arg-type]


def incidence(estimate: str, limits: str | None = None, **more: object) -> Claim:
    """Make a cumulative incidence at 3 years."""
    defaults = {"at": (3.0, "years"), "outcome": "relapse"}
    return claim("cumulative_incidence", estimate, limits, **{**defaults, **more})  # type: ignore[arg-type]


def share(estimate: str | None, limits: str | None = None, **more: object) -> Claim:
    """Make a proportion."""
    return claim("proportion", estimate, limits, **{"outcome": "complete response", **more})  # type: ignore[arg-type]


def ratio(estimate: str, limits: str, measure: str = "hazard_ratio", **more: object) -> Claim:
    """Make a ratio of two arms."""
    defaults = {"unit": None, "arm": None, "outcome": "death"}
    return claim(measure, estimate, limits, **{**defaults, **more})  # type: ignore[arg-type]


def median(estimate: str | None, limits: str | None = None, **more: object) -> Claim:
    """Make a median time in months."""
    return claim("median_time", estimate, limits, **{"unit": "months", **more})  # type: ignore[arg-type]


def counted(number: int, **more: object) -> Claim:
    """Make a count of people."""
    return claim("count", None, None, count=number, **{"unit": None, **more})  # type: ignore[arg-type]
