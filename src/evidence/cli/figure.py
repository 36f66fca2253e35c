"""``evidence figure``: draw the results in a file, computing nothing anew."""

from argparse import Namespace
from collections.abc import Callable
from functools import partial

from evidence.cli import CommandError
from evidence.cli.files import require_places, write_files
from evidence.exchange import load
from evidence.figures import DARK, LIGHT, Picture, draw_hazard_ratios, draw_incidence, draw_survival
from evidence.results import Analysis

NARROWEST, WIDEST = 280, 4000


def run(arguments: Namespace) -> None:
    """
    Read the results, draw, save.

    Parameters
    ----------
    arguments : Namespace
        Of the command line.
    """
    require_places((arguments.out,), read=(arguments.file,))
    if not arguments.file.is_file():
        raise CommandError(f"There is no file {arguments.file}.")
    try:
        analysis = load(arguments.file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise CommandError(f"{arguments.file.name}: {error}") from None
    if not isinstance(analysis, Analysis):
        raise CommandError(f"{arguments.file.name} holds no analysis; write one with evidence analyse … --json.")
    write_files({arguments.out: _drawn(analysis, arguments).save})


def _drawn(analysis: Analysis, arguments: Namespace) -> Picture:
    if arguments.cause and arguments.kind != "incidence":
        raise CommandError("--cause goes with --kind incidence.")
    if not NARROWEST <= arguments.width <= WIDEST:
        raise CommandError(f"A figure is at least {NARROWEST} pixels wide and at most {WIDEST}.")
    kinds: dict[str, Callable[..., Picture]] = {
        "survival": draw_survival,
        "incidence": partial(draw_incidence, cause=arguments.cause),
        "hazard-ratios": draw_hazard_ratios,
    }
    draw = kinds[arguments.kind]
    theme = DARK if arguments.dark else LIGHT
    return draw(analysis, title=arguments.title, theme=theme, width=arguments.width)
