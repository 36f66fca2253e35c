"""Studies for tests: small, with the figures of the worked example unless asked otherwise."""

from __future__ import annotations

from typing import Any

from hub.studies.models import Arm, Outcome, Reference, Result, Study

EXPERIMENTAL = "blinatumomab + Interfant-06"
CONTROL = "Interfant-06 alone"


def make_reference(key: str = "martins", **fields: Any) -> Reference:
    csl = {
        "type": "article-journal",
        "title": "Sustained benefit",
        "author": [{"family": "Martins", "given": "Anna"}, {"family": "Bell", "given": "Bo"}],
        "container-title": "J Clin Oncol",
        "issued": {"date-parts": [[2026]]},
    }
    return Reference.objects.create(key=key, **{"csl": csl, **fields})


def make_study(key: str = "martins", **fields: Any) -> Study:
    defaults: dict[str, Any] = {
        "name": "Blinatumomab in infants",
        "design": "single_arm_historical",
        "phase": "2",
        "condition": "KMT2A-rearranged B-ALL",
        "population": "Infants with KMT2A-rearranged B-ALL.",
    }
    return Study.objects.create(key=key, **{**defaults, **fields})


def make_arm(study: Study, key: str = "blina", **fields: Any) -> Arm:
    defaults: dict[str, Any] = {"label": EXPERIMENTAL, "n": 30, "role": "experimental", "position": study.arms.count()}
    return Arm.objects.create(study=study, key=key, **{**defaults, **fields})


def make_control(study: Study, **fields: Any) -> Arm:
    return make_arm(study, "control", **{"label": CONTROL, "n": 214, "role": "historical_control", **fields})


def make_outcome(study: Study, key: str = "dfs", **fields: Any) -> Outcome:
    defaults: dict[str, Any] = {
        "name": "Disease-free survival",
        "abbreviation": "DFS",
        "measure": "survival_probability",
        "better": "higher",
        "position": study.outcomes.count(),
    }
    return Outcome.objects.create(study=study, key=key, **{**defaults, **fields})


def make_result(
    outcome: Outcome, arm: Arm | None, printed: str = "83.3", limits: tuple[str, str] | None = None, **fields: Any
) -> Result:
    low, high = limits or ("", "")
    defaults: dict[str, Any] = {
        "time": 4,
        "time_unit": "years",
        "unit": "%",
        "low_printed": low,
        "high_printed": high,
        "interval_level": 95 if limits else None,
        "position": outcome.study.results.count(),
    }
    result = Result(study=outcome.study, outcome=outcome, arm=arm, estimate_printed=printed, **{**defaults, **fields})
    result.full_clean()
    result.save()
    return result


def make_worked_example() -> Study:
    """The study of infants with KMT2A-rearranged B-ALL, with its two arms and disease-free survival at 4 years."""
    study = make_study(primary_reference=make_reference())
    blina, control = make_arm(study), make_control(study)
    dfs = make_outcome(study)
    make_result(dfs, blina, "83.3", ("64.5", "92.7"))
    make_result(dfs, control, "44.0", ("37.0", "50.8"))
    return study
