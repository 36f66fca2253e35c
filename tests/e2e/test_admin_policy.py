"""Editors work under the readers' Content Security Policy: what Wagtail would start by inline scripts still starts.

``open_page`` fails a test whose page broke the policy, asked another site for anything, or threw an error.
"""

from __future__ import annotations

import re
import struct
import zlib

import pytest
from playwright.sync_api import Page, StorageState, expect

from tests.e2e.conftest import OpenPage


@pytest.fixture
def editor(open_page: OpenPage, signed_in: StorageState) -> Page:
    return open_page("/admin/", cookies=signed_in)


def picture() -> bytes:
    """Return a PNG of 40 × 40 black points."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress(b"".join(b"\0" + b"\0" * 40 for _ in range(40)))
    header = struct.pack(">IIBBBBB", 40, 40, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def new_page(editor: Page, kind: str) -> None:
    """Open the form for a new page of a kind under the home page."""
    editor.goto("/admin/pages/")
    home = editor.evaluate("fetch('/admin/api/main/pages/?child_of=1').then(r => r.json()).then(d => d.items[0].id)")
    editor.goto(f"/admin/pages/add/articles/{kind}/{home}/")


def test_rich_text_is_written_and_previewed(editor):
    new_page(editor, "topicpage")
    editor.get_by_role("textbox", name="Title").fill("A topic made in the browser")
    text = editor.locator(".public-DraftEditor-content").first
    text.click()
    editor.keyboard.type("Words in an introduction.")
    editor.keyboard.press("Control+A")
    editor.keyboard.press("Control+B")
    expect(editor.locator("[style*='font-weight']", has_text="Words in an introduction.").first).to_be_visible()

    editor.get_by_role("button", name="Save draft").first.click()
    expect(editor).to_have_url(re.compile(r"/admin/pages/\d+/edit/"))

    editor.get_by_role("button", name="Toggle preview").click()

    preview = editor.frame_locator("iframe[title='Preview']").last
    expect(preview.get_by_role("heading", name="A topic made in the browser")).to_be_visible()


def test_rows_dates_and_choosers_start(editor):
    new_page(editor, "articlepage")

    row = editor.locator("#inline_child_learning_objectives-0")
    expect(row).to_have_count(0)
    editor.locator("#id_learning_objectives-ADD").click()
    expect(row).to_be_visible()

    editor.get_by_role("tab", name="Review").click()
    editor.locator("#id_last_reviewed").click()
    expect(editor.locator(".xdsoft_datetimepicker:visible")).to_be_visible()

    editor.get_by_role("tab", name="Evidence").click()
    editor.locator("#id_study-chooser").get_by_role("button").first.click()
    expect(editor.locator(".modal-dialog")).to_be_visible()


def test_picture_is_uploaded_and_chosen(editor):
    editor.goto("/admin/settings/common/hubsettings/")
    editor.locator("#id_logo-chooser").get_by_role("button").first.click()
    editor.get_by_role("tab", name="Upload").click()
    editor.locator("input[type=file]").set_input_files(
        {"name": "mark.png", "mimeType": "image/png", "buffer": picture()}
    )
    editor.get_by_role("textbox", name="Title").last.fill("A mark")
    editor.get_by_role("button", name="Upload").click()

    expect(editor.locator("#id_logo-chooser")).to_contain_text("A mark")


def test_several_pictures_are_uploaded_at_once(editor):
    editor.goto("/admin/images/multiple/add/")
    editor.locator("#fileupload").set_input_files(
        [{"name": f"mark-{number}.png", "mimeType": "image/png", "buffer": picture()} for number in (1, 2)]
    )

    expect(editor.locator("#upload-list > li")).to_have_count(2)


@pytest.mark.parametrize(
    "address",
    [
        "/admin/pages/",
        "/admin/images/",
        "/admin/documents/multiple/add/",
        "/admin/snippets/",
        "/admin/reports/access/",
        "/admin/reports/site-history/",
        "/admin/users/new/",
        "/admin/groups/",
        "/admin/workflows/add/",
        "/admin/settings/access/accesssettings/",
        "/admin/account/",
        "/account/2fa/",
    ],
)
def test_page_of_the_admin_opens_within_the_policy(editor, address):
    response = editor.goto(address)

    assert response is not None
    assert response.status == 200
    editor.wait_for_load_state("networkidle")
