import os
import subprocess
import sys

import pytest

from hub.config import cli


def test_main_hyphens_name_a_management_command(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[list[str]] = []
    monkeypatch.setattr("django.core.management.execute_from_command_line", called.append)
    monkeypatch.setattr(sys, "argv", ["hub", "load-study", "some-file.yaml"])

    cli.main()

    assert called == [["hub", "load_study", "some-file.yaml"]]


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
