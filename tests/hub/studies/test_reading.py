"""Key data, sentences and caveats: what a reader is given."""

import pytest

from hub.studies.domain import caveat_for, display, key_data, sentences
from tests.hub.studies.factories import (
    make_arm,
    make_control,
    make_outcome,
    make_result,
    make_study,
    make_worked_example,
)

pytestmark = pytest.mark.django_db

NO_TIME = {"time": None, "time_unit": ""}


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def written(study):
    return [plain(sentence) for outcome in key_data(study) for sentence in sentences(outcome)]


def test_survival_is_written_with_interval_and_n_of_each_arm():
    study = make_worked_example()

    assert written(study) == [
        "Disease-free survival at 4 years was 83.3% (95% CI 64.5–92.7; n = 30) with blinatumomab + Interfant-06 and "
        "44.0% (37.0–50.8; n = 214) with Interfant-06 alone."
    ]


def test_numbers_do_not_break_across_lines():
    (sentence,) = sentences(key_data(make_worked_example())[0])

    assert "at 4\u00a0years" in sentence
    assert "95%\u00a0CI\u00a064.5–92.7" in sentence
    assert "n\u00a0=\u00a030" in sentence


def test_one_arm_at_several_times_is_one_sentence():
    study = make_study()
    arm, outcome = make_arm(study), make_outcome(study)
    make_result(outcome, arm, "90.0", ("72.1", "96.7"), time=1)
    make_result(outcome, arm, "83.3", ("64.5", "92.7"))

    assert written(study) == [
        "Disease-free survival was 90.0% (95% CI 72.1–96.7) at 1 year and 83.3% (64.5–92.7) at 4 years "
        "with blinatumomab + Interfant-06 (n = 30)."
    ]


def test_one_arm_at_several_times_of_other_numbers_is_a_sentence_each():
    study = make_study()
    arm, outcome = make_arm(study), make_outcome(study)
    make_result(outcome, arm, "90.0", time=1, numerator=27, denominator=30)
    make_result(outcome, arm, "83.3")

    assert len(written(study)) == 2


def test_another_level_is_stated_again():
    study = make_study()
    arm, control, outcome = make_arm(study), make_control(study), make_outcome(study)
    make_result(outcome, arm, "83.3", ("64.5", "92.7"))
    make_result(outcome, control, "44.0", ("37.0", "50.8"), interval_level=97.5)

    assert written(study) == [
        "Disease-free survival at 4 years was 83.3% (95% CI 64.5–92.7; n = 30) with blinatumomab + Interfant-06 and "
        "44.0% (97.5% CI 37.0–50.8; n = 214) with Interfant-06 alone."
    ]


def test_median_and_hazard_ratio_share_a_row():
    study = make_study()
    arm, control = make_arm(study, label="azacitidine + venetoclax", n=286), make_control(study, label="placebo", n=145)
    outcome = make_outcome(study, "os", name="Overall survival", measure="median_time")
    make_result(outcome, arm, "NR", ("11.9", "NE"), unit="months", **NO_TIME)
    make_result(outcome, control, "9.6", unit="months", **NO_TIME)
    make_result(
        outcome,
        arm,
        "0.66",
        ("0.52", "0.85"),
        measure="hazard_ratio",
        comparator=control,
        unit="",
        p_printed="<0.001",
        **NO_TIME,
    )

    (row,) = key_data(study)[0].rows

    assert row.label == "Median"
    assert plain(row.contrasts[0].text) == "hazard ratio 0.66 (95% CI 0.52–0.85; p < 0.001)"
    assert written(study) == [
        "Median overall survival was not reached (95% CI 11.9 to not estimable; n = 286) with azacitidine + venetoclax "
        "and 9.6 months (n = 145) with placebo.",
        "The hazard ratio for azacitidine + venetoclax compared with placebo was 0.66 (95% CI 0.52–0.85; p < 0.001).",
    ]


def test_contrast_of_another_time_point_gets_its_own_row():
    study = make_worked_example()
    outcome = study.outcomes.get()
    arm, control = study.arms.all()
    make_result(outcome, arm, "-3.1", ("-8.0", "1.8"), measure="risk_difference", comparator=control, time=2)

    rows = key_data(study)[0].rows

    assert [row.label for row in rows] == ["At 4\u00a0years", "At 2\u00a0years"]
    assert written(study)[1] == (
        "For disease-free survival, the risk difference for blinatumomab + Interfant-06 compared with Interfant-06 "
        "alone was −3.1% (95% CI −8.0 to 1.8)."
    )


@pytest.mark.parametrize(
    ("outcome", "result", "sentence"),
    [
        (
            {"name": "Infections", "measure": "adverse_event"},
            {"printed": "70", "grade": ">=3", "ctcae_version": "unstated", "period": "overall", **NO_TIME},
            "Grade ≥3 infections (overall) occurred in 70% (n = 30) with blinatumomab + Interfant-06.",
        ),
        (
            {"name": "Nausea", "measure": "adverse_event"},
            {"printed": "70", "grade": "any", "ctcae_version": "5.0", "numerator": 21, "denominator": 30, **NO_TIME},
            "Nausea of any grade occurred in 70% (21/30) with blinatumomab + Interfant-06.",
        ),
        (
            {"name": "Neutropenia", "measure": "adverse_event"},
            {"printed": "7", "grade": "3 - 4", "ctcae_version": "5.0", **NO_TIME},
            "Grade 3–4 neutropenia occurred in 7% (n = 30) with blinatumomab + Interfant-06.",
        ),
        (
            {"name": "Cumulative incidence of relapse", "measure": "cumulative_incidence"},
            {"printed": "13.3", "time": 1},
            "The cumulative incidence of relapse at 1 year was 13.3% (n = 30) with blinatumomab + Interfant-06.",
        ),
        (
            {"name": "Relapse", "measure": "cumulative_incidence"},
            {"printed": "13.3", "time": 2.5},
            "The cumulative incidence of relapse at 2.5 years was 13.3% (n = 30) with blinatumomab + Interfant-06.",
        ),
        (
            {"name": "MRD negativity", "measure": "proportion"},
            {"printed": "93", "p_printed": "0.04", "denominator": 28, **NO_TIME},
            "The proportion with MRD negativity was 93% (n = 28) with blinatumomab + Interfant-06 (p = 0.04).",
        ),
        (
            {"name": "Infection", "measure": "incidence_rate"},
            {"printed": "3.1", "unit": "per 100 person-years", **NO_TIME},
            "The rate of infection was 3.1 per 100 person-years (n = 30) with blinatumomab + Interfant-06.",
        ),
    ],
)
def test_each_measure_has_its_own_sentence(outcome, result, sentence):
    study = make_study()
    make_result(make_outcome(study, **outcome), make_arm(study), **result)

    assert written(study) == [sentence]


def test_cohort_and_all_participants_are_named_with_in():
    study = make_study()
    cohort = make_arm(study, label="people with MGUS", n=1384, role="cohort")
    outcome = make_outcome(study)
    make_result(outcome, cohort, "64.6")
    make_result(outcome, None, "64.7", time=5)

    assert written(study) == [
        "Disease-free survival at 4 years was 64.6% (n = 1,384) in people with MGUS.",
        "Disease-free survival at 5 years was 64.7% in all participants.",
    ]


def test_outcomes_come_in_the_order_asked_for():
    study = make_worked_example()
    other = make_outcome(study, "os", name="Overall survival")
    make_result(other, study.arms.first(), "93.3")
    make_outcome(study, "empty", name="Without results")

    assert [outcome.key for outcome in key_data(study)] == ["dfs", "os"]
    assert [outcome.key for outcome in key_data(study, ["os", "dfs"])] == ["os", "dfs"]


def test_unknown_outcome_is_named():
    with pytest.raises(KeyError, match=r"The study “martins” has no outcome “efs”\."):
        key_data(make_worked_example(), ["efs"])


@pytest.mark.parametrize("results", [1, 3])
def test_key_data_takes_three_queries_however_many_results(django_assert_num_queries, results):
    study = make_study()
    outcome, arm = make_outcome(study), make_arm(study)
    for time in range(results):
        make_result(outcome, arm, "50", time=time)

    with django_assert_num_queries(3):
        [sentences(each) for each in key_data(study)]


def test_historical_control_carries_the_caveat():
    caveat = caveat_for(make_worked_example())

    assert caveat == (
        "Not a randomised comparison: Interfant-06 alone is a historical control. Differences between the groups may "
        "come from how patients were selected, from changes over time such as better supportive care, or from "
        "different follow-up, and cannot be put down to the treatment alone."
    )


def test_several_historical_controls_are_all_named():
    study = make_worked_example()
    make_arm(study, "older", label="older cohort", role="historical_control")

    assert "Interfant-06 alone and older cohort are historical controls." in caveat_for(study)


@pytest.mark.parametrize("roles", [("experimental", "comparator"), ("historical_control", "cohort")])
def test_other_arms_carry_no_caveat(roles):
    study = make_study()
    for role in roles:
        make_arm(study, role.replace("_", "-"), role=role)

    assert caveat_for(study) == ""


def test_lists_read_as_english():
    assert [display.listed(parts) for parts in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
