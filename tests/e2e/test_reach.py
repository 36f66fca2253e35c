"""A reader comes to the end of an article, and a funder opens a report, as browsers do it."""

from __future__ import annotations

import re
import sqlite3
from datetime import date, timedelta

from playwright.sync_api import Browser, StorageState, expect

from tests.e2e.conftest import DESKTOP, Hub, OpenPage
from tests.e2e.test_accessibility import violations
from tests.e2e.test_reading import ARTICLE, open_the_gate

BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36"
SLUG = ARTICLE.rstrip("/").rpartition("/")[2]


def database(hub: Hub) -> sqlite3.Connection:
    return sqlite3.connect(next(hub.folder.glob("*.sqlite3")))


def counted(hub: Hub) -> tuple[int, ...]:
    """Return what is counted of the article today: at the gate, views, reader-days, completed reads."""
    names = ("gate_views", "views", "reader_days", "completed_reads")
    columns = ", ".join(f"coalesce(sum({name}), 0)" for name in names)
    query = f"SELECT {columns} FROM reach_reachcount JOIN wagtailcore_page p ON p.id = article_id WHERE p.slug = ?"  # noqa: S608
    with database(hub) as connection:
        return tuple(connection.execute(f"{query} AND day >= date('now', '-1 day')", [SLUG]).fetchone())


def test_reader_is_counted_once_and_asks_for_the_mark_near_the_end_only(
    hub: Hub, browser: Browser, open_page: OpenPage
) -> None:
    program = open_page(ARTICLE)  # a browser without a head says so
    open_the_gate(program)
    before = counted(hub)
    context = browser.new_context(base_url=hub.url, viewport=DESKTOP, user_agent=BROWSER)
    page = context.new_page()
    marks: list[str] = []
    page.on("request", lambda request: marks.append(request.url) if "read.gif" in request.url else None)
    page.goto(ARTICLE)
    open_the_gate(page)
    page.reload()
    at_the_top = list(marks)

    with page.expect_response(re.compile(r"/reach/\d+/read\.gif$")) as answer:
        page.locator(".read-mark").scroll_into_view_if_needed()

    assert before == (0, 0, 0, 0)
    assert (at_the_top, answer.value.status) == ([], 200)
    assert counted(hub) == (1, 2, 1, 0)  # too soon to have been read
    assert [cookie["name"] for cookie in context.cookies()] == ["hub-attestation"]
    context.close()


def test_reader_without_javascript_asks_for_the_mark_again_near_the_end(hub: Hub, browser: Browser) -> None:
    context = browser.new_context(base_url=hub.url, viewport=DESKTOP, user_agent=BROWSER, java_script_enabled=False)
    page = context.new_page()
    marks: list[str] = []
    page.on("request", lambda request: marks.append(request.resource_type) if "read.gif" in request.url else None)
    page.goto(ARTICLE)
    open_the_gate(page)
    page.wait_for_timeout(1000)
    at_the_top = list(marks)

    with page.expect_response(re.compile(r"/reach/\d+/read\.gif\?near$")) as answer:
        page.get_by_role("contentinfo").scroll_into_view_if_needed()

    assert (len(at_the_top), answer.value.status, len(marks)) == (1, 200, 2)  # the first comes too early to count
    context.close()


def test_funder_sees_the_report_by_a_link_until_it_is_revoked(
    hub: Hub, open_page: OpenPage, signed_in: StorageState
) -> None:
    editor = open_page("/admin/reach/", cookies=signed_in)
    shown = editor.locator(".report-table tr", has_text="Completion").first.locator("td").inner_text().strip()
    assert re.fullmatch(r"\d+% \(\d+–\d+\)", shown)
    tables = editor.locator(".table-scroll:has(.reach-rows)")
    assert tables.evaluate_all("all => all.map(each => each.scrollWidth > each.clientWidth)") == [False, False]
    editor.goto("/admin/reach/grants/")
    editor.get_by_role("link", name="Educational grant from Example Foundation").click()
    editor.get_by_label("Works until").fill((date.today() + timedelta(days=9)).isoformat())
    editor.get_by_role("button", name="Make a link").click()
    address = editor.locator("code").inner_text()
    path = "/reports/" + address.rpartition("/reports/")[2]

    for looks in ({}, {"dark": True, "phone": True, "javascript": True}):
        funder = open_page(path, **looks)
        expect(funder.get_by_role("heading", name="Report on a grant")).to_be_visible()
        assert shown in funder.locator("main").inner_text()
        assert violations(funder) == []
        assert funder.evaluate("document.documentElement.scrollWidth <= innerWidth")
    with funder.expect_download() as download:
        funder.get_by_role("link", name="Download as CSV").click()
    assert b"Country: DE,n," in download.value.path().read_bytes()
    funder.goto(ARTICLE)
    expect(funder.get_by_role("button", name="I am a healthcare professional")).to_be_visible()

    editor.get_by_role("button", name="Revoke").first.click()
    expect(editor.locator("main")).to_contain_text("Revoked on")
    funder.goto(path)
    expect(funder.get_by_role("heading", name="This report is not here")).to_be_visible()
    assert violations(funder) == []
