"""Every text that readers see is marked and translated, and no figure or tag is lost on the way."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from babel.messages.catalog import Message

from hub.config import messages

LANGUAGES = ["de", "es", "fr", "it", "pt"]
FIELD = re.compile(r"%\(\w+\)[sd]|\{\w+\}|%%")
TAG = re.compile(r"<[^<>]*>")
FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


@pytest.fixture(scope="module")
def texts() -> list[messages.Text]:
    return messages.marked_texts()


@pytest.fixture(scope="module", params=LANGUAGES)
def catalog(request: pytest.FixtureRequest) -> messages.Catalog:
    return messages.read_catalog(request.param)


def entries(catalog: messages.Catalog) -> list[Message]:
    return [message for message in catalog if message.id]


def pairs(catalog: messages.Catalog) -> list[tuple[str, str]]:
    """Return each English text beside its translation; of plurals, both."""
    found = []
    for message in entries(catalog):
        plural = not isinstance(message.id, str)
        found += zip(message.id, message.string, strict=True) if plural else [(message.id, message.string)]
    return found


def figures(text: str) -> Counter[str]:
    bare = TAG.sub("", FIELD.sub("", text))
    return Counter(figure.replace(",", ".") for figure in FIGURE.findall(bare))


def test_marked_texts_are_found_in_templates_and_code(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text(
        "{% load i18n %}<div>\n"
        '      <p>{% translate "Nothing is 100% sure" %}</p>\n'
        "  {% blocktranslate trimmed count n=n %}{{ n }} figure{% plural %}{{ n }} figures{% endblocktranslate %}\n"
        '{% translate "May" context "month" %}</div>\n'
    )
    (tmp_path / "words.py").write_text('A = gettext_lazy("Back")\nB = ngettext("one", "%(n)s", 2)\nC = gettext(name)\n')

    found = [(text.english, text.context, text.files) for text in messages.marked_texts(tmp_path)]

    page = {"templates/page.html"}
    assert found == [
        (("%(n)s figure", "%(n)s figures"), None, page),
        ("Nothing is 100%% sure", None, page),
        ("May", "month", page),
        ("Back", None, {"words.py"}),
        (("one", "%(n)s"), None, {"words.py"}),
    ]


def test_languages_are_those_of_the_site() -> None:
    assert messages.languages() == LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalog_is_what_the_marked_texts_give(language: str, texts: list[messages.Text]) -> None:
    folder = messages.LOCALE_DIR / language / "LC_MESSAGES"
    catalog = messages.updated(language, texts)

    assert (folder / "django.po").read_bytes() == messages.written(catalog), "run hub messages"
    assert (folder / "django.mo").read_bytes() == messages.compiled(catalog), "run hub messages"


def test_catalog_has_a_translation_of_every_text(catalog: messages.Catalog) -> None:
    assert [text for text, translation in pairs(catalog) if not translation.strip()] == []
    assert [message.id for message in entries(catalog) if message.fuzzy] == []


def test_translation_keeps_fields_and_tags(catalog: messages.Catalog) -> None:
    assert [
        text
        for text, translation in pairs(catalog)
        for kept in (FIELD, TAG)
        if Counter(kept.findall(text)) != Counter(kept.findall(translation))
    ] == []


def test_translation_keeps_every_figure(catalog: messages.Catalog) -> None:
    assert [text for text, translation in pairs(catalog) if figures(text) != figures(translation)] == []


def test_translation_writes_decimals_as_its_language_does(catalog: messages.Catalog) -> None:
    decimals = [FIGURE.findall(TAG.sub("", FIELD.sub("", translation))) for _, translation in pairs(catalog)]

    assert [decimal for found in decimals for decimal in found if "." in decimal] == []


def test_translation_has_no_character_that_would_end_an_attribute(catalog: messages.Catalog) -> None:
    assert [
        text
        for text, translation in pairs(catalog)
        if not TAG.search(text) and set(translation) & set('<>"') - set(text)
    ] == []


def test_translation_ends_its_sentences_as_the_english(catalog: messages.Catalog) -> None:
    sentences = [(text, translation) for text, translation in pairs(catalog) if " " in text]

    assert [text for text, translation in sentences if (text[-1] in ".?") != (translation[-1] in ".?")] == []
