"""Which article an address beside the page is about."""

from __future__ import annotations

from django.http import Http404

from hub.articles.models import ArticlePage


def shown_article(page_id: int) -> ArticlePage:
    """Return a published article that is not private.

    Raises
    ------
    Http404
        If there is none; whether there is a draft or a private article stays unsaid.
    """
    article = ArticlePage.objects.live().public().filter(pk=page_id).first()
    if article is None:
        raise Http404("There is no published article at this address.")
    return article
