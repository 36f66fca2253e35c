import argparse
import os
import socket
import stat
from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import get_finder

from hub.config import demo


@pytest.fixture
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "environ", dict(os.environ))


@pytest.mark.usefixtures("_environment")
def test_prepare_environment_second_run_keeps_the_secret_key(tmp_path: Path) -> None:
    demo.prepare_environment(tmp_path, 8000)
    first = os.environ["SECRET_KEY"]
    demo.prepare_environment(tmp_path, 8001)

    assert os.environ["SECRET_KEY"] == first
    assert os.environ["BASE_URL"] == "http://127.0.0.1:8001"


@pytest.mark.usefixtures("_environment")
def test_prepare_environment_secret_key_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    demo.prepare_environment(tmp_path, 8000)

    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600
    assert len((tmp_path / "secret-key").read_text()) >= 50


@pytest.mark.usefixtures("_environment")
@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("", "filemail:///{folder}/mail"),
        ("smtp://127.0.0.1:2525", "smtp://127.0.0.1:2525"),
        ("smtp+tls://user:secret@mail.example.org:587", "filemail:///{folder}/mail"),
    ],
)
def test_demo_writes_mails_to_files_or_a_server_of_this_machine(tmp_path: Path, given: str, used: str) -> None:
    os.environ["EMAIL_URL"] = given

    demo.prepare_environment(tmp_path, 8000)

    assert os.environ["EMAIL_URL"] == used.format(folder=tmp_path)


def test_static_files_are_collected_again_only_when_one_changed(
    tmp_path: Path, settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "style.css").write_text("a{}")
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATICFILES_DIRS = [source]
    settings.STATIC_ROOT = tmp_path / "var" / "static"
    settings.STATIC_ROOT.mkdir(parents=True)
    collected = []
    monkeypatch.setattr("django.core.management.call_command", lambda name, **_: collected.append(name))
    get_finder.cache_clear()

    demo.collect_static()
    demo.collect_static()
    unchanged = list(collected)
    (source / "style.css").write_text("a{color:red}")
    demo.collect_static()
    get_finder.cache_clear()

    assert unchanged == ["collectstatic"]
    assert collected == ["collectstatic", "collectstatic"]


def test_main_taken_port_is_said_in_a_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with pytest.raises(SystemExit) as stop:
            demo.main(["--port", str(port), "--folder", str(tmp_path)])

    assert stop.value.code == (f"Port {port} is taken by another program. Take another one: make run PORT={port + 1}")
    assert list(tmp_path.iterdir()) == []


def test_main_without_a_checkout_is_said_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "DEMO_DIR", tmp_path / "demo")

    with pytest.raises(SystemExit, match="not part of an installed package"):
        demo.main(["--folder", str(tmp_path / "var")])

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", ["0", "65536", "eight", "-1", "80.5", ""])
def test_port_that_is_none_is_said_in_a_sentence(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="is not a port"):
        demo._port(text)
