"""How well and how fast printed results are read, against passages that people have annotated.

Usage: ``python benchmarks/claims.py ANNOTATED.jsonl [--errors]``. Each line holds ``text`` and ``claims``; a claim has
the keys span, measure, outcome, arm, time, estimate, unit, ci, ci_level, range, numerator, denominator, p and se.

Matching. Within a passage every figure read is paired with at most one figure annotated. A pair agrees on *(estimate,
interval, measure)* when estimate, both limits and the measure are equal as numbers and words; a figure that prints no
estimate must agree on what it prints instead: a P value on operator and value, a count on its numerator. A pair agrees
*in full* when outcome, arm and time agree as well. Time: value and unit. Outcome and arm: the same words whatever their
order, after lower-casing, making every dash a hyphen and every hyphen a space, dropping articles, "group", "arm",
"cohort", "patients" and the like, and cutting plural endings. Precision is agreeing pairs over figures read, recall
over figures annotated. Pairs are chosen to agree in full first, so order in a passage does not matter.
"""

import argparse
import json
import re
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from evidence.claims import read

_DROPPED = (
    "the a an of in with at for group groups arm arms cohort cohorts patients patient subjects participants rate rates"
)
_DASHES = re.compile("[-\u2010-\u2015\u2212/+]")

# An abstract as journals print them, with a figure every thirty words; every name and number is made up.
ABSTRACT = """
Background: The outlook of older adults whose follicular lymphoma relapses is poor, and the best treatment after
chemoimmunotherapy is not known. We compared the efficacy and safety of exemplib plus rituximab with those of placebo
plus rituximab. Methods: In this double-blind, multicentre, phase 3 trial, we recruited patients aged 18 years or older
with a performance status of 0–2 from 186 hospitals in Asia, Europe, and the Americas. Eligible patients were randomly
assigned (2:1) with an interactive voice response system to receive exemplib (60 mg on days 1, 8, and 15 of a 28-day
cycle) or placebo, both with rituximab 375 mg/m2 weekly. The primary outcome was progression-free survival, assessed by
masked central review in the intention-to-treat population. Safety was assessed in all patients who received at least
one dose of study drug. This trial is registered with ClinicalTrials.gov, NCT00000000, and is ongoing. Findings: Between
Aug 3, 2015, and Dec 17, 2019, 652 patients were screened and 456 were randomly assigned to exemplib plus rituximab
(n=304) or placebo plus rituximab (n=152). With a median follow-up of 18·7 months (IQR 7·9–27·3), median
progression-free survival was 20·4 months (95% CI 16·9–31·2) in the exemplib group versus 13·1 months (9·8–16·6) in the
placebo group (hazard ratio 0·55 [95% CI 0·42–0·72]; p<0·0001). The most common grade 3–4 adverse events were
hyperglycaemia (170 [56%] of 304 patients in the exemplib group vs 12 [8%] of 150 in the placebo group) and hypertension
(121 [40%] vs 14 [9%]). Serious adverse events were reported in 143 (47%) of 304 patients and 27 (18%) of 150.
Interpretation: Exemplib plus rituximab improved progression-free survival, with a manageable safety profile.
"""


def words(text: str | None) -> tuple[str, ...] | None:
    """Bring an outcome or an arm to comparable form."""
    if text is None:
        return None
    plain = _DASHES.sub(" ", text.lower())
    kept = (re.sub(r"[^\w.]", "", word).strip(".") for word in plain.split())
    return tuple(sorted(_singular(word) for word in kept if word and word not in _DROPPED.split()))


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


def printed(claim: dict) -> tuple:
    """(Estimate, interval, measure), with what a figure without an estimate prints instead."""
    interval = tuple(claim["ci"]) if claim["ci"] else None
    instead = None
    if claim["measure"] == "p_value":
        instead = (claim["p"]["op"], claim["p"]["value"])
    elif claim["estimate"] is None:
        instead = claim["numerator"]
    return claim["estimate"], interval, claim["measure"], instead


def full(claim: dict) -> tuple:
    """The same with outcome, arm and time."""
    when = claim["time"]
    return (*printed(claim), words(claim["outcome"]), words(claim["arm"]), when and (when["value"], when["unit"]))


def unmatched(one: Iterable[dict], other: Iterable[dict], key: Callable[[dict], tuple]) -> list[dict]:
    """What of `one` finds no partner in `other`."""
    left = [key(claim) for claim in other]
    alone = []
    for claim in one:
        if key(claim) in left:
            left.remove(key(claim))
        else:
            alone.append(claim)
    return alone


def score(passages: Sequence[dict], found: Sequence[list[dict]], key: Callable[[dict], tuple]) -> tuple[int, int, int]:
    """Count agreeing pairs, figures read and figures annotated."""
    agreeing = sum(
        len(claims) - len(unmatched(claims, passage["claims"], key))
        for passage, claims in zip(passages, found, strict=True)
    )
    return agreeing, sum(map(len, found)), sum(len(passage["claims"]) for passage in passages)


def speed(texts: Sequence[str], seconds: float) -> tuple[float, float]:
    """Texts of 250 words read in one second of one core: on average, and in the tenth of a second least disturbed."""
    volume = sum(len(text.split()) for text in texts) / 250
    spells: list[tuple[float, float]] = []  # texts, seconds
    while sum(spent for _, spent in spells) < seconds:
        rounds, spent, began = 0, 0.0, time.process_time()
        while spent < 0.1:
            for text in texts:
                read(text)
            rounds += 1
            spent = time.process_time() - began
        spells.append((rounds * volume, spent))
    rates = [done / spent for done, spent in spells]
    return sum(done for done, _ in spells) / sum(spent for _, spent in spells), max(rates)


def show(name: str, counts: tuple[int, int, int]) -> None:
    """Print one line of the result."""
    agreeing, got, wanted = counts
    precision, recall = agreeing / max(got, 1), agreeing / max(wanted, 1)
    print(f"{name:<32} precision {precision:6.3f} ({agreeing}/{got})   recall {recall:6.3f} ({agreeing}/{wanted})")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("path", type=Path, help="annotated passages, one JSON object a line")
    parser.add_argument("--errors", action="store_true", help="print every figure without a partner")
    parser.add_argument("--seconds", type=float, default=3.0, help="how long to measure speed")
    options = parser.parse_args(arguments)
    passages = [json.loads(line) for line in options.path.read_text(encoding="utf-8").splitlines() if line.strip()]
    found = [[claim.to_json() for claim in read(passage["text"])] for passage in passages]
    show("(estimate, interval, measure)", score(passages, found, printed))
    show("with outcome, arm and time", score(passages, found, full))
    for passage, claims in zip(passages, found, strict=True) if options.errors else ():
        missed, extra = unmatched(passage["claims"], claims, full), unmatched(claims, passage["claims"], full)
        for mark, alone in (("-", missed), ("+", extra)):
            for claim in alone:
                when = claim["time"] and f"{claim['time']['value']} {claim['time']['unit']}"
                print(passage["id"], mark, *printed(claim), "|", claim["outcome"], "|", claim["arm"], "|", when)
    if options.seconds > 0:
        for name, texts in (("the passages", [passage["text"] for passage in passages]), ("an abstract", [ABSTRACT])):
            average, best = speed(texts, options.seconds)
            print(f"{average:.0f} texts of 250 words a second ({best:.0f} undisturbed), made of {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
