"""The main way through the hub, as a clinician and then as an editor go it."""

from __future__ import annotations

import csv
import io
import re
import sqlite3

import pytest
from playwright.sync_api import Page, StorageState, expect

from tests.e2e.conftest import Hub, OpenPage

ARTICLE = "/acute-lymphoblastic-leukaemia/blinatumomab-infants-kmt2a-leukaemia/"
FIGURES = ("83.3%", "64.5–92.7", "44.0%", "37.0–50.8")
STATEMENTS = 4


def open_the_gate(page: Page) -> None:
    page.get_by_role("button", name="I am a healthcare professional").click()
    expect(page.get_by_role("heading", name="The finding")).to_be_visible()


def evaluate(page: Page, level: str, comment: str = "") -> None:
    for statement in page.locator(".evaluation__statement").all():
        statement.get_by_label(level, exact=True).check()
    if comment:
        page.get_by_label(re.compile("tell the editors")).fill(comment)
    page.get_by_role("button", name=re.compile("your evaluation")).click()


def sign_in(page: Page, hub: Hub) -> None:
    page.goto("/admin/")
    page.get_by_label(re.compile("user ?name|e-mail", re.IGNORECASE)).fill(hub.editor)
    page.get_by_label("Password").fill(hub.password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/admin/")


def move_answers_to_a_month_that_is_over(hub: Hub) -> None:
    """Answers are reported once their month is over, and no browser can wait for that."""
    with sqlite3.connect(next(hub.folder.glob("*.sqlite3"))) as database:
        database.execute(
            "UPDATE evaluation_evaluation SET answered_on = '2025-11-15' WHERE answered_on >= date('now', '-1 day')"
        )


def test_whole_way_from_gate_to_the_editors_report(open_page: OpenPage, hub: Hub, signed_in: StorageState) -> None:
    reader = open_page(ARTICLE + "#key-learning")
    shut = reader.content()
    assert not any(figure in shut for figure in FIGURES)

    open_the_gate(reader)
    assert reader.url == hub.url + ARTICLE + "#key-learning"
    text = reader.locator("main").inner_text().replace("\xa0", " ")
    assert all(figure in text for figure in FIGURES)

    with reader.expect_download() as download:
        reader.locator(".figure-card__downloads").first.get_by_role("link", name="CSV").click()
    rows = list(csv.reader(io.StringIO(download.value.path().read_text("utf-8-sig"))))
    assert any("83.3" in cell for row in rows for cell in row)

    evaluate(reader, "Agree")
    expect(reader.get_by_text("Thank you")).to_be_visible()
    for number in range(4):
        other = open_page(ARTICLE)
        open_the_gate(other)
        evaluate(other, "Strongly agree", comment="A clear account." if number == 0 else "")
        expect(other.get_by_text("Thank you")).to_be_visible()

    move_answers_to_a_month_that_is_over(hub)
    editor = open_page("/admin/", cookies=signed_in)
    editor.get_by_role("link", name="Evaluation").click()
    editor.get_by_label("Period").select_option("2025-q4")
    editor.get_by_role("button", name="Show").click()
    report = editor.locator("main")
    expect(report).to_contain_text("n = 5")
    expect(report).to_contain_text("4.8")  # four fives and a four
    expect(report.locator("svg[role=img]").first).to_be_visible()


def test_evaluation_second_visit_shows_and_changes_the_answer(open_page: OpenPage) -> None:
    page = open_page(ARTICLE)
    open_the_gate(page)
    evaluate(page, "Disagree")
    expect(page.get_by_text("Thank you")).to_be_visible()

    page.goto(ARTICLE)
    page.locator("#evaluation").scroll_into_view_if_needed()
    expect(page.locator(".evaluation__statement").first.get_by_label("Disagree", exact=True)).to_be_checked()
    evaluate(page, "Neither agree nor disagree")
    expect(page.get_by_text("Thank you")).to_be_visible()


def test_evaluation_is_not_lost_when_the_confirmation_runs_out(open_page: OpenPage) -> None:
    page = open_page(ARTICLE)
    open_the_gate(page)
    page.context.clear_cookies()
    evaluate(page, "Agree", comment="A long thought.")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Confirm it").click()
    opened.value.get_by_role("button", name="I am a healthcare professional").click()
    expect(opened.value.get_by_role("heading", name="Your evaluation")).to_be_visible()

    page.get_by_role("button", name=re.compile("your evaluation")).click()

    expect(page.get_by_text("Thank you")).to_be_visible()


def test_whole_way_without_javascript_on_a_phone(open_page: OpenPage) -> None:
    page = open_page(ARTICLE, phone=True, javascript=False)
    page.get_by_role("button", name="I am a healthcare professional").click()
    assert page.url.endswith(ARTICLE)
    assert "83.3%" in page.locator("main").inner_text()

    page.get_by_role("button", name="Send your evaluation").click()
    assert "Your evaluation is not complete" in page.locator("main").inner_text()
    evaluate(page, "Agree")
    assert "Your evaluation is stored" in page.locator("main").inner_text()
    assert page.locator("input:checked").count() == STATEMENTS


def test_evaluation_by_keyboard_alone(open_page: OpenPage) -> None:
    page = open_page(ARTICLE)
    open_the_gate(page)
    page.locator(".evaluation__statement input").first.focus()
    for _ in range(STATEMENTS):
        page.keyboard.press("Space")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.get_by_text("Thank you")).to_be_visible()


def test_patient_door_leads_to_the_plain_language_summary(open_page: OpenPage) -> None:
    page = open_page(ARTICLE)

    page.get_by_role("link", name="I am a patient or carer").click()

    assert page.url.endswith(ARTICLE + "plain-language/")
    assert "83.3" not in page.content()


def test_withdrawn_attestation_shuts_the_gate_again(open_page: OpenPage) -> None:
    page = open_page(ARTICLE)
    open_the_gate(page)
    page.get_by_role("link", name="Your access").click()

    page.get_by_role("button", name=re.compile("withdraw")).click()
    page.goto(ARTICLE)

    expect(page.get_by_role("button", name="I am a healthcare professional")).to_be_visible()
    assert "83.3" not in page.content()


@pytest.mark.parametrize(
    "path",
    [
        ARTICLE,
        "/plasma-cell-disorders/mgus-progression-competing-risks/",
        "/acute-myeloid-leukaemia/venetoclax-azacitidine-untreated-aml/",
    ],
)
def test_article_scrolls_in_one_direction_on_the_narrowest_phone(
    open_page: OpenPage, attested: StorageState, path: str
) -> None:
    page = open_page(path, phone=True, cookies=attested)
    page.set_viewport_size({"width": 320, "height": 640})

    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_published_page_is_the_same_for_two_readers(open_page: OpenPage) -> None:
    pages = []
    for _ in range(2):
        page = open_page(ARTICLE, javascript=False)
        page.get_by_role("button", name="I am a healthcare professional").click()
        page.wait_for_load_state()  # what has not arrived yet would be missing
        pages.append(re.sub(r'nonce="[^"]*"', "", page.content()))

    assert pages[0] == pages[1]
