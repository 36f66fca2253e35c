"""``hub demo``: set up and serve the demo hub on this machine, with nothing to configure.

It keeps everything it makes (database, media, secret key) in one folder, so that a second run is
quick and finds what the first one left. It serves with granian and ``DEBUG`` off, as production
does, and publishes what editors have scheduled.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit

PROJECT_DIR = Path(__file__).resolve().parents[3]
DEMO_DIR = PROJECT_DIR / "demo"
EDITOR = "editor"
HOST = "127.0.0.1"
START_SECONDS = 60
SCHEDULE_SECONDS = 60


def main(arguments: list[str]) -> None:
    """Run the demo hub until it is stopped.

    Parameters
    ----------
    arguments
        What follows ``hub demo`` on the command line.
    """
    options = _parse(arguments)
    if not DEMO_DIR.is_dir():
        _refuse("The demo hub is not part of an installed package. Clone the repository and say: make run")
    _require_free_port(options.port)
    prepare_environment(options.folder.resolve(), options.port)
    password = prepare_hub()
    serve(options.port, password)


def prepare_environment(folder: Path, port: int) -> None:
    """Point the hub's environment variables at a folder of this machine."""
    for name in ("media", "mail", "static"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    os.environ.update(
        DJANGO_SETTINGS_MODULE="hub.config.settings",
        SECRET_KEY=_secret_key(folder / "secret-key"),
        ALLOWED_HOSTS="127.0.0.1,localhost",
        BASE_URL=f"http://{HOST}:{port}",
        DATABASE_URL=f"sqlite:///{folder / 'hub.sqlite3'}",
        CACHE_URL="locmem://",
        EMAIL_URL=_mail_url(folder),
        STORAGE_URL=f"file://{folder / 'media'}",
        STATIC_ROOT=str(folder / "static"),
        REQUIRE_MFA="no",
    )


def _mail_url(folder: Path) -> str:
    """Write mails to files, unless a mail server of this machine is named: a demo must not write to anybody else."""
    given = os.environ.get("EMAIL_URL", "")
    return given if urlsplit(given).hostname == HOST else f"filemail:///{folder / 'mail'}"


def prepare_hub() -> str:
    """Create or update the database, its demo content and the editor; return the editor's new password."""
    import django
    from django.core.management import call_command

    django.setup()
    _say("Preparing the database …")
    call_command("migrate", verbosity=0, interactive=False)
    _say("Loading the demo hub …")

    from hub.config.demo_content import load_demo_content

    for line in load_demo_content(demo_dir=DEMO_DIR):
        _say(f"  {line}")
    collect_static()
    return _renew_editor()


def collect_static() -> None:
    """Collect styles, scripts and fonts, unless they are as they were: compressing them takes seconds."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    digest = hashlib.sha256()
    for source in sorted(store.path(name) for finder in get_finders() for name, store in finder.list([])):
        state = os.stat(source)
        digest.update(f"{source}|{state.st_size}|{state.st_mtime_ns}\n".encode())
    stamp = settings.STATIC_ROOT / "collected.sha256"  # gone with the files, if someone deletes them
    if stamp.exists() and stamp.read_text() == digest.hexdigest():
        return
    _say("Collecting styles, scripts and fonts …")
    call_command("collectstatic", verbosity=0, interactive=False)
    stamp.write_text(digest.hexdigest())


def serve(port: int, password: str) -> None:
    """Serve with granian, say where, and publish scheduled pages until stopped."""
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", HOST, "--port", str(port)]
    command += ["--workers", "1", "--blocking-threads", "1", "--log-level", "warning", "hub.config.wsgi:application"]
    server = subprocess.Popen(command)  # noqa: S603 - our own interpreter and module
    processes = [server]
    signal.signal(signal.SIGTERM, _stop)
    try:
        _await_answer(server, f"http://{HOST}:{port}/healthz")
        processes.append(_start_worker())
        _print_addresses(port, password)
        _publish_on_schedule(server)
    except KeyboardInterrupt:
        _say("\nStopped. Everything is kept; run it again to go on.")
    finally:
        for process in processes:
            process.terminate()
            process.wait()


def _start_worker() -> subprocess.Popen[bytes]:
    """Mail impact updates in the background, and translate, if an engine is named."""
    return subprocess.Popen([sys.executable, "-m", "hub.config.cli", "work"], stdout=subprocess.DEVNULL)


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="hub demo", description="Set up and serve the demo hub on this machine.")
    parser.add_argument("--port", type=_port, default=8000, help="port to serve on (default 8000)")
    parser.add_argument("--folder", type=Path, default=PROJECT_DIR / "var", help="where database and media are kept")
    return parser.parse_args(arguments)


def _port(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port; take a number from 1 to 65535.")
    return int(text)


def _require_free_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            _refuse(f"Port {port} needs more rights than yours. Take one above 1023: make run PORT=8001")
        except OSError:
            _refuse(f"Port {port} is taken by another program. Take another one: make run PORT={port + 1}")


def _secret_key(path: Path) -> str:
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(60))
    return path.read_text()


def _renew_editor() -> str:
    from django.contrib.auth import get_user_model

    password = secrets.token_urlsafe(9)
    editor, _ = get_user_model().objects.get_or_create(
        username=EDITOR, defaults={"is_staff": True, "is_superuser": True, "email": "editor@hub.example"}
    )
    editor.set_password(password)
    editor.save()
    return password


def _await_answer(server: subprocess.Popen[bytes], address: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if server.poll() is not None:
            _refuse("The server stopped while starting; its message stands above.")
        try:
            with urllib.request.urlopen(address, timeout=2):  # noqa: S310 - an address on this machine
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    _refuse(f"The server did not answer within {START_SECONDS} seconds.")


def _print_addresses(port: int, password: str) -> None:
    base = f"http://{HOST}:{port}"
    _say(
        f"\nEvidence Hub is running. Stop it with Ctrl+C.\n\n"
        f"  Readers   {base}/\n"
        f"  Editors   {base}/admin/\n"
        f"            user name {EDITOR}, password {password} (new at every start)\n"
    )


def _publish_on_schedule(server: subprocess.Popen[bytes]) -> None:
    from django.core.management import call_command
    from django.db import connection

    while True:
        try:
            sys.exit(server.wait(timeout=SCHEDULE_SECONDS))
        except subprocess.TimeoutExpired:
            call_command("publish_scheduled", verbosity=0)
            connection.close()


def _stop(*_: object) -> NoReturn:
    raise KeyboardInterrupt


def _refuse(sentence: str) -> NoReturn:
    sys.exit(sentence)


def _say(line: str) -> None:
    print(line, flush=True)
