"""``evidence analyse`` as its users meet it: files in, text or JSON out, one sentence for bad input."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from evidence.cli import main
from evidence.estimators import cumulative_incidence, kaplan_meier
from evidence.exchange import load
from evidence.results import Analysis
from tests.evidence import datasets

COMMAND = "import sys; from evidence.cli import main; sys.exit(main())"
INFANTS = "months,status\n" + "6,1\n12,1\n18,1\n24,2\n30,1\n" + "50,0\n" * 25
TRIAL = "days,ended,arm\n100,1,old\n200,1,old\n300,0,old\n400,1,old\n150,0,new\n350,1,new\n500,0,new\n600,0,new\n"


@pytest.fixture
def infants(tmp_path: Path) -> Path:
    return written(tmp_path / "infants.csv", INFANTS)


@pytest.fixture
def trial(tmp_path: Path) -> Path:
    return written(tmp_path / "trial.csv", TRIAL)


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def analysed(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> str:
    assert main(["analyse", *map(str, arguments)]) == 0
    told = capsys.readouterr()
    assert told.err == ""
    return told.out


def refused(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> str:
    assert main([*map(str, arguments)]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    return told.err


def test_worked_example_is_printed_as_published(infants: Path, capsys: pytest.CaptureFixture[str]) -> None:
    codes = "0=censored,1=relapse,2=death in remission"

    text = analysed(
        capsys, infants, "--time", "months", "--status", "status", "--unit", "months", "--at", "4y", "--codes", codes
    )

    assert text == (
        "infants.csv: 30 people, time in months, defaults of SAS, patient-level data\n"
        "\n"
        "Arms (median time without an event; Brookmeyer–Crowley, log-log, Greenwood; "
        "follow-up by reverse Kaplan–Meier)\n"
        "  arm  people  relapse  death in remission  censored  median (95% CI)  follow-up (95% CI)\n"
        "  all      30        4                   1        25  not reached      50 (limits not reached)\n"
        "\n"
        "Survival (Kaplan–Meier; log-log, Greenwood)\n"
        "  arm  time     at risk  events  estimate  95% CI\n"
        "  all  4 years       25       5  83.3%     64.5–92.7\n"
        "\n"
        "Cumulative incidence of relapse (Aalen–Johansen; log-log, Aalen)\n"
        "  arm  time     at risk  events  estimate  95% CI\n"
        "  all  4 years       25       4  13.3%     4.1–28.1\n"
        "\n"
        "Cumulative incidence of death in remission (Aalen–Johansen; log-log, Aalen)\n"
        "  arm  time     at risk  events  estimate  95% CI\n"
        "  all  4 years       25       1  3.3%      0.2–14.8\n"
    )


def test_json_holds_every_value_at_full_precision(infants: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = analysed(
        capsys, infants, "--time", "months", "--status", "status", "--unit", "months", "--at", "4y", "--json"
    )

    analysis = load(text)

    assert isinstance(analysis, Analysis)
    survival, relapse, death = analysis.arms[0].estimates
    assert [estimate.value for estimate in (survival, relapse)] == pytest.approx([25 / 30, 4 / 30], rel=1e-12)
    assert (survival.method, survival.interval.method) == ("Kaplan–Meier", "log-log, Greenwood")
    assert death.quantity == "cumulative incidence of event 2"
    assert json.loads(text)["arms"][0]["survival"]["interval_method"] == "log-log"


def test_arms_are_compared(trial: Path, capsys: pytest.CaptureFixture[str]) -> None:
    analysis = load(analysed(capsys, trial, "--time", "days", "--status", "ended", "--arm", "arm", "--json"))

    assert [arm.arm for arm in analysis.arms] == ["new", "old"]
    assert [(test.name, test.groups) for test in analysis.tests] == [("log-rank", ("new", "old"))]
    assert [(ratio.arm, ratio.reference) for ratio in analysis.hazard_ratios] == [("old", "new")]


def test_reference_turns_the_hazard_ratio_over(trial: Path, capsys: pytest.CaptureFixture[str]) -> None:
    common = (trial, "--time", "days", "--status", "ended", "--arm", "arm", "--json")

    usual = load(analysed(capsys, *common)).hazard_ratios[0]
    turned = load(analysed(capsys, *common, "--reference", "old")).hazard_ratios[0]

    assert (turned.arm, turned.reference) == ("new", "old")
    assert turned.value * usual.value == pytest.approx(1, rel=1e-9)


@pytest.mark.parametrize(
    ("preset", "survival", "incidence"),
    [
        ("sas", "log-log, Greenwood", "log-log, Aalen"),
        ("r", "log, Greenwood", "log, delta"),
        ("tidycmprsk", "log, Greenwood", "log-log, Aalen"),
    ],
)
def test_preset_chooses_the_intervals(
    infants: Path, capsys: pytest.CaptureFixture[str], preset: str, survival: str, incidence: str
) -> None:
    text = analysed(
        capsys, infants, "--time", "months", "--status", "status", "--unit", "months", "--preset", preset, "--json"
    )

    arm = load(text).arms[0]

    assert (arm.survival.interval_name, arm.incidences[0].interval_name) == (survival, incidence)


def test_times_that_nobody_reached_are_noted(trial: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = analysed(capsys, trial, "--time", "days", "--status", "ended", "--arm", "arm", "--at", "1y,9y")

    assert "Notes\n  new was observed up to 600 days, so nothing is known at 3287.25.\n" in text
    assert "  new  1 year" in text


@pytest.mark.parametrize("ending", ["svg", "png", "pdf", "json"])
def test_figure_is_saved(trial: Path, capsys: pytest.CaptureFixture[str], ending: str) -> None:
    out = trial.with_name(f"curve.{ending}")

    analysed(capsys, trial, "--time", "days", "--status", "ended", "--arm", "arm", "--figure", out)

    starts = {"svg": b"<svg", "png": b"\x89PNG", "pdf": b"%PDF", "json": b'{"'}
    assert out.read_bytes().startswith(starts[ending])


def test_public_data_set_gives_what_the_library_gives(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = datasets.load("mgus2")
    rows = [
        f"{time!r},{cause},{arm}"
        for place, arm in enumerate(table.arms)
        for time, row in zip(table.times.tolist(), table.counts[place], strict=True)
        for cause, number in enumerate(row)
        for _ in range(number)
    ]
    file = written(tmp_path / "mgus2.csv", "\n".join(["time,status,arm", *rows]) + "\n")

    analysis = load(analysed(capsys, file, "--time", "time", "--status", "status", "--arm", "arm", "--json"))

    for arm in analysis.arms:
        np.testing.assert_array_equal(arm.survival.low, kaplan_meier(table, arm.arm).low)
        np.testing.assert_array_equal(
            arm.incidences[0].estimate, cumulative_incidence(table, arm.arm, "first").estimate
        )


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--time", "weeks", "--status", "ended"), "There is no column “weeks”; there are days, ended, arm."),
        (("--time", "days", "--status", "ended", "--at", "soon"), "“soon” is no time; write times like 1y, 6m, 2w, 90d or a number of days."),  # noqa: E501 - a whole sentence
        (("--time", "days", "--status", "ended", "--codes", "1"), "“1” does not say what a status means; write it like 1=relapse."),  # noqa: E501 - a whole sentence
        (("--time", "days", "--status", "ended", "--codes", "1=death,1=relapse"), "The status 1 is given two meanings."),  # noqa: E501 - a whole sentence
        (("--time", "days", "--status", "ended", "--arm", "arm", "--reference", "placebo"), "There is no arm 'placebo'; there are new, old."),  # noqa: E501 - a whole sentence
        (("--time", "days", "--status", "ended", "--figure", "curve.gif"), "curve.gif: a figure is saved as .svg, .png, .pdf or .json."),  # noqa: E501 - a whole sentence
        (("--time", "days", "--status", "ended", "--figure", "no/curve.svg"), "There is no folder no."),
    ],
)  # fmt: skip
def test_bad_arguments_end_in_a_sentence(
    trial: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], sentence: str
) -> None:
    assert refused(capsys, "analyse", trial, *arguments) == f"evidence: {sentence}\n"


def test_bad_rows_are_all_named_on_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = written(tmp_path / "bad.csv", "time,status\n1,0\n,1\n-2,1\nx,1\n3,\n4,7x\n")

    told = refused(capsys, "analyse", file, "--time", "time", "--status", "status")

    for words in (
        "no time (row 2)",
        "a time that is no number (row 4)",
        "a negative time (row 3)",
        "no status (row 5)",
    ):
        assert f"1 row has {words}." in told


def test_status_without_zero_needs_codes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = written(tmp_path / "lung.csv", "time,status\n1,1\n2,2\n3,2\n")

    told = refused(capsys, "analyse", file, "--time", "time", "--status", "status")
    text = analysed(
        capsys, file, "--time", "time", "--status", "status", "--codes", "1=censored,2=death", "--at", "2.5"
    )

    assert told == (
        "evidence: Nobody in lung.csv has the status 0, so it is not plain which status means censored; "
        "say it with --codes, like --codes 1=censored,2=death.\n"
    )
    assert "50.0%" in text


def test_missing_file_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = refused(capsys, "analyse", tmp_path / "no.csv", "--time", "time", "--status", "status")

    assert told == f"evidence: There is no file {tmp_path / 'no.csv'}.\n"


def test_missing_argument_ends_in_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["analyse", "x.csv", "--time", "t"])

    assert caught.value.code == 2
    told = "evidence analyse: the following arguments are required: --status. See: evidence analyse --help\n"
    assert capsys.readouterr().err == told


def test_every_p_value_is_printed_as_papers_do() -> None:
    from evidence.cli.report import p_value

    assert [p_value(p) for p in (0.0, 0.00099, 0.001, 0.0426, 0.0999, 0.1, 0.5, 1.0)] == [
        "P < 0.001", "P < 0.001", "P = 0.001", "P = 0.043", "P = 0.100", "P = 0.10", "P = 0.50", "P = 1.00",
    ]  # fmt: skip


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\nfrom evidence.cli import main\ntry:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "print(sorted({'numpy', 'duckdb', 'altair', 'scipy', 'pandas'} & set(sys.modules)))"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(("closed", "file", "code"), [(1, "trial.csv", 0), (2, "no.csv", 2)])
def test_output_stream_that_was_closed_is_no_error(trial: Path, closed: int, file: str, code: int) -> None:
    words = "analyse", trial.with_name(file), "--time", "days", "--status", "ended"
    begin = f"import os, sys; os.close({closed}); os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"

    done = subprocess.run(
        [sys.executable, "-c", begin, "-c", COMMAND, *words], capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stdout, done.stderr) == (code, "", "")


def test_output_is_utf_8_whatever_the_locale(trial: Path) -> None:
    words = "analyse", trial, "--time", "days", "--status", "ended", "--arm", "arm"
    ascii_only = {**os.environ, "PYTHONIOENCODING": "ascii"}

    done = subprocess.run([sys.executable, "-c", COMMAND, *words], env=ascii_only, capture_output=True, check=False)

    assert (done.returncode, done.stderr) == (0, b"")
    assert "χ² = " in done.stdout.decode("utf-8")


@pytest.mark.parametrize(("yes", "no"), [("TRUE", "FALSE"), ("True", "False"), ("true", "false")])
def test_status_may_be_written_as_truth(tmp_path: Path, capsys: pytest.CaptureFixture[str], yes: str, no: str) -> None:
    words = written(tmp_path / "words.csv", f"time,status\n1,{yes}\n2,{no}\n3,{yes}\n")
    numbers = written(tmp_path / "numbers.csv", "time,status\n1,1\n2,0\n3,1\n")
    columns = ("--time", "time", "--status", "status", "--json")

    assert analysed(capsys, words, *columns) == analysed(capsys, numbers, *columns)


def test_unknown_status_is_answered_with_how_to_explain_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = written(tmp_path / "rows.csv", "time,status\n1,dead\n2,alive\n")

    told = refused(capsys, "analyse", file, "--time", "time", "--status", "status")
    known = analysed(capsys, file, "--time", "time", "--status", "status", "--codes", "alive=censored,dead=death")

    assert told == (
        "evidence: 2 rows have a status without a meaning (row 1, 2). "
        "Say what each means with --codes, like --codes 0=censored,1=relapse.\n"
    )
    assert "  all       2       1         1  1 (1 to not reached)" in known
