"""A passage read and checked, arranged for a page: pieces, cards and rows that point at each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from hub.checking.domain.explanations import explanation_of
from hub.checking.domain.words import arm_words, figure_words, summary
from hub.checking.enums import FigureState
from hub.checking.results import FigureRow, FindingCard, Mark, Piece, Question, Report
from hub.studies.domain import claims_and_findings, groups_without_figures, read_passage
from hub.studies.results import FigureFinding, Passage

_GRAVEST_FIRST = tuple(FigureState)
_OPENING = " \n\t\u00a0\u202f,;:([{"


def report_on(question: Question) -> Report:
    """Read and check a passage."""
    passage = read_passage(question.passage, groups=dict(question.groups), adjusted=question.adjusted)
    return arrange(question, passage)


def arrange(question: Question, passage: Passage) -> Report:
    """Arrange what was read and found for a page."""
    rows = tuple(_rows(passage))
    cards = tuple(
        _card(number, finding, [rows[place] for place in finding.figures])
        for number, finding in enumerate(passage.findings, 1)
    )
    return Report(
        question=question,
        summary=summary(len(rows), [card.state for card in cards]),
        pieces=tuple(_pieces(passage, rows)),
        cards=cards,
        rows=rows,
        states=tuple(state for state in _GRAVEST_FIRST if state in {row.state for row in rows}),
        stated_groups=tuple((arm_words(name), size) for name, size in passage.groups.items()),
        unknown_groups=groups_without_figures(passage, [name for name, _ in question.groups]),
    )


def as_json(question: Question) -> dict[str, object]:
    """Give the figures and findings of a passage as ``evidence check --json`` does."""
    return claims_and_findings(question.passage, groups=dict(question.groups), adjusted=question.adjusted)


def _rows(passage: Passage) -> Iterator[FigureRow]:
    for place, figure in enumerate(passage.figures):
        about = [number for number, finding in enumerate(passage.findings, 1) if place in finding.figures]
        states = {_state(passage.findings[number - 1]) for number in about}
        state = next((state for state in _GRAVEST_FIRST if state in states), FigureState.CLEAR)
        yield FigureRow(
            number=place + 1,
            state=state,
            printed=figure.text,
            named=bool(figure.outcome),
            findings=tuple(about),
            **figure_words(figure),
        )


def _card(number: int, finding: FigureFinding, figures: Sequence[FigureRow]) -> FindingCard:
    return FindingCard(
        number=number,
        state=_state(finding),
        sentence=finding.message,
        fits=finding.fits,
        assumption=finding.assumption,
        explanation=explanation_of(finding.check),
        figures=tuple(figures),
    )


def _state(finding: FigureFinding) -> FigureState:
    return FigureState(finding.level)


def _pieces(passage: Passage, rows: Sequence[FigureRow]) -> Iterator[Piece]:
    """Cut the passage at its figures, so that every character comes once.

    A figure may stand inside another, as a P value beside the second of two percentages does; the outer one's mark
    then ends before it.
    """
    at = 0
    for (figure, after), row in zip(zip_longest(passage.figures, passage.figures[1:]), rows, strict=True):
        start = max(figure.start, at)
        limit = after.start if after and after.start > figure.start else figure.end
        end = start + len(passage.text[start : min(figure.end, limit)].rstrip(_OPENING))
        if start == end:
            continue
        if at < start:
            yield Piece(passage.text[at:start])
        yield Piece(passage.text[start:end], Mark(row.number, row.state, _entry(row)))
        at = end
    if at < len(passage.text):
        yield Piece(passage.text[at:])


def _entry(row: FigureRow) -> str:
    return f"finding-{row.findings[0]}" if row.findings else f"figure-{row.number}"
