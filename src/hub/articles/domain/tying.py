"""Reads saved articles again: after an upgrade, and when the results of their study change."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from hub.articles.models import ArticlePage, figure_counts
from hub.studies.models import Study


@transaction.atomic
def tie_articles(articles: Iterable[ArticlePage]) -> int:
    """Read the figures of saved articles and keep what is found; nothing is published, refused or asked.

    Returns
    -------
    int
        How many articles have a figure in another state than was stored.
    """
    return sum(_tie(article) for article in articles)


def tie_articles_of(study: Study) -> int:
    """Read the articles about a study again, since its results were written."""
    return tie_articles(ArticlePage.objects.filter(study=study))


def _tie(page: ArticlePage) -> bool:
    before = ([each.content for each in page.tied_figures.all()], page.draft_figure_counts)
    page.keep_figures(page.read_figures())
    draft = page.get_latest_revision_as_object() if page.has_unpublished_changes else page
    page.draft_figure_counts = figure_counts(draft.read_figures())
    after = ([each.content for each in page.tied_figures.all()], page.draft_figure_counts)
    if before == after:
        return False
    page.save(update_fields=["tied_figures", "draft_figure_counts"], clean=False)
    return True
