"""Reads the figures of every article again, as after an upgrade that reads or ties them better."""

from typing import Any

from django.core.management.base import BaseCommand

from hub.articles.domain.tying import tie_articles
from hub.articles.models import ArticlePage


class Command(BaseCommand):
    """Tie the figures of every article to the stored results."""

    help = "Read the figures of every article again and tie them to the stored results."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many articles changed; what is published stays so."""
        articles = ArticlePage.objects.all()
        changed = tie_articles(articles.iterator(chunk_size=100))
        self.stdout.write(f"{articles.count()} articles read, {changed} with figures in another state than before.")
