"""What every command that computes hands out: text or JSON on stdout, and a figure where one is asked for."""

from argparse import Namespace
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from evidence.cli.files import write_files
from evidence.cli.progress import progress
from evidence.cli.report import report
from evidence.estimators import PRESETS, Reconstruction, analyse
from evidence.exchange import dump
from evidence.figures import draw_survival
from evidence.tables import EventTable


def write_results(
    table: EventTable,
    arguments: Namespace,
    times: Mapping[float, str],
    *,
    title: str,
    rebuilt: Reconstruction | None = None,
    files: Mapping[Path, Callable[[Path], object]] | None = None,
) -> None:
    """
    Compute everything of a table, draw it and print it; only when all is made is anything written.

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
    files : mapping of Path to callable, optional
        Further files to write, as for `write_files`.
    """
    with progress("Computing"):
        analysis = analyse(table, at=tuple(times), preset=PRESETS[arguments.preset])
    if rebuilt:
        analysis = replace(analysis, reconstruction=rebuilt.fit, notes=(*rebuilt.notes, *analysis.notes))
    text = dump(analysis) if arguments.json else report(analysis, title=title, times=times)
    figure = {arguments.figure: draw_survival(analysis, title=title).save} if arguments.figure else {}
    write_files({**figure, **(files or {})})
    print(text)
