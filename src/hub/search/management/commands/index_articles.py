"""Writes the search entries of every article anew, as after an upgrade or a change of the search server."""

from typing import Any

from django.core.management.base import BaseCommand

from hub.search.domain.indexing import rebuild


class Command(BaseCommand):
    """Make every published article found."""

    help = "Write the search entries of every published article anew."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many articles are found."""
        self.stdout.write(f"{rebuild()} articles can be found.")
