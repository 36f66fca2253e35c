import io
import json
import sys
from pathlib import Path

import pytest

from evidence.claims import read
from evidence.cli import main

TEXT = "With placebo, overall survival at 3 years was 83.3% (95% CI 64.5–92.7)."


def test_claims_of_stdin_are_told(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = io.BytesIO(TEXT.encode())

    monkeypatch.setattr(sys, "stdin", Stdin())

    code = main(["claims"])

    assert code == 0
    assert capsys.readouterr().out == (
        "survival probability · overall survival · placebo · 3 years\n"
        "    line 1, column 47: “83.3% (95% CI 64.5–92.7)”\n"
        "1 figure read.\n"
    )


def test_claims_of_a_file_are_written_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "paper.txt"
    path.write_text(TEXT, encoding="utf-8")

    code = main(["claims", "--json", str(path)])

    assert code == 0
    assert json.loads(capsys.readouterr().out) == [claim.to_json() for claim in read(TEXT)]
