"""Lists are those of the originals, in the reader's language where there is an edition."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from hub.translation.domain.translating import translate_page
from tests.hub.articles.factories import article, study, topic_page
from tests.hub.translation.factories import NOW, WordByWord, spanish


@pytest.fixture
def topic(db):
    made = topic_page()
    translated = article("A trial of the treatment", parent=made, of=study())
    article("Another study", parent=made, of=study("other"))
    translate_page(page=translated, locale=spanish(), engine=WordByWord(), now=NOW, publish=True)
    return made


def links(path):
    page = BeautifulSoup(Client().get(path).content, "html.parser")
    return [(link.text, link["href"], link.get("lang")) for link in page.select(".teaser__title a")]


ORIGINALS = [
    ("Another study", "/acute-leukaemia/another-study/", None),
    ("A trial of the treatment", "/acute-leukaemia/a-trial-of-the-treatment/", None),
]
SPANISH = [
    ("Another study", "/es/acute-leukaemia/another-study/", "en"),
    ("A ensayo de el tratamiento", "/es/acute-leukaemia/a-trial-of-the-treatment/", None),
]
GERMAN = [(title, f"/de{address}", "en") for title, address, _ in ORIGINALS]


@pytest.mark.parametrize("path", ["", "acute-leukaemia/"])
def test_every_language_lists_every_article(topic, path):
    assert links(f"/{path}") == ORIGINALS
    assert links(f"/es/{path}") == SPANISH
    assert links(f"/de/{path}") == GERMAN


def test_article_without_an_edition_is_read_as_its_original_under_the_language(topic):
    page = Client().get("/es/acute-leukaemia/another-study/")

    assert page.status_code == 200
    assert "Another study" in page.text
