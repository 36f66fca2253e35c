"""A reader suggests and is answered, and hears what came of it, without JavaScript; an editor deals with it."""

from __future__ import annotations

import re
import sqlite3
import time

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, StorageState, expect

from tests.e2e.conftest import Hub, OpenPage

OPTIONS = {"rules": {"target-size": {"enabled": True}}}
FIRST, SECOND, SUBSCRIBER = "first@example.org", "second@example.org", "subscriber@example.org"
IDENTIFIERS = "https://doi.org/10.1234/Example.5 PMID: 87654321 nct 09876543"


def link_in(hub: Hub, address: str, kind: str) -> str:
    """Return the path of a link in the last mail to an address."""
    found = re.search(rf"http://127\.0\.0\.1:\d+(/\S*{kind}/\S+)", hub.mails.texts_to(address)[-1])
    assert found is not None
    return found[1]


def suggest(page: Page, kind: str, *, identifiers: str = "", text: str = "", email: str = "") -> None:
    page.goto("/suggest/")
    page.get_by_label(kind, exact=True).check()
    page.get_by_label(re.compile("^DOI, PMID")).fill(identifiers)
    page.get_by_label(re.compile("^What should the hub")).fill(text)
    page.get_by_label(re.compile("^Your e-mail address")).fill(email)
    page.get_by_role("button", name="Send your suggestion").click()


def confirm_address(hub: Hub, page: Page, address: str) -> None:
    page.goto(link_in(hub, address, "confirm"))
    page.get_by_role("button", name="Confirm my address").click()
    expect(page.get_by_role("heading", name="Your address is confirmed")).to_be_visible()


def violations(page: Page) -> list[str]:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    return [found["id"] for found in Axe().run(page, options=OPTIONS).response["violations"]]


def test_suggestion_goes_the_whole_way(hub: Hub, open_page: OpenPage, signed_in: StorageState) -> None:
    reader = open_page("/suggest/", phone=True, javascript=False)
    reader.get_by_role("button", name="I am a healthcare professional").click()
    expect(reader.get_by_role("heading", name="Suggest content")).to_be_visible()

    suggest(reader, "A study or publication", identifiers="NCT02993523")
    expect(reader.get_by_role("status")).to_contain_text("already has an article on this")
    suggest(reader, "A topic", text="Asparaginase in adults")
    expect(reader.get_by_role("heading", name="Thank you for your suggestion")).to_be_visible()
    suggest(reader, "A study or publication", identifiers=IDENTIFIERS, email=FIRST)
    recognised = ["DOI 10.1234/example.5", "PMID 87654321", "Trial number NCT09876543"]
    expect(reader.locator("main li")).to_have_text(recognised)
    confirm_address(hub, reader, FIRST)
    suggest(reader, "A study or publication", identifiers="PMID 87654321", text="For my patients", email=SECOND)
    expect(reader.get_by_role("status")).to_contain_text("This has been suggested already")
    reader.get_by_role("button", name="Send it all the same").click()
    confirm_address(hub, reader, SECOND)

    editor = open_page("/admin/suggestions/?words=10.1234/EXAMPLE.5", cookies=signed_in)
    editor.locator(".suggestion-card a").click()
    kept = editor.url
    number = kept.rstrip("/").rpartition("/")[2]
    editor.locator(".suggestion-page").get_by_role("link", name=re.compile(r"^Suggestion \d+$")).click()
    editor.get_by_role("button", name=f"Merge into Suggestion {number}").click()
    expect(editor.get_by_text("Merged; both suggesters")).to_be_visible()

    editor.goto(kept)
    editor.get_by_role("button", name="Choose a page (Article)").click()
    editor.get_by_role("dialog").get_by_role("textbox", name="Search").fill("Blinatumomab")
    editor.get_by_role("dialog").get_by_role("link", name=re.compile("One course of blinatumomab")).first.click()
    editor.get_by_label("State").select_option("planned")
    editor.get_by_role("button", name="Store").click()
    editor.get_by_label("Answer", exact=True).fill("We wrote about it.")
    editor.get_by_role("button", name="Send the answer").click()
    expect(editor.get_by_text("The answer is stored.")).to_be_visible()
    editor.get_by_role("button", name="Mark as published and tell 2").click()
    expect(editor.get_by_text("The suggestion is published.")).to_be_visible()
    for address in (FIRST, SECOND):
        _confirm, answer, published = hub.mails.texts_to(address)
        assert "We wrote about it." in answer
        assert f"{hub.url}/acute-lymphoblastic-leukaemia/" in published

    reader.goto("/impact/")
    entry = reader.locator("li", has_text="One course of blinatumomab")
    expect(entry).to_contain_text("Suggested by a reader")
    entry.get_by_role("link").click()
    expect(reader.get_by_role("heading", level=1)).to_contain_text("One course of blinatumomab")
    reader.goto(link_in(hub, FIRST, "withdraw"))
    reader.get_by_role("button", name="Erase my address").click()
    expect(reader.get_by_role("heading", name="Your address is erased")).to_be_visible()


def test_update_is_subscribed_to_mailed_and_left_by_one_click(
    hub: Hub, open_page: OpenPage, signed_in: StorageState
) -> None:
    reader = open_page("/impact/", javascript=False)
    reader.get_by_label("Your e-mail address").fill(SUBSCRIBER)
    reader.get_by_role("button", name="Subscribe").click()
    reader.goto(link_in(hub, SUBSCRIBER, "confirm"))
    reader.get_by_role("button", name="Confirm my subscription").click()
    expect(reader.get_by_role("heading", name="You are subscribed")).to_be_visible()

    editor = open_page("/admin/impact-updates/1/", cookies=signed_in)
    editor.get_by_role("button", name=re.compile("^Send to")).click()
    expect(editor.get_by_text("wait for the worker")).to_be_visible()
    deadline = time.monotonic() + 15
    while len(hub.mails.texts_to(SUBSCRIBER)) < 2 and time.monotonic() < deadline:
        time.sleep(0.1)

    mail = hub.mails.messages[len(hub.mails.recipients) - 1 - hub.mails.recipients[::-1].index(SUBSCRIBER)]
    assert mail.get_content_type() == "text/plain"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    leave = str(mail["List-Unsubscribe"]).strip("<> ")
    reader.goto(link_in(hub, SUBSCRIBER, "impact"))
    expect(reader.get_by_role("heading", level=1)).to_contain_text("What suggestions led to")

    for looks in ({}, {"dark": True, "phone": True}):
        offered = open_page(leave.removeprefix(hub.url), **looks)
        expect(offered.get_by_role("button", name="Unsubscribe")).to_be_visible()
        assert violations(offered) == []

    mailbox = open_page("/healthz").request.post(leave, form={"List-Unsubscribe": "One-Click"})
    assert (mailbox.status, mailbox.headers.get("set-cookie")) == (200, None)
    with sqlite3.connect(hub.folder / "hub.sqlite3", timeout=20) as connection:
        (left,) = connection.execute("SELECT count(*) FROM updates_subscriber WHERE email = ?", [SUBSCRIBER]).fetchone()
    assert left == 0


def test_pages_are_accessible(hub: Hub, open_page: OpenPage, attested: StorageState) -> None:
    for looks in ({}, {"dark": True, "phone": True}):
        page = open_page("/suggest/", cookies=attested, **looks)
        suggest(page, "A study or publication", identifiers="NCT02993523", email="nobody")
        expect(page.get_by_role("alert")).to_be_visible()
        found = {"errors": violations(page)}
        page.get_by_label(re.compile("^Your e-mail address")).fill("axe@example.org")
        page.get_by_role("button", name="Send your suggestion").click()
        expect(page.get_by_role("status")).to_be_visible()
        found["known"] = violations(page)
        page.get_by_role("button", name="Send it all the same").click()
        expect(page.get_by_role("heading", name="Thank you for your suggestion")).to_be_visible()
        found["thanks"] = violations(page)
        page.goto(link_in(hub, "axe@example.org", "confirm"))
        found["confirm"] = violations(page)
        page.goto("/impact/")
        found["impact"] = violations(page)
        page.get_by_role("link", name="What suggestions led to").click()
        expect(page.get_by_role("heading", name="Articles")).to_be_visible()
        found["update"] = violations(page)
        assert found == {name: [] for name in found}
