"""``evidence reconstruct``: from a digitised curve and its numbers at risk to people, and what these miss of it."""

import csv
from argparse import Namespace
from functools import partial
from pathlib import Path

from evidence.cli.durations import durations
from evidence.cli.files import require_places
from evidence.cli.output import write_results
from evidence.cli.progress import progress
from evidence.estimators import reconstruct
from evidence.tables import CENSORED, EventTable, read_curve_points, read_numbers_at_risk


def run(arguments: Namespace) -> None:
    """
    Read the points, rebuild the people, compute, print.

    Parameters
    ----------
    arguments : Namespace
        Of the command line.
    """
    require_places((arguments.figure, arguments.rows), read=(arguments.file, arguments.at_risk))
    times = durations(arguments.at, arguments.unit)
    with progress("Reconstructing"):
        rebuilt = reconstruct(
            read_curve_points(arguments.file),
            read_numbers_at_risk(arguments.at_risk),
            arm=arguments.arm,
            time_unit=arguments.unit,
            total_events=arguments.events,
            percent=arguments.percent,
        )
    rows = {arguments.rows: partial(write_rows, rebuilt.table)} if arguments.rows else {}
    write_results(rebuilt.table, arguments, times, title=arguments.file.name, rebuilt=rebuilt, files=rows)


def write_rows(table: EventTable, path: Path) -> None:
    """
    Write the people of a table as rows.

    Parameters
    ----------
    table : EventTable
    path : Path
        A CSV file with the columns time, status (0 censored, 1 event) and arm.
    """
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["time", "status", "arm"])
        for arm in table.arms:
            counted = table.of(arm)
            for time, counts in zip(counted.times.tolist(), counted.counts.tolist(), strict=True):
                for cause, people in zip(table.causes, counts, strict=True):
                    writer.writerows([[time, int(cause != CENSORED), arm]] * people)
