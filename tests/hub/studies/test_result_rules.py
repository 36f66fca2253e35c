"""The rules for a result, as a table that an expert can read."""

import pytest
from django.core.exceptions import ValidationError

from hub.studies.models import Result
from tests.hub.studies.factories import make_arm, make_control, make_outcome, make_result, make_study

pytestmark = pytest.mark.django_db

SURVIVAL = {"time": 4, "time_unit": "years"}
INTERVAL = {"low_printed": "64.5", "high_printed": "92.7", "interval_level": 95}

# measure, fields of the result, field with the error, sentence
RULES = [
    (
        "survival_probability",
        {**SURVIVAL, "estimate_printed": "103"},
        "estimate_printed",
        "A percentage lies between 0 and 100, not 103.",
    ),
    (
        "survival_probability",
        {**SURVIVAL, "estimate_printed": "eighty"},
        "estimate_printed",
        "“eighty” cannot be read; write a number as printed, like 83.3.",
    ),
    (
        "survival_probability",
        {**SURVIVAL, "estimate_printed": "NR"},
        "estimate_printed",
        "“NR” cannot be read; write a number as printed, like 83.3.",
    ),
    (
        "survival_probability",
        {**SURVIVAL, "estimate_printed": "83.3", "unit": "months"},
        "unit",
        "A survival probability is given in %.",
    ),
    ("survival_probability", {"estimate_printed": "83.3"}, "time", "A survival probability needs its time point."),
    ("survival_probability", {"estimate_printed": "83.3", "time": 4}, "time_unit", "A time point needs its unit."),
    (
        "proportion",
        {"estimate_printed": "83.3", "time_unit": "years"},
        "time",
        "There is a unit of time but no time point.",
    ),
    (
        "survival_probability",
        {**SURVIVAL, "estimate_printed": "63", **INTERVAL},
        "low_printed",
        "The estimate 63 is below the lower limit 64.5.",
    ),
    (
        "survival_probability",
        {**SURVIVAL, "estimate_printed": "93", **INTERVAL},
        "high_printed",
        "The estimate 93 is above the upper limit 92.7.",
    ),
    (
        "survival_probability",
        {**SURVIVAL, "estimate_printed": "83.3", **INTERVAL, "low_printed": "92.7", "high_printed": "64.5"},
        "high_printed",
        "The upper limit 64.5 is below the lower limit 92.7.",
    ),
    (
        "survival_probability",
        {**SURVIVAL, "estimate_printed": "83.3", **INTERVAL, "high_printed": ""},
        "high_printed",
        "An interval needs both limits.",
    ),
    (
        "survival_probability",
        {**SURVIVAL, "estimate_printed": "83.3", **INTERVAL, "low_printed": " "},
        "low_printed",
        "An interval needs both limits.",
    ),
    (
        "survival_probability",
        {**SURVIVAL, "estimate_printed": "83.3", **INTERVAL, "interval_level": None},
        "interval_level",
        "Say the level of the interval, like 95.",
    ),
    (
        "survival_probability",
        {**SURVIVAL, "estimate_printed": "83.3", "interval_level": 95},
        "interval_level",
        "There is a level but no interval.",
    ),
    (
        "median_time",
        {"estimate_printed": "14.7"},
        "unit",
        "A median time needs its unit: days, weeks, months or years.",
    ),
    (
        "median_time",
        {"estimate_printed": "-1", "unit": "months"},
        "estimate_printed",
        "A median time is not negative, like -1.",
    ),
    (
        "incidence_rate",
        {"estimate_printed": "3"},
        "unit",
        "An incidence rate needs its unit, like “per 100 person-years”.",
    ),
    ("hazard_ratio", {"estimate_printed": "0"}, "estimate_printed", "A ratio is greater than 0, not 0."),
    ("hazard_ratio", {"estimate_printed": "0.6", "unit": "%"}, "unit", "A hazard ratio has no unit."),
    (
        "hazard_ratio",
        {"estimate_printed": "0.6"},
        "comparator",
        "A hazard ratio compares two arms; choose the comparator.",
    ),
    (
        "risk_difference",
        {"estimate_printed": "-120", "unit": "%"},
        "estimate_printed",
        "A difference of percentages lies between −100 and 100, not -120.",
    ),
    ("proportion", {"estimate_printed": "70", "numerator": 21}, "denominator", "A numerator needs its denominator."),
    (
        "proportion",
        {"estimate_printed": "70", "numerator": 31, "denominator": 30},
        "numerator",
        "The numerator 31 is greater than the denominator 30.",
    ),
    ("proportion", {"estimate_printed": "70", "denominator": 0}, "denominator", "The denominator is 0."),
    (
        "proportion",
        {"estimate_printed": "70", "p_printed": "small"},
        "p_printed",
        "“small” cannot be read; write a p value as printed, like 0.04 or <0.001.",
    ),
    (
        "adverse_event",
        {"estimate_printed": "70", "ctcae_version": "5.0"},
        "grade",
        "An adverse event needs its grade, like ≥3, 3–4 or any.",
    ),
    (
        "adverse_event",
        {"estimate_printed": "70", "grade": "≥3"},
        "ctcae_version",
        "A grade needs the CTCAE version that it follows.",
    ),
    (
        "adverse_event",
        {"estimate_printed": "70", "grade": "high", "ctcae_version": "5.0"},
        "grade",
        "“high” is not a grade; write one like 3, ≥3, 3–4 or any.",
    ),
    ("proportion", {"estimate_printed": "70", "grade": "3"}, "grade", "Only an adverse event has a grade."),
    (
        "proportion",
        {"estimate_printed": "70", "ctcae_version": "5.0"},
        "ctcae_version",
        "Only an adverse event has a CTCAE version.",
    ),
]


@pytest.mark.parametrize(("measure", "fields", "field", "sentence"), RULES)
def test_result_that_breaks_a_rule_is_refused(measure, fields, field, sentence):
    study = make_study()
    arm, outcome = make_arm(study), make_outcome(study, measure=measure)

    with pytest.raises(ValidationError) as refused:
        Result(study=study, outcome=outcome, arm=arm, **fields).full_clean()

    assert sentence in refused.value.message_dict[field]


def test_contrast_without_arm_is_refused():
    study = make_study()
    control, outcome = make_control(study), make_outcome(study, measure="hazard_ratio")

    with pytest.raises(ValidationError) as refused:
        Result(study=study, outcome=outcome, comparator=control, estimate_printed="0.6").full_clean()

    assert refused.value.message_dict["arm"] == ["A hazard ratio compares two arms; choose the arm."]


def test_arm_compared_with_itself_is_refused():
    study = make_study()
    arm, outcome = make_arm(study), make_outcome(study, measure="hazard_ratio")

    with pytest.raises(ValidationError) as refused:
        Result(study=study, outcome=outcome, arm=arm, comparator=arm, estimate_printed="0.6").full_clean()

    assert refused.value.message_dict["comparator"] == ["An arm cannot be compared with itself."]


def test_comparator_of_an_arms_own_figure_is_refused():
    study = make_study()
    arm, control, outcome = make_arm(study), make_control(study), make_outcome(study, measure="proportion")

    with pytest.raises(ValidationError) as refused:
        Result(study=study, outcome=outcome, arm=arm, comparator=control, estimate_printed="60").full_clean()

    assert refused.value.message_dict["comparator"] == [
        "A proportion is one arm's own figure; leave the comparator empty."
    ]


def test_arm_of_another_study_is_refused():
    study, other = make_study(), make_study("other")
    outcome, stranger = make_outcome(study), make_arm(other)

    with pytest.raises(ValidationError) as refused:
        Result(study=study, outcome=outcome, arm=stranger, estimate_printed="60", **SURVIVAL).full_clean()

    assert refused.value.message_dict["arm"] == ["“Blinatumomab + Interfant-06” belongs to another study."]


def test_printed_strings_alone_give_all_values():
    study = make_study()
    outcome, arm = make_outcome(study), make_arm(study)

    result = make_result(outcome, arm, "83·3", ("64.5", "92.7"), p_printed="<0.001", unit="")

    result.refresh_from_db()
    assert (result.estimate_printed, result.estimate, result.low, result.high) == ("83.3", 83.3, 64.5, 92.7)
    assert (result.unit, result.p_operator, result.p) == ("%", "<", 0.001)


def test_saving_without_cleaning_derives_values_too():
    study = make_study()
    outcome, arm = make_outcome(study), make_arm(study)

    result = Result.objects.create(study=study, outcome=outcome, arm=arm, estimate_printed="44.0", **SURVIVAL)

    assert result.estimate == 44.0


def test_saving_an_unreadable_print_is_refused():
    study = make_study()
    outcome = make_outcome(study)

    with pytest.raises(ValidationError):
        Result.objects.create(study=study, outcome=outcome, estimate_printed="4x", **SURVIVAL)


def test_recomputed_value_keeps_its_precision_while_it_rounds_to_the_print():
    study = make_study()
    outcome, arm = make_outcome(study), make_arm(study)

    result = make_result(outcome, arm, "83.3", source="recomputed", estimate=83.3333)

    assert result.estimate == 83.3333


def test_recomputed_value_follows_a_changed_print():
    study = make_study()
    result = make_result(make_outcome(study), make_arm(study), "83.3", source="recomputed", estimate=83.3333)

    result.estimate_printed = "84.0"
    result.full_clean()

    assert result.estimate == 84.0


def test_published_value_is_always_the_printed_one():
    study = make_study()

    result = make_result(make_outcome(study), make_arm(study), "83.3", estimate=83.3333)

    assert result.estimate == 83.3


def test_median_not_reached_has_no_value_and_may_have_a_limit():
    study = make_study()
    outcome, arm = make_outcome(study, measure="median_time"), make_arm(study)

    result = make_result(outcome, arm, "NR", ("17.9", "NE"), unit="months", time=None, time_unit="")

    assert (result.estimate, result.low, result.high) == (None, 17.9, None)


def test_hazard_ratio_stands_beside_the_median_of_its_outcome():
    study = make_study()
    arm, control = make_arm(study), make_control(study)
    outcome = make_outcome(study, measure="median_time")

    result = make_result(
        outcome,
        arm,
        "0.66",
        ("0.52", "0.85"),
        measure="hazard_ratio",
        comparator=control,
        unit="",
        time=None,
        time_unit="",
    )

    assert result.effective_measure == "hazard_ratio"


def test_result_without_outcome_is_refused_without_a_traceback():
    with pytest.raises(ValidationError) as refused:
        Result(study=make_study(), estimate_printed="4").full_clean()

    assert "outcome" in refused.value.message_dict


def test_result_names_itself():
    study = make_study()

    result = make_result(make_outcome(study), make_arm(study), "83.3")

    assert str(result) == "Disease-free survival: 83.3%"
