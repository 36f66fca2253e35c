"""What the independence statement says, as a table for experts to read.

``docs/reference/independence-statement.md`` is this table; a test holds them together, and
``python -m tests.hub.funding.statement_cases`` writes the page.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

from hub.funding.domain.statement import independence_statement
from hub.funding.enums import GrantKind
from hub.funding.results import Support

PAGE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "independence-statement.md"
TODAY = date(2026, 6, 1)
OPENING = "Example Hub is an independent medical-education platform"
NO_INFLUENCE = "The funders have no direct influence on content."
LEVELS = "Sponsorship levels reflect the amount given."


class Case(NamedTuple):
    condition: str
    supports: tuple[Support, ...]
    statement: str


def given(funder: str, kind: str, starts: date = date(2026, 1, 1), ends: date | None = None) -> Support:
    return Support(funder=funder, kind=GrantKind(kind), starts_on=starts, ends_on=ends)


def sponsor(funder: str) -> Support:
    return given(funder, "sponsorship")


def educational(funder: str) -> Support:
    return given(funder, "educational_grant")


CASES = [
    Case("Nobody", (), f"{OPENING}. It receives no external funding at present."),
    Case(
        "One sponsor",
        (sponsor("Example Foundation"),),
        f"{OPENING}, sponsored by Example Foundation. The funder has no direct influence on content. "
        "The sponsorship level reflects the amount given.",
    ),
    Case(
        "Two sponsors",
        (sponsor("Example Foundation"), sponsor("Sample Trust")),
        f"{OPENING}, sponsored by Example Foundation and Sample Trust. {NO_INFLUENCE} {LEVELS}",
    ),
    Case(
        "Three sponsors",
        (sponsor("Example Foundation"), sponsor("Sample Trust"), sponsor("Specimen Fund")),
        f"{OPENING}, sponsored by Example Foundation, Sample Trust and Specimen Fund. {NO_INFLUENCE} {LEVELS}",
    ),
    Case(
        "One educational grant",
        (educational("Example Foundation"),),
        f"{OPENING}, supported by an educational grant from Example Foundation. "
        "The funder has no direct influence on content. The support level reflects the amount given.",
    ),
    Case(
        "Two educational grants from one funder",
        (educational("Example Foundation"), educational("Example Foundation")),
        f"{OPENING}, supported by educational grants from Example Foundation. "
        "The funder has no direct influence on content. The support level reflects the amount given.",
    ),
    Case(
        "Two educational grants from two funders",
        (educational("Example Foundation"), educational("Sample Trust")),
        f"{OPENING}, supported by educational grants from Example Foundation and Sample Trust. {NO_INFLUENCE} "
        "Support levels reflect the amount given.",
    ),
    Case(
        "One donation",
        (given("Example Foundation", "donation"),),
        f"{OPENING}, supported by a donation from Example Foundation. "
        "The funder has no direct influence on content. The support level reflects the amount given.",
    ),
    Case(
        "Institutional support from two funders",
        (given("Example University", "institutional_support"), given("Sample Hospital", "institutional_support")),
        f"{OPENING}, supported by institutional funding from Example University and Sample Hospital. "
        f"{NO_INFLUENCE} Support levels reflect the amount given.",
    ),
    Case(
        "Sponsors and a grant are named separately",
        (sponsor("Example Foundation"), sponsor("Sample Trust"), educational("Specimen Fund")),
        f"{OPENING}, sponsored by Example Foundation and Sample Trust, and supported by an educational grant from "
        f"Specimen Fund. {NO_INFLUENCE} {LEVELS}",
    ),
    Case(
        "A sponsor that also gives a grant is one funder",
        (sponsor("Example Foundation"), educational("Example Foundation")),
        f"{OPENING}, sponsored by Example Foundation, and supported by an educational grant from Example Foundation. "
        "The funder has no direct influence on content. The sponsorship level reflects the amount given.",
    ),
    Case(
        "Every kind at once",
        (
            sponsor("Example Foundation"),
            educational("Sample Trust"),
            educational("Specimen Fund"),
            given("Example University", "institutional_support"),
            given("Jo Example", "donation"),
        ),
        f"{OPENING}, sponsored by Example Foundation, and supported by educational grants from Sample Trust and "
        "Specimen Fund, institutional funding from Example University, and a donation from Jo Example. "
        f"{NO_INFLUENCE} {LEVELS}",
    ),
    Case(
        "Lists within a list are parted by semicolons",
        (
            educational("Sample Trust"),
            educational("Specimen Fund"),
            educational("Example Foundation"),
            given("Jo Example", "donation"),
        ),
        f"{OPENING}, supported by educational grants from Sample Trust, Specimen Fund and Example Foundation; and "
        f"a donation from Jo Example. {NO_INFLUENCE} Support levels reflect the amount given.",
    ),
    Case(
        "A name that holds “and”",
        (sponsor("Example Foundation"), sponsor("Health and Hope"), sponsor("Sample Trust")),
        f"{OPENING}, sponsored by Example Foundation, Health and Hope, and Sample Trust. {NO_INFLUENCE} {LEVELS}",
    ),
    Case(
        "A name that holds a comma and ends with a full stop",
        (sponsor("Sample Trust"), sponsor("Example, Inc.")),
        f"{OPENING}, sponsored by Sample Trust; and Example, Inc. {NO_INFLUENCE} {LEVELS}",
    ),
    Case(
        "Support that has ended or not begun is left out",
        (
            given("Past Fund", "sponsorship", date(2025, 1, 1), date(2026, 5, 31)),
            given("Future Fund", "sponsorship", date(2026, 6, 2)),
            sponsor("Example Foundation"),
        ),
        f"{OPENING}, sponsored by Example Foundation. The funder has no direct influence on content. "
        "The sponsorship level reflects the amount given.",
    ),
    Case(
        "First and last day count",
        (
            given("Sample Trust", "sponsorship", date(2025, 1, 1), date(2026, 6, 1)),
            given("Specimen Fund", "sponsorship", date(2026, 6, 1)),
        ),
        f"{OPENING}, sponsored by Sample Trust and Specimen Fund. {NO_INFLUENCE} {LEVELS}",
    ),
]


def render() -> str:
    """Return the reference page."""
    parts = [
        "# Independence statement",
        "The hub writes this statement from its grants. Each heading is a case that a test holds; the day is "
        f"{TODAY:%-d %B %Y}. Funders are named in the order of their levels, then by name.",
    ]
    for case in CASES:
        parts.append(f"## {case.condition}")
        parts += ["\n".join(_line(support) for support in case.supports)] if case.supports else []
        parts.append(f"> {case.statement}")
    return "\n\n".join(parts) + "\n"


def _line(support: Support) -> str:
    end = f" to {support.ends_on}" if support.ends_on else ""
    return f"- {support.funder}: {support.kind.label.lower()}, from {support.starts_on}{end}"


def stated(case: Case) -> str:
    """Return what the code says in a case."""
    return independence_statement("Example Hub", case.supports, today=TODAY)


if __name__ == "__main__":
    PAGE.write_text(render())
