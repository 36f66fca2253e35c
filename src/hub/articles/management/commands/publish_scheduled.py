"""Wagtail's command, which must not stop at an article that may not be published.

It stands in an app listed before Wagtail's, so ``hub publish-scheduled`` runs this one.
"""

from typing import Any

from django.utils import timezone
from wagtail.management.commands import publish_scheduled

from hub.articles.domain.publishing import unschedule_incomplete


class Command(publish_scheduled.Command):
    """Publish and unpublish what is due, leaving out incomplete articles."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Take incomplete articles off the schedule first, then do as Wagtail does."""
        if not options["dryrun"]:
            for sentence in unschedule_incomplete(now=timezone.now()):
                self.stdout.write(sentence)
        super().handle(*args, **options)
