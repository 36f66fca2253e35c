"""Files that a command writes: whole or not at all, and never over what it reads."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from evidence.cli import CommandError


def require_places(places: Iterable[Path | None], *, read: Iterable[Path]) -> None:
    """
    Refuse files that cannot be written, before any work is done for them.

    Parameters
    ----------
    places : iterable of (Path or None)
        Files to be written; None for one that nobody asked for.
    read : iterable of Path
        Files that the command reads, which it must not replace.
    """
    taken = {path.resolve(): "is the file that is read" for path in read}
    for place in places:
        if place is None:
            continue
        if not place.parent.is_dir():
            raise CommandError(f"There is no folder {place.parent}.")
        if place.is_dir():
            raise CommandError(f"{place} is a folder; name a file.")
        if place.resolve() in taken:
            raise CommandError(f"{place} {taken[place.resolve()]}; name another.")
        taken[place.resolve()] = "is to be written twice"


def write_files(writers: Mapping[Path, Callable[[Path], object]]) -> None:
    """
    Write files beside where they belong and move all there once all are whole.

    Parameters
    ----------
    writers : mapping of Path to callable
        Each takes the path to write to, which ends in the name of its file.
    """
    with ExitStack() as cleared_away:
        whole = {}
        for path, write in writers.items():
            try:
                if path.exists() and not path.is_file():  # a device or a pipe cannot be replaced
                    write(path)
                    continue
                beside = TemporaryDirectory(prefix=".evidence-", dir=path.resolve().parent)
                written = Path(cleared_away.enter_context(beside)) / path.name
                write(written)
            except OSError as error:
                raise CommandError(f"{path}: {error.strerror or error}.") from None
            whole[written] = path.resolve()
        for written, place in whole.items():
            written.replace(place)
