import io
import json
import sys
from pathlib import Path

import pytest

from evidence.cli import main

WRONG = "Overall survival at 3 years was 38.3% (95% CI 64.5–92.7)."
RIGHT = "Overall survival at 3 years was 83.3% (95% CI 64.5–92.7)."
NOTED = "The hazard ratio for death was 0.80 (95% CI 0.65–0.98; P = 0.008)."


def file_of(folder: Path, text: str) -> str:
    path = folder / "paper.txt"
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(("text", "code"), [(RIGHT, 0), (NOTED, 0), (WRONG, 1), ("", 0)])
def test_exit_code_says_whether_something_cannot_be_right(text: str, code: int, tmp_path: Path) -> None:
    assert main(["check", file_of(tmp_path, text)]) == code


def test_text_tells_what_where_and_what_would_fit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", file_of(tmp_path, f"Results.\n{WRONG}")])

    assert capsys.readouterr().out == (
        "IMPOSSIBLE: A 95% interval of 64.5–92.7% cannot belong to 38.3%. [interval-order]\n"
        "    line 2, column 33: “38.3% (95% CI 64.5–92.7)”\n"
        "    Would fit: 83.3%.\n"
        "    Right only if: The interval belongs to another figure.\n"
        "\n"
        "1 figure read: 1 impossible, 0 inconsistent, 0 notes.\n"
    )


def test_text_without_findings_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", file_of(tmp_path, RIGHT)])

    assert capsys.readouterr().out == "1 figure read; nothing found that cannot be right.\n"


def test_json_names_claims_and_findings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["check", file_of(tmp_path, WRONG), "--json"])

    answer = json.loads(capsys.readouterr().out)
    assert code == 1
    assert list(answer) == ["claims", "findings"]
    assert answer["claims"][0]["ci"] == [64.5, 92.7]
    assert {name: answer["findings"][0][name] for name in ("check", "level", "message", "claims")} == {
        "check": "interval-order",
        "level": "impossible",
        "message": "A 95% interval of 64.5–92.7% cannot belong to 38.3%.",
        "claims": [0],
    }
    assert answer["findings"][0]["detail"]["high"] == 92.7


@pytest.mark.parametrize(
    "words", [["--n", "all=30", "FILE"], ["FILE", "--n", "all=30", "B=12"], ["--n=all=30", "FILE"]]
)
def test_group_sizes_are_taken(words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paper = file_of(tmp_path, "Grade 3 infections occurred in 71.0% of patients.")

    code = main(["check", *(paper if word == "FILE" else word for word in words)])

    assert code == 1
    assert "[granularity]" in capsys.readouterr().out


def test_size_of_an_arm_that_no_figure_is_of_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", file_of(tmp_path, RIGHT), "--n", "placebo=30"])

    assert capsys.readouterr().err == "evidence: no figure was read as of the arm “placebo”.\n"


@pytest.mark.parametrize("size", ["placebo", "placebo=", "placebo=0", "=30", "placebo=many"])
def test_bad_size_is_refused(size: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["check", file_of(tmp_path, RIGHT), "--n", size, "a=1"])

    assert code == 2
    assert capsys.readouterr().err == (
        f"evidence: “{size}” does not say how many people an arm has; write it like placebo=30.\n"
    )


def test_missing_file_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["check", str(tmp_path / "none.txt")])

    assert (code, capsys.readouterr().err) == (2, f"evidence: There is no file {tmp_path / 'none.txt'}.\n")


def test_bytes_that_are_no_text_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "paper.txt"
    path.write_bytes(b"OS 83\xff%")

    code = main(["check", str(path)])

    assert code == 2
    assert capsys.readouterr().err == f"evidence: {path} is no text in UTF-8: byte 5 cannot be read.\n"


class Stdin:
    """What the command reads without a file."""

    def __init__(self, text: str) -> None:
        self.buffer = io.BytesIO(text.encode())


def test_corpus_is_answered_line_by_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = [{"id": "a", "text": WRONG}, {"id": 2, "text": RIGHT}]
    monkeypatch.setattr(sys, "stdin", Stdin("\n".join(json.dumps(entry) for entry in entries)))

    code = main(["check", "--jsonl"])

    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert code == 1
    assert [(answer["id"], len(answer["claims"]), len(answer["findings"])) for answer in answers] == [
        ("a", 1, 1),
        (2, 1, 0),
    ]


def test_bad_lines_of_a_corpus_are_named_without_losing_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [
        "nonsense",
        "[1]",
        '{"text": "x"}',
        '{"id": 1}',
        '{"id": 1, "text": 2}',
        "",
        json.dumps({"id": 9, "text": WRONG}),
    ]

    code = main(["check", "--jsonl", file_of(tmp_path, "\n".join(lines))])

    output = capsys.readouterr()
    assert code == 2
    assert [json.loads(line)["id"] for line in output.out.splitlines()] == [9]
    assert output.err.splitlines() == [
        "evidence: line 1: this is no JSON.",
        "evidence: line 2: this is no JSON object with “id” and “text”.",
        "evidence: line 3: “id” is missing.",
        "evidence: line 4: “text” is missing.",
        "evidence: line 5: “text” is no text.",
    ]


def test_adjusted_figures_are_left_alone(tmp_path: Path) -> None:
    paper = file_of(tmp_path, "Overall survival at 3 years was 88.3% (95% CI 64.5–92.7).")

    assert (main(["check", paper]), main(["check", paper, "--adjusted"])) == (1, 0)
