"""Reads the figures of a text with the library, and checks them; checks figures that are stored, too.

Several texts may be one paper, as the fields of an article are: each is read by itself, so that no name or time of one
is taken for that of another, and their figures are checked together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from evidence.checks import Context, Finding, check
from evidence.claims import Claim, ClaimMeasure, Group, Printed, PrintedInterval, PrintedP, TimePoint, read
from hub.studies.enums import FindingLevel
from hub.studies.results.printed_figures import FigureFinding, Passage, ReadFigure

APART = 100_000
"""Letters put between two texts, so that no check takes their figures for neighbours."""


def read_passage(
    text: str, *, groups: Mapping[str, int] | None = None, randomised: bool | None = None, adjusted: bool = False
) -> Passage:
    """Read and check the figures of one text.

    Parameters
    ----------
    text
        Of any kind and length; what is no prose has no figures.
    groups
        People in each arm as far as known, by the text's own words for the arm; ``all`` is everybody. They go before
        what the text states.
    randomised
        Whether the arms were drawn by lot, if known.
    adjusted
        Whether the estimates are adjusted or weighted.
    """
    return read_passages([text], groups=groups, randomised=randomised, adjusted=adjusted)[0]


def read_passages(
    texts: Sequence[str],
    *,
    groups: Mapping[str, int] | None = None,
    randomised: bool | None = None,
    adjusted: bool = False,
) -> list[Passage]:
    """Read the texts of one paper and check all their figures together.

    Returns
    -------
    list of Passage
        One for each text. A finding over figures of several texts stands in the passage of each of them, with
        ``figures`` its places there and ``elsewhere`` the others' as (text, figure).
    """
    claims = [read(text) for text in texts]
    places = [(at, place) for at, own in enumerate(claims) for place in range(len(own))]
    context = Context(
        groups={arm: n for arm, n in (groups or {}).items() if n >= 1}, randomised=randomised, adjusted=adjusted
    )
    findings = check(_one_paper(texts, claims), context)
    return [
        Passage(
            text=text,
            figures=tuple(_figure(claim) for claim in own),
            findings=tuple(_finding(found, places, at) for found in findings if _concerns(found, places, at)),
            groups=_sizes(own[0].groups if own else ()),
        )
        for at, (text, own) in enumerate(zip(texts, claims, strict=True))
    ]


def check_figures(
    figures: Sequence[ReadFigure], *, sizes: Mapping[str, int], randomised: bool | None = None
) -> list[FigureFinding]:
    """Check figures that were not read from a text but are known one by one.

    Parameters
    ----------
    figures
        Of one paper, in order, with rising places.
    sizes
        People in each arm, of whom some may not have been evaluable for a figure.
    randomised
        Whether the arms were drawn by lot, if known.

    Returns
    -------
    list of FigureFinding
        The gravest first; ``figures`` are places in the list that was given.
    """
    groups = tuple(Group(arm, n) for arm, n in sizes.items())
    found = check([claim_of(figure, groups) for figure in figures], Context(randomised=randomised))
    places = [(0, place) for place in range(len(figures))]
    return [_finding(finding, places, 0) for finding in found]


def claim_of(figure: ReadFigure, groups: tuple[Group, ...] = ()) -> Claim:
    """Give a figure back to the library."""
    return Claim(
        start=figure.start,
        end=figure.end,
        span=figure.text,
        measure=ClaimMeasure(figure.measure),
        outcome=figure.outcome,
        arm=figure.arm,
        time=None if figure.time is None else TimePoint(figure.time, figure.time_unit),
        estimate=_printed(figure.estimate, figure.value, figure.bound),
        unit=figure.unit or None,
        interval=_limits(figure),
        numerator=_number(figure.numerator),
        denominator=_number(figure.denominator),
        p=PrintedP(figure.p_operator, Printed(figure.p_printed, figure.p)) if figure.p_printed else None,
        adjusted=figure.adjusted,
        groups=groups,
    )


def _limits(figure: ReadFigure) -> PrintedInterval | None:
    low, high = _printed(figure.low, figure.low_value), _printed(figure.high, figure.high_value)
    if low is None or high is None:
        return None
    return PrintedInterval(low, high, figure.level, figure.level is not None, figure.interval_kind)


def _printed(text: str, value: float | None, bound: str = "") -> Printed | None:
    return Printed(text, value, bound or None) if text else None


def _number(count: int | None) -> Printed | None:
    return None if count is None else Printed(str(count), float(count))


def _one_paper(texts: Sequence[str], claims: Sequence[Sequence[Claim]]) -> list[Claim]:
    """Put the claims one after another, each knowing the group sizes that any of the texts states."""
    groups = tuple({group: None for own in claims for group in (own[0].groups if own else ())})
    paper, offset = [], 0
    for text, own in zip(texts, claims, strict=True):
        paper += [replace(claim, start=claim.start + offset, end=claim.end + offset, groups=groups) for claim in own]
        offset += len(text) + APART
    return paper


def _concerns(finding: Finding, places: Sequence[tuple[int, int]], text: int) -> bool:
    return any(places[claim][0] == text for claim in finding.claims)


def _finding(finding: Finding, places: Sequence[tuple[int, int]], text: int) -> FigureFinding:
    concerned = [places[claim] for claim in finding.claims]
    return FigureFinding(
        check=finding.check,
        level=FindingLevel(finding.level.value),
        message=finding.message,
        fits=finding.fits,
        assumption=finding.assumption,
        figures=tuple(place for at, place in concerned if at == text),
        elsewhere=tuple((at, place) for at, place in concerned if at != text),
    )


def _figure(claim: Claim) -> ReadFigure:
    estimate, interval, spread, p = claim.estimate, claim.interval, claim.spread, claim.p
    return ReadFigure(
        start=claim.start,
        end=claim.end,
        text=claim.span,
        measure=claim.measure.value,
        outcome=claim.outcome,
        arm=claim.arm,
        time=claim.time.value if claim.time else None,
        time_unit=claim.time.unit if claim.time else "",
        estimate=estimate.text if estimate else "",
        value=estimate.value if estimate else None,
        decimals=estimate.decimals if estimate else 0,
        bound=(estimate.bound or "") if estimate else "",
        unit=claim.unit or "",
        low=interval.low.text if interval else "",
        high=interval.high.text if interval else "",
        low_value=interval.low.value if interval else None,
        high_value=interval.high.value if interval else None,
        level=interval.level if interval else None,
        interval_kind=interval.kind if interval else "",
        spread_low=spread.low.text if spread else "",
        spread_high=spread.high.text if spread else "",
        spread_kind=spread.kind if spread else "",
        numerator=_count(claim.numerator),
        denominator=_count(claim.denominator),
        p_operator=p.operator if p else "",
        p_printed=p.number.text if p else "",
        p=p.number.value if p else None,
        adjusted=claim.adjusted,
    )


def _count(printed: Printed | None) -> int | None:
    if printed is None or printed.value is None or printed.bound is not None or not printed.value.is_integer():
        return None
    return int(printed.value)


def _sizes(groups: Sequence[Group]) -> dict[str, int]:
    sizes = {group.arm: group.n for group in groups}
    twice = {group.arm for group in groups if sizes[group.arm] != group.n}
    return {arm: n for arm, n in sizes.items() if arm not in twice}
