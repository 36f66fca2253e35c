"""Where the text of a command comes from, and how a place in it is told."""

import sys
from pathlib import Path

from evidence.cli import CommandError


def text_of(file: Path | None) -> str:
    """
    Read a text.

    Parameters
    ----------
    file : Path or None
        None or ``-`` for stdin.

    Raises
    ------
    CommandError
        If there is no such file, or it is no text in UTF-8.
    """
    name = "stdin"
    if file is None or str(file) == "-":
        data = sys.stdin.buffer.read()
    elif file.is_file():
        data, name = file.read_bytes(), str(file)
    else:
        raise CommandError(f"There is no file {file}.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CommandError(f"{name} is no text in UTF-8: byte {error.start} cannot be read.") from None


def place(text: str, start: int) -> str:
    """Tell where in a text a character stands, like ``line 3, column 14``."""
    before = text.count("\n", 0, start)
    return f"line {before + 1}, column {start - text.rfind(chr(10), 0, start)}"


def one_line(text: str) -> str:
    """Put a piece of a text on one line."""
    return " ".join(text.split())
