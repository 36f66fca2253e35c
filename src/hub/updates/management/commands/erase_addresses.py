"""Erase the addresses of suggesters, subscribers and contributors whose term is over."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from hub.contributions.domain import erase_unconfirmed as erase_contributors
from hub.suggestions.domain.suggesting import erase_addresses
from hub.updates.domain.subscribing import erase_unconfirmed


class Command(BaseCommand):
    """``hub erase-addresses``: run it daily."""

    help = "Erase addresses that nobody confirmed in time, and those of suggesters that have served."

    def handle(self, *args: Any, **options: Any) -> None:
        """Erase, and say how many."""
        now = timezone.now()
        self.stdout.write(
            f"Suggesters erased: {erase_addresses(now=now)}. Subscribers: {erase_unconfirmed(now=now)}. "
            f"Contributors: {erase_contributors(now=now)}."
        )
