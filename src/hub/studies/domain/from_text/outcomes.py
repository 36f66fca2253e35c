"""The outcomes that a text speaks of, by their usual names, with the direction that is good for the patient."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from hub.studies.domain import display, engine
from hub.studies.enums import CONTRASTS, Better, Measure
from hub.studies.results.printed_figures import ReadFigure
from hub.studies.results.proposal import ProposedOutcome

MEASURES = {
    "survival_probability": Measure.SURVIVAL_PROBABILITY,
    "cumulative_incidence": Measure.CUMULATIVE_INCIDENCE,
    "proportion": Measure.PROPORTION,
    "median_time": Measure.MEDIAN_TIME,
    "hazard_ratio": Measure.HAZARD_RATIO,
    "odds_ratio": Measure.ODDS_RATIO,
    "risk_ratio": Measure.RISK_RATIO,
    "difference": Measure.RISK_DIFFERENCE,
    "rate": Measure.INCIDENCE_RATE,
}
"""What a stored result can be of; other figures make none."""
_ABBREVIATIONS = {
    "overall survival": "OS",
    "disease-free survival": "DFS",
    "relapse-free survival": "RFS",
    "leukaemia-free survival": "LFS",
    "event-free survival": "EFS",
    "progression-free survival": "PFS",
    "failure-free survival": "FFS",
    "metastasis-free survival": "MFS",
    "non-relapse mortality": "NRM",
    "complete response": "CR",
    "partial response": "PR",
    "overall response": "ORR",
}
_RESPONSES = ("complete response", "partial response", "overall response", "relapse")
_GRADE = re.compile(
    r"\bgrades?\s*(?P<from>≥|>=)?\s*(?P<low>[1-5])(?:\s*(?P<up>or (?:higher|worse|more|greater|above)|\+)"
    r"|\s*(?:[-–]|to|or)\s*(?P<high>[2-5]))?(?:\s+(?:to|or)\s+[2-5])?\s*",
    re.IGNORECASE,
)
_LIVING = (Measure.SURVIVAL_PROBABILITY, Measure.CUMULATIVE_INCIDENCE)
_BAD = ("relapse", "death", "mortality", "progressi", "recurren", "adverse", "toxicit", "infection", "failure")
_GOOD = ("survival", "remission", "response")


@dataclass(frozen=True)
class NamedOutcome:
    """What a figure is of: its outcome's usual name, grade, and what sets outcomes of one name apart."""

    usual: str
    name: str
    abbreviation: str
    grade: str
    measure: Measure
    note: str = ""

    @property
    def key(self) -> tuple[str, bool, bool]:
        """The same for figures of one outcome."""
        return self.usual, self.measure == Measure.CUMULATIVE_INCIDENCE, bool(self.grade)


def name_outcome(figure: ReadFigure) -> NamedOutcome | None:
    """Name the outcome of a figure; ``None`` where the text does not say it, or nothing like it can be stored."""
    measure, words = MEASURES.get(figure.measure), figure.outcome
    if measure is None or not words:
        return None
    grade, rest = _grade(words)
    usual = engine.usual_outcome_name(rest)
    note = ""
    if usual == "death" and measure == Measure.HAZARD_RATIO:
        usual, note = "overall survival", "The hazard ratio for death is taken as of overall survival."
    short = words if words.isupper() and len(words) <= 6 else _ABBREVIATIONS.get(usual, "")
    # "Remission" stays what the text calls it; abbreviations and "survival" get their whole name.
    name = rest if not usual or (usual in _RESPONSES and not rest.isupper()) else usual
    if grade:
        measure = Measure.ADVERSE_EVENT
    return NamedOutcome(usual or rest.lower(), display.upper_first(name)[:120], short, grade, measure, note)


def propose_outcomes(named: Sequence[NamedOutcome]) -> tuple[tuple[ProposedOutcome, ...], dict[object, str]]:
    """Gather outcomes into rows; also give the row of each outcome's key."""
    rows: dict[object, ProposedOutcome] = {}
    for each in named:
        row = rows.get(each.key)
        if row is None:
            rows[each.key] = _row(f"outcome-{len(rows) + 1}", each)
        elif row.measure in CONTRASTS and each.measure not in CONTRASTS:
            rows[each.key] = replace(_row(row.row, each), abbreviation=row.abbreviation or each.abbreviation)
    return tuple(rows.values()), {key: row.row for key, row in rows.items()}


def _row(row: str, each: NamedOutcome) -> ProposedOutcome:
    name, abbreviation = each.name, each.abbreviation
    if each.measure == Measure.CUMULATIVE_INCIDENCE and "incidence" not in name.lower():
        name = f"Cumulative incidence of {display.lower_first(name)}"
        abbreviation = abbreviation or ("CIR" if each.name.lower() == "relapse" else "")
    better = _better(each)
    return ProposedOutcome(
        row, name[:120], abbreviation, each.measure.value, better, "" if better else "To complete: which way is better."
    )


def _better(each: NamedOutcome) -> str:
    name = each.name.lower()
    if each.grade or (each.measure == Measure.CUMULATIVE_INCIDENCE and any(word in name for word in _BAD)):
        return Better.LOWER.value
    if any(word in name for word in _GOOD):
        return Better.HIGHER.value
    return Better.LOWER.value if any(word in name for word in _BAD) else ""


def _grade(words: str) -> tuple[str, str]:
    """Split "Grade 3 or higher infections" into ``≥3`` and ``infections``."""
    found = _GRADE.search(words)
    if found is None:
        return "", words
    rest = " ".join((words[: found.start()] + " " + words[found.end() :]).split())
    low, high = found["low"], found["high"]
    if high and int(high) > int(low):
        return f"{low}–{high}", rest or "adverse events"
    return f"≥{low}" if found["from"] or found["up"] else low, rest or "adverse events"
