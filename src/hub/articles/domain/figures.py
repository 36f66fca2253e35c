"""Which figures an article shows, drawn by the studies app.

Estimates of one kind share a figure, so that arms and outcomes can be compared on one axis; an
outcome with a stored curve gets its curve, unless it was computed from an upload as a check of
what is published. Publishing calls these once, so no reader waits for
a drawing.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils import translation
from wagtail.models import Site

from hub.articles.domain.outcomes import reported_outcomes
from hub.articles.models import ArticlePage
from hub.common.models import HubSettings
from hub.studies.domain import FigureError, figure_for
from hub.studies.enums import PERCENTAGES, FigureKind, Measure, Source
from hub.studies.models import Curve, Outcome, Study
from hub.studies.results import FigureView


def figures_of(page: ArticlePage) -> list[FigureView]:
    """Return the article's figures in the language of the page, drawing those that are not drawn yet.

    What cannot be drawn is left out, so that a later change of the study never breaks a published page;
    ``figure_problems`` says so to the editor.
    """
    return [drawn for drawn in _drawn(page) if isinstance(drawn, FigureView)]


def figure_problems(page: ArticlePage) -> list[str]:
    """Return a sentence for each figure that cannot be drawn."""
    return [str(drawn) for drawn in _drawn(page) if isinstance(drawn, FigureError)]


def draw_figures(page: ArticlePage) -> None:
    """Draw the article's figures in its own language, so that none of its readers waits for them."""
    with translation.override(page.locale.language_code):
        figures_of(page)


def figure_by_digest(page: ArticlePage, digest: str) -> FigureView | None:
    """Return the article's figure of that digest, or None if the article no longer shows it."""
    return next((figure for figure in figures_of(page) if figure.digest == digest), None)


def _drawn(page: ArticlePage) -> Iterator[FigureView | FigureError]:
    if page.study is None:
        return
    # A copy or an alias is checked before it has its place in the tree, hence a site.
    site = page.get_site() or Site.objects.filter(is_default_site=True).first()
    accent = HubSettings.for_site(site).accent
    outcomes = [reported.outcome for reported in reported_outcomes(page)]
    for kind, keys in [*_curve_groups(page.study, outcomes), *_estimate_groups(page.study, outcomes)]:
        try:
            yield figure_for(page.study, kind=kind, outcome_keys=keys, accent=accent)
        except FigureError as error:
            yield error


def _curve_groups(study: Study, outcomes: list[Outcome]) -> list[tuple[FigureKind, list[str]]]:
    """Group outcomes with curves: of one arm, those of a kind together; of several arms, each by itself."""
    curves = list(_shown_curves(study).values_list("outcome_id", "arm_id", "time_unit"))
    several_arms = len({arm for _, arm, _ in curves}) > 1
    units = {outcome: unit for outcome, _, unit in curves}
    groups: dict[tuple[str, ...], list[str]] = {}
    for outcome in outcomes:
        if outcome.pk in units:
            group = (outcome.key,) if several_arms else (outcome.measure, units[outcome.pk])
            groups.setdefault(group, []).append(outcome.key)
    return [(FigureKind.CURVES, keys) for keys in groups.values()]


def _shown_curves(study: Study) -> QuerySet[Curve]:
    """Return a study's curves without those computed from an upload where results are published."""
    published = study.results.filter(source=Source.PUBLISHED)
    return study.curves.exclude(patient_file__isnull=False, outcome__in=published.values("outcome"))


def _estimate_groups(study: Study, outcomes: list[Outcome]) -> list[tuple[FigureKind, list[str]]]:
    """Group the other outcomes by what they are measured on; one without any value is not drawn."""
    with_curves = set(_shown_curves(study).values_list("outcome_id", flat=True))
    values = study.results.filter(estimate__isnull=False).order_by("-position", "-pk")
    # The last assignment wins: the unit of an outcome's first figure of its own, before any contrast.
    units = dict(values.filter(comparator__isnull=False).values_list("outcome_id", "unit"))
    units |= dict(values.filter(comparator__isnull=True).values_list("outcome_id", "unit"))
    groups: dict[tuple[str, str], list[str]] = {}
    for outcome in outcomes:
        if outcome.pk in units and outcome.pk not in with_curves:
            groups.setdefault(_axis(outcome, units[outcome.pk]), []).append(outcome.key)
    return [(FigureKind.ESTIMATES, keys) for keys in groups.values()]


def _axis(outcome: Outcome, unit: str) -> tuple[str, str]:
    """Return what an outcome's figures are measured on; equal names share an axis."""
    return ("per cent", "") if Measure(outcome.measure) in PERCENTAGES else (outcome.measure, unit)
