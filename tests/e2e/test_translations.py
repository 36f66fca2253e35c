"""An editor has an article translated, edits words beside the original, approves it, and a reader reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import OpenPage
from tests.e2e.demo import Hub, made, served
from tests.e2e.test_accessibility import violations
from tests.hub.translation.engines import servers

WORDS = {
    "the": "el",
    "of": "de",
    "in": "en",
    "with": "con",
    "and": "y",
    "not": "no",
    "without": "sin",
    "survival": "supervivencia",
    "people": "personas",
}
PATIENCE = 120


def word_by_word(text: str) -> str:
    return re.sub(r"(?<![\w<])[a-z]+(?![\w>])", lambda found: WORDS.get(found[0], found[0]), text)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with pytest.MonkeyPatch.context() as patch, servers.running() as engine:
        patch.setattr(servers, "translated", word_by_word)
        yield f"libretranslate+http://{servers.KEY}@127.0.0.1:{engine.server_address[1]}"


@pytest.fixture(scope="module")
def hub(address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hub]:
    """A hub of its own with an engine, so that the others stay as they are."""
    with served(made(), tmp_path_factory.mktemp("translating"), TRANSLATION_URL=address) as running:
        yield running


def sign_in(page: Page, hub: Hub) -> None:
    page.get_by_label("User name or e-mail address").fill(hub.editor)
    page.get_by_label("Password", exact=True).fill(hub.password)
    page.get_by_role("button", name="Sign in").click()


def test_article_is_translated_edited_approved_and_read(hub: Hub, open_page: OpenPage):
    page = open_page("/account/login/?next=/admin/translations/")
    sign_in(page, hub)
    row = page.get_by_role("row", name=re.compile("Venetoclax"))
    row.locator("summary").filter(has_text="Español").click()
    row.get_by_role("button", name="Translate by machine").click()
    expect(page.get_by_text("will be translated in the background")).to_be_visible()

    done = page.get_by_text(re.compile("LibreTranslate translated"))
    for _ in range(PATIENCE):  # the hub's worker does it
        page.reload()
        if done.count():
            break
        page.wait_for_timeout(1000)
    expect(done).to_be_visible()

    row.get_by_role("link", name=re.compile("Machine translation.*Español")).first.click()
    expect(page.locator(".segment__field").first).to_be_visible()  # the script has run
    field = page.get_by_role("textbox", name="Translation of segment 1", exact=True)
    field.press("Control+End")
    field.press_sequentially(" ahora")
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(page.get_by_text("1 segment was saved.")).to_be_visible()

    while page.get_by_text("no answer of the engine could be verified").count():
        segment = page.locator(".segment--left").filter(has_text="no answer of the engine").first
        segment.get_by_role("button", name=re.compile("Keep the original")).click()
        page.wait_for_load_state()
    page.get_by_label("Approved by, as readers see it").fill("Dr Julia Sample")
    page.get_by_role("button", name="Approve all and publish").click()
    expect(page.get_by_text("It is approved and published.")).to_be_visible()

    page.get_by_role("link", name="View live").click()
    expect(page.get_by_role("heading", level=1, name=re.compile("ahora$"))).to_be_visible()
    expect(page).to_have_url(re.compile("/es/"))


def test_figure_that_was_deleted_is_offered_back_and_refused_without_scripts(hub: Hub, open_page: OpenPage):
    page = open_page("/account/login/?next=/admin/translations/?language=es")
    sign_in(page, hub)
    expect(page.locator(".translations__state--approved").first).to_be_visible()
    page.reload()  # without Wagtail's own notice of the signing in
    in_the_table = violations(page, of="main")
    page.locator(".translations__state--approved").first.click()
    expect(page.locator(".segment__field").first).to_be_visible()  # the script has run
    assert (in_the_table, violations(page, of="main")) == ([], [])
    field = page.get_by_role("textbox", name="Translation of segment 1", exact=True)
    field.press("Control+End")
    field.press("Backspace")
    page.get_by_role("button", name="Put KMT2A back").click()
    expect(field).to_have_text(re.compile("KMT2A$"))

    plain = open_page("/account/login/?next=/admin/translations/?language=es", javascript=False)
    sign_in(plain, hub)
    plain.locator(".translations__state--approved").first.click()
    area = plain.get_by_role("textbox", name="Translation of segment 1", exact=True)
    area.fill(area.input_value().replace("⟦KMT2A⟧", "KMT2B"))
    plain.get_by_role("button", name="Save", exact=True).last.click()

    expect(plain.get_by_role("heading", name="1 segment not saved")).to_be_visible()
    expect(plain.get_by_text("The name “KMT2A” is missing: put ⟦KMT2A⟧ where it belongs.").first).to_be_visible()
    assert area.input_value().endswith("KMT2B")
