from pathlib import Path

import pytest

from evidence.cli import main

TRIAL = "days,ended,arm\n100,1,old\n200,2,old\n300,0,old\n400,1,old\n150,0,new\n350,2,new\n500,0,new\n600,1,new\n"


@pytest.fixture
def results(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    (tmp_path / "trial.csv").write_text(TRIAL, encoding="utf-8")
    columns = ("--time", "days", "--status", "ended", "--arm", "arm", "--codes", "0=censored,1=relapse,2=death")
    assert main(["analyse", str(tmp_path / "trial.csv"), *columns, "--json"]) == 0
    path = tmp_path / "trial.json"
    path.write_text(capsys.readouterr().out, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ((), "Free of any event"),
        (("--kind", "incidence"), "Cumulative incidence"),
        (("--kind", "incidence", "--cause", "relapse"), "Cumulative incidence of relapse"),
        (("--kind", "hazard-ratios"), "Hazard ratio"),
        (("--title", "Relapse in the trial", "--dark", "--width", "340"), "Relapse in the trial"),
    ],
)
def test_figure_is_drawn_from_results(results: Path, options: tuple[str, ...], words: str) -> None:
    out = results.with_name("out.svg")

    assert main(["figure", str(results), str(out), *options]) == 0

    assert words in out.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--kind", "incidence", "--cause", "cure"), "There is no event 'cure'; there are relapse, death."),
        (("--cause", "relapse"), "--cause goes with --kind incidence."),
        (("--width", "10"), "A figure is at least 280 pixels wide and at most 4000."),
    ],
)
def test_what_cannot_be_drawn_ends_in_a_sentence(
    results: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...], sentence: str
) -> None:
    assert main(["figure", str(results), str(results.with_name("out.svg")), *options]) == 2

    assert capsys.readouterr().err == f"evidence: {sentence}\n"
    assert not results.with_name("out.svg").exists()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "trial.json: This is no JSON"),
        ("[]", "trial.json holds no analysis; write one with evidence analyse … --json."),
        ('{"type": "Analysis"}', "trial.json: This Analysis cannot be built"),
    ],
)
def test_file_without_results_ends_in_a_sentence(
    results: Path, capsys: pytest.CaptureFixture[str], text: str, words: str
) -> None:
    results.write_text(text, encoding="utf-8")

    assert main(["figure", str(results), "out.svg"]) == 2

    told = capsys.readouterr().err
    assert told.startswith(f"evidence: {words}")
    assert told.count("\n") == 1


def test_missing_file_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["figure", "no.json", "out.svg"]) == 2

    assert capsys.readouterr().err == "evidence: There is no file no.json.\n"
