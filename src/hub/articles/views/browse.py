"""Lists of articles by author, study, congress and series. They are public and show teasers only."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe
from wagtail.models import Site

from hub.articles.domain import collections
from hub.articles.models import ArticlePage, Congress, Person, Series
from hub.studies.enums import StudyDesign


@require_safe
def authors(request: HttpRequest) -> HttpResponse:
    """List everyone who wrote a published article."""
    return _entries(request, gettext("Authors"), collections.authors_of(_site(request)))


@require_safe
def author(request: HttpRequest, person_id: int, slug: str | None = None) -> HttpResponse:
    """Show who an author is, and their published articles."""
    person = get_object_or_404(Person, pk=person_id)
    site = _site(request)
    articles = collections.articles_by(person, site)
    if not articles.exists():
        raise Http404("This person has written no published article.")
    if request.path != (address := person.get_absolute_url()):
        return redirect(address, permanent=True)
    return _articles(request, site, articles, "articles/author.html", {"person": person, "title": person.name})


@require_safe
def congresses(request: HttpRequest) -> HttpResponse:
    """List the congresses that published articles report from."""
    return _entries(request, gettext("Congresses"), collections.congresses_of(_site(request)))


@require_safe
def congress(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a congress and the published articles that report from it."""
    found, site = get_object_or_404(Congress, slug=slug), _site(request)
    first, last = collections.meeting_days(found)
    articles = collections.published(site).filter(congress=found)
    context = {"congress": found, "first": first, "last": last, "title": found.name}
    return _articles(request, site, articles, "articles/congress.html", context)


@require_safe
def all_series(request: HttpRequest) -> HttpResponse:
    """List the series of published articles."""
    return _entries(request, gettext("Series"), collections.series_of(_site(request)))


@require_safe
def series(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a series and its published articles, the first one first."""
    found, site = get_object_or_404(Series, slug=slug), _site(request)
    articles = collections.published(site).filter(series=found).order_by("first_published_at", "pk")
    return _articles(request, site, articles, "articles/series.html", {"series": found, "title": found.name})


@require_safe
def studies(request: HttpRequest) -> HttpResponse:
    """List the studies that published articles are about."""
    site = _site(request)
    there = collections.designs_of(site)
    design = request.GET.get("design", "")
    if design not in there:
        design = ""
    context = {
        "studies": collections.studies_page(site, design, request.GET.get("page", "1")),
        "design": design,
        "designs": [(value, label) for value, label in StudyDesign.choices if value in there],
    }
    return render(request, "articles/studies.html", context)


def _site(request: HttpRequest) -> Site:
    site = Site.find_for_request(request)
    if site is None:
        raise Http404("There is no hub at this address.")
    return site


def _entries(request: HttpRequest, title: str, entries: list[collections.Entry]) -> HttpResponse:
    return render(request, "articles/collections.html", {"title": title, "entries": entries})


def _articles(
    request: HttpRequest, site: Site, articles: QuerySet[ArticlePage], template: str, context: dict
) -> HttpResponse:
    listed = collections.teasers_page(articles, request.GET.get("page", "1"))
    return render(request, template, {**context, "listed": listed})
