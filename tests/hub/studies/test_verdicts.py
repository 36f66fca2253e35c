"""What can be said about stored results, and about what they imply together."""

from pathlib import Path

import pytest
from django.urls import reverse

from hub.studies.domain import checked_results, implied_counts, load_study, study_findings, verdicts
from hub.studies.models import Study
from tests.hub.studies.factories import make_arm, make_control, make_outcome, make_result, make_study

pytestmark = pytest.mark.django_db
STUDIES = Path(__file__).parents[3] / "demo" / "studies"


def load(name):
    assert load_study(STUDIES / f"{name}.yaml").problems == ()
    return Study.objects.get()


def said(study):
    found = verdicts(study)
    return [(found[result.pk].label, found[result.pk].sentence) for result in study.results.all()]


def only(study):
    (verdict,) = verdicts(study).values()
    return verdict


def test_worked_example_is_reproduced_with_the_method_named():
    study = load("martins-infant-kmt2a")

    assert said(study) == [
        ("reproduced", "25 of 30 with a log-log interval (Greenwood) gives 83.3% (64.5–92.7) to the digit."),
        (
            "consistent",
            "37.0–50.8 fits a plain or log-log interval around 44.0%, as wide as 194–202 people without censoring "
            "would give; the figure is of 214.",
        ),
        ("reproduced", "28 of 30 with a log-log interval (Greenwood) gives 93.3% (75.9–98.3) to the digit."),
        (
            "consistent",
            "53.0–66.7 fits a log-log interval around 60.2%, as wide as 192–198 people without censoring would give; "
            "the figure is of 214.",
        ),
        (
            "reproduced",
            "4 of 30, beside 1 competing death, with a log-log interval on the incidence itself (Aalen variance) gives "
            "13.3% (4.1–28.1) to the digit.",
        ),
        (
            "consistent",
            "42.5–56.3 fits a log-log interval on the incidence itself around 49.6%, as wide as 197–203 people without "
            "censoring would give; the figure is of 214.",
        ),
        ("consistent", "21 of 30 are 70%."),
        ("consistent", "5 of 30 are 17%."),
    ]
    assert [verdict.counts for verdict in verdicts(study).values()] == [
        "25 of 30", "", "28 of 30", "", "4 of 30", "", "21 of 30", "5 of 30",
    ]  # fmt: skip
    assert study_findings(study) == []


def test_worked_example_implies_one_death_in_remission():
    study = load("martins-infant-kmt2a")
    dfs, _, overall, _, cir, *_ = study.results.all()

    found = {each.results: each.sentence.replace("\N{NO-BREAK SPACE}", " ") for each in implied_counts(study)}

    assert found[(dfs.pk,)] == "Disease-free survival of 83.3% at 4 years is 25 of 30: 5 relapsed or died."
    assert found[(overall.pk,)] == "Overall survival of 93.3% at 4 years is 28 of 30: 2 died."
    assert found[(cir.pk,)] == "Cumulative incidence of relapse of 13.3% at 4 years is 4 of 30."
    assert found[(dfs.pk, cir.pk)] == (
        "100% less 83.3% (25 of 30) and 13.3% (4 of 30) leaves 1 of 30 who died in remission within 4 years."
    )
    assert found[(dfs.pk, cir.pk, overall.pk)] == (
        "2 of 30 died within 4 years, 1 of them in remission, so 1 died after a relapse."
    )


def test_randomised_trial_with_medians_ratio_and_percentages():
    study = load("viale-a")

    assert said(study) == [
        ("as published", "A median cannot be worked out from other printed figures."),
        ("as published", "A median cannot be worked out from other printed figures."),
        (
            "consistent",
            "0.66 lies about midway between 0.52 and 0.85 on the log scale, on which a ratio's interval is made, and "
            "the p value goes with them.",
        ),
        ("consistent", "105 of 286 are 36.7%."),
        ("consistent", "26 of 145 are 17.9%."),
        ("consistent", "190 of 286 are 66.4%."),
        ("consistent", "41 of 145 are 28.3%."),
    ]
    assert study_findings(study) == []


def test_results_computed_from_data_are_reproduced():
    assert set(said(load("mgus2"))) == {
        ("reproduced", "Computed from patient-level data: Aalen–Johansen; interval: log-log, Aalen.")
    }


def test_interval_that_no_method_gives_is_questioned():
    study = make_study()
    result = make_result(make_outcome(study), make_arm(study), "83.3", ("81.5", "97.9"))

    verdict = only(study)

    assert verdict.label == "questioned"
    assert verdict.sentence.startswith("No method puts a 95% interval of 81.5–97.9% around 83.3%")
    assert [(found.finding.check, found.results) for found in study_findings(study)] == [
        ("interval-method", (result.pk,))
    ]


def test_interval_narrower_than_the_arm_allows_is_questioned():
    study = make_study()
    make_result(make_outcome(study), make_arm(study, n=30), "44.0", ("37.0", "50.8"))

    assert [found.finding.check for found in study_findings(study)] == ["effective-size"]
    assert only(study).label == "questioned"


def test_survival_and_incidence_of_more_than_everybody_question_both():
    study = make_study()
    arm = make_arm(study)
    dfs = make_result(make_outcome(study), arm, "83.3")
    relapse = make_outcome(study, "cir", name="Cumulative incidence of relapse", measure="cumulative_incidence")
    cir = make_result(relapse, arm, "20.0")

    assert [(found.finding.check, found.results) for found in study_findings(study)] == [
        ("complement", (dfs.pk, cir.pk))
    ]
    assert {verdict.label for verdict in verdicts(study).values()} == {"questioned"}


def test_counts_that_do_not_make_the_percentage_are_questioned():
    study = make_study()
    outcome = make_outcome(study, "cr", name="Complete remission", measure="proportion")
    make_result(outcome, make_arm(study), "71", time=None, time_unit="", numerator=21, denominator=30)

    assert only(study).sentence == "21 of 30 are 70%, not 71%. Would fit: 70%."


def test_proportion_with_its_interval_is_reproduced_from_counts():
    study = make_study()
    outcome = make_outcome(study, "cr", name="Complete remission", measure="proportion")
    fields = {"time": None, "time_unit": "", "numerator": 21, "denominator": 30}
    make_result(outcome, make_arm(study), "70", ("50.6", "85.3"), **fields)

    assert only(study).sentence == "21 of 30 with a Clopper–Pearson interval gives 70% (50.6–85.3) to the digit."


def test_percentage_that_is_no_share_of_the_arm_is_of_others():
    study = make_study()
    outcome = make_outcome(study, "cr", name="Complete remission", measure="proportion")
    make_result(outcome, make_arm(study, n=30), "71", time=None, time_unit="")

    assert (only(study).label, only(study).sentence) == (
        "as published",
        "71% is no share of the 30 people in the arm, so it is of others.",
    )


def test_percentage_of_many_people_shows_nothing():
    study = make_study()
    outcome = make_outcome(study, "cr", name="Complete remission", measure="proportion")
    make_result(outcome, make_arm(study, n=300), "71", time=None, time_unit="")

    assert only(study).sentence == "Any percentage of so many digits is some count of 300 people."


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Without its interval an estimate over time cannot be checked."),
        ({"limits": ("64.5", "92.7"), "method": "adjusted Kaplan–Meier"},
         "An adjusted figure cannot be worked out from other printed figures."),
        ({"source": "reconstructed"}, "Reconstructed from a published curve; there is nothing to check it by."),
    ],
)  # fmt: skip
def test_figure_without_anything_to_check_it_by_is_as_published(fields, sentence):
    study = make_study()
    make_result(make_outcome(study), make_arm(study), "83.3", **fields)

    assert (only(study).label, only(study).sentence) == ("as published", sentence)


def test_complete_survival_with_an_interval_is_as_published():
    study = make_study()
    make_result(make_outcome(study), make_arm(study), "100", ("88.4", "100"))

    assert only(study).sentence == "At 0% and 100% every method for an interval has a rule of its own."


def test_percentage_of_all_participants_without_their_number_is_as_published():
    study = make_study()
    make_result(make_outcome(study, measure="proportion"), None, "70", time=None, time_unit="")

    assert only(study).sentence == "How many people this percentage is of is not stored."


@pytest.mark.parametrize(
    ("estimate", "limits", "label", "sentence"),
    [
        (83.33, (64.5, 92.7), "reproduced",
         "The patient-level data give 83.3% (95% CI 64.5–92.7). Estimate and interval agree to the printed digits."),
        (83.33, (60.1, 92.7), "consistent",
         "The patient-level data give 83.3% (95% CI 60.1–92.7). The estimate agrees to the printed digits; its "
         "interval differs: 64.5–92.7 is published (by a method that is not stated), 60.1–92.7 was recomputed."),
        (81.0, (64.5, 92.7), "questioned",
         "The patient-level data give 81.0% (95% CI 64.5–92.7). Differs: 83.3% is published, 81.0% was recomputed "
         "(−2.30 percentage points)."),
    ],
)  # fmt: skip
def test_published_figure_stands_beside_the_data(estimate, limits, label, sentence):
    study = make_study()
    outcome, arm = make_outcome(study), make_arm(study)
    published = make_result(outcome, arm, "83.3", ("64.5", "92.7"))
    printed = tuple(f"{limit:.1f}" for limit in limits)
    make_result(outcome, arm, f"{estimate:.1f}", printed, source="recomputed", method="Kaplan–Meier", estimate=estimate)

    verdict = verdicts(study)[published.pk]

    assert (verdict.label, verdict.sentence.replace("\N{NO-BREAK SPACE}", " ")) == (label, sentence)


def test_ratio_whose_p_value_disagrees_is_questioned():
    study = make_study(design="randomised")
    arm, control = make_arm(study), make_control(study)
    outcome = make_outcome(study, measure="hazard_ratio")
    fields = {"comparator": control, "time": None, "time_unit": "", "unit": "", "p_printed": "0.40"}
    make_result(outcome, arm, "0.66", ("0.52", "0.85"), **fields)

    assert only(study).label == "questioned"


def test_ratio_without_interval_is_as_published():
    study = make_study(design="randomised")
    arm, control = make_arm(study), make_control(study)
    outcome = make_outcome(study, measure="hazard_ratio")
    make_result(outcome, arm, "0.66", comparator=control, time=None, time_unit="", unit="")

    assert only(study).sentence == "Without its interval a ratio cannot be checked."


def test_adjusted_ratio_is_held_against_its_interval():
    study = make_study(design="randomised")
    arm, control = make_arm(study), make_control(study)
    outcome = make_outcome(study, measure="hazard_ratio")
    fields = {"comparator": control, "time": None, "time_unit": "", "unit": "", "method": "adjusted Cox model"}
    make_result(outcome, arm, "0.66", ("0.52", "0.85"), **fields)

    assert (only(study).label, only(study).sentence) == (
        "consistent",
        "0.66 lies about midway between 0.52 and 0.85 on the log scale, on which a ratio's interval is made.",
    )


def test_ratio_without_an_upper_limit_cannot_be_placed():
    study = make_study(design="randomised")
    arm, control = make_arm(study), make_control(study)
    outcome = make_outcome(study, measure="hazard_ratio")
    fields = {"comparator": control, "time": None, "time_unit": "", "unit": ""}
    make_result(outcome, arm, "0.66", ("0.52", "NE"), **fields)

    assert (only(study).label, only(study).sentence) == (
        "as published",
        "With this interval a ratio cannot be checked.",
    )


def test_incidence_made_on_its_complement_says_so():
    study = make_study()
    relapse = make_outcome(study, "cir", name="Cumulative incidence of relapse", measure="cumulative_incidence")
    make_result(relapse, make_arm(study, n=34), "13.3", ("5.2", "31.7"))

    assert only(study).sentence == "5.2–31.7 fits a log-log interval on the complement around 13.3%."


def test_p_value_beside_two_arms_is_held_against_them():
    study = make_study(design="randomised")
    arm, control = make_arm(study), make_control(study)
    outcome = make_outcome(study)
    make_result(outcome, arm, "83.3", ("64.5", "92.7"), p_printed="0.60")
    make_result(outcome, control, "44.0", ("37.0", "50.8"))

    assert [found.finding.check for found in study_findings(study)] == ["arms-p"]


def test_verdicts_follow_what_is_stored():
    study = make_study()
    result = make_result(make_outcome(study), make_arm(study), "83.3", ("64.5", "92.7"))
    before = only(study).label

    result.low_printed, result.high_printed = "81.5", "97.9"
    result.save()

    assert (before, only(study).label) == ("reproduced", "questioned")


def test_verdicts_take_three_queries_for_any_number_of_results(django_assert_num_queries):
    study = make_study()
    arm = make_arm(study)
    outcome = make_outcome(study)
    for time in (1, 2, 3):
        make_result(outcome, arm, "83.3", ("64.5", "92.7"), time=time)

    with django_assert_num_queries(3):
        verdicts(study)


def test_study_without_results_has_no_verdicts():
    assert (verdicts(make_study()), study_findings(Study.objects.get()), implied_counts(Study.objects.get())) == (
        {},
        [],
        [],
    )


def test_editors_see_how_each_figure_was_checked(admin_client):
    study = load("martins-infant-kmt2a")

    page = admin_client.get(reverse("wagtailsnippets_studies_study:inspect", args=[study.pk])).content.decode()

    assert "25 of 30 with a log-log interval (Greenwood) gives 83.3% (64.5–92.7) to the digit." in page
    assert "leaves 1 of 30 who died in remission" in page


def test_checked_results_name_what_they_are_of():
    study = load("viale-a")

    assert [each.subject for each in checked_results(study)][1:4] == [
        "Overall survival, azacitidine + placebo",
        "Overall survival, comparison",
        "Complete remission, azacitidine + venetoclax",
    ]
