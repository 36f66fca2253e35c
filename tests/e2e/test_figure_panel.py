"""An editor types a wrong figure, sees it at once, is led to it, and says what it is.

``open_page`` fails a test whose page broke the policy, asked another site for anything, or threw an error.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, StorageState, expect

from tests.e2e.conftest import OpenPage

# Wagtail saves drafts as they are typed, so each test has a figure of its own.
WRONG = "Overall survival at 4 years was {} with blinatumomab."
PATIENCE = 20_000


@pytest.fixture
def editor(open_page: OpenPage, signed_in: StorageState) -> Page:
    return open_page("/admin/", cookies=signed_in)


def open_article(editor: Page) -> None:
    """Open the demo's worked example with the panel of its figures."""
    editor.goto("/admin/pages/")
    found = "fetch('/admin/api/main/pages/?type=articles.ArticlePage&search=One+course').then(r => r.json())"
    editor.goto(f"/admin/pages/{editor.evaluate(f'{found}.then(d => d.items[0].id)')}/edit/")
    panel = editor.locator("[data-figures-panel]")
    if not panel.is_visible():
        editor.get_by_role("button", name="Toggle figures").click()
    expect(editor.locator("[data-figures-state]")).to_be_visible()


def key_learning(editor: Page) -> Locator:
    editor.get_by_role("tab", name="Learning").click()
    return editor.locator("#id_key_learning").locator("xpath=..").locator(".public-DraftEditor-content")


def type_at_end(editor: Page, words: str) -> None:
    key_learning(editor).click()
    editor.keyboard.press("Control+End")
    editor.keyboard.type(f" {words}")


def row(editor: Page, quote: str, state: str) -> Locator:
    return editor.locator(f".figures-group--{state} [data-figures-row]", has_text=quote)


def expect_selected(editor: Page, characters: str) -> None:
    """Wait until some characters are selected; Playwright's own waiting for a script is against the policy."""
    for _ in range(50):
        if editor.evaluate("getSelection().toString()") == characters:
            return
        editor.wait_for_timeout(100)
    raise AssertionError(f"{characters} is not selected.")


def test_wrong_figure_is_shown_found_and_declared(editor):
    open_article(editor)
    counter = editor.locator("[data-side-panel-toggle=figures] [data-side-panel-toggle-counter]")
    before = int(counter.text_content() or 0)

    type_at_end(editor, WRONG.format("91.1%"))

    wrong = row(editor, "91.1%", "differs")
    expect(wrong).to_contain_text("93.3% (95% CI 75.9–98.3)")
    expect(counter).to_have_text(str(before + 1))

    editor.get_by_role("tab", name="Opening").click()
    wrong.get_by_role("button", name="91.1%").click()
    expect(editor.get_by_role("tab", name="Learning")).to_have_attribute("aria-selected", "true")
    expect_selected(editor, "91.1%")

    wrong.get_by_text("Say what it is").click()
    wrong.get_by_role("button", name="From another source").click()
    expect(wrong.get_by_role("alert")).to_have_text("Write from which source it is, or what it is, first.")
    wrong.get_by_label("No result of the study").fill("An earlier report of the trial")
    wrong.get_by_role("button", name="From another source").click()

    expect(counter).to_have_text(str(before))
    editor.locator(".figures-group--declared > summary").click()
    declared = row(editor, "91.1%", "declared")
    expect(declared).to_contain_text("An earlier report of the trial")

    editor.get_by_role("button", name="Save draft").first.click()
    expect(editor.get_by_text("has been updated")).to_be_visible()
    expect(row(editor, "91.1%", "declared")).to_have_count(1)

    editor.locator(".figures-group--declared > summary").click()
    row(editor, "91.1%", "declared").get_by_role("button", name="Withdraw the declaration").click()
    expect(row(editor, "91.1%", "differs")).to_have_count(1)


def test_figure_is_tied_and_made_a_result(editor):
    open_article(editor)
    type_at_end(editor, "Overall survival at 2 years was 95.1% with blinatumomab.")
    untied = row(editor, "95.1%", "untied")
    expect(untied).to_be_visible()

    untied.get_by_role("button", name=re.compile("^Make it a result: Overall survival at 2 years")).click()

    # Every article on the study is read again.
    expect(row(editor, "95.1%", "tied")).to_have_count(1, timeout=PATIENCE)
    expect(untied).to_have_count(0)


def test_panel_says_when_there_is_no_connection_and_goes_on_after(editor):
    open_article(editor)
    editor.context.set_offline(True)
    notice = editor.locator("[data-figures-notice]")
    expect(notice).to_contain_text("There is no connection.")

    editor.context.set_offline(False)

    type_at_end(editor, WRONG.format("92.2%"))
    expect(row(editor, "92.2%", "differs").first).to_be_visible(timeout=PATIENCE)
    expect(notice).to_be_hidden(timeout=PATIENCE)


def test_focus_in_the_panel_stays_while_figures_change(editor):
    open_article(editor)
    type_at_end(editor, WRONG.format("94.4%"))
    wrong = row(editor, "94.4%", "differs").first
    wrong.get_by_text("Say what it is").click()
    note = wrong.get_by_label("No result of the study")
    note.fill("half a no")
    note.focus()
    panel = "document.querySelector('[data-figures-panel]')"
    assert editor.evaluate(f"{panel}.scrollWidth <= {panel}.clientWidth")

    typed = "document.querySelector('#id_standfirst').value += ' Of another trial, 77% relapsed.'"
    editor.evaluate(f"{typed}; document.dispatchEvent(new Event('input'))")

    expect(editor.locator("[data-figures-row]", has_text="77%")).to_have_count(1)
    expect(wrong.get_by_label("No result of the study")).to_be_focused()
    editor.keyboard.type("te")
    expect(wrong.get_by_label("No result of the study")).to_have_value("half a note")


def test_list_of_pages_shows_counts_within_the_policy(editor):
    editor.goto("/admin/pages/")
    parent = (
        "fetch('/admin/api/main/pages/?type=articles.ArticlePage&search=One+course&fields=parent').then(r => r.json())"
    )
    editor.goto(f"/admin/pages/{editor.evaluate(f'{parent}.then(d => d.items[0].meta.parent.id)')}/")

    expect(editor.get_by_role("row", name=re.compile("One course"))).to_contain_text(
        re.compile("figures? (to )?settled?")
    )
