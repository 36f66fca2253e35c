import csv
from pathlib import Path

import pytest

from evidence.cli import main
from evidence.exchange import load
from evidence.results import DataSource

CURVE = "time,survival\n0,1\n3,0.93\n6,0.85\n9,0.80\n12,0.71\n18,0.62\n24,0.55\n30,0.5\n36,0.47\n48,0.44\n"
AT_RISK = "time,at_risk\n0,100\n12,65\n24,45\n36,30\n48,12\n"


@pytest.fixture
def published(tmp_path: Path) -> tuple[str, ...]:
    (tmp_path / "curve.csv").write_text(CURVE, encoding="utf-8")
    (tmp_path / "risk.csv").write_text(AT_RISK, encoding="utf-8")
    return ("reconstruct", str(tmp_path / "curve.csv"), "--at-risk", str(tmp_path / "risk.csv"))


def test_text_says_reconstructed_and_how_far_it_misses(
    published: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*published, "--at", "2y"]) == 0

    text = capsys.readouterr().out
    assert text.startswith("curve.csv: 100 people, time in months, defaults of SAS, reconstructed\n")
    assert "Reconstruction (Guyot 2012)\n  Survival is at most 0." in text
    assert "People at risk: as published." in text


def test_json_marks_every_result_and_holds_the_error_left(
    published: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*published, "--at", "2y", "--json", "--events", "44"]) == 0

    analysis = load(capsys.readouterr().out)
    arm = analysis.arms[0]
    results = [analysis, arm.survival, arm.median, arm.follow_up, *arm.estimates]
    assert {result.source for result in results} == {DataSource.RECONSTRUCTED}
    assert analysis.reconstruction.total_events == 44
    assert 0 < analysis.reconstruction.largest_error < 0.02
    assert arm.estimates[0].value == pytest.approx(0.55, abs=0.02)


def test_rows_written_are_read_back_to_the_same_results(
    published: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = tmp_path / "rows.csv"

    assert main([*published, "--json", "--rows", str(rows)]) == 0
    first = load(capsys.readouterr().out)
    columns = ("--time", "time", "--status", "status", "--unit", "months")
    assert main(["analyse", str(rows), *columns, "--json"]) == 0
    again = load(capsys.readouterr().out)

    assert again.arms[0].survival.estimate.tolist() == first.arms[0].survival.estimate.tolist()
    assert [row["arm"] for row in csv.DictReader(rows.read_text(encoding="utf-8").splitlines())] == ["all"] * 100


@pytest.mark.parametrize(
    ("curve", "words"),
    [
        ("time,survival\n0,100\n12,71\n", "percent"),
        ("time,survival\n0,1\nx,0.7\n", "row 2"),
        ("month,survival\n0,1\n", "There is no column “time”"),
        ("", "empty"),
    ],
)
def test_bad_points_end_in_a_sentence(
    published: tuple[str, ...], capsys: pytest.CaptureFixture[str], curve: str, words: str
) -> None:
    Path(published[1]).write_text(curve, encoding="utf-8")

    assert main(list(published)) == 2

    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)
    assert words in told.err


def test_rows_into_a_missing_folder_are_refused_before_anything_is_printed(
    published: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*published, "--rows", "nowhere/rows.csv"]) == 2

    assert capsys.readouterr() == ("", "evidence: There is no folder nowhere.\n")


@pytest.mark.parametrize("rows", ["curve.csv", "risk.csv", "out.svg"])
def test_nothing_that_is_read_or_drawn_is_overwritten_with_rows(
    published: tuple[str, ...], rows: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*published, "--figure", str(tmp_path / "out.svg"), "--rows", str(tmp_path / rows)]) == 2

    assert capsys.readouterr().err.startswith(f"evidence: {tmp_path / rows} is ")
    assert (tmp_path / "curve.csv").read_text(encoding="utf-8") == CURVE
    assert not (tmp_path / "out.svg").exists()
