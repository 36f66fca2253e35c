"""Results computed from an uploaded file: what is computed, by which method, and what running it again changes."""

from dataclasses import replace

import pytest
from wagtail.models import ModelLogEntry

from hub.studies.domain import key_data, load_study
from hub.studies.domain.differences import differences
from hub.studies.domain.engine import DataError
from hub.studies.domain.patient_files import confirm, delete_file, describe, preview
from hub.studies.enums import Source
from hub.studies.models import Curve, Result, Study
from tests.hub.studies.factories import make_outcome, make_result
from tests.hub.studies.patient_rows import MEANING, NOW, ROWS, make_confirmed, make_described, make_trial, make_user

pytestmark = pytest.mark.django_db


def recomputed(study):
    results = study.results.filter(source=Source.RECOMPUTED).select_related("outcome", "arm", "comparator")
    return {(each.outcome.key, each.arm.key if each.arm else None): each for each in results}


def plain(text):
    return text.replace("\u00a0", " ")


def test_published_figures_are_computed_again():
    study = make_trial()

    make_confirmed(study)

    found = recomputed(study)
    # By hand: nobody is censored within the year, so each is a plain share.
    assert {about: round(result.estimate, 9) for about, result in found.items()} == {
        ("dfs", "a"): 60,
        ("dfs", "b"): 40,
        ("cir", "a"): 20,
        ("cir", "b"): 40,
    }


def test_recomputed_result_says_how_and_of_how_many_it_was_made():
    study = make_trial()

    patient_file = make_confirmed(study)

    survival, relapse = recomputed(study)["dfs", "b"], recomputed(study)["cir", "b"]
    assert (survival.estimate_printed, survival.time, survival.time_unit, survival.unit) == ("40.0", 1, "years", "%")
    assert (survival.method, survival.interval_method) == ("Kaplan–Meier", "log-log, Greenwood")
    assert (relapse.method, relapse.interval_method) == ("Aalen–Johansen", "log-log, Aalen")
    assert (survival.denominator, survival.interval_level, survival.patient_file) == (5, 95, patient_file)


def test_differences_name_the_figure_that_was_not_found_again():
    study = make_trial()
    make_confirmed(study)

    found = differences(study)

    assert [(each.outcome_key, each.arm_key, each.agrees) for each in found] == [
        ("dfs", "b", False),
        ("dfs", "a", True),
        ("cir", "a", True),
        ("cir", "b", True),
    ]
    assert plain(found[0].sentence) == "Differs: 41% is published, 40.0% was recomputed (−1.0 percentage points)."


def test_page_goes_on_showing_what_is_published():
    study = make_trial()
    before = key_data(study)

    make_confirmed(study)

    assert key_data(study) == before


def test_interval_is_made_by_the_method_that_is_published():
    study = make_trial()
    study.results.filter(outcome__key="dfs").update(interval_method="plain (Greenwood)", interval_level=90)

    make_confirmed(study)

    survival, relapse = recomputed(study)["dfs", "a"], recomputed(study)["cir", "a"]
    assert (survival.interval_method, survival.interval_level) == ("plain, Greenwood", 90)
    # 60% ± 1.645 · √(0.6 · 0.4 / 5)
    assert survival.low == pytest.approx(60 - 100 * 1.6448536 * (0.6 * 0.4 / 5) ** 0.5)
    assert (relapse.interval_method, relapse.interval_level) == ("log-log, Aalen", 95)


def test_hazard_ratio_and_medians_are_computed_where_they_are_published():
    study = make_trial()
    a, b = study.arms.all()
    dfs = study.outcomes.get(key="dfs")
    bare = {"time": None, "time_unit": ""}
    make_result(dfs, a, "NR", measure="median_time", unit="months", **bare)
    make_result(dfs, b, "8.0", measure="median_time", unit="months", **bare)
    make_result(dfs, a, "0.60", comparator=b, measure="hazard_ratio", unit="", p_printed="0.51", **bare)

    make_confirmed(study)

    again = study.results.filter(source=Source.RECOMPUTED)
    medians = {result.arm.key: result for result in again.filter(measure="median_time")}
    ratio = again.get(measure="hazard_ratio")
    assert {key: result.estimate_printed for key, result in medians.items()} == {"a": "15.0", "b": "8.0"}
    assert (medians["a"].unit, medians["b"].high_printed) == ("months", "NR")
    assert medians["b"].interval_method == "Brookmeyer–Crowley, log-log, Greenwood"
    assert (ratio.arm, ratio.comparator, ratio.denominator) == (a, b, 10)
    assert ratio.method == "Cox, Breslow ties; p by log-rank"
    # At Cox's estimate the events expected in arm A are the three seen; at risk at each event (A, B), by hand:
    at_risk = [(5, 5), (5, 4), (4, 4), (4, 3), (3, 3), (2, 2)]
    assert sum(ratio.estimate * own / (ratio.estimate * own + other) for own, other in at_risk) == pytest.approx(3)
    assert ratio.p_printed == f"{ratio.p:.3f}"


def test_only_what_is_published_is_computed_unless_more_is_asked_for():
    study = make_trial()
    study.results.filter(arm__key="b").delete()

    make_confirmed(study)

    assert set(recomputed(study)) == {("dfs", "a"), ("cir", "a")}


def test_times_that_the_editor_asks_for_are_read_for_every_arm():
    study = make_trial()
    study.results.all().delete()

    make_confirmed(study, meaning=replace(MEANING, times=(6.0,), times_unit="months"))

    found = recomputed(study)
    assert {about: (result.time, result.time_unit, result.estimate) for about, result in found.items()} == {
        ("dfs", "a"): (6, "months", pytest.approx(60)),
        ("dfs", "b"): (6, "months", pytest.approx(60)),
        ("cir", "a"): (6, "months", pytest.approx(20)),
        ("cir", "b"): (6, "months", pytest.approx(40)),
    }
    assert [row.label for row in key_data(study, ["dfs"])[0].rows] == ["At 6\u00a0months"]


def test_time_beyond_the_data_is_noted_and_the_rest_computed():
    study = make_trial()
    make_result(study.outcomes.get(key="dfs"), study.arms.get(key="a"), "10", time=4)

    patient_file = make_confirmed(study)

    assert [plain(note) for note in patient_file.notes] == [
        "Disease-free survival at 4 years cannot be recomputed for new treatment: the file ends at 2 years there."
    ]
    assert study.results.filter(source=Source.RECOMPUTED).count() == 4


def test_days_are_turned_into_years_by_a_convention_that_is_named():
    study = make_trial()
    days = ROWS.replace("months", "days").replace("A,13,", "A,365.25,").replace("A,15,", "A,365.24,")

    make_confirmed(study, days, meaning=replace(MEANING, time_column="days", time_unit="days"))

    result = recomputed(study)["dfs", "a"]
    assert result.method == "Kaplan–Meier; 1 year = 365.25 days"
    # Within 365.25 days 3 of 5 in arm A had an event; nobody was censored before the last of them but one.
    assert result.estimate == pytest.approx(100 * 4 / 5 * 3 / 4 * 1 / 2)


def test_all_participants_are_computed_where_they_are_published():
    study = make_trial()
    make_result(study.outcomes.get(key="cir"), None, "30.0", time=1)

    make_confirmed(study)

    assert recomputed(study)["cir", None].estimate == pytest.approx(30)
    assert recomputed(study)["cir", None].denominator == 10


def test_file_without_arms_is_the_only_arm():
    study = make_trial()
    study.arms.get(key="b").delete()

    make_confirmed(study, meaning=replace(MEANING, arm_column="", arms={}))

    assert {about: result.denominator for about, result in recomputed(study).items()} == {
        ("dfs", "a"): 10,
        ("cir", "a"): 10,
    }


def test_curves_are_stored_as_a_study_file_stores_them():
    study = make_trial()

    patient_file = make_confirmed(study)

    curve = Curve.objects.get(outcome__key="cir", arm__key="a")
    assert (curve.time_unit, curve.steps["time"], curve.steps["at_risk"]) == (
        "years",
        [0.25, 0.5, 13 / 12, 1.25, 2],
        [5, 4, 3, 2, 1],
    )
    assert (curve.source, curve.patient_file) == (Source.RECOMPUTED, patient_file)
    assert Curve.objects.count() == 4


def test_running_again_replaces_in_place_what_the_file_came_to():
    study = make_trial()
    patient_file = make_confirmed(study)
    keys = {about: result.pk for about, result in recomputed(study).items()}
    study.results.filter(source=Source.PUBLISHED, outcome__key="cir", arm__key="b").delete()
    make_result(study.outcomes.get(key="dfs"), study.arms.get(key="a"), "40.0", time=15, time_unit="months")

    confirm(patient_file=patient_file, user=make_user(), now=NOW)

    again = study.results.filter(source=Source.RECOMPUTED)
    assert {result.pk for result in again} & set(keys.values()) == set(keys.values()) - {keys["cir", "b"]}
    assert again.filter(time_unit="months").count() == 1
    assert Curve.objects.count() == 4


def test_computing_is_logged_with_a_revision_and_no_personal_data():
    study = make_trial()

    make_confirmed(study)

    entry = ModelLogEntry.objects.for_instance(study).get(action="studies.recomputed")
    assert entry.data == {"results": 4, "curves": 4}
    assert entry.user == make_user()
    assert entry.revision == study.revisions.latest("pk")


def test_nothing_of_the_file_is_in_a_revision():
    study = make_trial()

    make_confirmed(study)

    content = str(study.revisions.latest("pk").content)
    assert "patient-0" not in content
    assert "rows.csv" not in content


def test_figures_of_another_file_are_not_overwritten():
    study = make_trial()
    make_confirmed(study)
    second = make_described(study)

    with pytest.raises(DataError, match=r"“Disease-free survival” was computed from another file of the study"):
        confirm(patient_file=second, user=make_user(), now=NOW)

    second.refresh_from_db()
    assert second.confirmed_at is None
    assert set(Result.objects.filter(source=Source.RECOMPUTED).values_list("patient_file", flat=True)) != {second.pk}


def test_recomputed_results_without_a_file_are_taken_over():
    study = make_trial()
    earlier = make_result(
        study.outcomes.get(key="dfs"), study.arms.get(key="a"), "59.9", time=1, source=Source.RECOMPUTED
    )

    patient_file = make_confirmed(study)

    earlier.refresh_from_db()
    assert (earlier.estimate_printed, earlier.patient_file) == ("60.0", patient_file)


@pytest.mark.parametrize("part", ["arm", "outcome"])
def test_part_of_the_study_that_is_gone_is_named(part):
    study = make_trial()
    patient_file = make_described(study)
    (study.arms if part == "arm" else study.outcomes).first().delete()

    with pytest.raises(DataError, match="The study no longer has “"):
        confirm(patient_file=patient_file, user=make_user(), now=NOW)


def test_preview_counts_and_names_no_patient():
    study = make_trial()
    study.arms.filter(key="a").update(n=30)

    seen = preview(make_described(study))

    assert seen.causes == ("Censored", "Relapse", "Another event")
    assert [(row.label, row.n, row.counts, row.last_time) for row in seen.arms] == [
        ("New treatment", 5, (2, 2, 1), "24 months"),
        ("Usual care", 5, (2, 2, 1), "30 months"),
    ]
    assert seen.warnings == ("New treatment: the study has n = 30, the file 5 rows.",)
    assert seen.outcomes == (
        "Disease-free survival: the first event of any kind",
        "Relapse: its own event, the others competing",
    )
    assert (seen.results, seen.notes, seen.conventions) == (4, (), ())
    assert "patient-0" not in str(seen)


def test_preview_keeps_nothing():
    study = make_trial()

    preview(make_described(study))

    assert recomputed(study) == {}
    assert not Curve.objects.exists()


def test_bad_rows_are_named_by_number():
    study = make_trial()
    patient_file = make_described(study, ROWS.replace("B,8,2", "B,-8,2").replace("A,3,1", "A,soon,9"))

    with pytest.raises(DataError) as refused:
        preview(patient_file)

    sentences = str(refused.value)
    assert "1 row has a negative time (row 8)." in sentences
    assert "1 row has a time that is no number (row 1)." in sentences
    assert "1 row has a status without a meaning (row 1)." in sentences
    assert "patient-" not in sentences
    assert "/" not in sentences


def test_confirmed_file_is_not_described_anew():
    patient_file = make_confirmed(make_trial())

    with pytest.raises(DataError, match="was confirmed"):
        describe(patient_file=patient_file, meaning=MEANING)


def test_outcome_that_is_a_median_is_computed_though_nothing_is_published():
    study = make_trial()
    study.results.all().delete()
    make_outcome(study, "os", name="Overall survival", measure="median_time")

    make_confirmed(study, meaning=replace(MEANING, survival="os"))

    assert {about: result.estimate_printed for about, result in recomputed(study).items()} == {
        ("os", "a"): "15.0",
        ("os", "b"): "8.0",
    }


STUDY_FILE = """\
study: {key: filed, name: Filed trial, design: cohort, condition: C, population: Ten people.}
arms:
  - {key: a, label: new treatment, n: 5, role: experimental}
  - {key: b, label: usual care, n: 5, role: comparator}
outcomes:
  - {key: dfs, name: Disease-free survival, measure: survival_probability, better: higher}
  - {key: cir, name: Relapse, measure: cumulative_incidence, better: lower}
results:
  - {outcome: dfs, arm: a, time: 1, time_unit: years, estimate: "60.0"}
"""


def test_loading_the_study_file_again_keeps_what_an_upload_came_to(tmp_path):
    path = tmp_path / "filed.yaml"
    path.write_text(STUDY_FILE, encoding="utf-8")
    load_study(path)
    study = Study.objects.get()
    make_confirmed(study)
    kept = set(study.results.values_list("pk", flat=True))

    report = load_study(path)

    assert report.status == "unchanged"
    assert set(study.results.values_list("pk", flat=True)) == kept
    assert Curve.objects.count() == 4


def test_earlier_revision_of_a_study_does_not_bring_a_deleted_file_back():
    study = make_trial()
    patient_file = make_confirmed(study)
    revision = study.revisions.latest("pk")
    delete_file(patient_file=patient_file, user=make_user(), with_results=False)

    restored = revision.as_object()

    assert {result.patient_file_id for result in restored.results.all()} == {None}
