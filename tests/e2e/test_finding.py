"""A clinician finds an article on a phone without JavaScript, before and after the gate, and takes it along."""

from __future__ import annotations

from playwright.sync_api import StorageState, expect
from pypdf import PdfReader

from tests.e2e.conftest import OpenPage
from tests.e2e.test_reading import ARTICLE, open_the_gate

INFANTS = "One course of blinatumomab"
HIDDEN = "93.3"


def test_reader_finds_by_words_and_after_the_gate_by_results(open_page: OpenPage) -> None:
    page = open_page("/", phone=True, javascript=False)
    page.get_by_role("link", name="Search", exact=True).first.click()
    page.get_by_label("Words, an author").fill("ALL infants")
    page.get_by_role("main").get_by_role("button", name="Search").click()
    expect(page.get_by_text("Also searched: acute lymphoblastic leukaemia")).to_be_visible()
    expect(page.locator(".search__hits mark").first).to_be_visible()
    assert HIDDEN not in page.content()

    page.goto("/search/?q=overall+survival+above+80%25+at+4+years")
    expect(page.get_by_text("needs your confirmation")).to_be_visible()
    assert HIDDEN not in page.content()
    page.get_by_role("link", name="Confirm and search again").click()
    page.get_by_role("button", name="I am a healthcare professional").click()
    expect(page.get_by_text("1 article found")).to_be_visible()
    expect(page.locator(".search__results li")).to_contain_text("93.3%")

    page.locator(".search__hits .teaser__title a").click()
    expect(page.get_by_role("heading", name="The finding")).to_be_visible()


def test_facets_narrow_and_are_taken_back_by_keyboard(open_page: OpenPage, attested: StorageState) -> None:
    page = open_page("/search/", cookies=attested)
    page.get_by_label("Words, an author").focus()
    page.keyboard.type("survival")
    page.keyboard.press("Enter")
    expect(page.locator(".search__hits .teaser")).to_have_count(3)
    page.get_by_role("link", name="Narrow down").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(".search__facet summary").first).to_be_focused()
    page.get_by_role("link", name="Randomised controlled trial").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".search__hits .teaser")).to_have_count(1)
    page.locator(".search__chosen").get_by_role("link", name="Randomised controlled trial").focus()
    page.keyboard.press("Enter")

    expect(page.locator(".search__hits .teaser")).to_have_count(3)


def test_article_is_taken_along_as_pdf_citation_and_feed(open_page: OpenPage) -> None:
    page = open_page(ARTICLE, javascript=False)
    assert page.request.get("/articles/1/article.pdf").status in {403, 404}
    open_the_gate(page)

    with page.expect_download() as download:
        page.get_by_role("link", name="PDF", exact=True).click()
    text = " ".join(sheet.extract_text() for sheet in PdfReader(download.value.path()).pages)
    assert "83.3%" in text
    with page.expect_download() as download:
        page.locator(".cite").get_by_role("link", name="RIS").first.click()
    assert download.value.path().read_bytes().startswith(b"TY  - ELEC\r\n")
    page.goto("/acute-lymphoblastic-leukaemia/")
    feed = page.request.get(page.locator('link[type="application/atom+xml"]').get_attribute("href") or "").text()
    assert INFANTS in feed
    assert HIDDEN not in feed


def test_lists_lead_to_articles(open_page: OpenPage) -> None:
    page = open_page("/", javascript=False)
    for name, then in (("Studies", None), ("Authors", "Dr Ada Example"), ("Series", "Reading survival")):
        page.goto("/")
        page.locator(".home__aside").get_by_role("link", name=name, exact=True).click()
        if then:
            page.get_by_role("link", name=then).click()
        expect(page.get_by_role("link", name=INFANTS).first).to_be_visible()


def test_long_words_of_titles_never_widen_a_phone(open_page: OpenPage, attested: StorageState) -> None:
    page = open_page("/", cookies=attested, phone=True)
    longer = "all => all.forEach(each => { (each.querySelector('a') || each).textContent = 'Chemotherapie'.repeat(7) })"
    widths = {}
    for path in ("/", "/studies/", "/search/?q=leukaemia", "/plasma-cell-disorders/"):
        page.goto(path)
        page.locator("main :is(h1, h2, h3, .study-list__study li)").evaluate_all(longer)
        widths[path] = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert widths == dict.fromkeys(widths, 0)
