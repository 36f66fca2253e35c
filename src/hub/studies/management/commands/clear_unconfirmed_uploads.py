"""``hub clear-unconfirmed-uploads``: let no interrupted upload of patient-level data stay behind."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from hub.studies.domain.patient_files import clear_unconfirmed


class Command(BaseCommand):
    """Deletes uploads that nobody confirmed within a day; run it daily."""

    help = "Delete patient-level files that were uploaded more than a day ago and never confirmed."

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete them and say how many."""
        count = clear_unconfirmed(now=timezone.now())
        self.stdout.write(f"{count} unconfirmed {'upload' if count == 1 else 'uploads'} deleted.")
