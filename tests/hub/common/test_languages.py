"""A reader's language is chosen without an account, remembered, and never forced on an address that says another."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client, override_settings

from hub.common.languages import in_language
from tests.hub.articles.factories import topic_page

pytestmark = pytest.mark.django_db
OWN = {"origin": "http://testserver"}
TYPED = {"sec-fetch-site": "none", "sec-fetch-mode": "navigate"}


@pytest.fixture
def reader():
    cache.clear()
    return Client()


def choose(reader: Client, language: str, came_from: str = "/"):
    return reader.post("/language/", {"language": language, "next": came_from}, headers=OWN)


@pytest.mark.parametrize(
    ("address", "code", "expected"),
    [
        ("/", "es", "/es/"),
        ("/es/", "en-gb", "/"),
        ("/es/topic/?page=2", "fr", "/fr/topic/?page=2"),
        ("/funders/", "de", "/de/funders/"),
        ("/pt-br/topic/", "es", "/es/pt-br/topic/"),
        ("/es//other.example/topic/", "en-gb", None),
        ("/es//other.example/topic/", "fr", None),
        ("https://patients.example/topic/", "es", None),
        ("/admin/", "es", None),
        ("/account/login/", "es", None),
        ("/sitemap.xml", "es", None),
        ("/no.such", "es", None),
        ("/es", "fr", None),
    ],
)
def test_address_in_another_language(address, code, expected):
    assert in_language(address, code) == expected


def test_choice_is_remembered_and_shows_the_same_page(reader):
    response = choose(reader, "es", "/topic/?page=2")

    cookie = response.cookies["hub-language"]
    assert (response.status_code, response["Location"]) == (303, "/es/topic/?page=2")
    assert response["Cache-Control"] == "private, no-store"
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == ("es", True, "Lax")
    assert (cookie["max-age"], cookie["path"], cookie["secure"]) == (31_536_000, "/", "")


@override_settings(SESSION_COOKIE_SECURE=True)
def test_behind_tls_the_cookie_is_bound_to_host_and_tls(reader):
    cookie = choose(reader, "es").cookies["__Host-hub-language"]

    assert (cookie["secure"], cookie["domain"], cookie["path"]) == (True, "", "/")


@pytest.mark.parametrize(
    "target", ["//other.example/", "https://other.example/", "/es//other.example/x/", "", "\\other"]
)
def test_choice_leads_to_no_other_site(reader, target):
    location = choose(reader, "fr", target)["Location"]

    assert location in {"/fr/", "/es//other.example/x/"}


def test_language_that_is_not_there_is_not_remembered(reader):
    response = choose(reader, "xx", "/es/topic/")

    assert (response["Location"], dict(response.cookies)) == ("/es/topic/", {})


def test_choice_from_another_site_is_refused(reader):
    response = reader.post("/language/", {"language": "es"}, headers={"sec-fetch-site": "cross-site"})

    assert (response.status_code, dict(response.cookies)) == (403, {})


def test_returning_reader_is_led_to_the_remembered_language(reader):
    topic_page("Topic")
    choose(reader, "es")

    response = reader.get("/topic/?page=2", headers=TYPED)

    assert (response.status_code, response["Location"]) == (302, "/es/topic/?page=2")
    assert response["Cache-Control"] == "private, no-store"
    assert {"Cookie", "Sec-Fetch-Site"} <= set(response["Vary"].split(", "))
    assert reader.get(response["Location"], headers=TYPED).status_code == 200


def test_old_browser_is_led_there_unless_it_comes_from_the_site_itself(reader):
    choose(reader, "es")

    answers = [reader.get("/", headers={"referer": address}) for address in ("", "http://a.example/", OWN["origin"])]

    assert [response.status_code for response in answers] == [302, 302, 200]


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/", {"sec-fetch-site": "same-origin", "sec-fetch-mode": "navigate"}),
        ("/", {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}),
        ("/fr/", TYPED),
        ("/admin/", TYPED),
        ("/theme.css", TYPED),
        ("/sitemap.xml", TYPED),
    ],
)
def test_nobody_is_led_elsewhere_from(reader, path, headers):
    choose(reader, "es")

    assert "/es/" not in reader.get(path, headers=headers).headers.get("Location", "")


def test_sent_forms_are_not_led_elsewhere(reader):
    choose(reader, "es")

    assert reader.post("/access/attest/", {"next": "/"}, headers=OWN)["Location"] == "/"


def test_reader_without_a_choice_or_who_chose_english_stays(reader):
    before = reader.get("/", headers=TYPED)
    choose(reader, "en-gb")

    assert (before.status_code, reader.get("/", headers=TYPED).status_code) == (200, 200)
    assert "Cookie" in before["Vary"]


def test_page_is_the_same_whatever_was_remembered(reader):
    fresh = Client().get("/es/").content
    choose(reader, "fr")

    assert reader.get("/es/").content == fresh


def test_every_page_offers_every_language_in_its_own_name(reader):
    html = reader.get("/es/funders/").text

    assert html.count('name="language"') == 6
    assert (
        '<button class="language__button" type="submit" name="language" value="fr" lang="fr">Français</button>' in html
    )
    assert 'value="es" lang="es" aria-current="true">Español</button>' in html
    assert '<input type="hidden" name="next" value="/es/funders/">' in html
    assert '<html lang="es">' in html


def test_page_in_english_only_offers_no_language(reader):
    assert 'name="language"' not in reader.get("/account/login/").text


def test_too_many_choices_are_throttled(reader):
    answers = [choose(reader, "es").status_code for _ in range(101)]

    assert answers == [*[303] * 100, 429]
