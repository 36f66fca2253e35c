"""Which outcomes share a figure, and what happens when one cannot be drawn."""

from __future__ import annotations

import pytest
from django.test import Client

from hub.articles.domain.figures import figure_problems, figures_of
from hub.articles.domain.outcomes import key_outcomes, key_table
from hub.articles.models import ArticlePage, ReportedOutcome
from hub.studies.enums import Source
from hub.studies.models import Curve, Study
from tests.hub.articles import factories
from tests.hub.studies.patient_rows import make_confirmed, make_trial

pytestmark = pytest.mark.django_db

STEPS = {
    "time": [0, 12, 24],
    "estimate": [0.0, 0.1, 0.2],
    "low": [0.0, 0.05, 0.1],
    "high": [0.0, 0.15, 0.3],
    "at_risk": [30, 20, 10],
    "events": [0, 3, 3],
    "censored": [0, 7, 7],
}


def draft_on(study: Study) -> ArticlePage:
    page = factories.topic_page().add_child(instance=ArticlePage(title="Draft", live=False, study=study))
    page.reported_outcomes = [ReportedOutcome(outcome=outcome) for outcome in study.outcomes.all()]
    return page


def curve(study: Study, outcome: str, arm: str) -> None:
    Curve.objects.create(
        study=study,
        outcome=study.outcomes.get(key=outcome),
        arm=study.arms.get(key=arm),
        time_unit="months",
        steps=STEPS,
        method="Aalen–Johansen",
        interval_method="log-log",
    )


def kinds_of(page: ArticlePage) -> list[str]:
    return [figure.kind for figure in figures_of(page)]


def test_figures_per_cents_share_one_figure():
    assert kinds_of(draft_on(factories.study(outcomes=3))) == ["estimates"]


def test_figures_months_stand_apart_from_per_cents():
    study = factories.study()
    outcome = factories.outcome_with_results(study, [], 1, key="pfs", name="Survival", measure="median_time")
    for arm in study.arms.all():
        factories.result(outcome, arm, ("20", "10", "40"), unit="months", time=None, time_unit="")

    assert kinds_of(draft_on(study)) == ["estimates", "estimates"]


def test_figures_curves_of_one_arm_share_a_figure():
    study = factories.study(outcomes=2)
    curve(study, "outcome-0", "new")
    curve(study, "outcome-1", "new")

    assert kinds_of(draft_on(study)) == ["curves"]


def test_figures_curves_of_two_arms_are_drawn_by_outcome():
    study = factories.study(outcomes=2)
    for outcome in ("outcome-0", "outcome-1"):
        curve(study, outcome, "new")
        curve(study, outcome, "old")

    assert kinds_of(draft_on(study)) == ["curves", "curves"]


def test_figures_recomputed_from_an_upload_do_not_replace_what_is_published():
    trial = make_trial()
    before = [figure.digest for figure in figures_of(draft_on(trial))]

    make_confirmed(trial)

    assert [figure.digest for figure in figures_of(draft_on(trial))] == before
    trial.results.filter(source=Source.PUBLISHED).delete()
    assert kinds_of(draft_on(trial)) == ["curves", "curves"]


def test_tables_recomputed_from_an_upload_do_not_double_what_is_published():
    trial = make_trial()
    page = draft_on(trial)
    before = key_table(page, key_outcomes(page))

    make_confirmed(trial)

    assert key_table(page, key_outcomes(page)) == before


def test_figures_outcome_that_was_not_reached_anywhere_is_not_drawn():
    study = factories.study()
    study.results.update(estimate=None, estimate_printed="NR")
    page = draft_on(study)

    assert kinds_of(page) == []
    assert figure_problems(page) == []


def test_figures_draft_without_study_has_none():
    page = factories.topic_page().add_child(instance=ArticlePage(title="Draft", live=False))

    assert figures_of(page) == []


def test_figure_that_can_no_longer_be_drawn_leaves_the_page_standing():
    study = factories.study()
    page = factories.article(of=study)
    factories.mix_units(study)
    reader = Client(headers={"sec-fetch-site": "same-origin"})
    reader.post("/access/attest/", {"next": "/"})

    response = reader.get(page.url)

    assert response.status_code == 200
    assert "figure-card" not in response.content.decode()
