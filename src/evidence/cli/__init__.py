"""The command ``evidence``: the library for those who do not write Python.

Each command takes its words here and its work from a module that is imported only when it runs, so that help comes at
once. Bad input ends in one sentence on stderr and exit code 2.
"""

import argparse
import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import NoReturn

from evidence.cli.durations import UNITS
from evidence.cli.plain_text import plain

BAD_INPUT = 2
INTERRUPTED = 130


class CommandError(Exception):
    """What the user has to put right, in a sentence."""


class _Parser(argparse.ArgumentParser):
    """Say what is wrong in one sentence, and where to find help."""

    def error(self, message: str) -> NoReturn:
        self.exit(BAD_INPUT, f"{self.prog}: {plain(message).rstrip('.')}. See: {self.prog} --help\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run a command.

    Parameters
    ----------
    arguments : sequence of str, optional
        Without it those of the command line.

    Returns
    -------
    int
        0, 1 where ``check`` has found what cannot be right, or 2 for bad input.
    """
    _open_streams()
    parsed = _parser().parse_args(arguments)
    try:
        code = import_module(f"evidence.cli.{parsed.command}").run(parsed)
        sys.stdout.flush()
    except (CommandError, ValueError) as error:
        return _refused(str(error))
    except ModuleNotFoundError as error:
        return _refused(f"This needs a package that is not installed: {error.name}.")
    except BrokenPipeError:
        # Whoever read the output has seen enough; Python would complain once more while closing it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        return _refused(f"{where}{error.strerror or error}.")
    except MemoryError:
        return _refused("There is not enough memory for this.")
    except KeyboardInterrupt:
        return INTERRUPTED
    else:
        return int(code or 0)
    return 0


def _open_streams() -> None:
    """Speak UTF-8 whatever the locale, since results hold more than ASCII; drop what goes to a closed stream."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 - open until the end
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _refused(sentence: str) -> int:
    print(f"evidence: {plain(sentence)}", file=sys.stderr)
    return BAD_INPUT


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="evidence",
        description="Compute what clinical papers print, and check what they have printed.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND", parser_class=_Parser)
    _analyse(commands.add_parser("analyse", help="compute results from a file with one row per person"))
    _reconstruct(commands.add_parser("reconstruct", help="rebuild patient-level data from a digitised curve"))
    _figure(commands.add_parser("figure", help="draw results that analyse or reconstruct wrote with --json"))
    _claims(commands.add_parser("claims", help="read the results that a text prints"))
    _check(commands.add_parser("check", help="find printed results that cannot be right"))
    return parser


def _analyse(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Compute survival, cumulative incidence, follow-up and comparisons from a file with one row per person."
    )
    parser.add_argument("file", metavar="FILE", type=Path, help="CSV (comma, semicolon or tab), Parquet or Arrow file")
    parser.add_argument("--time", metavar="COLUMN", required=True, help="time under observation")
    parser.add_argument("--status", metavar="COLUMN", required=True, help="how it ended: 0 censored, 1, 2 … events")
    parser.add_argument("--codes", metavar="CODES", help="what each status means, like 0=censored,1=relapse,2=death")
    parser.add_argument("--arm", metavar="COLUMN", help="arm; the first in alphabetical order is the reference")
    parser.add_argument("--reference", metavar="ARM", help="take this arm as the reference")
    parser.add_argument(
        "--strata", metavar="COLUMNS", help="columns to stratify tests and hazard ratios by, like sex,site"
    )
    parser.add_argument("--entry", metavar="COLUMN", help="time of coming under observation (left truncation)")
    parser.add_argument("--unit", choices=UNITS, default="days", help="unit of the time column (default: days)")
    _reporting(parser)


def _reconstruct(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Rebuild patient-level data from a digitised survival curve and its numbers at risk (Guyot 2012), and say how "
        "far the rebuilt curve is from the points given."
    )
    parser.add_argument("file", metavar="CURVE", type=Path, help="CSV with the columns time and survival")
    parser.add_argument(
        "--at-risk", metavar="FILE", required=True, type=Path, help="CSV with the columns time, at_risk"
    )
    parser.add_argument("--events", metavar="N", type=int, help="events in all, where the paper prints them")
    parser.add_argument("--percent", action="store_true", help="survival is given in per cent, not as a fraction")
    parser.add_argument("--arm", metavar="NAME", default="all", help="name of the arm")
    parser.add_argument("--unit", choices=UNITS, default="months", help="unit of the times (default: months)")
    parser.add_argument("--rows", metavar="OUT.csv", type=Path, help="also write the people rebuilt: time, status, arm")
    _reporting(parser)


def _reporting(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--at", metavar="TIMES", default="", help="times to read the curves at, like 1y,2y,4y or 90d")
    parser.add_argument(
        "--preset", choices=("sas", "r", "tidycmprsk"), default="sas", help="whose defaults to take (default: sas)"
    )
    parser.add_argument("--json", action="store_true", help="print every value at full precision with its method")
    parser.add_argument(
        "--figure", metavar="OUT", type=Path, help="also draw the survival curves: .svg, .png, .pdf, .json (Vega-Lite)"
    )


def _figure(parser: argparse.ArgumentParser) -> None:
    parser.description = "Draw the results in a file that analyse or reconstruct wrote with --json."
    parser.add_argument("file", metavar="RESULTS.json", type=Path)
    parser.add_argument("out", metavar="OUT", type=Path, help="picture to write: .svg, .png, .pdf or .json (Vega-Lite)")
    parser.add_argument(
        "--kind",
        choices=("survival", "incidence", "hazard-ratios"),
        default="survival",
        help="curves of survival or of incidence, or a forest plot of the hazard ratios (default: survival)",
    )
    parser.add_argument("--cause", metavar="EVENT", help="draw the incidence of this event alone")
    parser.add_argument("--title", default="", help="heading of the figure")
    parser.add_argument("--width", type=int, default=680, help="in pixels (default: 680; a phone: 340)")
    parser.add_argument("--dark", action="store_true", help="light ink on a dark ground")


def _claims(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Read the results that a text prints: estimates, intervals, counts, P values, each with its place."
    )
    parser.add_argument("file", metavar="FILE", type=Path, nargs="?", help="plain text in UTF-8 (default: stdin)")
    parser.add_argument("--json", action="store_true", help="print every figure as parsed")


def _check(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Find printed results that cannot be right. Exit code: 0 if nothing is impossible or inconsistent, 1 if "
        "something is, 2 for bad input."
    )
    parser.add_argument("file", metavar="FILE", type=Path, nargs="?", help="plain text in UTF-8 (default: stdin)")
    parser.add_argument(
        "--n",
        metavar="ARM=30",
        nargs="+",
        action="extend",
        default=[],
        help="people in an arm, as the text names it; all=30 for everybody",
    )
    parser.add_argument("--adjusted", action="store_true", help="the figures are adjusted or weighted")
    output = parser.add_mutually_exclusive_group()
    output.add_argument("--json", action="store_true", help="print claims and findings as JSON")
    output.add_argument(
        "--jsonl",
        action="store_true",
        help="take one {“id”, “text”} a line and answer one line each, for whole corpora",
    )
