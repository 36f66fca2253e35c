"""Search engines are told of each edition of a page, and of no other."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from itertools import product

import pytest
from django.test import Client
from wagtail.models import Locale

from hub.articles.models import ArticlePage
from hub.translation.domain.translating import translate_page
from tests.hub.access.factories import attested_visitor
from tests.hub.articles.factories import article
from tests.hub.translation.factories import WordByWord

pytestmark = pytest.mark.django_db
ORIGIN = "http://testserver"


def edition(original: ArticlePage, language: str, *, publish: bool = True) -> ArticlePage:
    locale = Locale.objects.get(language_code=language)
    now = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    translate_page(page=original, locale=locale, engine=WordByWord(), now=now, publish=publish)
    return ArticlePage.objects.get(locale=locale, translation_key=original.translation_key)


@pytest.fixture
def original():
    made = article("A trial", plain_language_summary="<p>A plain account of the trial.</p>")
    edition(made, "es")
    edition(made, "fr", publish=False)
    return made


def links(html: str) -> dict[str, str]:
    canonical = re.findall(r'<link rel="canonical" href="([^"]+)"', html)
    assert len(canonical) == 1
    found = dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)"', html))
    return {"canonical": canonical[0].removeprefix(ORIGIN)} | {
        code: address.removeprefix(ORIGIN) for code, address in found.items()
    }


def test_editions_that_are_live_name_each_other(original):
    for reader, subpage in product((Client(), attested_visitor()), ("", "plain-language/")):
        path = original.url + subpage
        both = {"en": path, "es": f"/es{path}", "x-default": path}

        answers = {prefix: reader.get(prefix + path) for prefix in ("", "/es", "/fr")}

        assert {prefix: links(response.text) for prefix, response in answers.items()} == {
            "": {"canonical": path, **both},
            "/es": {"canonical": f"/es{path}", **both},
            "/fr": {"canonical": path, **both},
        }
        assert [response["Content-Language"] for response in answers.values()] == ["en-gb", "es", "fr"]


def test_open_graph_and_structured_data_name_the_language(original):
    html = Client().get(f"/es{original.url}").text

    data = json.loads(re.search(r'ld\+json">(.*?)</script>', html)[1])
    assert re.findall(r'og:locale(?::alternate)?" content="(\w+)"', html) == ["es_ES", "en_GB"]
    assert data["inLanguage"] == "es"
    assert data["translationOfWork"]["@id"] == original.canonical_url
    assert data["translationOfWork"]["inLanguage"] == "en"


def test_route_that_is_no_page_is_there_in_every_language(db):
    found = links(Client().get("/de/funders/").text)

    assert found["canonical"] == found["de"] == "/de/funders/"
    assert sorted(found) == ["canonical", "de", "en", "es", "fr", "it", "pt", "x-default"]


def test_site_map_lists_every_edition_with_the_others(original):
    xml = Client().get("/sitemap.xml").text

    entries = [
        (re.search("<loc>(.*?)</loc>", entry)[1], re.findall(r'hreflang="([^"]+)" href="([^"]+)"', entry))
        for entry in re.findall("<url>.*?</url>", xml, re.DOTALL)
    ]
    own = original.canonical_url
    spanish = own.replace(ORIGIN, f"{ORIGIN}/es")
    both = [("en", own), ("es", spanish), ("x-default", own)]
    assert [entry for entry in entries if "/a-trial/" in entry[0]] == [
        (own, both),
        (f"{own}plain-language/", [(code, f"{address}plain-language/") for code, address in both]),
        (spanish, both),
        (f"{spanish}plain-language/", [(code, f"{address}plain-language/") for code, address in both]),
    ]
