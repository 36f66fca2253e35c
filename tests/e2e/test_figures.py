"""Figures and how they were checked: by keyboard, by mouse, by finger, in print, and without scripts."""

from __future__ import annotations

from functools import partial

import pytest
from playwright.sync_api import Locator, Page, StorageState, expect

from tests.e2e.conftest import OpenPage
from tests.e2e.test_accessibility import looks, violations
from tests.e2e.test_reading import ARTICLE

MARKS = "a[data-figure-mark]"
OTHERS = ["/plasma-cell-disorders/mgus-progression-competing-risks/"]
OTHERS += ["/acute-myeloid-leukaemia/venetoclax-azacitidine-untreated-aml/"]


@pytest.fixture
def article(open_page: OpenPage, attested: StorageState) -> OpenPage:
    return partial(open_page, ARTICLE, cookies=attested)


def panel(page: Page) -> Locator:
    return page.locator(".figure-panel")


def first_mark(page: Page) -> Locator:
    return page.locator(f"#finding {MARKS}").first


def test_first_screen_of_a_phone_says_what_was_found(article: OpenPage) -> None:
    page = article(phone=True)

    brief = page.locator(".article-header__brief")
    expect(brief).to_be_in_viewport(ratio=1)
    expect(brief).to_contain_text("DFS 83.3% vs 44.0%")
    expect(brief).to_contain_text("Not a randomised comparison")


def test_figure_by_keyboard(article: OpenPage) -> None:
    page = article()
    mark = first_mark(page)
    expect(panel(page)).to_be_hidden()

    page.keyboard.press("Tab")
    mark.focus()

    expect(panel(page)).to_contain_text("25 of 30 with a log-log interval (Greenwood)")
    described = mark.get_attribute("aria-describedby")
    assert page.locator(f"#{described}").get_attribute("role") == "tooltip"

    page.keyboard.press("Escape")
    expect(panel(page)).to_be_hidden()
    expect(mark).to_be_focused()
    assert mark.get_attribute("aria-describedby") is None

    page.keyboard.press("Enter")
    entry = page.locator(".figure-check:target")
    expect(entry).to_be_in_viewport()
    expect(entry).to_be_focused()
    expect(entry).to_contain_text("83.3%")


def test_figure_by_mouse_stays_while_pointed_at(article: OpenPage) -> None:
    page = article()
    mark = first_mark(page)

    mark.hover()
    expect(panel(page)).to_be_visible()
    panel(page).hover()
    page.wait_for_timeout(400)
    expect(panel(page)).to_be_visible()

    page.locator("#finding-title").hover()
    expect(panel(page)).to_be_hidden()


def test_figure_by_finger_opens_and_closes(article: OpenPage) -> None:
    page = article(phone=True)
    mark = first_mark(page)

    mark.tap()
    expect(panel(page)).to_be_visible()
    expect(page.locator("main > [role=status]")).to_contain_text("reproduced")
    mark.tap()
    expect(panel(page)).to_be_hidden()

    mark.tap()
    page.locator(".finding__caveat").tap()
    expect(panel(page)).to_be_hidden()
    assert "#" not in page.url


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
@pytest.mark.parametrize("path", [ARTICLE, *OTHERS])
def test_panel_never_covers_its_mark_and_fits_the_screen(
    open_page: OpenPage, attested: StorageState, path: str, phone: bool
) -> None:
    page = open_page(path, phone=phone, cookies=attested)
    page.keyboard.press("Shift")
    width = page.evaluate("document.documentElement.clientWidth")
    amiss = []
    for mark in page.locator(MARKS).all():
        mark.focus()
        own, box = mark.bounding_box(), panel(page).bounding_box()
        assert own is not None
        assert box is not None
        beside = box["y"] >= own["y"] + own["height"] or box["y"] + box["height"] <= own["y"]
        if not beside or box["x"] < 0 or box["x"] + box["width"] > width:
            amiss.append((mark.inner_text(), own, box))

    assert amiss == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_figure_without_javascript_is_a_link_to_its_entry(article: OpenPage) -> None:
    page = article(javascript=False, phone=True)

    first_mark(page).click()

    expect(page.locator(".figure-check:target")).to_be_in_viewport()


def test_list_is_folded_and_opens_for_print(article: OpenPage) -> None:
    page = article()
    entry = page.locator(".figure-check").first
    expect(entry).to_be_hidden()

    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(entry).to_be_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(entry).to_be_hidden()


@looks
@pytest.mark.parametrize("path", [ARTICLE, "/figures/", ARTICLE + "plain-language/"])
def test_open_panel_has_no_violation(
    open_page: OpenPage, attested: StorageState, path: str, dark: bool, phone: bool
) -> None:
    page = open_page(path, dark=dark, phone=phone, cookies=attested)
    page.keyboard.press("Shift")
    page.locator(MARKS).first.focus()
    expect(panel(page)).to_be_visible()
    page.wait_for_timeout(200)  # it fades in

    assert violations(page, of="[aria-describedby], .figure-panel") == []
