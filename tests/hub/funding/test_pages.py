"""What readers see of funding: the funders page, the tags, and the editors' and moderators' admin."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.models import Locale

from hub.articles.models import ArticlePage
from hub.funding.enums import GrantKind
from hub.funding.models import Funder, Grant, NoFundingDeclaration
from hub.funding.results import FunderName, GrantView
from tests.hub.funding.factories import article, funder, grant, level, logo, signed_in

pytestmark = pytest.mark.django_db
LONG_AGO = date(2020, 1, 1)


def render(tag: str, page: ArticlePage | None = None) -> str:
    context = Context({"page": page, "request": RequestFactory().get("/")})
    return Template(f"{{% load funding %}}{{% {tag} %}}").render(context)


def test_funders_page_is_open_to_everyone_and_shows_who_pays() -> None:
    page = article("Infants")
    funder("Example Foundation", website="https://foundation.example.org/", description="A charity.", logo=logo())
    grant(
        "Example Foundation",
        page,
        level=level("Principal", 1),
        ends_on=None,
        purpose="Education",
        hub_wide=True,
    )
    grant("Old Fund", starts_on=LONG_AGO, ends_on=date(2020, 12, 31))

    response = Client().get("/funders/")

    assert response.status_code == 200
    for text in (
        "Principal",
        "Educational grant, since 1 January 2026",
        "Education",
        "A charity.",
        "Supports the whole hub.",
        f'<a href="{page.url}">Infants</a>',
        "Past support",
        "Educational grant (Supporting), from 1 January 2020 to 31 December 2020",
        "supported by an educational grant from Example Foundation.",
        "Website of Example Foundation",
    ):
        assert text in response.text
    assert response.text.count("funder-card__logo") == 1
    assert "csrf" not in response.text.lower()


def test_funders_page_without_grants_says_so() -> None:
    assert "It receives no external funding at present." in Client().get("/funders/").text


def test_funders_page_takes_the_same_queries_for_one_and_three_grants() -> None:
    client = Client()
    grant("Fund 1", article("Article 1"), ends_on=None)
    client.get("/funders/")
    with CaptureQueriesContext(connection) as one:
        client.get("/funders/")
    for number in (2, 3):
        grant(f"Fund {number}", article(f"Article {number}"), ends_on=None)

    with CaptureQueriesContext(connection) as three:
        client.get("/funders/")

    assert len(one) == len(three)


def test_independence_statement_names_funders_and_links_to_them() -> None:
    grant("Example Foundation", kind="sponsorship", ends_on=None)

    html = render("independence_statement")

    assert "Evidence Hub is an independent medical-education platform, sponsored by Example Foundation." in html
    assert '<a class="independence__link" href="/funders/">View funders</a>' in html


def test_article_funders_shows_logos_unless_accredited() -> None:
    funder("Example Foundation", logo=logo())
    page = article()
    grant("Example Foundation", page, ends_on=None, purpose="Education")

    plain, accredited = render("article_funders page", page), None
    page.accredited = True
    accredited = render("article_funders page", page)

    assert ("<img" in plain, "<img" in accredited) == (True, False)
    assert "Example Foundation" in accredited
    assert "Educational grant, since 1 January 2026: Education" in accredited


def test_article_funders_says_that_there_were_none() -> None:
    page = article()
    NoFundingDeclaration.objects.create(article=page, declared_on=date(2026, 5, 4))
    grant("Example Foundation", hub_wide=True, starts_on=LONG_AGO, ends_on=None)

    html = render("article_funders page", page)

    assert "There was no external funding for this article (declared on 4 May 2026)." in html
    assert "The hub as a whole was supported, while this article was made or since, by:" in html


def test_article_funders_never_denies_a_recorded_grant() -> None:
    page = article()
    NoFundingDeclaration.objects.create(article=page, declared_on=LONG_AGO)
    grant("Example Foundation", page, starts_on=LONG_AGO)

    html = render("article_funders page", page)

    assert "There was no external funding" not in html
    assert "Example Foundation" in html


def test_article_funders_of_hub_wide_support_says_so() -> None:
    grant("Example Foundation", hub_wide=True, starts_on=LONG_AGO, ends_on=None)

    html = render("article_funders page", article())

    assert "This article was made with support for the hub as a whole, by:" in html


def test_article_funders_of_an_unsaved_preview_says_that_nothing_is_recorded() -> None:
    assert "No funding has been recorded for this article." in render("article_funders page", ArticlePage())


@pytest.mark.parametrize("model", ["funder", "grant", "supportlevel", "nofundingdeclaration"])
def test_editors_see_funding_but_cannot_change_it(model: str) -> None:
    page = article()
    made = grant("Example Foundation", page)
    NoFundingDeclaration.objects.create(article=article("Other"), declared_on=LONG_AGO)
    pk = {"funder": made.funder_id, "grant": made.pk, "supportlevel": made.level_id}.get(
        model, NoFundingDeclaration.objects.values_list("pk", flat=True).first()
    )
    editor = signed_in("Editors")
    base = f"/admin/snippets/funding/{model}/"

    assert editor.get(base).status_code == 200
    assert editor.get(f"{base}inspect/{pk}/").status_code == 200
    for path in ("add/", f"edit/{pk}/", f"delete/{pk}/"):
        assert editor.post(base + path, {"name": "Changed"}).status_code == 302
    assert Funder.objects.filter(pk=made.funder_id, name="Example Foundation").exists()
    assert Grant.objects.filter(pk=made.pk).exists()


def test_moderators_record_a_grant_with_its_articles() -> None:
    page, payer, tier = article(), funder(), level()
    moderator = signed_in("Moderators")

    response = moderator.post(
        "/admin/snippets/funding/grant/add/",
        {
            "funder": payer.pk,
            "level": tier.pk,
            "kind": "educational_grant",
            "starts_on": "2026-01-01",
            "ends_on": "",
            "purpose": "Education",
            "supported_articles-TOTAL_FORMS": "1",
            "supported_articles-INITIAL_FORMS": "0",
            "supported_articles-MIN_NUM_FORMS": "0",
            "supported_articles-MAX_NUM_FORMS": "1000",
            "supported_articles-0-article": page.pk,
        },
    )

    assert response.status_code == 302
    assert Grant.objects.get().supported_articles.get().article == page


def test_moderators_are_told_of_a_grant_that_ends_before_it_starts() -> None:
    response = signed_in("Moderators").post(
        "/admin/snippets/funding/grant/add/",
        {
            "funder": funder().pk,
            "level": level().pk,
            "kind": "educational_grant",
            "starts_on": "2026-01-02",
            "ends_on": "2026-01-01",
            "supported_articles-TOTAL_FORMS": "0",
            "supported_articles-INITIAL_FORMS": "0",
        },
    )

    assert response.status_code == 200
    assert "A grant cannot end before it starts." in response.text


def test_funding_menu_is_shown_to_editors() -> None:
    assert "/admin/snippets/funding/grant/" in signed_in("Editors").get("/admin/").text


@pytest.mark.parametrize("model", ["funder", "grant", "nofundingdeclaration"])
def test_lists_take_the_same_queries_for_one_and_three_records(model: str) -> None:
    def add(number: int) -> None:
        grant(f"Fund {number}", level=level(f"Level {number}", number))
        NoFundingDeclaration.objects.create(article=article(f"Article {number}"), declared_on=LONG_AGO)

    moderator = signed_in("Moderators")
    add(1)
    moderator.get(f"/admin/snippets/funding/{model}/")
    with CaptureQueriesContext(connection) as one:
        moderator.get(f"/admin/snippets/funding/{model}/")
    for number in (2, 3):
        add(number)

    with CaptureQueriesContext(connection) as three:
        moderator.get(f"/admin/snippets/funding/{model}/")

    assert len(one) == len(three)


@pytest.mark.parametrize(
    ("language", "from_to", "since"),
    [
        ("en-gb", "from 4 May 2026 to 23 November 2026", "since 4 May 2026"),
        ("es", "del 4 de mayo de 2026 al 23 de noviembre de 2026", "desde el 4 de mayo de 2026"),
        ("fr", "du 4 mai 2026 au 23 novembre 2026", "depuis le 4 mai 2026"),
        ("de", "vom 4. Mai 2026 bis zum 23. November 2026", "seit dem 4. Mai 2026"),
        ("it", "dal 4 maggio 2026 al 23 novembre 2026", "dal 4 maggio 2026"),
        ("pt", "de 4 de maio de 2026 a 23 de novembro de 2026", "desde 4 de maio de 2026"),
    ],
)
def test_dates_of_a_grant_are_in_full_in_the_reader_s_language(language: str, from_to: str, since: str) -> None:
    name = FunderName("Example Foundation", "", "", None)
    given = GrantView(name, "Gold", GrantKind.DONATION, date(2026, 5, 4), date(2026, 11, 23), "", hub_wide=True)

    with translation.override(language):
        assert given.dates == from_to
        assert replace(given, ends_on=None).dates == since


def test_funders_in_another_language_name_the_edition_of_an_article_in_it() -> None:
    page = article("A study in infants")
    grant("Example Foundation", page)
    Locale.objects.get_or_create(language_code="es")

    assert 'lang="en">A study in infants</a>' in Client().get("/es/funders/").text

    spanish = page.copy_for_translation(Locale.objects.get(language_code="es"), copy_parents=True)
    ArticlePage.objects.filter(pk=spanish.pk).update(live=True, title="Un estudio en lactantes")

    html = Client().get("/es/funders/").text
    assert f'<a href="{spanish.url}">Un estudio en lactantes</a>' in html
    assert "A study in infants" not in html
