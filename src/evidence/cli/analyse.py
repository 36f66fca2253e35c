"""``evidence analyse``: from a file with one row per person to everything a paper prints of it."""

from argparse import Namespace
from dataclasses import replace
from pathlib import Path

from evidence.cli import CommandError
from evidence.cli.durations import durations
from evidence.cli.files import require_places
from evidence.cli.output import write_results
from evidence.cli.progress import progress
from evidence.tables import CENSORED, BadRowsError, EventTable, read_events
from evidence.tables.columns import Code

CODES: dict[Code, str] = {
    **{code: f"event {code}" if code else CENSORED for code in range(10)},
    **dict.fromkeys(("false", "False", "FALSE"), CENSORED),
    **dict.fromkeys(("true", "True", "TRUE"), "event 1"),
}
"""What the status means where nobody says it; truth is written in three ways by DuckDB, Python and R."""


def run(arguments: Namespace) -> None:
    """
    Read the file, compute, print.

    Parameters
    ----------
    arguments : Namespace
        Of the command line.
    """
    require_places((arguments.figure,), read=(arguments.file,))
    times = durations(arguments.at, arguments.unit)
    with progress(f"Reading {arguments.file.name}"):
        table = _read(arguments)
    write_results(table, arguments, times, title=arguments.file.name)


def _read(arguments: Namespace) -> EventTable:
    try:
        table = _counted(arguments)
    except BadRowsError as error:
        if arguments.codes or "a status without a meaning" not in str(error):
            raise
        raise CommandError(f"{error} Say what each means with --codes, like --codes 0=censored,1=relapse.") from None
    if not arguments.codes:
        table = _named_events(table, arguments.file)
    return _reference_first(table, arguments.reference) if arguments.reference else table


def _counted(arguments: Namespace) -> EventTable:
    return read_events(
        arguments.file,
        time=arguments.time,
        status=arguments.status,
        codes=_codes(arguments.codes) if arguments.codes else CODES,
        time_unit=arguments.unit,
        arm=arguments.arm,
        strata=tuple(arguments.strata.split(",")) if arguments.strata else None,
        entry=arguments.entry,
    )


def _codes(text: str) -> dict[Code, str]:
    """Read what each status means; one wrong part is named."""
    codes: dict[Code, str] = {}
    for part in text.split(","):
        code, equals, meaning = (piece.strip() for piece in part.partition("="))
        if not (code and equals and meaning):
            raise CommandError(f"“{part}” does not say what a status means; write it like 1=relapse.")
        if code in codes:
            raise CommandError(f"The status {code} is given two meanings.")
        codes[code] = meaning
    return codes


def _named_events(table: EventTable, file: Path) -> EventTable:
    """Leave out the events that nobody had; without a status 0 only the user knows which code means censored."""
    happened = table.counts.sum(axis=(0, 1)) > 0
    if not happened[0] and happened[1:].sum() > 1:
        raise CommandError(
            f"Nobody in {file.name} has the status 0, so it is not plain which status means censored; "
            "say it with --codes, like --codes 1=censored,2=death."
        )
    kept = [0, *(place for place in range(1, len(happened)) if happened[place])]
    if len(kept) == 1:
        kept = [0, 1]
    names = ["event"] if len(kept) == 2 else [table.causes[place] for place in kept[1:]]
    return replace(
        table,
        causes=(CENSORED, *names),
        counts=table.counts[:, :, kept],
        strata=tuple(replace(part, counts=part.counts[:, :, kept]) for part in table.strata),
    )


def _reference_first(table: EventTable, reference: str) -> EventTable:
    place = table.place(reference)
    order = [place, *(other for other in range(len(table.arms)) if other != place)]
    return replace(
        table,
        arms=tuple(table.arms[arm] for arm in order),
        counts=table.counts[order],
        entries=None if table.entries is None else table.entries[order],
        strata=tuple(
            replace(part, counts=part.counts[order], entries=None if part.entries is None else part.entries[order])
            for part in table.strata
        ),
    )
