"""Do what waits for a translation engine."""

from __future__ import annotations

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from hub.translation.domain.engine import configured_engine
from hub.translation.domain.jobs import BACKGROUND, requeue_stranded


class Command(BaseCommand):
    """Run the worker of the jobs in the background."""

    help = "Translate what is waiting for it, until stopped. As many as you like may run."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the one option."""
        parser.add_argument("--once", action="store_true", help="stop when nothing is waiting")

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        """Work."""
        engine = configured_engine()
        if engine is None:
            raise CommandError("The hub has no translation engine: set TRANSLATION_URL (docs/how-to/translate.md).")
        self.stdout.write(f"Translating with {engine.name}; stop with Ctrl+C.")
        requeue_stranded()
        backend = f"--backend={BACKGROUND}"
        call_command("prune_db_task_results", backend, verbosity=0)
        call_command("db_worker", backend, batch=once, startup_delay=False, verbosity=0)
