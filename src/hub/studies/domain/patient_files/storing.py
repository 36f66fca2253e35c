"""Turn what a file comes to into results and curves of the study, beside the published ones."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import models, transaction
from wagtail.log_actions import log

from hub.studies.domain.engine.data import DataError
from hub.studies.domain.patient_files.computing import compute_results
from hub.studies.domain.patient_files.context import Computation
from hub.studies.domain.patient_files.keeping import local_copy
from hub.studies.enums import Source
from hub.studies.models import Curve, PatientFile, Result, Study
from hub.studies.results.meaning import Meaning

RECOMPUTED = "studies.recomputed"


def confirm(*, patient_file: PatientFile, user: AbstractUser, now: datetime) -> Computation:
    """Compute a file's results and store them; those stored of it before are replaced.

    A result that is computed again keeps its primary key.

    Raises
    ------
    DataError
        If rows cannot be used, or the same figures were computed from another file; then nothing is written.
    """
    study, meaning = patient_file.study, Meaning.from_json(patient_file.meaning)
    with local_copy(patient_file) as path:
        found = compute_results(study, meaning, path)
    with transaction.atomic():
        Study.objects.select_for_update().get(pk=study.pk)
        _replace_results(patient_file, found.results)
        _replace_curves(patient_file, found.curves)
        patient_file.notes = found.notes
        patient_file.confirmed_at = patient_file.confirmed_at or now
        patient_file.save(update_fields=["notes", "confirmed_at"])
        study = Study.objects.get(pk=study.pk)
        data = {"results": len(found.results), "curves": len(found.curves)}
        revision = study.save_revision(user=user)
        log(instance=study, action=RECOMPUTED, user=user, revision=revision, content_changed=True, data=data)
    return found


def _replace_results(patient_file: PatientFile, computed: Iterable[dict[str, Any]]) -> None:
    study = patient_file.study
    recomputed = study.results.filter(source=Source.RECOMPUTED)
    stored = {result.identity: result for result in recomputed.select_related("outcome", "arm", "comparator")}
    kept: set[int] = set()
    position = study.results.count()
    for place, values in enumerate(_linked(study, computed)):
        wanted = Result(study=study, patient_file=patient_file, position=position + place, **values)
        known = stored.get(wanted.identity)
        _refuse_another_file(patient_file, known, wanted)
        if known is not None:
            wanted.pk, wanted.position = known.pk, known.position
        _save(wanted)
        kept.add(wanted.pk)
    patient_file.results.exclude(pk__in=kept).delete()


def _replace_curves(patient_file: PatientFile, computed: Iterable[dict[str, Any]]) -> None:
    study = patient_file.study
    stored = {(curve.outcome_id, curve.arm_id): curve for curve in study.curves.all()}
    kept: set[int] = set()
    for values in _linked(study, computed):
        curve = Curve(study=study, patient_file=patient_file, **values)
        known = stored.get((curve.outcome_id, curve.arm_id))
        _refuse_another_file(patient_file, known, curve)
        curve.pk = known.pk if known is not None else None
        curve.save()
        kept.add(curve.pk)
    patient_file.curves.exclude(pk__in=kept).delete()


def _linked(study: Study, computed: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Put outcomes and arms in the place of their keys."""
    outcomes = {outcome.key: outcome for outcome in study.outcomes.all()}
    arms = {arm.key: arm for arm in study.arms.all()}
    return [
        {**values, "outcome": outcomes[values["outcome"]]}
        | {name: arms[values[name]] if values[name] else None for name in ("arm", "comparator") if name in values}
        for values in computed
    ]


def _refuse_another_file(patient_file: PatientFile, known: Result | Curve | None, wanted: models.Model) -> None:
    if known is not None and known.patient_file_id not in (None, patient_file.pk):
        raise DataError(
            f"“{wanted.outcome.name}” was computed from another file of the study, “{known.patient_file}”. "
            "Delete that file with its results first, or leave the outcome out here."
        )


def _save(result: Result) -> None:
    try:
        result.full_clean(validate_unique=False)
    except ValidationError as error:
        raise DataError(f"{result.outcome}: {' '.join(error.messages)}") from None
    result.save()
