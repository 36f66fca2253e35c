"""An article in each language: no generated English, and the numbers of the English page in their places."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from itertools import zip_longest

import pytest
from babel.numbers import parse_decimal
from django.db import transaction
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation
from wagtail import hooks

from hub.articles.domain.article_view import article_view, sections_of
from hub.articles.models import ArticlePage
from hub.common.wording import locale
from hub.config import messages
from hub.studies.domain.words import forget_words
from hub.studies.models import Study
from tests.hub.articles import factories
from tests.hub.articles.test_checks import worked_example

# Tests of this mark come before those that empty the database, and the pages are made in it once.
pytestmark = pytest.mark.django_db

LANGUAGES = ("es", "fr", "de", "it", "pt")
PARTS = ("header", "disclosures", "contents", "finding", "study", "key_data", "safety", "checks", "people", "about")
# A sign stands after a space or a bracket: the hyphen of “95-%-KI” and the dash of an interval are none.
NUMBER = re.compile(r"(?:(?<=[\s(])[−-])?\d+(?:[.,\u202f\u00a0]\d{3}(?!\d))*(?:[.,]\d+)?")
STUDY_WORDS = ("Disease-free survival", "Overall survival", "Cumulative incidence of relapse", "Infections")
SHORT = 9


def known_words(language: str) -> dict[str, str]:
    """Stand in for whoever translates the words of studies."""
    return {word: f"{language}. {number}" for number, word in zip("ABCD", STUDY_WORDS, strict=True)}


def everything_reported() -> Study:
    """Add to the worked example what it has not: a comparison, a median, an event, large groups and a follow-up."""
    study = worked_example()
    new, old = study.arms.all()
    study.arms.filter(pk=old.pk).update(n=12_340)
    old.refresh_from_db()
    survival, *_ = study.outcomes.all()
    factories.result(
        survival,
        new,
        ("0.34", "0.16", "0.72"),
        comparator=old,
        measure="hazard_ratio",
        unit="",
        p_printed="<0.001",
        p_operator="<",
        p=0.001,
    )
    median = {"name": "Overall survival", "key": "median", "measure": "median_time", "better": "higher"}
    outcome = factories.outcome_with_results(study, [], 7, **median)
    made = factories.result(outcome, old, ("61.7", "50.0", "70"), unit="months", time=None, time_unit="")
    type(made).objects.filter(pk=made.pk).update(high_printed="NR", high=None)
    events = {"name": "Infections", "key": "infections", "measure": "adverse_event", "better": "lower"}
    outcome = factories.outcome_with_results(study, [], 8, **events)
    factories.result(outcome, new, ("70", "", ""), grade=">=3", time=None, time_unit="")
    follow_up = {"follow_up_printed": "4.2", "follow_up_unit": "years", "follow_up": 4.2}
    spread = {"follow_up_low_printed": "3.2", "follow_up_high_printed": "6.0", "follow_up_spread": "range"}
    Study.objects.filter(pk=study.pk).update(**follow_up, **spread)
    return Study.objects.get(pk=study.pk)


def rendered(page: ArticlePage, language: str) -> dict[str, str]:
    """Return the generated parts of an article's page, with the words of its drawings."""
    with translation.override(language):
        view = article_view(page, today=factories.DAY)
        context = {"page": page, "article": view, "sections": sections_of(page, view)}
        parts = {
            part: render_to_string(f"articles/parts/{part}.html", context, RequestFactory().get("/")) for part in PARTS
        }
    return {part: _words(markup) for part, markup in parts.items()}


def _words(markup: str) -> str:
    """Return what is seen, and of drawings what is read aloud: how many numbers fit under an axis may differ."""
    spoken = re.sub(r'<svg[^>]*aria-label="([^"]*)".*?</svg>', r"\1", markup, flags=re.DOTALL)
    return html.unescape(re.sub(r"<[^>]*>", "\n", spoken))


@pytest.fixture(scope="module")
def pages(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[dict[str, dict[str, str]]]:
    """Render one article once in each language."""
    with django_db_blocker.unblock(), transaction.atomic(), hooks.register_temporarily("study_words", known_words):
        for language in LANGUAGES:
            forget_words(language)
        page = ArticlePage.objects.get(pk=factories.article(of=everything_reported()).pk)
        yield {language: rendered(page, language) for language in ("en-gb", *LANGUAGES)}
        for language in LANGUAGES:
            forget_words(language)
        transaction.set_rollback(True)


marked_texts = cache(messages.marked_texts)


def numbers(text: str, language: str) -> list[Decimal]:
    with translation.override(language):
        return [parse_decimal(number.replace("−", "-"), locale=locale()) for number in NUMBER.findall(text)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_are_those_of_the_english_page_in_their_places(language: str, pages: dict[str, dict[str, str]]) -> None:
    for part in PARTS:
        english = numbers(pages["en-gb"][part], "en-gb")
        foreign = numbers(pages[language][part], language)
        assert [pair for pair in zip_longest(english, foreign) if pair[0] != pair[1]] == [], part


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_generated_text_is_english(language: str, pages: dict[str, dict[str, str]]) -> None:
    shown = "\n".join(pages[language].values())
    catalog = messages.read_catalog(language)
    for text in marked_texts():
        for english in text.english if isinstance(text.english, tuple) else (text.english,):
            own = messages._strings(catalog.get(text.key[1], context=text.context))
            for piece in re.split(r"%\(\w+\)s|%%|<[^>]*>", english):
                words = piece.strip()
                if len(words) > SHORT and " " in words and not any(words in string for string in own):
                    assert words not in shown, english


def test_numbers_of_the_english_page_are_as_they_are_stored(pages: dict[str, dict[str, str]]) -> None:
    shown = " ".join(" ".join(pages["en-gb"].values()).split())

    for printed in ("83.3%", "64.5–92.7", "95% CI", "at 4 years", "n = 12,340", "61.7 months", "p < 0.001", "grade ≥3"):
        assert printed in shown


def test_numbers_of_the_spanish_page_follow_the_language(pages: dict[str, dict[str, str]]) -> None:
    shown = " ".join(" ".join(pages["es"].values()).split())

    for printed in ("83,3 %", "IC del 95 %: 64,5–92,7", "a los 4 años", "n = 12.340", "61,7 meses", "p < 0,001"):
        assert printed in shown
    assert "de 50,0 a no alcanzada" in shown
