"""A reader contributes without JavaScript: by pledge, and through a page to pay on that is not the hub's."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import DESKTOP, Hub, OpenPage
from tests.hub.contributions.stripe_server import StripeServer

OPTIONS = {"rules": {"target-size": {"enabled": True}}}


@contextmanager
def mode(hub: Hub, name: str) -> Iterator[None]:
    """Have the hub take contributions in a way, and as before afterwards."""
    set_mode(hub, name)
    try:
        yield
    finally:
        set_mode(hub, "pledge")


def set_mode(hub: Hub, name: str) -> None:
    with sqlite3.connect(hub.folder / "hub.sqlite3", timeout=20) as connection:
        connection.execute("UPDATE contributions_contributionsettings SET mode = ?", [name])


def fill_in(page: Page, address: str, rhythm: str) -> None:
    page.get_by_label("25.00").check()
    page.get_by_label(rhythm).check()
    page.get_by_label(re.compile("^Name for the")).fill("Ada Example")
    page.get_by_label("E-mail address").fill(address)


def own_page(hub: Hub, page: Page, address: str) -> str:
    """Ask for the link to the contributor's page, and return its path."""
    page.goto("/contribute/mine/")
    page.get_by_label("E-mail address").fill(address)
    page.get_by_role("button", name="Mail me the link").click()
    expect(page.get_by_role("status")).to_contain_text("on the way")
    found = re.search(r"/contribute/mine/\S+/", hub.mails.texts_to(address)[-1])
    assert found is not None
    return found[0]


def violations(page: Page) -> list[str]:
    return [found["id"] for found in Axe().run(page, options=OPTIONS).response["violations"]]


def test_pledge_is_made_and_confirmed(hub: Hub, open_page: OpenPage) -> None:
    page = open_page("/contribute/", javascript=False)
    fill_in(page, "pledge@example.org", "Once")
    page.get_by_role("button", name="Pledge this contribution").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()

    found = re.search(r"/contribute/mine/\S+/", hub.mails.texts_to("pledge@example.org")[-1])
    assert found is not None
    page.goto(found[0])
    page.get_by_role("button", name="Confirm").click()
    expect(page.locator("main")).to_contain_text("25.00\N{NO-BREAK SPACE}EUR, Once")
    expect(page.locator("main")).to_contain_text(": Confirmed")


def test_contribution_is_paid_elsewhere_and_ended_here(
    hub: Hub, browser: Browser, open_page: OpenPage, stripe_server: StripeServer
) -> None:
    with mode(hub, "stripe"):
        # A browser of its own: the page to pay on is foreign, as it must be.
        context = browser.new_context(base_url=hub.url, viewport=DESKTOP, java_script_enabled=False)
        page = context.new_page()
        blocked: list[str] = []
        page.on("console", lambda message: blocked.append(message.text))
        page.goto("/contribute/")
        fill_in(page, "giver@example.org", "Every month")
        page.get_by_role("button", name="Go on to payment").click()
        expect(page.get_by_role("heading", name="Pay 2500 eur")).to_be_visible()
        assert page.url.startswith(stripe_server.url)
        page.get_by_role("link", name="Back").click()
        expect(page.get_by_role("heading", name="Nothing was taken")).to_be_visible()
        page.go_back()
        page.get_by_role("button", name="Pay").click()
        expect(page.get_by_role("heading", name="Your payment is being confirmed")).to_be_visible()
        stripe_server.tell_all()
        page.get_by_role("link", name="Look again").click()
        expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
        expect(page.get_by_role("status")).to_contain_text("25.00\N{NO-BREAK SPACE}EUR has arrived")
        assert (page.url.startswith(f"{hub.url}/contribute/paid/"), blocked) == (True, [])
        assert len([text for text in hub.mails.texts_to("giver@example.org") if "Subject: Receipt" in text]) == 1

        path = own_page(hub, context.new_page(), "giver@example.org")
        for looks in ({}, {"dark": True, "phone": True}):
            found: dict[str, list[str]] = {}
            shown = open_page("/contribute/", **looks)
            found["form"] = violations(shown)
            shown.goto("/contribute/thanks/")
            found["thanks"] = violations(shown)
            shown.goto(page.url)
            found["paid"] = violations(shown)
            shown.goto(path)
            found["own"] = violations(shown)
            shown.get_by_role("link", name=re.compile("^Receipt ")).click()
            expect(shown.locator("dl")).to_contain_text("25.00\N{NO-BREAK SPACE}EUR")
            found["receipt"] = violations(shown)
            assert found == {name: [] for name in ("form", "thanks", "paid", "own", "receipt")}
            assert shown.evaluate("document.documentElement.scrollWidth <= innerWidth")

        page.goto(path)
        page.get_by_role("button", name="Cancel this contribution").click()
        expect(page.locator("main")).to_contain_text(": Cancelled")
        assert stripe_server.ended == {f"sub_{name}" for name in stripe_server.sessions}
        context.close()
