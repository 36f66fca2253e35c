"""A clinician reads in Spanish: chooses it once, attests, and turns a passage back to see what the original says."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import OpenPage
from tests.e2e.test_accessibility import violations
from tests.e2e.test_reading import ARTICLE

SPANISH = f"/es{ARTICLE}"
LEAST = 44


def choose_spanish(page: Page) -> None:
    page.locator("[data-language] summary").click()
    page.get_by_role("button", name="Español").click()
    page.wait_for_url("**/es/**")


def attest(page: Page) -> None:
    page.locator(".gate__door--professional button").click()
    expect(page.locator("#finding")).to_be_visible()


def test_language_is_chosen_once_and_a_passage_turned_back_on_a_phone(open_page: OpenPage) -> None:
    page = open_page(ARTICLE, phone=True)
    choose_spanish(page)
    assert page.url.endswith(SPANISH)
    attest(page)
    assert page.url.endswith(SPANISH)
    expect(page.locator(".translation-note")).to_be_visible()

    page.goto("about:blank")
    page.goto(ARTICLE)
    assert page.url.endswith(SPANISH)
    assert page.evaluate("document.documentElement.scrollWidth") == 360

    passage = page.locator("#key-learning [data-passage]").first
    switch = passage.get_by_role("button")
    switch.focus()
    page.keyboard.press("Enter")
    expect(passage.locator(".passage__text")).to_be_visible()
    expect(passage.locator(".passage__words")).to_be_hidden()
    expect(switch).to_be_focused()
    expect(page.locator("#passage-status")).to_have_attribute("lang", "en")
    page.keyboard.press("Enter")
    expect(passage.locator(".passage__words")).to_be_visible()
    assert all((box := each.bounding_box()) and box["height"] >= LEAST for each in page.get_by_role("button").all()[:6])

    page.get_by_role("link", name=re.compile("original")).first.click()
    assert page.url.endswith(ARTICLE)
    assert "/es/" not in page.url


def test_all_of_it_works_without_javascript(open_page: OpenPage) -> None:
    page = open_page(ARTICLE, phone=True, javascript=False)
    choose_spanish(page)
    attest(page)

    passage = page.locator("#key-learning [data-passage]").first
    passage.locator("summary").click()

    expect(passage.locator(".passage__text")).to_be_visible()
    expect(passage.locator(".passage__words")).to_be_hidden()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_translated_pages_have_no_violation(open_page: OpenPage, dark: bool) -> None:
    page = open_page(SPANISH, phone=not dark, dark=dark)
    found = {"gate": violations(page)}
    attest(page)
    page.locator("[data-language] summary").click()
    page.locator("#key-learning .passage__switch").first.click()
    page.locator("[data-language] summary").click()
    found["article"] = violations(page)
    page.goto("/es/translation/")
    found["help"] = violations(page)

    assert found == {"gate": [], "article": [], "help": []}
