"""Authors, studies, congresses and series with their published articles; only what everyone may know."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.db.models import Count, F, Max, Q, QuerySet
from django.urls import reverse
from wagtail.models import Site

from hub.articles.domain.facts import register_link
from hub.articles.domain.listing import PER_PAGE, Teaser, articles_under, teasers_with_topics
from hub.articles.enums import ContributorRole
from hub.articles.models import ArticlePage, Congress, Person, Series
from hub.studies.domain.words import word
from hub.studies.models import Study

STUDIES_PER_PAGE = 20


@dataclass(frozen=True)
class Entry:
    """One line of a list of collections: its name, where it is, and how many articles it has."""

    name: str
    detail: str
    address: str
    articles: int


@dataclass(frozen=True)
class StudyEntry:
    """A study as everyone may know it, with the articles about it."""

    name: str
    facts: tuple[str, ...]
    registry_id: str
    register_url: str
    articles: tuple[Teaser, ...]


def published(site: Site) -> QuerySet[ArticlePage]:
    """Return the originals of a hub's articles that everyone may know of, newest first."""
    return articles_under(site.root_page)


def authors_of(site: Site) -> list[Entry]:
    """Return everyone who wrote a published article, by name."""
    wrote = Q(contributions__role=ContributorRole.AUTHOR, contributions__page__in=published(site).order_by())
    people = Person.objects.annotate(articles=Count("contributions__page", filter=wrote, distinct=True))
    return [
        Entry(str(person), person.affiliation, person.get_absolute_url(), person.articles)
        for person in people.filter(articles__gt=0)
    ]


def articles_by(person: Person, site: Site) -> QuerySet[ArticlePage]:
    """Return the published articles that a person wrote, newest first."""
    return published(site).filter(contributions__person=person, contributions__role=ContributorRole.AUTHOR).distinct()


def congresses_of(site: Site) -> list[Entry]:
    """Return the congresses with published articles, the latest first."""
    return [
        Entry(each.name, each.place, reverse("browse:congress", args=[each.slug]), each.published)
        for each in _counted(Congress.objects.all(), site)
    ]


def series_of(site: Site) -> list[Entry]:
    """Return the series with published articles, the one with the newest article first."""
    counted = _counted(Series.objects.all(), site).order_by(F("newest").desc(nulls_last=True), "name")
    return [
        Entry(each.name, each.introduction, reverse("browse:series", args=[each.slug]), each.published)
        for each in counted
    ]


def has_any(kind: type[Congress | Series], site: Site) -> bool:
    """Whether published articles report from a congress, or belong to a series."""
    return kind.objects.filter(articles__in=published(site).order_by()).exists()


def teasers_page(articles: QuerySet[ArticlePage], number: str | int) -> ListPage[Teaser]:
    """Return one page of articles as teasers; a number that is not there gives the nearest that is."""
    listed = Paginator(articles, PER_PAGE).get_page(number)
    listed.object_list = teasers_with_topics(listed.object_list)
    return listed


def studies_page(site: Site, design: str, number: str | int) -> ListPage[StudyEntry]:
    """Return one page of the studies that published articles are about, by name.

    Parameters
    ----------
    site
        The hub.
    design
        A value of ``StudyDesign`` to show only studies of that design; empty for all.
    number
        Which page; one that is not there gives the nearest that is.
    """
    about = published(site).order_by()
    studies = Study.objects.filter(articles__in=about).distinct().order_by("name")
    if design:
        studies = studies.filter(design=design)
    listed = Paginator(studies, STUDIES_PER_PAGE).get_page(number)
    listed.object_list = _study_entries(list(listed.object_list), site)
    return listed


def designs_of(site: Site) -> set[str]:
    """Return the designs of the studies that published articles are about."""
    about = published(site).order_by()
    return set(Study.objects.filter(articles__in=about).values_list("design", flat=True))


def meeting_days(congress: Congress) -> tuple[date | None, date | None]:
    """Return the first and the last day of a congress, the last only if it is another day."""
    return congress.starts, congress.ends if congress.ends != congress.starts else None


def _counted(kind: QuerySet, site: Site) -> QuerySet:
    shown = Q(articles__in=published(site).order_by())
    return kind.annotate(
        published=Count("articles", filter=shown), newest=Max("articles__first_published_at", filter=shown)
    ).filter(published__gt=0)


def _study_entries(studies: list[Study], site: Site) -> list[StudyEntry]:
    by_study: dict[int | None, list[Teaser]] = defaultdict(list)
    articles = list(published(site).filter(study__in=studies))
    for article, teaser in zip(articles, teasers_with_topics(articles), strict=True):
        by_study[article.study_id].append(teaser)
    return [
        StudyEntry(
            name=word(study.name),
            facts=_known(study.get_design_display(), study.phase and study.get_phase_display(), word(study.condition)),
            registry_id=study.registry_id,
            register_url=register_link(study.registry_id),
            articles=tuple(by_study[study.pk]),
        )
        for study in studies
    ]


def _known(*facts: object) -> tuple[str, ...]:
    return tuple(str(fact) for fact in facts if fact)
