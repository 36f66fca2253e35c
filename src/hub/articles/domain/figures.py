"""Which figures an article shows, drawn by the studies app.

Estimates of one kind share a figure, so that arms and outcomes can be compared on one axis; an
outcome with a stored curve gets its curve. Publishing calls these once, so no reader waits for
a drawing.
"""

from __future__ import annotations

from collections.abc import Iterable

from hub.articles.models import ArticlePage
from hub.common.models import HubSettings
from hub.studies.domain import figure_for
from hub.studies.enums import PERCENTAGES, FigureKind, Measure
from hub.studies.models import Outcome
from hub.studies.results import FigureView


def figures_of(page: ArticlePage) -> list[FigureView]:
    """Return the article's figures, drawing those that are not drawn yet.

    Raises
    ------
    FigureError
        When results cannot be drawn, with a sentence for the editor.
    """
    if page.study is None:
        return []
    accent = _accent(page)
    return [figure_for(page.study, kind=kind, outcome_keys=keys, accent=accent) for kind, keys in _plan(page)]


def figure_by_digest(page: ArticlePage, digest: str) -> FigureView | None:
    """Return the article's figure of that digest, or None if the article no longer shows it."""
    return next((figure for figure in figures_of(page) if figure.digest == digest), None)


def _plan(page: ArticlePage) -> Iterable[tuple[FigureKind, list[str]]]:
    outcomes = [reported.outcome for reported in page.reported_outcomes.select_related("outcome").all()]
    with_results = set(page.study.results.values_list("outcome_id", flat=True))
    with_curves = set(page.study.curves.values_list("outcome_id", flat=True))
    groups: dict[str, list[str]] = {}
    for outcome in outcomes:
        if outcome.pk in with_results and outcome.pk not in with_curves:
            groups.setdefault(_axis(outcome), []).append(outcome.key)
    for outcome in outcomes:
        if outcome.pk in with_curves:
            yield FigureKind.CURVES, [outcome.key]
    for keys in groups.values():
        yield FigureKind.ESTIMATES, keys


def _axis(outcome: Outcome) -> str:
    """Return what an outcome's figures are measured on; equal names share an axis."""
    return "per cent" if Measure(outcome.measure) in PERCENTAGES else outcome.measure


def _accent(page: ArticlePage) -> str:
    return HubSettings.for_site(page.get_site()).accent
