"""Find the published articles on what is suggested, so that a reader is led there."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Q
from wagtail.models import Site

from hub.articles.models import ArticlePage
from hub.suggestions.enums import IdentifierKind
from hub.suggestions.results import Identifier, KnownArticle

_FIELDS = {
    IdentifierKind.DOI: "study__primary_reference__doi__iexact",
    IdentifierKind.PMID: "study__primary_reference__pmid",
    IdentifierKind.TRIAL: "study__registry_id__iexact",
}
MOST = 5


def known_articles(identifiers: Iterable[Identifier], *, site: Site) -> list[KnownArticle]:
    """Return the published articles on studies with one of the identifiers, in the reader's language."""
    conditions = [Q((_FIELDS[each.kind], each.value)) for each in identifiers]
    if not conditions:
        return []
    articles = (
        ArticlePage.objects.live()
        .public()
        .descendant_of(site.root_page)
        .filter(reduce(or_, conditions))
        .select_related("study")
        .order_by("-first_published_at")
    )
    return [KnownArticle(title=page.title, url=page.url) for page in (each.localized for each in articles[:MOST])]
