"""Authors, studies, congresses, series and related articles: what everyone may know, and no more."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import PageViewRestriction

from hub.articles.domain.related import related_articles
from hub.articles.models import ArticlePage, Congress, Series
from tests.hub.articles import factories

pytestmark = pytest.mark.django_db


def text_of(client: Any, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def make_private(page: ArticlePage) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def congress(**fields: Any) -> Congress:
    return Congress.objects.create(**{"name": "Congress of Examples 2025", "slug": "examples-2025", **fields})


def test_author_page_lists_what_they_wrote_and_no_finding(client):
    author = factories.person("Ada Example", affiliation="Example University", bio="Writes examples.")
    page = factories.article("Written by Ada", authors=[author])
    factories.article("Written by Ben", authors=[factories.person("Ben Sample")], of=page.study)

    html = text_of(client, author.get_absolute_url())

    assert author.get_absolute_url() == f"/authors/{author.pk}-ada-example/"
    assert "Ada Example, MD</h1>" in html
    assert "Example University" in html
    assert "Written by Ada" in html
    assert "Written by Ben" not in html
    assert "83.3" not in html


def test_author_under_an_old_name_is_found(client):
    author = factories.person("Ada Example")
    factories.article(authors=[author])

    response = client.get(f"/authors/{author.pk}-ada-sample/")

    assert (response.status_code, response["Location"]) == (301, author.get_absolute_url())


@pytest.mark.parametrize("hide", [lambda page: page.unpublish(), make_private])
def test_author_without_an_open_article_has_no_page(client, hide):
    author = factories.person("Ada Example")
    hide(factories.article(authors=[author]))

    assert client.get(author.get_absolute_url()).status_code == 404
    assert "Ada Example" not in text_of(client, reverse("browse:authors"))


def test_list_of_authors_counts_articles(client):
    author = factories.person("Ada Example")
    first = factories.article("First", authors=[author])
    factories.article("Second", authors=[author], of=first.study)

    html = text_of(client, reverse("browse:authors"))

    assert re.search(r"Ada Example, MD</a>.*?2 articles", html, re.DOTALL)


def test_studies_are_listed_with_their_articles_and_filtered_by_design(client):
    trial, cohort = factories.study("trial"), factories.study("cohort-study")
    type(cohort).objects.filter(pk=cohort.pk).update(design="cohort")
    factories.article("About the trial", of=trial)
    factories.article("About the cohort", of=cohort)
    factories.study("unpublished")

    everything = text_of(client, reverse("browse:studies"))
    cohorts = text_of(client, reverse("browse:studies") + "?design=cohort")
    unknown = text_of(client, reverse("browse:studies") + "?design=nonsense&page=99")

    assert ("Study trial" in everything, "Study cohort-study" in everything) == (True, True)
    assert "Study unpublished" not in everything
    assert "NCT01234567" in everything
    assert "83.3" not in everything
    assert ("About the trial" in cohorts, "About the cohort" in cohorts) == (False, True)
    assert "About the trial" in unknown


def test_list_of_studies_asks_as_often_for_three_as_for_one(client, django_assert_max_num_queries):
    factories.article("First")
    client.get(reverse("browse:studies"))
    with django_assert_max_num_queries(100) as one:
        client.get(reverse("browse:studies"))
    for name in ("second", "third"):
        factories.article(name, of=factories.study(name))

    with django_assert_max_num_queries(len(one)):
        client.get(reverse("browse:studies"))


def test_congress_page_says_where_and_when_and_lists_articles(client):
    where = congress(place="Example City", starts=date(2025, 12, 6), ends=date(2025, 12, 9))
    factories.article("Presented there", congress=where)

    html = text_of(client, "/congresses/examples-2025/")

    assert "Example City" in html
    assert '<time datetime="2025-12-06">' in html
    assert '<time datetime="2025-12-09">' in html
    assert "Presented there" in html
    assert "Congress of Examples 2025" in text_of(client, "/congresses/")


def test_series_is_read_in_the_order_of_publication(client):
    made = Series.objects.create(name="Reading survival curves", slug="survival-curves")
    first = factories.article("Part one", series=made)
    factories.article("Part two", series=made, of=first.study)

    html = text_of(client, "/series/survival-curves/")

    assert html.index("Part one") < html.index("Part two")
    assert "Reading survival curves" in text_of(client, "/series/")


def test_article_says_which_congress_and_series_it_belongs_to(client):
    page = factories.article(congress=congress(), series=Series.objects.create(name="Parts", slug="parts"))

    assert (page.kind, page.get_kind_display()) == ("study_summary", "Study summary")
    assert related_articles(page) == []


@pytest.mark.parametrize("address", ["/congresses/none/", "/series/none/", "/authors/999999/"])
def test_collection_that_is_not_there_is_not_found(client, address):
    assert client.get(address).status_code == 404


def test_related_articles_are_those_that_share_most_newest_first():
    topic = factories.topic_page()
    page = factories.article("This one", parent=topic)
    same_condition = factories.article("Same condition", of=factories.study("other"))
    same_study = factories.article("Same study", of=page.study)
    stranger = factories.study("stranger")
    type(stranger).objects.filter(pk=stranger.pk).update(condition="Myeloma")
    stranger.refresh_from_db()
    same_topic = factories.article("Same topic", parent=topic, of=stranger)
    factories.article("Nothing shared", of=stranger)
    hidden = factories.article("Private", of=page.study)
    make_private(hidden)

    related = [teaser.page.pk for teaser in related_articles(page)]

    assert related == [same_study.pk, same_condition.pk, same_topic.pk]
