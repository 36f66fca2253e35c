"""The public tool in a browser: with and without JavaScript, on a phone, and under axe."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Hub, OpenPage
from tests.e2e.test_accessibility import looks, violations

PASSAGE = (
    "At 2 years, overall survival was 81.4% (95% CI 69.0–89.2) with examplinib and 66.2% (95% CI 52.7–76.7) with "
    "placebo (hazard ratio 0.52, 95% CI 0.27–1.00; P = 0.05). At 3 years, overall survival was 85.0% and disease-free "
    "survival was 88.0% in the examplinib group.\n\n"
    "Remission was reached by 34 of 45 patients (81%) in the examplinib group."
)
SUMMARY = "Six figures read: one place cannot be right, one is inconsistent and one is worth a look."


def check(page: Page, passage: str = PASSAGE) -> None:
    page.get_by_role("textbox", name="Passage").fill(passage)
    page.get_by_role("button", name="Check").click()


def width(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth"))


def test_whole_way_without_javascript_on_a_phone(open_page: OpenPage, hub: Hub) -> None:
    page = open_page("/", phone=True, javascript=False)
    page.get_by_role("link", name="Check figures").click()
    check(page)

    expect(page.get_by_role("heading", level=1)).to_have_text(SUMMARY)
    address = page.url
    page.locator("a.mark--inconsistent").click()
    assert page.url == f"{address}#finding-2"
    page.get_by_role("link", name="A count and its percentage agree").click()
    assert page.url == f"{hub.url}/check/checks/#count-percentage"

    other = open_page(address.removeprefix(hub.url), phone=True, javascript=False)
    expect(other.get_by_role("heading", level=1)).to_have_text(SUMMARY)
    assert width(other) == 360
    assert other.context.cookies() == []


def test_examples_lead_to_their_results(open_page: OpenPage) -> None:
    page = open_page("/check/")
    for name, summary in {
        "Two groups over two years": "Five figures read, nothing found against them.",
        "One group after four years": "Three figures read: one place cannot be right.",
        "Remissions in two arms": "Four figures read: one place is inconsistent.",
    }.items():
        page.get_by_role("link", name=name).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(summary)


def test_link_is_copied_and_file_saved(open_page: OpenPage) -> None:
    page = open_page("/check/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    check(page)

    page.get_by_role("button", name="Copy the link").click()
    expect(page.get_by_role("status")).to_contain_text("The link is copied.")
    with page.expect_download() as download:
        page.get_by_role("link", name="Figures and findings (JSON)").click()

    assert page.evaluate("navigator.clipboard.readText()") == page.url
    assert download.value.suggested_filename == "figures-and-findings.json"
    assert '"interval-order"' not in download.value.path().read_text()
    assert '"monotone"' in download.value.path().read_text()


def test_pointing_at_a_mark_shows_its_finding(open_page: OpenPage) -> None:
    page = open_page("/check/")
    check(page)

    page.locator("a.mark--inconsistent").hover()

    expect(page.locator("#finding-2")).to_have_class(re.compile("is-linked"))
    expect(page.locator("#finding-1")).not_to_have_class(re.compile("is-linked"))


def test_too_long_a_paste_is_counted_kept_and_told(open_page: OpenPage) -> None:
    page = open_page("/check/", phone=True)
    page.get_by_role("textbox", name="Passage").fill("5% " * 3400)
    expect(page.get_by_text("199 characters too many")).to_be_visible()

    page.get_by_role("button", name="Check").click()

    expect(page.get_by_role("alert")).to_contain_text("Shorten the passage to 10000 characters; it has 10199.")
    expect(page.get_by_role("alert")).to_be_focused()
    assert page.get_by_role("textbox", name="Passage").input_value().strip() == ("5% " * 3400).strip()


def test_text_without_a_break_stays_on_a_phone(open_page: OpenPage) -> None:
    page = open_page("/check/", phone=True)

    check(
        page, f"Response was 138.3% (95% CI 64.5–92.7) in the {'x' * 300} group and 70% in the <b>{'y' * 90}</b> group."
    )

    expect(page.get_by_role("heading", level=1)).to_contain_text("cannot be right")
    assert width(page) == 360


STATES = {
    "found": PASSAGE,
    "nothing found": "At 2 years, overall survival was 81.4% (95% CI 69.0–89.2).",
    "no figures": "Patients did well.",
    "error": "",
}


@looks
def test_no_state_has_a_violation(open_page: OpenPage, dark: bool, phone: bool) -> None:
    page = open_page("/check/", dark=dark, phone=phone)
    found = {"empty": violations(page)}
    for state, passage in STATES.items():
        page.goto("/check/")
        check(page, passage)
        page.wait_for_load_state()
        page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true })")
        found[state] = violations(page)
    for state, path in {"bad link": "/check/?p=AAAA", "checks": "/check/checks/"}.items():
        page.goto(path)
        found[state] = violations(page)

    assert found == {state: [] for state in ["empty", *STATES, "bad link", "checks"]}


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_whole_way_by_keyboard(open_page: OpenPage, phone: bool) -> None:
    page = open_page("/check/", phone=phone)
    page.get_by_role("textbox", name="Passage").focus()
    page.keyboard.insert_text(PASSAGE)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(SUMMARY)

    page.locator("a.mark--impossible").first.focus()
    page.keyboard.press("Enter")

    expect(page.locator("#finding-1")).to_be_focused()
