"""Send receipts that a mail server did not take at once."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from hub.contributions.domain import send_receipts


class Command(BaseCommand):
    """``hub send-receipts``: run it every few minutes."""

    help = "Send receipts of contributions that could not be mailed before."

    def handle(self, *args: Any, **options: Any) -> None:
        """Send what is due."""
        sent, failed = send_receipts(now=timezone.now())
        self.stdout.write(f"Receipts sent: {sent}.")
        if failed:
            raise CommandError(f"The mail server did not take {failed} receipts; run the command again later.")
