"""Published results beside recomputed ones: agreement to the printed digits, and what a page shows."""

import pytest

from hub.studies.domain import key_data
from hub.studies.domain.differences import differences
from hub.studies.enums import Source
from tests.hub.studies.factories import make_arm, make_control, make_outcome, make_result, make_study

pytestmark = pytest.mark.django_db


@pytest.fixture
def dfs():
    study = make_study()
    make_arm(study)
    make_control(study)
    return make_outcome(study)


def recomputed(outcome, arm, value, limits=None, **fields):
    """Store a recomputed result in full precision, printed to one decimal as the engine's results are."""
    printed = tuple(f"{limit:.1f}" for limit in limits) if limits else None
    given = {"estimate": value, "source": Source.RECOMPUTED, "method": "Kaplan–Meier", **fields}
    if limits:
        given |= {"low": limits[0], "high": limits[1], "interval_method": "log-log, Greenwood"}
    return make_result(outcome, arm, f"{value:.1f}", printed, **given)


def only(study):
    (difference,) = differences(study)
    return difference


def plain(text):
    return text.replace("\u00a0", " ")


def test_figures_that_round_to_the_print_agree(dfs):
    arm = dfs.study.arms.first()
    published = make_result(dfs, arm, "83.3", ("64.5", "92.7"))
    again = recomputed(dfs, arm, 83.3333, (64.52, 92.66))

    found = only(dfs.study)

    assert (found.published_id, found.recomputed_id) == (published.pk, again.pk)
    assert (found.agrees, found.estimate_agrees, found.interval_agrees) == (True, True, True)
    assert found.difference == pytest.approx(0.0333)
    assert found.difference_text == "+0.03"
    assert plain(found.published) == "83.3% (95% CI 64.5–92.7)"
    assert (found.outcome_key, found.arm_key, plain(found.at)) == ("dfs", "blina", "4 years")
    assert found.method == "Kaplan–Meier; interval: log-log, Greenwood"
    assert found.sentence == "Estimate and interval agree to the printed digits."


@pytest.mark.parametrize(
    ("printed", "value", "agrees"),
    [("83", 83.4999, True), ("83", 83.5, True), ("83", 83.51, False), ("83.3", 83.24, False), ("83.30", 83.304, True)],
)
def test_agreement_is_judged_by_the_printed_digits(dfs, printed, value, agrees):
    arm = dfs.study.arms.first()
    make_result(dfs, arm, printed)
    recomputed(dfs, arm, value)

    assert only(dfs.study).agrees is agrees


def test_estimate_that_differs_is_named_with_its_difference(dfs):
    arm = dfs.study.arms.first()
    make_result(dfs, arm, "83.3")
    recomputed(dfs, arm, 80.0)

    assert plain(only(dfs.study).sentence) == (
        "Differs: 83.3% is published, 80.0% was recomputed (−3.30 percentage points)."
    )


def test_interval_that_differs_is_named_with_its_method(dfs):
    arm = dfs.study.arms.first()
    make_result(dfs, arm, "83.3", ("64.5", "92.7"))
    recomputed(dfs, arm, 83.3333, (70.0, 96.7))

    found = only(dfs.study)

    assert (found.estimate_agrees, found.interval_agrees, found.agrees) == (True, False, False)
    assert plain(found.sentence) == (
        "The estimate agrees to the printed digits; its interval differs: 64.5–92.7 is published "
        "(by a method that is not stated), 70.0–96.7 was recomputed (log-log, Greenwood)."
    )


def test_median_that_neither_reaches_agrees(dfs):
    arm = dfs.study.arms.first()
    median = {"measure": "median_time", "unit": "months", "time": None, "time_unit": ""}
    make_result(dfs, arm, "NR", ("14.2", "NE"), **median)
    again = make_result(dfs, arm, "NR", ("14.2", "NR"), source=Source.RECOMPUTED, method="Kaplan–Meier", **median)

    found = only(dfs.study)

    assert (found.recomputed_id, found.difference, found.difference_text, found.agrees) == (again.pk, None, "", True)


def test_what_differs_most_comes_first(dfs):
    blina, control = dfs.study.arms.all()
    for time, printed, value in ((1, "90.0", 90.01), (2, "80.0", 79.0), (3, "70", 68.0), (4, "60.0", 61.5)):
        make_result(dfs, blina, printed, time=time)
        recomputed(dfs, blina, value, time=time)
    make_result(dfs, control, "44.0", ("37.0", "50.8"))
    recomputed(dfs, control, 44.0, (37.0, 51.9))

    order = [(each.arm_key, plain(each.at)) for each in differences(dfs.study)]

    assert order == [
        ("blina", "4 years"),
        ("blina", "2 years"),
        ("blina", "3 years"),
        ("control", "4 years"),
        ("blina", "1 year"),
    ]


def test_result_without_a_counterpart_is_left_out(dfs):
    blina, control = dfs.study.arms.all()
    make_result(dfs, blina, "83.3")
    recomputed(dfs, control, 44.0)

    assert differences(dfs.study) == []


def test_page_shows_the_published_result_and_not_its_check(dfs):
    blina, control = dfs.study.arms.all()
    published = make_result(dfs, blina, "83.3")
    recomputed(dfs, blina, 83.3333)
    alone = recomputed(dfs, control, 44.01)

    (outcome,) = key_data(dfs.study)

    assert [result.result_id for row in outcome.rows for result in row.results] == [published.pk, alone.pk]
