"""Take a file in, and let it go: everything about where it lies, nothing about what it says.

A file is private: it lies in a storage without addresses and is opened by the engine alone. What is logged names no
file, since the name an editor gave it may name a patient.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import BinaryIO

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from wagtail.log_actions import log

from hub.studies.domain.engine.data import DataError
from hub.studies.domain.engine.rows import FileShape, file_shape
from hub.studies.models import PatientFile, Study
from hub.studies.models.patient_file import FOLDER, private_storage
from hub.studies.results.meaning import Meaning

MOST_FILES = 5
UNCONFIRMED = timedelta(days=1)
UPLOADED = "studies.patient_file_uploaded"
DELETED = "studies.patient_file_deleted"


def receive_file(*, study: Study, upload: UploadedFile, user: AbstractUser, now: datetime) -> PatientFile:
    """Keep an uploaded file, once looked into, until its meaning is confirmed or a day has passed.

    An earlier upload of the same editor that was never confirmed gives way.

    Raises
    ------
    DataError
        If it is too large, not of a type that can be read, or the study has enough files; then nothing is kept.
    """
    kind = _kind(upload)
    with TemporaryDirectory(prefix="hub-") as folder:
        path = Path(folder) / f"file.{kind}"
        digest = _copy(upload, path)
        shape = file_shape(path)
        with path.open("rb") as content:
            return _keep(study, upload, content, kind, digest, shape, user, now)


def describe(*, patient_file: PatientFile, meaning: Meaning) -> None:
    """Note what an editor says that the columns mean; it counts from ``confirm`` on."""
    if patient_file.is_confirmed:
        raise DataError("What the columns of this file mean was confirmed; delete the file to say it anew.")
    patient_file.meaning = meaning.to_json()
    patient_file.save(update_fields=["meaning"])


@transaction.atomic
def delete_file(*, patient_file: PatientFile, user: AbstractUser, with_results: bool) -> None:
    """Delete a file with its record, and the results and curves computed from it if asked to.

    Without that the results stay, as recomputed from data that the hub no longer has.
    """
    study = patient_file.study
    if not patient_file.is_confirmed:
        patient_file.delete()
        return
    results, curves = patient_file.results.all(), patient_file.curves.all()
    count = results.count()
    if with_results:
        curves.delete()
        results.delete()
    patient_file.delete()
    study = Study.objects.get(pk=study.pk)
    revision = study.save_revision(user=user) if with_results and count else None
    data = {"results": count, "results_deleted": with_results}
    log(instance=study, action=DELETED, user=user, revision=revision, content_changed=with_results, data=data)


def clear_unconfirmed(*, now: datetime) -> int:
    """Delete uploads older than a day that nobody confirmed, and stored files that belong to no record.

    Returns
    -------
    int
        How many were deleted.
    """
    before = now - UNCONFIRMED
    forgotten = list(PatientFile.objects.filter(confirmed_at__isnull=True, uploaded_at__lt=before))
    for patient_file in forgotten:
        patient_file.delete()
    return len(forgotten) + _delete_orphans(before)


@contextmanager
def local_copy(patient_file: PatientFile) -> Iterator[Path]:
    """Lend the file to the engine at a path of this machine, readable by the hub's own account alone."""
    with TemporaryDirectory(prefix="hub-") as folder:
        path = Path(folder) / f"file.{patient_file.kind}"
        try:
            with patient_file.file.open("rb") as stored, path.open("wb") as copy:
                shutil.copyfileobj(stored, copy)
        except FileNotFoundError:
            raise DataError("The file is no longer in the storage; delete it here and upload it again.") from None
        yield path


def _kind(upload: UploadedFile) -> str:
    limit = settings.PATIENT_FILE_MAX_BYTES
    if upload.size > limit:
        raise DataError(f"The file has {filesizeformat(upload.size)}; it may have at most {filesizeformat(limit)}.")
    suffix = PurePosixPath(upload.name).suffix.lower().removeprefix(".")
    if suffix not in PatientFile.Kind.values:
        raise DataError("The file must be a CSV file (.csv) or a Parquet file (.parquet).")
    return suffix


def _copy(upload: UploadedFile, path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("wb") as copy:
        for chunk in upload.chunks():
            digest.update(chunk)
            copy.write(chunk)
    return digest.hexdigest()


def _keep(
    study: Study,
    upload: UploadedFile,
    content: BinaryIO,
    kind: str,
    digest: str,
    shape: FileShape,
    user: AbstractUser,
    now: datetime,
) -> PatientFile:
    patient_file = PatientFile(
        study=study,
        kind=kind,
        original_name=shown_name(upload.name),
        size=upload.size,
        sha256=digest,
        rows=shape.rows,
        columns=list(shape.columns),
        uploaded_by=user,
        uploaded_at=now,
    )
    try:
        with transaction.atomic():
            Study.objects.select_for_update().get(pk=study.pk)  # two uploads at once are counted one after the other
            for earlier in study.patient_files.filter(confirmed_at__isnull=True, uploaded_by=user):
                earlier.delete()
            if study.patient_files.count() >= MOST_FILES:
                raise DataError(f"The study has {MOST_FILES} files, the most it can have; delete one first.")
            patient_file.file.save(upload.name, File(content), save=False)
            patient_file.save()
            log(instance=study, action=UPLOADED, user=user, data={"rows": shape.rows})
    except BaseException:
        if patient_file.file:
            patient_file.file.storage.delete(patient_file.file.name)
        raise
    return patient_file


def shown_name(name: str) -> str:
    """Return the last part of an uploaded file's name, as editors are shown it; it is never used as a path."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(letter for letter in last if letter.isprintable())[-120:] or "file"


def _delete_orphans(before: datetime) -> int:
    storage = private_storage()
    try:
        names = {f"{FOLDER}/{name}" for name in storage.listdir(FOLDER)[1]}
    except FileNotFoundError:
        return 0  # Nothing was ever uploaded.
    known = set(PatientFile.objects.values_list("file", flat=True))
    orphans = [name for name in names - known if storage.get_modified_time(name) < before]
    for name in orphans:
        storage.delete(name)
    return len(orphans)
