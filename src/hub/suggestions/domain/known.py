"""Find what the hub already has on what is suggested, so that a reader is led there, and knows what is under way.

Nothing is told of a study without a published article but that it is known: editors may be working on it in private.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet
from wagtail.models import Site

from hub.articles.models import ArticlePage
from hub.studies.models import Study
from hub.suggestions.enums import IdentifierKind, SuggestionState
from hub.suggestions.models import SuggestedIdentifier, Suggestion
from hub.suggestions.results import Identifier, Known, KnownArticle

_FIELDS = {
    IdentifierKind.DOI: "primary_reference__doi__iexact",
    IdentifierKind.PMID: "primary_reference__pmid",
    IdentifierKind.TRIAL: "registry_id__iexact",
}
MOST = 5


def known_already(identifiers: Sequence[Identifier], *, site: Site) -> Known:
    """Return what the hub has on the identifiers: articles in the reader's language, suggestions, studies."""
    if not identifiers:
        return Known(articles=[], suggested=False, planned=False, without_article=False)
    found = _articles(identifiers, site).order_by("-first_published_at")[:MOST]
    articles = [KnownArticle(title=page.title, url=page.url) for page in (each.localized for each in found)]
    states = _states(identifiers)
    return Known(
        articles=articles,
        suggested=bool(states),
        planned=SuggestionState.PLANNED in states,
        without_article=not articles and _studies(identifiers).exists(),
    )


def is_study_without_article(identifiers: Sequence[Identifier], *, site: Site) -> bool:
    """Whether a study with one of the identifiers is known, and no article on it is published."""
    if not identifiers or not _studies(identifiers).exists():
        return False
    return not _articles(identifiers, site).exists()


def _studies(identifiers: Iterable[Identifier]) -> QuerySet[Study]:
    return Study.objects.filter(reduce(or_, (Q((_FIELDS[each.kind], each.value)) for each in identifiers)))


def _articles(identifiers: Iterable[Identifier], site: Site) -> QuerySet[ArticlePage]:
    published = ArticlePage.objects.live().public().descendant_of(site.root_page)
    return published.filter(study__in=_studies(identifiers)).select_related("study")


def _states(identifiers: Iterable[Identifier]) -> set[str]:
    """Return the states of the suggestions with one of the identifiers, and of those that they were merged into."""
    same = reduce(or_, (Q(kind=each.kind, value=each.value) for each in identifiers))
    found = Suggestion.objects.filter(pk__in=SuggestedIdentifier.objects.filter(same).values("suggestion"))
    return {state for pair in found.values_list("state", "merged_into__state") for state in pair if state}
