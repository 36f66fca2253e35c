"""Read who supports the hub and each of its articles, as pages show it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import get_language

from hub.articles.models import ArticlePage
from hub.common.enums import Audience
from hub.funding.enums import GrantKind
from hub.funding.models import Funder, Grant, NoFundingDeclaration, SupportedArticle
from hub.funding.results import (
    ArticleFunding,
    ArticleTitle,
    FunderName,
    FundersOfLevel,
    FundersOverview,
    GrantView,
    Support,
)


def current_supports(*, today: date) -> list[Support]:
    """Return the grants of a day, highest level first, then by the funder's name."""
    return [
        Support(funder=grant.funder.name, kind=GrantKind(grant.kind), starts_on=grant.starts_on, ends_on=grant.ends_on)
        for grant in _by_level(Grant.objects.filter(_given_on(today)))
    ]


def funders_overview(*, today: date) -> FundersOverview:
    """Return current grants by level and past ones, latest first, with the published articles of each."""
    started = _by_level(Grant.objects.filter(starts_on__lte=today)).prefetch_related(_published_articles())
    grants = [(grant, _view(grant, _titles(grant))) for grant in started]
    levels: dict[str, list[GrantView]] = {}
    for grant, view in grants:
        if grant.ends_on is None or today <= grant.ends_on:
            levels.setdefault(view.level, []).append(view)
    past = [view for grant, view in grants if grant.ends_on is not None and grant.ends_on < today]
    return FundersOverview(
        current=tuple(FundersOfLevel(level, tuple(views)) for level, views in levels.items()),
        past=tuple(sorted(past, key=lambda view: view.ends_on, reverse=True)),
    )


def article_funding(page: ArticlePage, *, today: date) -> ArticleFunding:
    """Return who paid for an article up to a day.

    A grant for the article counts from its first day on, for good. A grant for the whole hub counts
    if it was in force at any time since the article was prepared.
    """
    started = _by_level(Grant.objects.filter(starts_on__lte=today))
    since = _prepared_on(page) or today
    hub_wide = started.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=since), hub_wide=True)
    if page.pk is None:
        return ArticleFunding(for_article=(), hub_wide=_views(hub_wide), no_funding_declared_on=None)
    original = page.original  # Who paid is recorded once, whatever the language.
    own = started.filter(supported_articles__article_id=original.pk)
    declaration = NoFundingDeclaration.objects.filter(article_id=original.pk, declared_on__lte=today).first()
    return ArticleFunding(
        for_article=_views(own),
        hub_wide=_views(hub_wide.exclude(pk__in=own)),
        no_funding_declared_on=declaration.declared_on if declaration else None,
    )


def _given_on(day: date) -> Q:
    return Q(starts_on__lte=day) & (Q(ends_on__isnull=True) | Q(ends_on__gte=day))


def _by_level(grants: QuerySet[Grant]) -> QuerySet[Grant]:
    return grants.select_related("funder__logo", "level").order_by(
        "level__order", "level__name", "funder__name", "starts_on", "pk"
    )


def _prepared_on(page: ArticlePage) -> date | None:
    if page.date_prepared:
        return page.date_prepared
    return page.first_published_at.date() if page.first_published_at else None


def _published_articles() -> Prefetch:
    articles = SupportedArticle.objects.filter(article__in=ArticlePage.objects.live().public())
    return Prefetch("supported_articles", articles.select_related("article").order_by("article__title"), "published")


def _titles(grant: Grant) -> tuple[ArticleTitle, ...]:
    return tuple(_title(link.article) for link in grant.published)


def _title(article: ArticlePage) -> ArticleTitle:
    """Name an article as the reader's language does; in English where it has no edition that is public."""
    language = get_language()
    if language != settings.LANGUAGE_CODE:
        editions = article.get_translations().filter(locale__language_code=language)
        if edition := editions.live().public().first():
            return ArticleTitle(edition.title, edition.url, in_english=False)
    return ArticleTitle(article.title, article.url)


def _views(grants: Iterable[Grant]) -> tuple[GrantView, ...]:
    return tuple(_view(grant) for grant in grants)


def _view(grant: Grant, articles: tuple[ArticleTitle, ...] = ()) -> GrantView:
    return GrantView(
        funder=_name(grant.funder),
        level=grant.level.name,
        kind=GrantKind(grant.kind),
        starts_on=grant.starts_on,
        ends_on=grant.ends_on,
        purpose=grant.purpose,
        hub_wide=grant.hub_wide,
        articles=articles,
    )


def _name(funder: Funder) -> FunderName:
    # An image's audience can be narrowed after it was chosen as a logo.
    public = funder.logo is not None and funder.logo.audience == Audience.PUBLIC
    return FunderName(funder.name, funder.website, funder.description, funder.logo if public else None)
