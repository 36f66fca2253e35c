"""``evidence check``: what cannot be right in a text, or in every text of a corpus."""

import json
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path

from evidence.checks import Context, Finding, Level, check
from evidence.checks.names import arm_name
from evidence.claims import Claim, read
from evidence.cli import BAD_INPUT, CommandError
from evidence.cli.texts import one_line, place, text_of

FOUND = 1


def run(arguments: Namespace) -> int:
    """
    Read a text, check it, tell what was found.

    Parameters
    ----------
    arguments : Namespace
        Of the command line.

    Returns
    -------
    int
        0 if nothing is impossible or inconsistent, 1 if something is, 2 if a line of a corpus could not be read.
    """
    _take_file(arguments)
    context = Context(groups=dict(_group(text) for text in arguments.n), adjusted=arguments.adjusted)
    text = text_of(arguments.file)
    if arguments.jsonl:
        return _corpus(text, context)
    claims = read(text)
    findings = check(claims, context)
    _tell_unknown_arms(claims, context)
    if arguments.json:
        print(json.dumps(_answer(claims, findings), ensure_ascii=False, indent=2))
    else:
        _print(text, claims, findings)
    return _code(findings)


def _take_file(arguments: Namespace) -> None:
    """Take the file from behind ``--n A=30 B=31 FILE``, where argparse gives it to ``--n``."""
    if arguments.file is None and arguments.n and "=" not in arguments.n[-1]:
        arguments.file = Path(arguments.n.pop())


def _group(text: str) -> tuple[str, int]:
    arm, equals, n = (piece.strip() for piece in text.rpartition("="))
    if not (arm and equals and n.isdecimal() and int(n) > 0):
        raise CommandError(f"“{text}” does not say how many people an arm has; write it like placebo=30.")
    return arm, int(n)


def _answer(claims: Sequence[Claim], findings: Sequence[Finding]) -> dict[str, object]:
    return {
        "claims": [claim.to_json() for claim in claims],
        "findings": [finding.to_json() for finding in findings],
    }


def _code(findings: Sequence[Finding]) -> int:
    return FOUND if any(finding.level is not Level.NOTE for finding in findings) else 0


def _corpus(text: str, context: Context) -> int:
    """Answer every line; a line that is no text is named, and the others are answered all the same."""
    code = 0
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            name, passage = _entry(line)
        except ValueError as error:
            print(f"evidence: line {number}: {error}", file=sys.stderr)
            code = BAD_INPUT
            continue
        claims = read(passage)
        findings = check(claims, context)
        print(json.dumps({"id": name, **_answer(claims, findings)}, ensure_ascii=False))
        code = max(code, _code(findings))
    return code


def _entry(line: str) -> tuple[object, str]:
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError):
        raise ValueError("this is no JSON.") from None
    if not isinstance(entry, dict):
        raise ValueError("this is no JSON object with “id” and “text”.")
    for key in ("id", "text"):
        if key not in entry:
            raise ValueError(f"“{key}” is missing.")
    if not isinstance(entry["text"], str):
        raise ValueError("“text” is no text.")
    return entry["id"], entry["text"]


def _tell_unknown_arms(claims: Sequence[Claim], context: Context) -> None:
    """Say on stderr which arms of ``--n`` no figure is of: their sizes were of no use."""
    named = {arm_name(claim.arm) for claim in claims}
    for arm in context.groups:
        if arm_name(arm) not in named:
            print(f"evidence: no figure was read as of the arm “{arm}”.", file=sys.stderr)


def _print(text: str, claims: Sequence[Claim], findings: Sequence[Finding]) -> None:
    for finding in findings:
        print("\n".join(_lines(text, claims, finding)), end="\n\n")
    counts = {level: sum(finding.level is level for finding in findings) for level in Level}
    figures = f"{len(claims)} {'figure' if len(claims) == 1 else 'figures'} read"
    if not findings:
        print(f"{figures}; nothing found that cannot be right.")
        return
    notes = f"{counts[Level.NOTE]} {'note' if counts[Level.NOTE] == 1 else 'notes'}"
    print(f"{figures}: {counts[Level.IMPOSSIBLE]} impossible, {counts[Level.INCONSISTENT]} inconsistent, {notes}.")


def _lines(text: str, claims: Sequence[Claim], finding: Finding) -> Iterator[str]:
    yield f"{str(finding.level).upper()}: {finding.message} [{finding.check}]"
    for index in finding.claims:
        yield f"    {place(text, claims[index].start)}: “{one_line(claims[index].span)}”"
    if finding.fits:
        yield f"    Would fit: {finding.fits}"
    if finding.assumption:
        yield f"    Right only if: {finding.assumption}"
