"""What an editor is shown before confirming: counts of people, never a row of one."""

from __future__ import annotations

from hub.studies.domain import display
from hub.studies.domain.patient_files.computing import compute_results, convention
from hub.studies.domain.patient_files.keeping import local_copy
from hub.studies.models import PatientFile, Study
from hub.studies.results.meaning import CENSORED, OTHER, Meaning
from hub.studies.results.patient_preview import Preview, PreviewArm


def preview(patient_file: PatientFile) -> Preview:
    """Count a file's rows as they were described, and say what would be computed.

    Raises
    ------
    DataError
        If rows cannot be used; the message names them by their numbers.
    """
    study, meaning = patient_file.study, Meaning.from_json(patient_file.meaning)
    with local_copy(patient_file) as path:
        found = compute_results(study, meaning, path)
    arms = {arm.key: arm for arm in study.arms.all()}
    only = next(iter(arms.values())) if len(arms) == 1 and not meaning.arms else None
    rows = []
    for count in found.arms:
        arm = arms.get(count.arm) or only
        rows.append(
            PreviewArm(
                label=str(arm) if arm else "All participants",
                n=count.n,
                study_n=arm.n if arm else sum(each.n for each in arms.values()),
                counts=tuple(count.causes.values()),
                last_time=f"{count.last_time:g} {meaning.time_unit}",
            )
        )
    causes = tuple(_cause(study, word) for word in found.arms[0].causes)
    return Preview(
        causes=causes,
        arms=tuple(rows),
        warnings=tuple(f"{row.label}: {_sizes(row)}" for row in rows if row.n != row.study_n),
        results=len(found.results),
        outcomes=tuple(_outcomes(study, meaning)),
        conventions=tuple(_conventions(meaning, found.curves)),
        notes=tuple(found.notes),
    )


def _sizes(row: PreviewArm) -> str:
    return f"the study has n = {display.thousands(row.study_n)}, the file {display.thousands(row.n)} rows."


def _cause(study: Study, word: str) -> str:
    if word == CENSORED:
        return "Censored"
    if word == OTHER:
        return "Another event"
    key = word.partition(":")[2]
    return next(outcome.name for outcome in study.outcomes.all() if outcome.key == key)


def _outcomes(study: Study, meaning: Meaning) -> list[str]:
    names = {outcome.key: outcome.name for outcome in study.outcomes.all()}
    return [
        f"{names[key]}: {'its own event, the others competing' if event else 'the first event of any kind'}"
        for key, event in meaning.endpoints()
    ]


def _conventions(meaning: Meaning, curves: list[dict[str, object]]) -> list[str]:
    units = dict.fromkeys(str(curve["time_unit"]) for curve in curves)
    return [text for unit in units if (text := convention(meaning.time_unit, unit))]
