import numpy as np
import pytest

from evidence.estimators import (
    PRESETS,
    R,
    analyse,
    cox_hazard_ratio,
    cumulative_incidence,
    gray_test,
    kaplan_meier,
    log_rank,
    quantile_time,
    reverse_kaplan_meier,
)
from evidence.results import DataSource, IntervalMethod, Ties, VarianceMethod
from evidence.tables import EventTable
from tests.evidence import datasets
from tests.evidence.factories import table_of


@pytest.mark.parametrize("preset", PRESETS.values(), ids=PRESETS)
def test_analysis_holds_what_the_estimators_give_with_the_methods_of_the_preset(preset: object) -> None:
    table = datasets.load("mgus2")
    reference, other = table.arms

    analysis = analyse(table, at=(60, 120), preset=preset)

    for arm in analysis.arms:
        survival = kaplan_meier(table, arm.arm, interval=preset.survival_interval)
        follow_up = reverse_kaplan_meier(table, arm.arm, interval=preset.survival_interval)
        assert (arm.median, arm.follow_up) == (quantile_time(survival), quantile_time(follow_up))
        assert arm.estimates[:2] == (survival.at(60), survival.at(120))
        assert [estimate.quantity for estimate in arm.estimates[2::2]] == [
            "cumulative incidence of first",
            "cumulative incidence of second",
        ]
        incidence = cumulative_incidence(
            table, arm.arm, "second", variance=preset.incidence_variance, interval=preset.incidence_interval
        )
        np.testing.assert_array_equal(arm.incidences[1].low, incidence.low)
    assert analysis.tests == (log_rank(table), gray_test(table, "first"), gray_test(table, "second"))
    assert analysis.hazard_ratios == (cox_hazard_ratio(table, other, reference, ties=preset.ties),)
    assert (analysis.preset, analysis.notes) == (preset.name, ())


def test_single_arm_is_compared_with_nothing() -> None:
    analysis = analyse(table_of([(1, 1), (2, 0), (3, 2)]))

    assert (analysis.tests, analysis.hazard_ratios, analysis.notes) == ((), (), ())


def test_what_the_data_do_not_allow_is_noted_once() -> None:
    counts = np.array([[[3, 0]], [[2, 0]]])
    table = EventTable(("a", "b"), ("censored", "death"), np.array([2.0]), counts, "years")

    analysis = analyse(table, at=(5,), preset=R)

    assert analysis.tests == ()
    assert all(arm.estimates == () for arm in analysis.arms)
    assert len(set(analysis.notes)) == len(analysis.notes)
    assert analysis.notes[:2] == (
        "a was observed up to 2 years, so nothing is known at 5.",
        "b was observed up to 2 years, so nothing is known at 5.",
    )


def test_several_arms_are_compared_with_the_first() -> None:
    table = datasets.load("colon")

    analysis = analyse(table)

    assert [(ratio.arm, ratio.reference) for ratio in analysis.hazard_ratios] == [
        (arm, table.arms[0]) for arm in table.arms[1:]
    ]
    assert analysis.tests[0].groups == table.arms


def test_long_table_is_analysed_like_a_short_one(monkeypatch: pytest.MonkeyPatch) -> None:
    table = datasets.load("mgus2")
    alone = analyse(table, at=(60, 1000))

    monkeypatch.setattr("evidence.tables.together.LONG", 1)
    side_by_side = analyse(table, at=(60, 1000))

    assert side_by_side.tests == alone.tests
    assert side_by_side.hazard_ratios == alone.hazard_ratios
    assert side_by_side.notes == alone.notes
    for first, second in zip(side_by_side.arms, alone.arms, strict=True):
        assert first.estimates == second.estimates
        np.testing.assert_array_equal(first.survival.estimate, second.survival.estimate)


def test_source_of_the_table_is_everywhere() -> None:
    whole = datasets.load("mgus2")
    table = EventTable(
        whole.arms, whole.causes, whole.times, whole.counts, whole.time_unit, source=DataSource.RECONSTRUCTED
    )

    analysis = analyse(table, at=(60,))

    results = [analysis, *analysis.tests, *analysis.hazard_ratios]
    for arm in analysis.arms:
        results += [arm.survival, arm.median, arm.follow_up, *arm.estimates, *arm.incidences]
    assert {result.source for result in results} == {DataSource.RECONSTRUCTED}


@pytest.mark.parametrize("time", [-1.0, float("nan")])
def test_what_is_no_time_is_refused(time: float) -> None:
    with pytest.raises(ValueError, match="is not a time"):
        analyse(table_of([(1, 1), (2, 0)]), at=(time,))


def test_presets_differ_where_the_packages_do() -> None:
    sas, r, tidy = (PRESETS[name] for name in ("sas", "r", "tidycmprsk"))

    assert (sas.survival_interval, r.survival_interval) == (IntervalMethod.LOG_LOG, IntervalMethod.LOG)
    assert (sas.ties, r.ties) == (Ties.BRESLOW, Ties.EFRON)
    assert (tidy.incidence_variance, tidy.incidence_interval) == (VarianceMethod.AALEN, IntervalMethod.LOG_LOG)
