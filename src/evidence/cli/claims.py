"""``evidence claims``: the results that a text prints, as they were read."""

import json
from argparse import Namespace

from evidence.claims import Claim, read
from evidence.cli.texts import one_line, place, text_of


def run(arguments: Namespace) -> None:
    """
    Read a text, tell its claims.

    Parameters
    ----------
    arguments : Namespace
        Of the command line.
    """
    text = text_of(arguments.file)
    claims = read(text)
    if arguments.json:
        print(json.dumps([claim.to_json() for claim in claims], ensure_ascii=False, indent=2))
        return
    for claim in claims:
        print(f"{_told(claim)}\n    {place(text, claim.start)}: “{one_line(claim.span)}”")
    print(f"{len(claims)} {'figure' if len(claims) == 1 else 'figures'} read.")


def _told(claim: Claim) -> str:
    """Tell what a figure is of, like ``survival probability · overall survival · placebo · 3 years``."""
    time = None if claim.time is None else f"{claim.time.value:g} {claim.time.unit}"
    parts = (claim.measure.value.replace("_", " "), claim.outcome, claim.arm, time)
    return " · ".join(part for part in parts if part)
