"""A claim as one readable line, so that tables of sentences and expected claims can be read at a glance."""

from pathlib import Path

from evidence.claims import Claim, Printed, PrintedInterval, read

TABLES = Path(__file__).parent / "tables"


def blocks(name: str) -> list[tuple[str, list[str]]]:
    """Read a table: sentences, each with the indented lines that follow it."""
    found: list[tuple[str, list[str]]] = []
    for row in (TABLES / name).read_text(encoding="utf-8").splitlines():
        if row.startswith("    "):
            found[-1][1].append(row.strip())
        elif row and not row.startswith("#"):
            found.append((row, []))
    return found


def lines(text: str) -> list[str]:
    """Read a text into lines like ``"hazard_ratio · death · – · 0.68 (0.51 to 0.91, 95%)"``."""
    return [line(claim) for claim in read(text)]


def line(claim: Claim) -> str:
    """Write measure, outcome, arm with time, and all that was printed."""
    where = claim.arm or "–"
    if claim.time is not None:
        where += f" at {claim.time.value:g} {claim.time.unit}"
    return " · ".join([claim.measure.value, claim.outcome or "–", where, " ".join(_figure(claim))])


def _figure(claim: Claim) -> list[str]:
    pieces = []
    if claim.estimate is not None:
        pieces.append(_printed(claim.estimate))
    if claim.unit is not None:
        pieces.append(claim.unit)
    if claim.interval is not None:
        pieces.append(f"({_limits(claim.interval)})")
    if claim.spread is not None:
        pieces.append(f"[{claim.spread.kind} {_limits(claim.spread)}]")
    if claim.numerator is not None or claim.denominator is not None:
        pieces.append("/".join(_printed(number) if number else "?" for number in (claim.numerator, claim.denominator)))
    if claim.standard_error is not None:
        pieces.append(f"{claim.standard_error_label} {_printed(claim.standard_error)}")
    if claim.p is not None:
        sides = f", {claim.p.sides}-sided" if claim.p.sides else ""
        pieces.append(f"P{claim.p.operator}{claim.p.number.value:g}{sides}")
    if claim.adjusted is not None:
        pieces.append("adjusted" if claim.adjusted else "unadjusted")
    return pieces


def _limits(interval: PrintedInterval) -> str:
    level = f", {interval.level:g}%" if interval.level is not None else ""
    kind = ", credible" if interval.kind == "credible" else ""
    return f"{_printed(interval.low)} to {_printed(interval.high)}{level}{kind}"


def _printed(number: Printed) -> str:
    bound = {None: "", "beyond": " or beyond", "below": " or below", "about": " or about"}[number.bound]
    return ("NR" if number.value is None else f"{number.value:g}") + bound
