"""A demo hub served as `make run` serves it, and a real browser to use it with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, StorageState, sync_playwright

from tests.e2e.demo import Hub, made, served
from tests.hub.contributions.stripe_server import SECRET_KEY, WEBHOOK_SECRET, StripeServer, stripe_in_place
from tests.smtp_server import mail_server

CHROMIUM = "/usr/bin/chromium"
PHONE = {"width": 360, "height": 780}
DESKTOP = {"width": 1280, "height": 900}


@pytest.fixture(scope="session")
def stripe_server() -> Iterator[StripeServer]:
    with stripe_in_place() as running:
        yield running


@pytest.fixture(scope="session")
def hub(tmp_path_factory: pytest.TempPathFactory, stripe_server: StripeServer) -> Iterator[Hub]:
    keys = {"STRIPE_SECRET_KEY": SECRET_KEY, "STRIPE_WEBHOOK_SECRET": WEBHOOK_SECRET}
    with mail_server() as (mails, port):
        others = {"STRIPE_API_BASE": stripe_server.url, "EMAIL_URL": f"smtp://127.0.0.1:{port}"}
        with served(made(), tmp_path_factory.mktemp("hub"), **others, **keys) as running:
            stripe_server.hub = running.url
            yield replace(running, mails=mails)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"],
        )
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def attested(hub: Hub, browser: Browser) -> StorageState:
    """The cookies of a reader who has confirmed to be a healthcare professional; who evaluates comes as a stranger."""
    context = browser.new_context(base_url=hub.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/access/")
    page.get_by_role("button", name="I am a healthcare professional").click()
    cookies = context.storage_state()
    context.close()
    return cookies


@pytest.fixture(scope="session")
def signed_in(hub: Hub, browser: Browser) -> StorageState:
    """The cookies of an editor who has signed in."""
    context = browser.new_context(base_url=hub.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/account/login/?next=/account/2fa/")
    page.get_by_label("User name or e-mail address").fill(hub.editor)
    page.get_by_label("Password", exact=True).fill(hub.password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/account/2fa/")
    cookies = context.storage_state()
    context.close()
    return cookies


OpenPage = Callable[..., Page]


@pytest.fixture
def open_page(hub: Hub, browser: Browser) -> Iterator[OpenPage]:
    """Open pages in visitors' browsers; on the way out, nothing was fetched from elsewhere or blocked.

    Each visitor is a stranger unless it is told whose cookies it has: those of ``attested`` or ``signed_in``.
    """
    contexts: list[BrowserContext] = []
    foreign: list[str] = []
    complaints: list[str] = []
    own_host = urlsplit(hub.url).netloc

    def note_request(url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != own_host:
            foreign.append(url)

    def open_one(
        path: str = "/",
        *,
        phone: bool = False,
        dark: bool = False,
        javascript: bool = True,
        cookies: StorageState | None = None,
    ) -> Page:
        context = browser.new_context(
            base_url=hub.url,
            storage_state=cookies,
            viewport=PHONE if phone else DESKTOP,
            has_touch=phone,
            color_scheme="dark" if dark else "light",
            java_script_enabled=javascript,
            accept_downloads=True,
        )
        context.on("request", lambda request: note_request(request.url))
        context.on("console", lambda message: complaints.append(message.text) if _is_complaint(message.text) else None)
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        contexts.append(context)
        page = context.new_page()
        page.goto(path)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert foreign == []
    assert complaints == []


def _is_complaint(text: str) -> bool:
    return "Content Security Policy" in text or "Refused to" in text
