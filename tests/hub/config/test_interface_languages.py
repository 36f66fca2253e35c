"""What readers meet in each language: no English of the catalogs is left, and dates and figures are theirs."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import translation

from hub.checking.domain import EXAMPLES, pack
from hub.config import messages
from tests.hub.access.factories import ORIGIN, policy, visitor
from tests.hub.evaluation.factories import article, attested_reader
from tests.hub.funding.factories import grant

pytestmark = pytest.mark.django_db

LANGUAGES = ["de", "es", "fr", "it", "pt"]
SPOKEN = {"alt", "aria-label", "title", "placeholder", "data-label", "content"}
VOID = {"br", "hr", "img", "input", "link", "meta"}
FIELD = re.compile(r"%\(\w+\)[sd]")


class Said(HTMLParser):
    """Collects what a page says in its own language: its texts, without what is marked as English."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.open: list[tuple[str, bool]] = []
        self.language = ""

    @property
    def english(self) -> bool:
        return any(silent for _, silent in self.open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "html":
            self.language = given["lang"] or ""
        if tag not in VOID:
            self.open.append((tag, tag in {"script", "style"} or given.get("lang") == "en"))
        if not self.english:
            self.texts += [value or "" for name, value in attrs if name in SPOKEN]

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not self.english:
            self.texts.append(" ".join(data.split()))


def said(html: str) -> Said:
    page = Said()
    page.feed(html)
    return page


def left_in_english(html: str, language: str) -> set[str]:
    """Return the texts of the catalog that a page says in English though it has a translation of them."""
    page = said(html)
    assert page.language == language
    spoken, whole = set(page.texts), " ".join(page.texts)
    found = set()
    for message in messages.read_catalog(language):
        english, translated = (text if isinstance(text, str) else text[0] for text in (message.id, message.string))
        if not english or english == translated:
            continue
        long = max(FIELD.split(english.replace("%%", "%")), key=len).strip()
        if english in spoken or (long.count(" ") > 3 and long in whole):
            found.add(english)
    return found


@pytest.fixture(autouse=True)
def _fresh_cache() -> None:
    cache.clear()


def pages(language: str) -> dict[str, str]:
    """Return the pages that anybody and an attested reader meet, by name."""
    page, reader, guest = article(), attested_reader(), visitor()
    with translation.override(language):
        check, marks, funders = reverse("checking:tool"), reverse("figures"), reverse("funding:funders")
        gate, attest = reverse("access:gate"), reverse("access:attest")
        answer = reverse("evaluation:answer", args=[page.pk])
    letters = [pack(example.question) for example in EXAMPLES]
    answers = {
        "gate": guest.get(gate),
        "gate with errors": guest.post(attest, headers={"origin": ORIGIN}),
        "gate, confirmed": reader.get(gate),
        "tool": guest.get(check),
        "tool with errors": guest.post(check, {"group_1_size": "x"}, headers={"origin": ORIGIN}),
        "tool, bad link": guest.get(check, {"p": "x"}),
        "tool, nothing read": guest.get(check, {"p": pack(type(EXAMPLES[0].question)("No figures here."))}),
        **{f"result {number}": guest.get(check, {"p": link}) for number, link in enumerate(letters)},
        "checks": guest.get(f"{check}checks/"),
        "marks": guest.get(marks),
        "funders": guest.get(funders),
        "home": guest.get(f"/{language}/"),
        "article, in English": reader.get(f"/{language}{page.get_url_parts()[2]}"),
        "article at the gate": guest.get(f"/{language}{page.get_url_parts()[2]}"),
        "evaluation": reader.get(answer),
        "evaluation with errors": reader.post(answer, headers={"origin": ORIGIN}),
        "no confirmation": guest.post(answer, headers={"origin": ORIGIN}),
        "not found": guest.get(f"/{language}/nothing/here/"),
    }
    return {name: response.text for name, response in answers.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_in_a_language_leaves_no_text_of_the_catalog_in_english(language: str) -> None:
    policy(ask_country=True, ask_profession=True)
    grant()

    left = {name: left_in_english(html, language) for name, html in pages(language).items()}

    assert {name: texts for name, texts in left.items() if texts} == {}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en-gb", ("Go to the home page", 'href="/"')),
        ("es", ("Ir a la página de inicio", 'href="/es/"')),
        ("de", ("Zur Startseite", 'href="/de/"')),
    ],
)
def test_fault_is_said_in_the_reader_s_language(
    language: str, words: tuple[str, str], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError("A fault of the test.")

    monkeypatch.setattr("hub.funding.views.funders_overview", fail)
    client.raise_request_exception = False
    with translation.override(language):
        address = reverse("funding:funders")

    response = client.get(address)

    assert response.status_code == 500
    assert all(word in response.text for word in words)


def test_gate_keeps_the_publisher_s_wording_marked_as_english() -> None:
    html = visitor().get("/es/access/").text

    assert '<p class="gate__wording" id="gate-wording" lang="en">I confirm that I am' in html
    assert 'id="gate-wording">I confirm' in visitor().get("/access/").text


def test_figures_of_the_page_on_marks_follow_the_language() -> None:
    html = visitor().get("/de/figures/").text

    assert "75,0\u00a0% (95-%-KI 58,5–85,7)" in html
    assert "75.0%" not in html
