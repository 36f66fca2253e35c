"""Following, citing and taking along, none of it past the gate."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote
from uuid import uuid5

import pytest
from defusedxml import ElementTree
from django.core.files.storage import storages
from PIL import Image
from pypdf import PdfReader
from wagtail.models import PageViewRestriction

from hub.common.models import HubSettings
from hub.sharing.domain import citing, pdf
from tests.hub.access.factories import attested_visitor
from tests.hub.articles import factories
from tests.hub.articles.test_languages import edition

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
PUBLIC = ["citation.ris", "citation.bib", "card.png"]
SINCE = "Fri, 31 Dec 2100 00:00:00 GMT"
GATED = ["references.ris", "references.bib", "finding.png", "article.pdf"]


@pytest.fixture
def reader() -> Any:
    return attested_visitor()


def get(client: Any, address: str, status: int = 200, **asked: Any) -> Any:
    response = client.get(address, **asked)
    assert response.status_code == status
    return response


def tags_of(element: Any, kind: str) -> Iterator[Any]:
    """Yield the tags of a kind below one of a tagged PDF."""
    element = element.get_object()
    if isinstance(element, list):
        for child in element:
            yield from tags_of(child, kind)
    elif isinstance(element, dict):
        if element.get("/S") == kind:
            yield element
        if "/K" in element:
            yield from tags_of(element["/K"], kind)


# The gate


def test_what_holds_the_article_is_for_attested_readers(client, reader):
    page = factories.article()

    for name in GATED:
        refused = get(client, f"/articles/{page.pk}/{name}", 403)
        assert b"83.3" not in refused.content
        get(reader, f"/articles/{page.pk}/{name}")


@pytest.mark.parametrize("hide", ["unpublish", "make private"])
def test_nothing_is_sent_of_an_article_that_readers_may_not_know(reader, hide):
    page = factories.article()
    if hide == "unpublish":
        page.unpublish()
    else:
        PageViewRestriction.objects.create(page=page, restriction_type="login")

    for name in PUBLIC + GATED:
        get(reader, f"/articles/{page.pk}/{name}", 404)


# Feeds


def test_feed_lists_teasers_and_no_finding(client):
    page = factories.article(
        "A new treatment & its <risks>", standfirst="Ratio <1 & falling.", key_learning="<p>Secret learning.</p>"
    )

    response = get(client, "/feeds/articles.atom")

    feed = ElementTree.fromstring(response.content)
    (entry,) = feed.findall(f"{ATOM}entry")
    assert response["Content-Type"].startswith("application/atom+xml")
    assert entry.findtext(f"{ATOM}title") == "A new treatment & its <risks>"
    assert entry.find(f"{ATOM}link").get("href") == page.canonical_url
    summary = entry.find(f"{ATOM}summary")
    assert (summary.get("type"), summary.text) == ("html", "Ratio &lt;1 &amp; falling.")
    assert entry.findtext(f"{ATOM}id") == f"urn:uuid:{page.translation_key}"
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Ada Example, MD"
    assert b"83.3" not in response.content
    assert b"Secret" not in response.content


def test_topic_feed_lists_its_own_articles(client):
    here, there = factories.topic_page("Here"), factories.topic_page("There")
    first = factories.article("In here", parent=here)
    factories.article("In there", parent=there, of=first.study)

    channel = ElementTree.fromstring(get(client, "/feeds/topics/here.rss").content).find("channel")

    assert [item.findtext("title") for item in channel.findall("item")] == ["In here"]
    assert channel.findtext("link") == here.canonical_url
    assert 'href="/feeds/topics/here.atom"' in get(client, here.url).content.decode()


def test_feed_leaves_out_what_is_private_and_private_topics_have_none(client):
    page = factories.article("Private one")
    PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="login")

    assert b"Private one" not in get(client, "/feeds/articles.rss").content
    get(client, f"/feeds/topics/{page.get_parent().slug}.atom", 404)


def test_feed_that_has_not_changed_is_not_sent_again(client):
    page = factories.article()
    tag = get(client, "/feeds/articles.atom")["ETag"]

    assert client.get("/feeds/articles.atom", headers={"If-None-Match": tag}).status_code == 304
    page.title = "Corrected"
    page.save_revision().publish()
    assert client.get("/feeds/articles.atom", headers={"If-None-Match": tag}).status_code == 200


def test_feed_tells_readers_that_ask_by_date_of_what_was_withdrawn(client):
    page = factories.article("First")
    withdrawn = factories.article("Second", of=page.study)
    before = get(client, "/feeds/articles.atom")
    withdrawn.unpublish()

    after = get(client, "/feeds/articles.atom", headers={"If-None-Match": before["ETag"], "If-Modified-Since": SINCE})

    assert (b"Second" in before.content, b"Second" in after.content) == (True, False)
    assert "Last-Modified" not in before


def test_feed_gives_each_edition_an_id_of_its_own(client):
    page = factories.article()
    translated = edition(page, "es")

    found = ElementTree.fromstring(get(client, "/es/feeds/articles.atom").content).findtext(f"{ATOM}entry/{ATOM}id")

    assert found == uuid5(translated.translation_key, "es").urn


# Citations


def test_download_of_a_slug_beyond_ascii_keeps_its_name(client):
    page = factories.article("Ελληνικά", slug="ελληνικά")

    named = get(client, f"/articles/{page.pk}/citation.ris")["Content-Disposition"]

    assert named == f"attachment; filename*=utf-8''{quote('ελληνικά-citation.ris')}"


def test_ris_of_an_article_has_one_field_on_a_line(client):
    page = factories.article("A  title\nin two lines", authors=[factories.person("Jan van der Berg")])

    lines = get(client, f"/articles/{page.pk}/citation.ris").content.decode().split("\r\n")

    assert lines[:3] == ["TY  - ELEC", "TI  - A title in two lines", "AU  - van der Berg, Jan"]
    assert f"UR  - {page.canonical_url}" in lines
    assert lines[-3:] == ["ER  - ", "", ""]
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in lines[:-2])


def test_bibtex_escapes_what_means_something_in_latex(client):
    page = factories.article("Some of {us} & a_sign", authors=[factories.person("Ada Example")])

    text = get(client, f"/articles/{page.pk}/citation.bib").content.decode()

    assert r"title = {{Some of \{us\} \& a\_sign}}" in text
    assert text.startswith("@online{example-")
    assert "author = {Example, Ada}" in text


def test_references_are_written_in_the_order_of_citation():
    page = factories.article(
        references=[factories.reference("zeta-2020", doi="10.1/z"), factories.reference("alpha-1999")]
    )

    ris, bib = citing.references_ris(page), citing.references_bibtex(page)

    assert [line[6:] for line in ris.split("\r\n") if line.startswith("TI")] == [
        "A study called zeta-2020",
        "A study called alpha-1999",
    ]
    assert ("SP  - 1\r\nEP  - 9" in ris, "DO  - 10.1/z" in ris, "AU  - Example, Ada" in ris) == (True, True, True)
    assert re.findall(r"@(\w+)\{([\w-]+),", bib) == [("article", "zeta-2020"), ("article", "alpha-1999")]
    assert "pages = {1--9}" in bib


# Pictures


def test_page_names_a_picture_that_everyone_may_see(client):
    page = factories.article("T" * 20 + " " + "a very long title that goes on " * 6)

    html = get(client, page.url).content.decode()

    address = re.search(r'<meta property="og:image" content="http://testserver(/articles/\d+/card\.png)">', html)
    picture = Image.open(io.BytesIO(get(client, address[1]).content))
    assert picture.size == (1200, 630)


def test_title_with_a_very_long_word_stays_within_the_picture(client):
    page = factories.article("Stammzelltransplantationsvorbereitungsbehandlung bei Säuglingen")

    picture = Image.open(io.BytesIO(get(client, f"/articles/{page.pk}/card.png").content)).convert("L")

    assert picture.crop((1190, 20, 1200, 630)).getextrema() == (255, 255)


def test_open_picture_may_be_embedded_by_other_sites_and_the_finding_may_not(client, reader):
    page = factories.article()

    answers = [get(reader, f"/articles/{page.pk}/{name}.png") for name in ("card", "finding")]

    assert [each["Cross-Origin-Resource-Policy"] for each in answers] == ["cross-origin", "same-origin"]


def test_open_picture_does_not_depend_on_the_finding(client):
    page = factories.article()
    before = get(client, f"/articles/{page.pk}/card.png").content
    page.study.results.update(estimate_printed="11.1", estimate=11.1)
    page.study.arms.update(label="Another arm")

    assert get(client, f"/articles/{page.pk}/card.png").content == before


def test_picture_of_the_finding_follows_the_stored_results(reader):
    page = factories.article()
    before = get(reader, f"/articles/{page.pk}/finding.png").content
    page.study.results.update(estimate_printed="80.1", estimate=80.1)

    after = get(reader, f"/articles/{page.pk}/finding.png").content

    assert before != after
    assert Image.open(io.BytesIO(after)).size == (1200, 630)


# PDF


def test_pdf_is_tagged_and_holds_the_figures_of_the_page(reader):
    page = factories.article()

    written = PdfReader(io.BytesIO(get(reader, f"/articles/{page.pk}/article.pdf").content))

    root = written.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert "/StructTreeRoot" in root
    assert (root["/Lang"], written.metadata.title) == ("en", page.title)
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    text = " ".join(" ".join(sheet.extract_text() for sheet in written.pages).split())
    for printed in ("83.3%", "64.5–92.7", "44.0%", "37.0–50.8", "For healthcare professionals", page.canonical_url):
        assert printed in text


def test_pdf_is_made_once_for_what_it_says(reader, monkeypatch):
    page = factories.article()
    first = get(reader, f"/articles/{page.pk}/article.pdf").content
    monkeypatch.setattr("hub.sharing.domain.pdf._write", lambda html, style: b"%PDF-made-again")

    assert get(reader, f"/articles/{page.pk}/article.pdf").content == first
    page.study.results.filter(arm__key="new").update(estimate_printed="80.1", estimate=80.1)
    assert get(reader, f"/articles/{page.pk}/article.pdf").content == b"%PDF-made-again"


def test_drawings_of_the_pdf_have_words(reader):
    page = factories.article()
    written = PdfReader(io.BytesIO(get(reader, f"/articles/{page.pk}/article.pdf").content))

    words = [str(each.get("/Alt", "")) for each in tags_of(written.trailer["/Root"]["/StructTreeRoot"], "/Figure")]

    assert len(words) == 1
    assert words[0].startswith("Outcome 0 at 4\xa0years: 83.3% with new treatment and 44.0% with old treatment.")


def test_pdf_of_an_edition_has_its_own_words_alone(reader):
    page = factories.article(key_learning="<p>Learn of the trial.</p>")
    translated = edition(page, "es")

    written = PdfReader(io.BytesIO(get(reader, f"/es/articles/{translated.pk}/article.pdf").content))

    text = " ".join(sheet.extract_text() for sheet in written.pages)
    assert written.trailer["/Root"]["/Lang"] == "es"
    assert ("Learn de el ensayo." in text, "Learn of the trial." in text) == (True, False)


def test_pdf_is_made_again_when_another_request_deletes_it_meanwhile(reader, monkeypatch):
    page = factories.article()
    get(reader, f"/articles/{page.pk}/article.pdf")
    private = type(storages["private"])
    found = private.exists

    def exists_until_asked(self: Any, name: str) -> bool:
        there = found(self, name)
        pdf._forget_others(page)
        return bool(there)

    monkeypatch.setattr(private, "exists", exists_until_asked)

    assert get(reader, f"/articles/{page.pk}/article.pdf").content.startswith(b"%PDF")


def test_nothing_is_fetched_while_a_pdf_is_made(monkeypatch):
    asked: list[Any] = []
    monkeypatch.setattr("socket.socket.connect", lambda *to: asked.append(to))

    html = '<html lang="en"><title>T</title><img alt="A" src="http://192.0.2.1/a.png"><img alt="B" src="file:///etc/passwd">'

    assert (pdf._write(html, "")[:4], asked) == (b"%PDF", [])


# Patients


def test_wrong_figure_in_the_plain_language_summary_blocks_publishing():
    page = factories.article(
        plain_language_summary="<p>About 71.2% of infants given the new treatment were alive at 4 years.</p>",
        live=False,
    )

    (sentence,) = page.missing_parts()

    assert sentence.startswith("“71.2%” (Plain-language summary) is not tied to a result")


def test_patient_door_leads_to_the_summary_in_every_language(client):
    settings = HubSettings.for_site(factories.home_page().get_site())
    settings.patient_site_url = "https://patients.example/"
    settings.save()
    told = factories.article(plain_language_summary="<p>For patients.</p>")
    untold = factories.article("Without one", of=told.study)

    for prefix in ("", "/de", "/es", "/fr", "/it", "/pt"):
        doors = [
            re.findall(r'gate__open" href="([^"]+)"', get(client, prefix + page.url).content.decode())
            for page in (told, untold)
        ]
        assert doors == [[f"{prefix}{told.url}plain-language/"], ["https://patients.example/"]]
        assert 'href="https://patients.example/"' in get(client, doors[0][0]).content.decode()
