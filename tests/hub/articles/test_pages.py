"""The home page, topics, downloads, the site map, and the people in the menu."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction, Site

from hub.articles.domain.figures import figures_of
from hub.articles.models import ArticlePage, HomePage, TopicPage
from hub.common.enums import Audience
from hub.common.models import HubSettings
from tests.hub.articles import factories

pytestmark = pytest.mark.django_db


def several_articles(count: int, parent: Page) -> list[ArticlePage]:
    study = factories.study(f"study-of-{count}-{parent.pk}")
    cited = [factories.reference(f"cited-{parent.pk}")]
    return [
        factories.article(
            f"Article {number}",
            parent=parent,
            of=study,
            references=cited,
            authors=[factories.person(f"Person {number}")],
        )
        for number in range(count)
    ]


def test_fresh_database_has_the_hubs_home_page_as_root_of_its_site():
    site = Site.objects.get(is_default_site=True)

    assert type(site.root_page.specific) is HomePage
    assert Page.objects.filter(depth=2).count() == 1


def test_page_types_grow_only_where_they_belong():
    assert HomePage.allowed_subpage_models() == [TopicPage, ArticlePage]
    assert TopicPage.allowed_subpage_models() == [ArticlePage]
    assert ArticlePage.allowed_subpage_models() == []
    assert TopicPage.allowed_parent_page_models() == [HomePage]


def test_audiences_of_pages():
    assert HomePage.audience == TopicPage.audience == Audience.PUBLIC
    assert ArticlePage().audience_for("index_route") == Audience.HCP
    assert ArticlePage().audience_for("plain_language") == Audience.PUBLIC


def test_home_without_articles_says_so(client):
    assert "No article has been published yet." in client.get("/").content.decode()


def test_home_lists_teasers_topics_and_who_we_are(client):
    page = factories.article(plain_language_summary="<p>Plain.</p>")
    hub = HubSettings.for_site(page.get_site())
    hub.name, hub.about = "Example hub", "<p>We are an example.</p>"
    hub.save()

    html = client.get("/").content.decode()

    assert "<h1>Example hub</h1>" in html
    assert "We are an example." in html
    assert page.title in html
    assert "A trial of a new treatment." in html
    assert f'href="{page.get_patient_url()}"' in html
    assert "1 article</span>" in html
    assert "83.3" not in html


def test_home_leaves_out_drafts(client):
    factories.article("Secret draft", live=False, parent=factories.topic_page())

    assert "Secret draft" not in client.get("/").content.decode()


def test_home_leaves_out_what_is_private(client):
    article = factories.article("A private article")
    PageViewRestriction.objects.create(page=article.get_parent(), restriction_type="login")

    text = client.get("/").text

    assert "A private article" not in text
    assert article.get_parent().title not in text


def test_topic_without_articles_says_so(client):
    topic = factories.topic_page()

    assert "No article has been published under this topic yet." in client.get(topic.url).content.decode()


def test_topic_lists_its_articles_on_pages(client):
    topic = factories.topic_page()
    several_articles(13, topic)

    first = client.get(topic.url).content.decode()
    second = client.get(f"{topic.url}?page=2").content.decode()

    assert len(re.findall(r'class="teaser"', first)) == 12
    assert re.findall(r'<h3 class="teaser__title"><a [^>]+>([^<]+)', second) == ["Article 0"]
    assert 'href="?page=2"' in first
    assert 'href="?page=1"' in second


@pytest.mark.parametrize("number", ["0", "99", "x"])
def test_topic_page_that_is_not_there_shows_the_nearest(client, number):
    topic = factories.topic_page()
    several_articles(1, topic)

    response = client.get(f"{topic.url}?page={number}")

    assert response.status_code == 200
    assert "Article 0" in response.content.decode()


@pytest.mark.parametrize("which", ["home", "topic"])
def test_lists_count_the_same_queries_for_one_and_three(client, which, django_assert_max_num_queries):
    small, large = factories.topic_page("Small"), factories.topic_page("Large")
    several_articles(1, small)
    addresses = {"home": ["/", "/"], "topic": [small.url, large.url]}[which]
    client.get(addresses[0])

    with django_assert_max_num_queries(40) as for_one:
        client.get(addresses[0])
    several_articles(3, large)
    client.get("/")
    with django_assert_max_num_queries(40) as for_three:
        client.get(addresses[1])

    assert len(for_three) == len(for_one)


@pytest.mark.parametrize(
    ("extension", "content_type", "beginning"),
    [
        ("svg", "image/svg+xml", b"<svg"),
        ("png", "image/png", b"\x89PNG"),
        ("csv", "text/csv; charset=utf-8", b""),
    ],
)
def test_figure_downloads(admin_client, extension, content_type, beginning):
    page = factories.article()
    digest = figures_of(page)[0].digest

    response = admin_client.get(reverse("articles:figure", args=[page.pk, digest, extension]))

    assert response.status_code == 200
    assert response["Content-Type"] == content_type
    assert response["Content-Disposition"] == f'attachment; filename="{page.slug}-{digest[:8]}.{extension}"'
    assert response.content.lstrip().startswith(beginning)


def test_figure_that_the_article_does_not_show_is_not_there(admin_client):
    page = factories.article()

    assert admin_client.get(reverse("articles:figure", args=[page.pk, "0" * 64, "svg"])).status_code == 404


def test_figure_of_another_article_is_not_there(admin_client):
    page = factories.article("One")
    other = factories.article("Two", of=factories.study("two"), authors=[factories.person("B")])
    digest = figures_of(other)[0].digest

    assert admin_client.get(reverse("articles:figure", args=[page.pk, digest, "svg"])).status_code == 404


def test_figure_of_draft_is_for_editors_only(client, admin_client):
    page = factories.article(live=False)
    address = reverse("articles:figure", args=[page.pk, figures_of(page)[0].digest, "svg"])
    client.post("/access/attest/", {"next": "/"}, headers={"sec-fetch-site": "same-origin"})

    assert admin_client.get(address).status_code == 200
    assert client.get(address).status_code == 404


def test_figure_of_private_article_is_for_editors_only(client, admin_client):
    page = factories.article()
    PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="login")
    address = reverse("articles:figure", args=[page.pk, figures_of(page)[0].digest, "svg"])
    client.post("/access/attest/", {"next": "/"}, headers={"sec-fetch-site": "same-origin"})

    assert admin_client.get(address).status_code == 200
    assert client.get(address).status_code == 404


def test_figure_is_not_given_to_someone_who_did_not_attest(client):
    page = factories.article()
    address = reverse("articles:figure", args=[page.pk, figures_of(page)[0].digest, "csv"])

    response = client.get(address)

    assert response.status_code == 403
    assert b"83.3" not in response.content


def test_publishing_draws_the_figures(drawings):
    before = drawings()

    page = factories.article(live=False)
    page.save_revision().publish()

    assert drawings() > before


@pytest.fixture
def drawings():
    from hub.studies.models import Drawing

    return Drawing.objects.count


def test_site_map_lists_public_addresses(client):
    page = factories.article(plain_language_summary="<p>Plain.</p>")
    topic = page.get_parent()
    factories.article(
        "Secret draft", live=False, parent=topic, of=factories.study("two"), authors=[factories.person("B")]
    )

    xml = client.get("/sitemap.xml").content.decode()

    assert re.findall(r"<loc>([^<]+)</loc>", xml) == [
        "http://testserver/",
        "http://testserver/topic-of-a-new-treatment-for-infants/",
        page.canonical_url,
        f"{page.canonical_url}plain-language/",
    ]


def test_robots_points_to_the_site_map(client):
    response = client.get("/robots.txt")

    assert response.content.decode() == "User-agent: *\nDisallow: /admin/\nSitemap: http://testserver/sitemap.xml\n"


def test_people_are_in_the_menu(admin_client):
    factories.person("Ada Example")

    html = admin_client.get(reverse("wagtailsnippets_articles_person:list")).content.decode()

    assert "Ada Example" in html


def test_person_form_refuses_nothing_to_disclose_without_a_date(admin_client):
    response = admin_client.post(
        reverse("wagtailsnippets_articles_person:add"),
        {
            "name": "Ada Example",
            "nothing_to_disclose": "on",
            "disclosures-TOTAL_FORMS": "0",
            "disclosures-INITIAL_FORMS": "0",
            "disclosures-MIN_NUM_FORMS": "0",
            "disclosures-MAX_NUM_FORMS": "1000",
        },
    )

    assert "Say on which day this person declared to have nothing to disclose." in response.content.decode()
