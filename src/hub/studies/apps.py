"""App configuration."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.apps import AppConfig
from django.db import transaction
from django.db.models.signals import post_delete


class StudiesConfig(AppConfig):
    """Registers the app, and lets no patient-level file outlive its record."""

    name = "hub.studies"
    label = "studies"

    def ready(self) -> None:
        """Follow the deletion of records, which Django also deletes in bulk and with their study."""
        post_delete.connect(_remove_file, sender=self.get_model("PatientFile"), dispatch_uid="studies_patient_file")


def _remove_file(instance: Any, **kwargs: Any) -> None:
    """Remove the file once the deletion is final."""
    transaction.on_commit(partial(instance.file.storage.delete, instance.file.name), robust=True)
