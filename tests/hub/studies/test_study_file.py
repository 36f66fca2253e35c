"""Study files: every problem with its line, nothing written on error, nothing rewritten without need."""

import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from wagtail.models import ModelLogEntry, Revision

from hub.studies.domain import load_study
from hub.studies.domain.study_file import nodes
from hub.studies.models import Arm, Outcome, Reference, Result, Study

pytestmark = pytest.mark.django_db

GUIDE = Path(__file__).parents[3] / "docs/reference/study-file.md"
DEMO = Path(__file__).parents[3] / "demo/studies"

MARTINS = """\
study:
  key: martins
  name: Blinatumomab in infants
  design: single_arm_historical
  phase: "2"
  condition: KMT2A-rearranged B-ALL
  population: Infants.
  primary_reference: martins-2026
  follow_up:
    median: "4.2"
    unit: years
    range: ["3.2", "6.0"]
references:
  - key: martins-2026
    title: Sustained benefit
    authors: [Martins, et al]
    journal: J Clin Oncol
    year: "2026"
arms:
  - {key: blina, label: blinatumomab, n: 30, role: experimental}
  - {key: control, label: control, n: 214, role: historical_control}
outcomes:
  - {key: dfs, name: Disease-free survival, measure: survival_probability, better: higher}
results:
  - outcome: dfs
    arm: blina
    time: 4
    time_unit: years
    estimate: "83.3"
    interval: ["64.5", "92.7"]
    interval_level: 95
"""


@pytest.fixture
def load(tmp_path):
    def load(text, name="martins.yaml"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return load_study(path)

    return load


def sentences(report):
    return [problem.sentence(report.file) for problem in report.problems]


def changed(old, new):
    assert old in MARTINS
    return MARTINS.replace(old, new)


def test_file_is_loaded_with_all_its_parts(load):
    report = load(MARTINS)

    assert (report.status, report.study_key) == ("created", "martins")
    assert report.changes == (
        "1 reference added",
        "1 study added",
        "2 arms added",
        "1 outcome added",
        "1 result added",
    )
    study = Study.objects.get()
    result = study.results.get()
    assert (study.follow_up, study.follow_up_high, study.primary_reference.key) == (4.2, 6.0, "martins-2026")
    assert (result.estimate_printed, result.estimate, result.low, result.high) == ("83.3", 83.3, 64.5, 92.7)
    assert study.revisions.count() == 1
    assert ModelLogEntry.objects.for_instance(study).get().action == "wagtail.create"


def test_second_load_of_the_same_file_changes_nothing(load, django_assert_max_num_queries):
    load(MARTINS)
    before = (Study.objects.get().latest_revision_id, Revision.objects.count(), ModelLogEntry.objects.count())

    with django_assert_max_num_queries(40) as queries:
        report = load(MARTINS)

    assert (report.status, report.changes) == ("unchanged", ())
    assert before == (Study.objects.get().latest_revision_id, Revision.objects.count(), ModelLogEntry.objects.count())
    assert not [query for query in queries if re.match(r"(INSERT|UPDATE|DELETE)", query["sql"])]


def test_changed_file_updates_in_place_and_keeps_primary_keys(load):
    load(MARTINS)
    kept = {
        model: set(model.objects.values_list("pk", flat=True)) for model in (Study, Reference, Arm, Outcome, Result)
    }

    report = load(changed('"83.3"', '"83.4"'))

    assert (report.status, report.changes) == ("updated", ("1 result changed",))
    assert kept == {model: set(model.objects.values_list("pk", flat=True)) for model in kept}
    study = Study.objects.get()
    assert study.results.get().estimate == 83.4
    assert study.revisions.count() == 2
    assert ModelLogEntry.objects.for_instance(study).latest("pk").action == "wagtail.edit"


def test_what_the_file_no_longer_holds_is_removed(load):
    load(MARTINS)

    report = load(changed("  - {key: control, label: control, n: 214, role: historical_control}\n", ""))

    assert report.changes == ("1 arm removed",)
    assert list(Arm.objects.values_list("key", flat=True)) == ["blina"]


def test_removed_line_empties_its_field(load):
    load(changed("better: higher", "better: higher, definition: Time to relapse or death"))

    load(MARTINS)

    assert Outcome.objects.get().definition == ""


def test_result_about_another_arm_is_another_result(load):
    load(MARTINS)

    report = load(changed("arm: blina\n", "arm: control\n"))

    assert report.changes == ("1 result added", "1 result removed")


def test_last_revision_restores_what_was_loaded(load):
    load(MARTINS)

    study = Study.objects.get().latest_revision.as_object()

    assert [result.estimate_printed for result in study.results.all()] == ["83.3"]


# change to the file, problem
PROBLEMS = [
    (
        "  phase:",
        "  fase:",
        "line 5: study.fase: unknown key; known here are key, name, registry_id, design, phase, "
        "condition, population, data_note, follow_up, primary_reference.",
    ),
    ('phase: "2"', 'phase: "7"', "line 5: study.phase: “7” is not known; write one of 1, 1/2, 2, 2/3, 3, 4."),
    ("  population: Infants.\n", "", "line 2: study: “population” is missing."),
    ("population: Infants.", "population:", "line 7: study.population: has no value; write one or leave the key out."),
    ("population: Infants.", "population: [a]", "line 7: study.population: must be text."),
    (
        "population: Infants.",
        "population: 2026-01-01",
        "line 7: study.population: YAML reads this as a date; put it in quotes to make it text.",
    ),
    (
        "population: Infants.",
        "population: !!python/object:os.system x",
        "line 7: study.population: a YAML tag (!…) is not allowed here.",
    ),
    (
        "key: martins\n",
        "key: Martins 2026\n",
        "line 2: study.key: “Martins 2026” is not a short name; use lower-case letters, digits and hyphens.",
    ),
    ('  phase: "2"\n', '  phase: "2"\n  phase: "3"\n', "line 6: study.phase: the key is given twice."),
    (
        "primary_reference: martins-2026",
        "primary_reference: kyle",
        "line 8: study.primary_reference: there is no reference “kyle” in this file.",
    ),
    ("    unit: years\n    range", "    range", "line 10: study.follow_up: “unit” is missing."),
    (
        'range: ["3.2", "6.0"]',
        'range: ["3.2"]',
        'line 12: study.follow_up.range: must hold two figures, like ["64.5", "92.7"].',
    ),
    (
        'range: ["3.2", "6.0"]',
        'range: ["6.0", "3.2"]',
        "line 12: study.follow_up.range: the follow-up must run from its lower end over its median to its upper end.",
    ),
    (
        'range: ["3.2", "6.0"]',
        'range: ["3.2", "6.0"]\n    iqr: ["3.2", "6.0"]',
        "line 13: study.follow_up.iqr: give only one of range, iqr, ci.",
    ),
    ('year: "2026"', 'year: "20266"', "line 18: references[0].year: “20266” is not a year of four digits."),
    ('year: "2026"', 'year: "20x6"', "line 18: references[0].year: “20x6” is not a year of four digits."),
    (
        'year: "2026"',
        "year: 2026",
        "line 18: references[0].year: YAML reads this as a number; put it in quotes to make it text.",
    ),
    (
        'year: "2026"',
        "doi: doi.org/x",
        "line 18: references[0].doi: “doi.org/x” is not a DOI; one looks like 10.1056/NEJMoa2012971.",
    ),
    ("    title: Sustained benefit\n", "", "line 14: references[0]: “title” is missing."),
    ("n: 30", "n: thirty", "line 20: arms[0].n: must be a whole number, like 30."),
    ("n: 30", "n: 0", "line 20: arms[0].n: ensure this value is greater than or equal to 1."),
    ("n: 30", "n: 30.5", "line 20: arms[0].n: must be a whole number, like 30."),
    (
        "label: blinatumomab,",
        f"label: {'b' * 121},",
        "line 20: arms[0].label: ensure this value has at most 120 characters (it has 121).",
    ),
    ("key: control,", "key: blina,", "line 21: arms[1].key: the key “blina” is used twice."),
    (
        "role: historical_control",
        "role: control",
        "line 21: arms[1].role: “control” is not known; write one of experimental, comparator, "
        "historical_control, cohort.",
    ),
    ("outcome: dfs", "outcome: efs", "line 25: results[0].outcome: there is no outcome “efs” in this file."),
    ("arm: blina\n", "arm: blinatumomab\n", "line 26: results[0].arm: there is no arm “blinatumomab” in this file."),
    (
        'estimate: "83.3"',
        "estimate: 83.3",
        'line 29: results[0].estimate: put the figure in quotes, "83.3", so that it keeps its digits as printed.',
    ),
    (
        'estimate: "83.3"',
        'estimate: "83,3"',
        "line 29: results[0].estimate: “83,3” cannot be read; write a number as printed, like 83.3.",
    ),
    (
        '["64.5", "92.7"]',
        '["92.7", "64.5"]',
        "line 30: results[0].interval: the upper limit 64.5 is below the lower limit 92.7.",
    ),
    (
        '["64.5", "92.7"]',
        '["84.5", "92.7"]',
        "line 30: results[0].interval: the estimate 83.3 is below the lower limit 84.5.",
    ),
    ('["64.5", "92.7"]', '"64.5–92.7"', "line 30: results[0].interval: must be a list; start each entry with “- ”."),
    (
        "interval_level: 95",
        "interval_level: 950",
        "line 25: results[0]: the level of an interval lies between 0 and 100.",
    ),
    (
        "interval_level: 95",
        "interval_level: high",
        "line 31: results[0].interval_level: must be a number, like 4 or 2.5.",
    ),
    ("time: 4\n", "time: -4\n", "line 27: results[0].time: must be a number, like 4 or 2.5."),
    ("results:\n", "results: none\nresultz:\n", "line 24: results: must be a list; start each entry with “- ”."),
    ("measure: survival_probability, ", "", "line 23: outcomes[0]: “measure” is missing."),
    (
        "    interval_level: 95\n",
        '    interval_level: 95\n  - {outcome: dfs, arm: blina, time: 4, time_unit: years, estimate: "80"}\n',
        "line 32: results[1]: says the same as the result in line 25; keep one of them.",
    ),
    (
        "    interval_level: 95\n",
        "    interval_level: 95\n  - text\n",
        "line 32: results[1]: must be a mapping of keys to values.",
    ),
]


@pytest.mark.parametrize(("old", "new", "sentence"), PROBLEMS)
def test_problem_is_named_with_its_line_and_nothing_is_written(load, old, new, sentence):
    report = load(changed(old, new))

    assert report.status == "refused"
    assert f"martins.yaml, {sentence}" in sentences(report)
    assert not Study.objects.exists()
    assert not Reference.objects.exists()


def test_every_problem_is_listed_at_once_in_the_order_of_the_file(load):
    text = MARTINS.replace('phase: "2"', "phase: two").replace("n: 30", "n: x").replace('"83.3"', "83.3")

    report = load(text.replace('["64.5", "92.7"]', '["92.7", "64.5"]'))

    assert sentences(report) == [
        "martins.yaml, line 5: study.phase: “two” is not known; write one of 1, 1/2, 2, 2/3, 3, 4.",
        "martins.yaml, line 20: arms[0].n: must be a whole number, like 30.",
        'martins.yaml, line 29: results[0].estimate: put the figure in quotes, "83.3", so that it keeps '
        "its digits as printed.",
        "martins.yaml, line 30: results[0].interval: the upper limit 64.5 is below the lower limit 92.7.",
    ]


def test_problem_of_a_known_study_leaves_it_as_it_was(load):
    load(MARTINS)

    report = load(MARTINS.replace("Blinatumomab in infants", "Renamed").replace("n: 214", "n: -1"))

    assert report.status == "refused"
    assert Study.objects.get().name == "Blinatumomab in infants"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "martins.yaml: the file is empty."),
        (b"- a\n", "martins.yaml, line 1: the file must be a mapping that starts with “study:”."),
        (b"study:\n  key: [a\n", "martins.yaml, line 3: not YAML: expected ',' or ']', but got '<stream end>'."),
        (b"study: {}\n---\nstudy: {}\n", "martins.yaml, line 2: not YAML: but found another document."),
        (b"study:\n  name: caf\xe9\n", "martins.yaml, line 2: the file is not UTF-8 text; save it as UTF-8."),
        (
            b"study:\n  name: \x07\n",
            "martins.yaml, line 2: a character that YAML does not allow: special characters are not allowed.",
        ),
        (
            b"study: &a {}\narms: *a\n",
            "martins.yaml, line 1: anchors and aliases (& and *) are not allowed; write the value out.",
        ),
        (b"[" * 5000, "martins.yaml, line 1: the file is nested more than 12 levels deep."),
        (b"study: 1\narms: []\noutcomes: []\n", "martins.yaml, line 1: study: must be a mapping of keys to values."),
        (b"arms: []\n", "martins.yaml, line 1: “study” is missing."),
    ],
)
def test_file_that_cannot_be_read_is_refused_in_a_sentence(load, content, sentence):
    report = load(content)

    assert report.status == "refused"
    assert sentence in sentences(report)


def test_missing_file_is_refused_in_a_sentence(tmp_path):
    report = load_study(tmp_path / "absent.yaml")

    assert sentences(report) == ["absent.yaml: there is no such file."]


def test_folder_in_place_of_a_file_is_refused_in_a_sentence(tmp_path):
    assert sentences(load_study(tmp_path))[0].endswith("the file cannot be read: Is a directory.")


def test_oversized_file_is_refused_unread(load, monkeypatch):
    monkeypatch.setattr(nodes, "LARGEST_FILE", 100)

    assert sentences(load(MARTINS)) == ["martins.yaml: the file is larger than 0 MB."]


def test_refusal_of_the_database_is_reported_and_rolled_back(load, monkeypatch):
    def refuse(*args, **kwargs):
        raise IntegrityError("duplicate key")

    monkeypatch.setattr(Result, "save", refuse)

    report = load(MARTINS)

    assert sentences(report) == ["martins.yaml: the database refused the study, load it again: duplicate key"]
    assert not Study.objects.exists()


def test_example_of_the_guide_loads(load):
    example = re.search(r"```yaml\n(study:.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)[1]

    assert sentences(load(example)) == []
    assert Result.objects.count() == 4


def test_command_loads_files_and_says_what_it_did(tmp_path, capsys):
    path = tmp_path / "martins.yaml"
    path.write_text(MARTINS, encoding="utf-8")

    call_command("load_study", path)
    call_command("load_study", path)

    assert capsys.readouterr().out.splitlines() == [
        "martins.yaml: martins created (1 reference added, 1 study added, 2 arms added, 1 outcome "
        "added, 1 result added).",
        "martins.yaml: martins unchanged.",
    ]


def test_command_lists_problems_and_fails(tmp_path, capsys):
    path = tmp_path / "martins.yaml"
    path.write_text(changed("n: 30", "n: x"), encoding="utf-8")

    with pytest.raises(CommandError, match=r"1 problem; nothing was written for martins\.yaml\.") as failure:
        call_command("load_study", path)

    assert failure.value.returncode == 1
    assert capsys.readouterr().err == "martins.yaml, line 20: arms[0].n: must be a whole number, like 30.\n"


@pytest.mark.parametrize("name", ["martins-infant-kmt2a.yaml", "viale-a.yaml"])
def test_demo_study_loads_and_loads_again_unchanged(name):
    assert sentences(load_study(DEMO / name)) == []
    assert load_study(DEMO / name).status == "unchanged"
