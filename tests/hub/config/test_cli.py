import os
import re
import subprocess
import sys

import pytest
from django.core.management import get_commands

from hub.config import cli


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (["load-study", "some-file.yaml"], ["load_study", "some-file.yaml"]),
        (["publish-scheduled"], ["publish_scheduled"]),
        (["help", "load-study"], ["help", "load_study"]),
        (["help"], ["help"]),
        (["--version"], ["--version"]),
    ],
)
def test_main_hyphens_name_a_management_command(
    typed: list[str], meant: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[list[str]] = []
    monkeypatch.setattr("django.core.management.execute_from_command_line", called.append)
    monkeypatch.setattr(sys, "argv", ["hub", *typed])

    cli.main()

    assert called == [["hub", *meant]]


@pytest.mark.parametrize("typed", [[], ["-h"], ["--help"]])
def test_help_needs_no_environment_and_names_commands_that_are_there(typed: list[str]) -> None:
    bare = {"PATH": os.environ["PATH"]}

    run = subprocess.run([sys.executable, "-m", "hub.config.cli", *typed], env=bare, capture_output=True, text=True)

    named = {name.replace("-", "_") for name in re.findall(r"^  hub ([a-z-]+)", run.stdout, re.MULTILINE)}
    assert run.returncode == 0
    assert "usage: hub COMMAND" in run.stdout
    assert named - {"demo", "help"} <= set(get_commands())
    assert {"load_study", "publish_scheduled"} <= named


def test_main_demo_goes_to_the_demo(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[list[str]] = []
    monkeypatch.setattr("hub.config.demo.main", called.append)
    monkeypatch.setattr(sys, "argv", ["hub", "demo", "--port", "8001"])

    cli.main()

    assert called == [["--port", "8001"]]


def test_command_without_environment_names_every_variable_and_shows_no_traceback() -> None:
    bare = {"PATH": os.environ["PATH"]}

    run = subprocess.run([sys.executable, "-m", "hub.config.cli", "check"], env=bare, capture_output=True, text=True)

    assert run.returncode == 1
    assert "Traceback" not in run.stderr
    for name in ("SECRET_KEY", "ALLOWED_HOSTS", "BASE_URL", "DATABASE_URL", "CACHE_URL", "EMAIL_URL", "STORAGE_URL"):
        assert f"  - {name} is not set." in run.stderr
