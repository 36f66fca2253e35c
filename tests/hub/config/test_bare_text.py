"""No template that readers see holds a word that cannot be translated."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template.base import Lexer, Token, TokenType

from hub.config.messages import HUB_DIR

TEMPLATES = HUB_DIR / "templates"
ADMIN = (
    "account/",
    "articles/admin/",
    "contributions/admin/",
    "evaluation/article_report.html",
    "evaluation/diverging_bar.html",
    "evaluation/group.html",
    "evaluation/groups.html",
    "evaluation/report.html",
    "evaluation/report_intro.html",
    "mfa/",
    "reach/admin/",
    "studies/admin/",
    "studies/inspect.html",
    "studies/patient_data/",
    "suggestions/admin/",
    "translation/",
    "updates/admin/",
    "wagtailadmin/",
)
SPOKEN = ("alt", "aria-label", "title", "placeholder", "data-label")
NAMES = {"Atom", "BibTeX", "CSV", "PNG", "RIS", "RSS", "SVG", "all", "docs/methods/checks.md"}
WORD = re.compile(r"[^\W\d_]{2,}")
LITERAL = re.compile(r"(?:default|default_if_none|yesno|pluralize|add):(['\"])(.*?)\1|\w+=(['\"])([^'\"]* [^'\"]*)\3")


class Words(HTMLParser):
    """Collects what a reader would see or hear, but for what is English in every language."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"script", "style"} or ("lang", "en") in attrs:
            self.silent.append(tag)
        spoken = SPOKEN if tag != "meta" or ("name", "description") not in attrs else ("content",)
        self.found += [value or "" for name, value in attrs if name in spoken]

    def handle_endtag(self, tag: str) -> None:
        if self.silent[-1:] == [tag]:
            self.silent.pop()

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.found.append(data)


def bare_words(source: str) -> list[str]:
    """Return the words of a template that no translation replaces."""
    html, literals, skipping = [], [], ""
    for token in Lexer(source).tokenize():
        name = token.contents.split()[0] if token.token_type == TokenType.BLOCK else ""
        if skipping:
            skipping = "" if name == skipping else skipping
        elif name in {"blocktranslate", "comment"}:
            skipping = f"end{name}"
        elif token.contents == "block body_class":
            skipping = "endblock"
        elif token.token_type == TokenType.TEXT:
            html.append(token.contents)
        elif name == "lang_english":
            html.append(' lang="en"')
        elif name != "translate":
            literals += _literals(token)
    parser = Words()
    parser.feed("".join(html))
    parser.close()
    found = [" ".join(text.split()) for text in parser.found + literals]
    return [text for text in found if WORD.search(text) and text not in NAMES]


def _literals(token: Token) -> list[str]:
    if token.token_type == TokenType.COMMENT:
        return []
    return [filtered or given for _, filtered, _, given in LITERAL.findall(token.contents) if not given.startswith("<")]


def reader_templates() -> list[str]:
    paths = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html"))
    return [path for path in paths if not path.startswith(ADMIN)]


def test_bare_words_finds_text_attributes_and_defaults_and_nothing_marked() -> None:
    source = (
        '{% load i18n %}<p title="A title">Some text</p>{# a note #}<script>let word = 1;</script>'
        '{{ name|default:"nobody" }}{% include "x.html" with heading="Two words" %}'
        "{% block body_class %}page{% endblock %}<q{% lang_english %}>As printed</q>"
        '{% translate "Marked" %}{% blocktranslate %}also <b>marked</b>{% endblocktranslate %}'
    )

    assert bare_words(source) == ["A title", "Some text", "nobody", "Two words"]


@pytest.mark.parametrize("template", reader_templates())
def test_template_for_readers_holds_no_bare_text(template: str) -> None:
    assert bare_words((TEMPLATES / template).read_text(encoding="utf-8")) == []


def test_templates_left_out_are_there() -> None:
    assert [name for name in ADMIN if name != "translation/" and not Path(TEMPLATES / name).exists()] == []
