"""The migrated database kept between test runs: migrating takes half a minute of each process that needs one."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "var" / "tests"
# The name under which Django keeps its test database in memory, shared by a process's connections.
MEMORY = "file:memorydb_default?mode=memory&cache=shared"


def kept_file() -> Path:
    """Return where the database of just these migrations and packages is kept."""
    made_of = hashlib.sha256()
    for path in (ROOT / "uv.lock", *sorted(ROOT.glob("src/hub/*/migrations/*"))):
        if path.is_file():
            made_of.update(path.name.encode() + path.read_bytes())
    return KEPT / f"{made_of.hexdigest()[:16]}.sqlite3"


def bring(file: Path) -> sqlite3.Connection:
    """Fill the database in memory from a kept file; it lasts while this connection is open."""
    memory = sqlite3.connect(MEMORY, uri=True, check_same_thread=False)
    with closing(sqlite3.connect(file)) as kept:
        kept.backup(memory)
    return memory


def keep(file: Path) -> None:
    """Write the migrated database in memory to a file, in one step, whatever another process does."""
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_suffix(f".{os.getpid()}")
    with closing(sqlite3.connect(MEMORY, uri=True)) as memory, closing(sqlite3.connect(unfinished)) as kept:
        memory.backup(kept)
    unfinished.replace(file)
