"""What must be known about an article's funding before it is published."""

from __future__ import annotations

from datetime import date

from hub.articles.models import ArticlePage
from hub.funding.domain.grants import article_funding
from hub.funding.domain.statement import join_words


def missing_funding(page: ArticlePage, *, today: date) -> list[str]:
    """Return a sentence for each thing that is missing or contradictory.

    Parameters
    ----------
    page
        The article, perhaps not yet saved.
    today
        The day of publishing.
    """
    funding = article_funding(page, today=today)
    if not funding.is_recorded:
        return ["Record who funded the article, or declare that there was no external funding, under Funding."]
    if funding.for_article and funding.no_funding_declared_on:
        names = join_words(list(dict.fromkeys(grant.funder.name for grant in funding.for_article)))
        return [
            f"The article is declared to have had no external funding, yet support from {names} is recorded for it; "
            "remove one of the two under Funding."
        ]
    return []
