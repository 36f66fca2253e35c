"""Do what waits in the background: translations, and what other apps queue again by the hook ``before_work``."""

from __future__ import annotations

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from wagtail import hooks

from hub.translation.domain.engine import configured_engine
from hub.translation.domain.jobs import BACKGROUND, requeue_stranded


class Command(BaseCommand):
    """Run the worker of the jobs in the background."""

    help = "Translate and send what is waiting for it, until stopped. As many as you like may run."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the one option."""
        parser.add_argument("--once", action="store_true", help="stop when nothing is waiting")

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        """Work."""
        engine = configured_engine()
        if engine is None:
            self.stdout.write("No translation engine is set (docs/how-to/translate.md); stop with Ctrl+C.")
        else:
            self.stdout.write(f"Translating with {engine.name}; stop with Ctrl+C.")
            requeue_stranded()
        for requeue in hooks.get_hooks("before_work"):
            requeue()
        backend = f"--backend={BACKGROUND}"
        call_command("prune_db_task_results", backend, verbosity=0)
        call_command("db_worker", backend, batch=once, startup_delay=False, verbosity=0)
