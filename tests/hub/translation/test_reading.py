"""Readers see who translated a page, and can turn every passage back to what its original says."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail_localize.models import Translation

from hub.articles.models import ArticlePage
from hub.translation.domain.segments import keep_text, segments_of
from hub.translation.domain.translating import translate_page
from hub.translation.enums import SegmentState
from hub.translation.models import TranslationReview
from tests.hub.access.factories import attested_visitor
from tests.hub.articles.factories import article, study, topic_page
from tests.hub.translation.factories import NOW, WordByWord, spanish

pytestmark = pytest.mark.django_db
LEARNING = (
    "<p>At 4 years, overall survival was 83.3% (95% CI 64.5–92.7) with the new treatment.</p>"
    "<ul><li>What the trial means.</li></ul>"
)
ADDRESS = "/es/acute-leukaemia/a-trial-of-the-new-treatment/"


@pytest.fixture(scope="module")
def stored(database_of_module):
    made = study()
    made.outcomes.update(name="Overall survival", abbreviation="OS")
    original = article(
        "A trial of the new treatment",
        parent=topic_page(),
        of=made,
        key_learning=LEARNING,
        plain_language_summary="<p>About the trial.</p>",
    )
    translate_page(page=original, locale=spanish(), engine=WordByWord(), now=NOW, publish=True)
    return original.pk


@pytest.fixture
def original(stored):
    return ArticlePage.objects.get(pk=stored)


@pytest.fixture
def translated(stored):
    return ArticlePage.objects.get(locale=spanish())


def read(address: str = ADDRESS, reader: Client | None = None) -> BeautifulSoup:
    response = (reader or attested_visitor()).get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.text, "html.parser")


def words(tag: object) -> str:
    return " ".join(tag.get_text(" ").split())  # type: ignore[attr-defined]


def note(soup: BeautifulSoup) -> str:
    return words(soup.select_one(".translation-note"))


def test_machine_translation_says_so_with_engine_date_disclaimer_and_links(translated):
    found = read().select_one(".translation-note")

    text = words(found)
    assert text.startswith("Página traducida automáticamente: Word by word, 23 de noviembre de 2026.")
    assert "Puede ser inexacta o incompleta. Evidence Hub no garantiza que sea correcta ni responde" in text
    assert "1 pasaje queda en inglés" in text
    assert [a["href"] for a in found.select("a")] == [translated.original.url, "/es/translation/"]


def test_original_in_its_own_language_has_no_note(original):
    soup = read(original.url)

    assert soup.select(".translation-note, .passage__original, .passage--left") == []


def test_passages_have_their_original_behind_them_with_its_marks(translated):
    soup = read()

    paragraph, item = soup.select("#key-learning .passage")
    assert words(paragraph.select_one(".passage__words")).startswith("At 4 años, overall supervivencia was 83,3 %")
    back = paragraph.select_one(".passage__text[lang=en]")
    assert words(back) == "At 4 years, overall survival was 83.3% (95% CI 64.5–92.7) with the new treatment."
    ours, theirs = (part.select_one("a.figure-mark") for part in (paragraph.select_one(".passage__words"), back))
    assert ours["href"] == theirs["href"]
    assert soup.select_one(ours["href"])
    assert (bool(ours.get("id")), theirs.get("id")) == (True, None)
    assert item.parent.name == "li"
    assert words(item.select_one(".passage__text")) == "What the trial means."


def test_title_standfirst_and_objective_can_be_turned_back(translated):
    found = [words(each) for each in read().select(".article__top .passage__text[lang=en]")]

    assert found == [
        "A trial of the new treatment",
        "A trial of a new treatment.",
        "describe the outcome of the new treatment",
    ]


def test_passage_left_in_english_is_marked_and_explained(translated):
    left = read().select(".passage--left")

    assert [words(each.select_one("[lang=en]")) for each in left] == ["What it cannot tell."]
    assert left[0].select_one("a")["href"] == "/es/translation/#left"
    assert read("/es/translation/", Client()).select_one("#left")


def test_identifiers_on_a_translated_page_are_unique(translated):
    ids = [tag["id"] for tag in read().select("[id]")]

    assert sorted(ids) == sorted(set(ids))


def test_changed_original_is_said_on_its_editions(original, translated):
    page = ArticlePage.objects.get(pk=original.pk)
    page.key_learning = LEARNING.replace("What the trial means", "What another trial means")
    page.save_revision().publish()

    soup = read()

    assert "El original ha cambiado o no está traducido del todo: 1 pasaje se muestra en inglés." in note(soup)
    assert words(soup.select_one("#key-learning .passage--left [lang=en]")) == "What another trial means."


def test_approved_page_says_who_approved_it_and_when(translated):
    TranslationReview.objects.create(
        translation=Translation.objects.get(source__object_id=translated.translation_key),
        approved_at=NOW,
        approved_as="Dr Julia Sample, haematologist",
    )

    text = note(read())

    assert text.startswith("Traducción aprobada por Dr Julia Sample, haematologist el 23 de noviembre de 2026.")
    assert "automáticamente" not in text


def test_page_that_people_wrote_but_nobody_approved_says_so(translated):
    translation = Translation.objects.get(source__object_id=translated.translation_key)
    for segment in segments_of(translation):
        keep_text(
            translation=translation,
            string_id=segment.string_id,
            context_id=segment.context_id,
            text=segment.text or "",
            state=SegmentState.EDITED if segment.text else SegmentState.LEFT,
            now=NOW,
        )

    assert note(read()).startswith("Esta traducción la escribió una persona y aún no está aprobada.")


def test_page_without_a_translation_is_shown_in_english_and_says_so(original):
    soup = read(f"/fr{original.url}")

    assert note(soup).startswith("Cette page n’est pas encore traduite. Elle est affichée en anglais.")
    assert soup.html["lang"] == "fr"
    assert words(soup.select_one("h1[lang=en]")) == original.title
    assert soup.select_one("#key-learning [lang=en] p")
    assert soup.select_one("link[rel=canonical]")["href"] == original.canonical_url


def test_gate_says_it_too_and_gives_nothing_away(translated):
    response = Client().get(ADDRESS)

    soup = BeautifulSoup(response.text, "html.parser")
    assert "Página traducida automáticamente" in note(soup)
    assert words(soup.select_one(".passage__text")) == "A trial of the new treatment"
    assert not re.search("83[.,]3|What the trial means|What it cannot tell", response.text)


def test_plain_language_page_carries_the_original_of_itself_alone(translated):
    response = Client().get(f"{ADDRESS}plain-language/")

    soup = BeautifulSoup(response.text, "html.parser")
    assert soup.select_one(".translation-note a")["href"] == f"{translated.original.url}plain-language/"
    assert [words(each) for each in soup.select(".prose .passage__text")] == ["About the trial."]
    assert not re.search("83[.,]3|What the trial means|What it cannot tell", response.text)


def test_forms_of_a_translated_page_keep_its_language(translated):
    reader = Client()
    gate = BeautifulSoup(reader.get(ADDRESS).text, "html.parser")
    form = gate.select_one(".gate__door--professional form")

    sent = reader.post(
        form["action"], {"next": form.select_one("[name=next]")["value"]}, headers={"origin": "http://testserver"}
    )

    assert (form["action"], sent["Location"]) == ("/es/access/attest/", ADDRESS)
    evaluation = read(ADDRESS, reader).select_one("form.evaluation__form")
    assert evaluation["action"] == f"/es/evaluation/{translated.original.pk}/"
    answer = read(evaluation["action"], reader)
    assert {a["href"] for a in answer.select("main a") if "trial" in a["href"]} == {ADDRESS}


def test_translated_page_is_the_same_for_all_its_readers(translated):
    assert attested_visitor().get(ADDRESS).content == attested_visitor(reader_id="other").get(ADDRESS).content


@pytest.mark.parametrize("language", ["", "es/", "fr/", "de/", "it/", "pt/"])
def test_help_page_is_for_everyone_in_every_language(language):
    assert read(f"/{language}translation/", Client()).select_one("#cannot")
