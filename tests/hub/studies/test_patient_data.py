"""Results computed from patient-level data beside a study file."""

import csv
from pathlib import Path

import pytest

from hub.studies.domain import figure_for, key_data, load_study, sentences
from hub.studies.enums import FigureKind, Source
from hub.studies.models import Curve, Result, Study

pytestmark = pytest.mark.django_db

DEMO = Path(__file__).parents[3] / "demo/studies/mgus2.yaml"
SURVFIT = Path(__file__).parent / "reference/mgus2_survfit.csv"

STUDY = """\
study: {key: small, name: Small cohort, design: cohort, condition: C, population: Ten people.}
arms:
  - {key: women, label: women, n: 5, role: cohort}
  - {key: men, label: men, n: 5, role: cohort}
outcomes:
  - {key: relapse, name: Relapse, measure: cumulative_incidence, better: lower}
  - {key: efs, name: Event-free survival, measure: survival_probability, better: higher}
  - {key: response, name: Response, measure: proportion, better: higher}
data:
  file: people.csv
  time_column: months
  time_unit: months
  status_column: status
  codes:
    "0": censored
    "1": relapse
    "2": death
  arm_column: sex
  arms: {F: women, M: men}
  estimates:
    - {outcome: relapse, event: relapse, at: [1], unit: years}
    - {outcome: efs, event: any, at: [1], unit: years}
"""
PEOPLE = """\
id,sex,months,status
1,F,3,1
2,F,6,2
3,F,9,0
4,F,15,1
5,F,24,0
6,M,2,1
7,M,4,1
8,M,8,2
9,M,18,0
10,M,30,0
"""


@pytest.fixture
def load(tmp_path):
    def load(text=STUDY, people=PEOPLE):
        (tmp_path / "people.csv").write_text(people, encoding="utf-8")
        (tmp_path / "small.yaml").write_text(text, encoding="utf-8")
        return load_study(tmp_path / "small.yaml")

    return load


def sentences_of(report):
    return [problem.sentence(report.file) for problem in report.problems]


def test_results_are_computed_for_each_arm(load):
    assert sentences_of(load()) == []

    found = {(r.outcome.key, r.arm.key): r for r in Result.objects.all()}
    # By hand: of 5 women one relapsed and one died within a year, of 5 men two relapsed and one died.
    assert found["relapse", "women"].estimate == pytest.approx(20)
    assert found["efs", "women"].estimate == pytest.approx(60)
    assert found["relapse", "men"].estimate == pytest.approx(40)
    assert found["efs", "men"].estimate == pytest.approx(40)


def test_computed_result_names_its_source_and_methods_and_is_printed_to_one_decimal(load):
    load()

    relapse = Result.objects.get(outcome__key="relapse", arm__key="men")
    survival = Result.objects.get(outcome__key="efs", arm__key="men")
    assert (relapse.estimate_printed, relapse.time, relapse.time_unit, relapse.unit) == ("40.0", 1, "years", "%")
    assert (relapse.source, relapse.method, relapse.interval_method) == (
        Source.RECOMPUTED,
        "Aalen–Johansen",
        "log-log, Aalen",
    )
    assert (survival.method, survival.interval_method) == ("Kaplan–Meier", "log-log, Greenwood")
    assert relapse.low_printed == f"{relapse.low:.1f}"
    assert relapse.low != float(relapse.low_printed)


def test_second_load_computes_the_same_and_changes_nothing(load):
    load()

    assert load().status == "unchanged"


def test_changed_data_change_results_in_place(load):
    load()
    kept = set(Result.objects.values_list("pk", flat=True))

    report = load(people=PEOPLE.replace("7,M,4,1", "7,M,14,1"))

    assert report.status == "updated"
    assert set(Result.objects.values_list("pk", flat=True)) == kept
    assert Result.objects.get(outcome__key="relapse", arm__key="men").estimate == pytest.approx(20)


def test_curves_are_stored_in_the_unit_of_the_results(load):
    load()

    curve = Curve.objects.get(outcome__key="relapse", arm__key="women")
    assert (curve.time_unit, curve.steps["time"][0], curve.steps["at_risk"][0]) == ("years", 0.25, 5)


def test_removed_data_section_removes_its_results_and_curves(load):
    load()

    load(STUDY.partition("data:")[0])

    assert (Result.objects.count(), Curve.objects.count()) == (0, 0)


def test_rows_without_arm_column_are_the_only_arm(load):
    text = STUDY.replace("  arm_column: sex\n  arms: {F: women, M: men}\n", "")
    one_arm = text.replace("  - {key: men, label: men, n: 5, role: cohort}\n", "").replace(
        "label: women, n: 5", "label: people, n: 10"
    )

    assert sentences_of(load(one_arm)) == []

    assert {r.arm.key for r in Result.objects.all()} == {"women"}


def test_rows_without_arm_column_are_all_participants_of_several_arms(load):
    assert sentences_of(load(STUDY.replace("  arm_column: sex\n  arms: {F: women, M: men}\n", ""))) == []

    assert {r.arm for r in Result.objects.all()} == {None}


PROBLEMS = [
    ("file: people.csv", "file: nobody.csv", "data.file: there is no readable CSV file at"),
    ("file: people.csv", "file: 3", "data.file: YAML reads this as a number"),
    (
        "time_column: months",
        "time_column: days",
        "data.file: the data have no column “days”; their columns are id, sex, months, status.",
    ),
    ("time_unit: months\n  status", "time_unit: decades\n  status", "data.time_unit: “decades” is not known"),
    ('"2": death', '"1": death', "data.codes.1: the value is given twice."),
    ("  arms: {F: women, M: men}\n", "", "data.arm_column: “arm_column” and “arms” go together."),
    ("  arm_column: sex\n", "", "data.arms: “arm_column” and “arms” go together."),
    ("M: men}", "M: boys}", "data.arms: there is no arm “boys” in this file, given for “M”."),
    ("arms: {F: women, M: men}", "arms: sex", "data.arms: must be a mapping of values in the data to words."),
    (
        "{outcome: efs, event: any",
        "{outcome: os, event: any",
        "data.estimates[1].outcome: there is no outcome “os” in this file.",
    ),
    (
        "{outcome: efs, event: any",
        "{outcome: response, event: relapse",
        "data.estimates[1].outcome: only a survival probability or a cumulative incidence can be computed.",
    ),
    (
        "{outcome: efs, event: any",
        "{outcome: efs, event: death",
        "data.estimates[1].event: survival is computed to the first event of any kind; write “any”.",
    ),
    (
        "{outcome: relapse, event: relapse",
        "{outcome: relapse, event: cure",
        "data.estimates[0].event: “cure” is no event of this file’s codes.",
    ),
    (
        "at: [1], unit: years}\n    -",
        "at: [1], unit: weeks}\n    -",
        "data.estimates[0].unit: times in months cannot be given in weeks without rounding.",
    ),
    (
        "at: [1], unit: years}\n    -",
        "at: [soon], unit: years}\n    -",
        "data.estimates[0].at[0]: must be a number, like 4 or 2.5.",
    ),
    (
        "label: women, n: 5",
        "label: women, n: 6",
        "data.estimates[0]: arm “women” has n 6, but the data have 5 rows of it.",
    ),
    ("  status_column: status\n", "", "data: “status_column” is missing."),
]


@pytest.mark.parametrize(("old", "new", "sentence"), PROBLEMS)
def test_problem_of_the_data_section_is_named(load, old, new, sentence):
    assert old in STUDY

    report = load(STUDY.replace(old, new))

    assert any(sentence in each for each in sentences_of(report)), sentences_of(report)
    assert not Study.objects.exists()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("6,M,2,1", "6,M,2,7"),
        ("6,M,2,1", "6,M,-2,1"),
        ("6,M,2,1", "6,M,,1"),
        ("6,M,2,1", "6,M,2,"),
        ("6,M,2,1", "6,X,2,1"),
        ("6,M,2,1", "6,M,soon,1"),
    ],
)
def test_data_that_cannot_be_used_are_refused_in_a_sentence(load, old, new):
    report = load(people=PEOPLE.replace(old, new))

    assert report.status == "refused"
    (sentence,) = sentences_of(report)
    assert "data.file: 1 row has " in sentence
    assert "(row 6)" in sentence


def test_time_past_the_last_observation_is_refused(load):
    report = load(STUDY.replace("event: any, at: [1]", "event: any, at: [9]"))

    assert "data.estimates[1]: " in sentences_of(report)[0]


def test_demo_cohort_agrees_with_survfit():
    assert sentences_of(load_study(DEMO)) == []

    with SURVFIT.open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            for outcome in ("progression", "death"):
                result = Result.objects.get(outcome__key=outcome, time=float(row["years"]))
                assert result.estimate == pytest.approx(100 * float(row[outcome]), rel=1e-9)


def test_demo_cohort_is_written_and_drawn():
    load_study(DEMO)
    study = Study.objects.get()

    figure = figure_for(study, kind=FigureKind.CURVES, accent="#0b5c7d")
    text = sentences(key_data(study, ["progression"])[0])[0].replace("\u00a0", " ")

    assert text == (
        "The cumulative incidence of progression to a plasma-cell malignancy was 3.4% (95% CI 2.5–4.5) at 5 years, "
        "6.4% (5.1–7.8) at 10 years and 10.0% (8.2–12.0) at 20 years in people with MGUS (n = 1,384)."
    )
    assert figure.title.replace("\u00a0", " ") == (
        "Progression to a plasma-cell malignancy 10.0% and death without progression 72.4% at 20 years"
    )
    assert load_study(DEMO).status == "unchanged"
