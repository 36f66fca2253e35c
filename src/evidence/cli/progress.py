"""Tell somebody who waits at a terminal that work goes on; say nothing into files and pipes."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

PATIENCE = 1.0


@contextmanager
def progress(words: str) -> Iterator[None]:
    """
    Show words and the seconds passed on stderr while the block runs, once it has taken a second.

    Parameters
    ----------
    words : str
        Like ``"Reading rows.parquet"``.
    """
    if not sys.stderr.isatty():
        yield
        return
    done = Event()
    thread = Thread(target=_tick, args=(words, done), daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _tick(words: str, done: Event) -> None:
    start = time.monotonic()
    while not done.wait(PATIENCE):
        print(f"\r{words} … {time.monotonic() - start:.0f} s", end="", file=sys.stderr, flush=True)
    if time.monotonic() - start > PATIENCE:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)
