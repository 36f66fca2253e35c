"""Key figures and small drawn lines: where each figure lies, and which row is shown."""

from __future__ import annotations

import pytest

from hub.articles.domain.outcomes import finding, key_outcomes, key_table, safety_table
from hub.articles.models import ArticlePage, ReportedOutcome
from hub.articles.results import IntervalMark
from hub.studies.models import Study
from tests.hub.articles import factories

pytestmark = pytest.mark.django_db


def rows_of(page: ArticlePage):
    return finding(page, key_outcomes(page))


def arms_of(study: Study):
    return list(study.arms.all())


def headline(study: Study, key: str, time: float | None = None) -> ArticlePage:
    page = ArticlePage(title="Draft", study=study)
    page.reported_outcomes = [ReportedOutcome(outcome=study.outcomes.get(key=key), headline=True, time=time)]
    return page


def test_finding_per_cents_lie_on_the_line_as_they_are():
    study = factories.study()

    (row,) = rows_of(headline(study, "outcome-0"))

    assert [entry.mark for entry in row.entries] == [
        IntervalMark(83.3, 64.5, 92.7),
        IntervalMark(44.0, 37.0, 50.8),
    ]
    assert [entry.role for entry in row.entries] == ["experimental", "comparator"]
    assert row.at == "at 4\u00a0years"
    assert row.source == "As published"


def test_finding_ratio_lies_by_its_logarithm_around_one():
    study = factories.study(outcomes=0)
    new, old = arms_of(study)
    outcome = factories.outcome_with_results(study, [], key="os", name="Death", measure="hazard_ratio", better="lower")
    factories.result(outcome, new, ("0.50", "0.25", "1.00"), comparator=old, unit="", time=None, time_unit="")

    (row,) = rows_of(headline(study, "os"))

    (entry,) = row.entries
    assert entry.role == "contrast"
    assert entry.label == "Hazard ratio"
    assert entry.mark == IntervalMark(point=25.0, low=0.0, high=50.0, reference=50.0)


def test_finding_median_lies_between_nought_and_a_little_beyond_the_highest():
    study = factories.study(outcomes=0)
    outcome = factories.outcome_with_results(study, [], key="pfs", name="Survival", measure="median_time")
    shape = {"unit": "months", "time": None, "time_unit": ""}
    factories.result(outcome, arms_of(study)[0], ("20", "10", "40"), **shape)

    (row,) = rows_of(headline(study, "pfs"))

    assert row.entries[0].mark == IntervalMark(point=47.62, low=23.81, high=95.24)
    assert row.at == "Median"


def test_finding_figure_not_reached_has_no_point():
    study = factories.study(outcomes=0)
    outcome = factories.outcome_with_results(study, [], key="pfs", name="Survival", measure="median_time")
    stored = factories.result(outcome, arms_of(study)[0], ("20", "", ""), unit="months", time=None, time_unit="")
    type(stored).objects.filter(pk=stored.pk).update(estimate_printed="NR", estimate=None)

    (row,) = rows_of(headline(study, "pfs"))

    assert row.entries[0].estimate == "not\u00a0reached"
    assert row.entries[0].mark == IntervalMark(None, None, None)


def test_finding_shows_the_time_point_asked_for():
    study = factories.study()
    outcome = study.outcomes.get()
    factories.result(outcome, arms_of(study)[0], ("70.0", "60.0", "80.0"), time=6)

    assert rows_of(headline(study, "outcome-0", time=6))[0].entries[0].estimate == "70.0%"
    assert rows_of(headline(study, "outcome-0"))[0].entries[0].estimate == "83.3%"
    assert rows_of(headline(study, "outcome-0", time=9))[0].entries[0].estimate == "83.3%"


def test_finding_of_draft_without_study_is_empty():
    page = ArticlePage(title="Draft")

    assert rows_of(page) == ()
    assert key_table(page, key_outcomes(page)).sections == ()


def test_section_arm_without_a_figure_has_an_empty_cell():
    study = factories.study()
    factories.result(study.outcomes.get(), arms_of(study)[1], ("40.0", "30.0", "50.0"), time=6)
    page = headline(study, "outcome-0")

    table = key_table(page, key_outcomes(page))

    assert table.columns == ("New treatment", "Old treatment")
    assert [cell and cell.estimate for cell in table.sections[0].rows[1].cells] == [None, "40.0%"]
    assert not table.has_contrasts
    assert not table.has_definitions


def test_section_names_source_and_method_once():
    study = factories.study()
    study.results.update(method="Kaplan–Meier", interval_method="log-log")
    page = headline(study, "outcome-0")

    table = key_table(page, key_outcomes(page))

    assert table.sources == ("As published (Kaplan–Meier; interval: log-log)",)


def test_safety_table_without_adverse_events_is_none():
    assert safety_table(key_outcomes(headline(factories.study(), "outcome-0")).values()) is None
