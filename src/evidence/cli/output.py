"""What every command that computes hands out: text or JSON on stdout, and a figure where one is asked for."""

from argparse import Namespace
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from evidence.cli import CommandError
from evidence.cli.progress import progress
from evidence.cli.report import report
from evidence.estimators import PRESETS, Reconstruction, analyse
from evidence.exchange import dump
from evidence.figures import Picture, draw_survival
from evidence.tables import EventTable


def write_results(
    table: EventTable,
    arguments: Namespace,
    times: Mapping[float, str],
    *,
    title: str,
    rebuilt: Reconstruction | None = None,
) -> None:
    """
    Compute everything of a table, print it and draw it.

    Parameters
    ----------
    table : EventTable
    arguments : Namespace
        With ``preset``, ``json`` and ``figure``.
    times : mapping of float to str
        Times to read the curves at, in the table's unit, and their names.
    title : str
        What was analysed.
    rebuilt : Reconstruction, optional
        Where the table comes from, for reconstructed data.
    """
    with progress("Computing"):
        analysis = analyse(table, at=tuple(times), preset=PRESETS[arguments.preset])
    if rebuilt:
        analysis = replace(analysis, reconstruction=rebuilt.fit, notes=(*rebuilt.notes, *analysis.notes))
    if arguments.figure:
        save(draw_survival(analysis, title=title), arguments.figure)
    print(dump(analysis) if arguments.json else report(analysis, title=title, times=times))


def save(picture: Picture, path: Path) -> None:
    """
    Save a figure where it can be saved, or say why not.

    Parameters
    ----------
    picture : Picture
    path : Path
        Its ending decides the format.
    """
    if not path.parent.is_dir():
        raise CommandError(f"There is no folder {path.parent}.")
    picture.save(path)
