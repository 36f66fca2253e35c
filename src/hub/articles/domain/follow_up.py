"""A follow-up in print held against the study's own."""

from __future__ import annotations

from hub.articles.domain.facts import follow_up
from hub.articles.domain.figure_matching import Match
from hub.articles.domain.figure_names import same_time
from hub.articles.domain.figure_values import decimals_of, rounds_to
from hub.articles.enums import FigureState
from hub.studies.models import Study
from hub.studies.results.printed_figures import ReadFigure


def match_follow_up(figure: ReadFigure, study: Study) -> Match:
    """Tie a follow-up, with its range if it has one, to that of the study."""
    if study.follow_up is None:
        return Match(FigureState.UNTIED, finding="No follow-up is stored for this study.")
    stored = f"the study's median follow-up of {follow_up(study)}"
    if not _median_agrees(figure, study):
        return Match(FigureState.DIFFERS, finding=f"It differs from {stored}.")
    if figure.low or (figure.spread_low and not _spread_agrees(figure, study)):
        return Match(FigureState.DIFFERS, finding=f"What stands with it differs from {stored}.")
    return Match(FigureState.TIED, method=f"Checked against {stored}.", of="Median follow-up")


def _median_agrees(figure: ReadFigure, study: Study) -> bool:
    if figure.value is None or study.follow_up is None:
        return False
    if figure.unit != study.follow_up_unit:
        return same_time((figure.value, figure.unit), (study.follow_up, study.follow_up_unit))
    return rounds_to(study.follow_up, figure.value, figure.decimals)


def _spread_agrees(figure: ReadFigure, study: Study) -> bool:
    kinds = {"range": "range", "interquartile range": "iqr"}
    if kinds.get(figure.spread_kind, study.follow_up_spread) != study.follow_up_spread:
        return False
    ends = ((figure.spread_low, study.follow_up_low), (figure.spread_high, study.follow_up_high))
    return all(_end_agrees(printed, stored) for printed, stored in ends)


def _end_agrees(printed: str, stored: float | None) -> bool:
    digits = printed.lstrip("<>≤≥ ").replace("·", ".").replace(",", "")
    try:
        return rounds_to(stored, float(digits), decimals_of(digits))
    except ValueError:
        return False
