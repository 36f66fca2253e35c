"""How many slips of the pen the checks find, and how often they are wrong about correct print.

Trials are drawn, computed and printed by the library with every interval method, rounded or cut off, in varied
typography; then one slip is made at a time. A slip counts as found if a finding that is impossible or inconsistent
concerns a figure that it changed. Intervals of the rates are Wilson's.

Usage: ``python benchmarks/checks.py [--trials 300] [--seed 1] [--missed KIND]``.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter, defaultdict
from collections.abc import Iterable

import numpy as np
from printed_trials import Passage, passage
from slips import Changes, is_detectable, slips

from evidence.checks import Finding, Level, check
from evidence.claims import Claim, read
from evidence.estimators.proportion import wilson_limits

Z = 1.959964


def main() -> None:
    """Run the simulation and print its tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--missed", default="", help="print the detectable slips of this kind that were missed")
    arguments = parser.parse_args()
    rng = np.random.default_rng(arguments.seed)
    figures, flagged, alarms, seconds, words = 0, 0, Counter[str](), 0.0, 0
    found: dict[str, Counter[str]] = defaultdict(Counter)
    by_check: dict[str, Counter[str]] = defaultdict(Counter)
    for _ in range(arguments.trials):
        printed = passage(rng)
        if printed is None:
            continue
        text, _ = printed.render()
        start = time.perf_counter()
        claims, findings = _judged(text)
        seconds, words = seconds + time.perf_counter() - start, words + len(text.split())
        figures += len(claims)
        flagged += len({index for finding in findings for index in finding.claims})
        alarms.update(finding.check for finding in findings)
        for kind, changes in slips(printed, rng):
            if changes and printed.changed(changes).slots != printed.slots:
                _try(printed, kind, changes, found[kind], by_check, verbose=arguments.missed == kind)
    _print(figures, flagged, alarms, found, by_check)
    rate, density = words / seconds / 250, figures / words * 250
    print(f"\nReading and checking: {rate:,.0f} texts of 250 words a second, {density:.0f} figures in each.")


def _judged(text: str) -> tuple[list[Claim], list[Finding]]:
    claims = read(text)
    return claims, [finding for finding in check(claims) if finding.level is not Level.NOTE]


def _try(
    printed: Passage,
    kind: str,
    changes: Changes,
    counts: Counter[str],
    by_check: dict[str, Counter[str]],
    *,
    verbose: bool,
) -> None:
    changed = printed.changed(changes)
    text, places = changed.render()
    claims, findings = _judged(text)
    spots = [places[key] for key in changes]
    if any(key.startswith("group") for key, _ in changes):
        spots = [(0, len(text))]
    hits = {finding.check for finding in findings if _concerns(finding, claims, spots)}
    detectable = is_detectable(printed, changes)
    counts.update(made=1, found=bool(hits), detectable=detectable, both=bool(hits) and detectable)
    for name in hits:
        by_check[name].update(found=1)
    if verbose and detectable and not hits:
        print("MISSED", {key: (printed.slots[key], new) for key, new in changes.items()}, "\n", text, "\n")


def _concerns(finding: Finding, claims: list[Claim], spots: Iterable[tuple[int, int]]) -> bool:
    return any(
        claims[index].start < end + 1 and start < claims[index].end + 1
        for index in finding.claims
        for start, end in spots
    )


def _print(
    figures: int,
    flagged: int,
    alarms: Counter[str],
    found: dict[str, Counter[str]],
    by_check: dict[str, Counter[str]],
) -> None:
    print("| Slip | Made | Found | Detectable | Found of the detectable |\n|---|---|---|---|---|")
    total = Counter[str]()
    for kind, counts in sorted(found.items()):
        total.update(counts)
        print(f"| {kind} | {counts['made']} | {counts['found']} | {_rate(counts['both'], counts['detectable'])} |")
    print(f"| **all** | {total['made']} | {total['found']} | {_rate(total['both'], total['detectable'])} |")
    print("\n| Check | Slips found | False alarms |\n|---|---|---|")
    for name in sorted({*by_check, *alarms}):
        print(f"| {name} | {by_check[name]['found']} | {alarms[name]} |")
    low, high = wilson_limits(flagged, figures, Z)
    print(
        f"\nCorrect print: {flagged} of {figures} figures flagged, {100 * flagged / figures:.2f}% "
        f"(95% CI {100 * low:.2f}–{100 * high:.2f})."
    )


def _rate(part: int, whole: int) -> str:
    if not whole:
        return "0 | –"
    low, high = wilson_limits(part, whole, Z)
    return f"{whole} | {part}: {100 * part / whole:.1f}% ({100 * low:.1f}–{100 * high:.1f})"


if __name__ == "__main__":
    main()
