"""Erase the addresses of suggesters that have served."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from hub.suggestions.domain.suggesting import erase_addresses


class Command(BaseCommand):
    """Run it daily."""

    help = "Erase the addresses of those who suggested something: not confirmed in a week, or answered a while ago."

    def handle(self, *args: Any, **options: Any) -> None:
        """Erase, and say how many."""
        self.stdout.write(f"Erased: {erase_addresses(now=timezone.now())}.")
