"""A patient-level file of a study: private, and read by the hub's own computations alone."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models

from hub.studies.models.study import Study

FOLDER = "patient-files"


def private_storage() -> Storage:
    """Return the storage whose files have no address."""
    return storages["private"]


def stored_name(patient_file: PatientFile, filename: str) -> str:
    """Return a random name; of the uploaded one, which may say anything, only the type is kept."""
    return f"{FOLDER}/{uuid.uuid4().hex}.{patient_file.kind}"


class PatientFile(models.Model):
    """Rows of a study's participants, with what its columns mean.

    It is no part of a study's revisions, exports or documents. Until an editor has confirmed what the columns mean it
    counts for nothing, and is cleared away after a day.
    """

    class Kind(models.TextChoices):
        """What can be uploaded."""

        CSV = "csv", "CSV"
        PARQUET = "parquet", "Parquet"

    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="patient_files")
    file = models.FileField(storage=private_storage, upload_to=stored_name, max_length=120)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    original_name = models.CharField(max_length=120)
    size = models.PositiveIntegerField(help_text="In bytes.")
    sha256 = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    columns = models.JSONField(help_text="Names of the columns, in their order.")
    meaning = models.JSONField(default=dict, help_text="What the columns and their values mean; see ``Meaning``.")
    notes = models.JSONField(default=list, help_text="Sentences on what could not be recomputed.")
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    uploaded_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["uploaded_at", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.original_name

    @property
    def is_confirmed(self) -> bool:
        """Whether an editor has confirmed what the columns mean, so that results were computed."""
        return self.confirmed_at is not None
