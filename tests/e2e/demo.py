"""The demo hub made once for a day and a state of the code, and a copy of it served for each who asks."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from tests.hub.migrated import KEPT, ROOT, kept_file
from tests.smtp_server import ReceivedMails

DATABASE = "hub.sqlite3"
# Made as for everyone, but for what no test of a page asks: compressed copies of files, and an index of usages.
MAKE = """
import sys
from pathlib import Path
from hub.config import demo
folder = Path(sys.argv[1])
demo.prepare_environment(folder, 8000)
import django
django.setup()
from wagtail.signal_handlers import disable_reference_index_auto_update
from whitenoise.storage import CompressedManifestStaticFilesStorage
CompressedManifestStaticFilesStorage.compress_files = lambda self, paths: iter(())
with disable_reference_index_auto_update():
    password = demo.prepare_hub()
(folder / "password").write_text(password)
"""
SERVE = """
import sys
from pathlib import Path
from hub.config import demo
folder, port = Path(sys.argv[1]), int(sys.argv[2])
demo.prepare_environment(folder, port)
import django
django.setup()
demo.serve(port, (folder / "password").read_text())
"""


@dataclass(frozen=True)
class Hub:
    """A running demo hub."""

    url: str
    editor: str
    password: str
    folder: Path
    mails: ReceivedMails = field(default_factory=ReceivedMails)


def made() -> Path:
    """Return the folder of the demo hub as it is after its first start, made now if nobody has."""
    KEPT.mkdir(parents=True, exist_ok=True)
    kept = KEPT / f"demo-{_state()}"
    with (KEPT / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            for other in KEPT.glob("demo-*"):
                shutil.rmtree(other)
            unfinished = KEPT / "demo-unfinished"
            unfinished.mkdir()
            if (migrated := kept_file()).exists():
                shutil.copy(migrated, unfinished / DATABASE)
            subprocess.run([sys.executable, "-c", MAKE, str(unfinished)], check=True, timeout=600)
            unfinished.rename(kept)
    return kept


@contextmanager
def served(source: Path, folder: Path, **environment: str) -> Iterator[Hub]:
    """Serve a copy, made in a folder, of a demo hub that may be running."""
    copy = folder / "var"
    shutil.copytree(source, copy, ignore=shutil.ignore_patterns(f"{DATABASE}*"))
    with closing(sqlite3.connect(source / DATABASE)) as one, closing(sqlite3.connect(copy / DATABASE)) as other:
        one.backup(other)
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    log = folder / "demo.log"
    with log.open("w") as output:
        command = [sys.executable, "-c", SERVE, str(copy), str(port)]
        everything = {**os.environ, **environment}
        server = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, env=everything)
    try:
        _wait_for(log, server, "new at every start")
        password = (copy / "password").read_text()
        yield Hub(url=f"http://127.0.0.1:{port}", editor="editor", password=password, folder=copy)
    finally:
        server.terminate()
        server.wait()


def _state() -> str:
    """Return a name for everything that the demo is made from, and the day that it dates from."""
    digest = hashlib.sha256(date.today().isoformat().encode())
    for source in (Path(__file__), ROOT / "uv.lock", *sorted(ROOT.glob("src/**/*")), *sorted(ROOT.glob("demo/**/*"))):
        if source.is_file() and source.suffix != ".pyc":
            digest.update(f"{source.relative_to(ROOT)}\n".encode() + source.read_bytes())
    return digest.hexdigest()[:16]


def _wait_for(log: Path, server: subprocess.Popen[bytes], words: str) -> None:
    for _ in range(1200):
        if words in (text := log.read_text()):
            return
        assert server.poll() is None, text
        time.sleep(0.1)
    raise AssertionError(f"The demo hub did not start:\n{log.read_text()}")
