import re
import shlex
from pathlib import Path

import pytest

from evidence.cli import _parser, main

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "reference" / "command-line.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```console\n\$ evidence (.*?)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(("command", "output"), EXAMPLES)
def test_example_prints_what_the_page_says(
    command: str, output: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)

    assert main(shlex.split(command)) == 0

    assert capsys.readouterr().out == output


def test_every_command_has_a_heading() -> None:
    choices = next(action.choices for action in _parser()._actions if action.dest == "command")

    assert re.findall(r"^## evidence ([a-z]+)$", PAGE, re.MULTILINE) == list(choices)
