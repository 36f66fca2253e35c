"""An engine that spoils what it can translates a whole article: not one figure of a page is another."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Locale

from hub.articles.domain.figure_texts import texts_of
from hub.articles.models import ArticlePage
from hub.translation.domain.translating import translate_page
from tests.hub.access.factories import attested_visitor
from tests.hub.articles.factories import article, study
from tests.hub.translation.factories import NOW
from tests.hub.translation.guard.engines import Spoiler

PROSE = (
    "Overall survival at 4 years was 83.3% (95% CI 64.5–92.7) with the new treatment and 44.0% (95% CI 37.0–50.8) "
    "without. The trial did not show that the treatment is safe. Patients took 15 µg per day over a 28-day cycle."
)


def numerals(text):
    return re.findall(r"\d+", text)


@pytest.mark.parametrize("language", ["es", "de"])
def test_no_changed_figure_reaches_a_page(language, db):
    made = study()
    made.outcomes.update(name="Overall survival", abbreviation="OS")
    original = article("A trial of 30 infants", of=made, key_learning=f"<p>{PROSE}</p>")
    engine = Spoiler(seed=7)
    engine.name = "Spoiler"

    translate_page(
        page=original, locale=Locale.objects.get(language_code=language), engine=engine, now=NOW, publish=True
    )

    edition = ArticlePage.objects.get(locale__language_code=language)
    ours, theirs = texts_of(edition), texts_of(original)
    assert {field: numerals(text) for field, text in ours.items()} == {
        field: numerals(text) for field, text in theirs.items()
    }
    page = BeautifulSoup(attested_visitor().get(edition.url).content, "html.parser")
    assert page.html["lang"] == language
