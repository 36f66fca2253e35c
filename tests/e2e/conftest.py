"""A demo hub served as `make run` serves it, and a real browser to use it with."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.hub.contributions.stripe_server import SECRET_KEY, WEBHOOK_SECRET, StripeServer, stripe_in_place
from tests.smtp_server import ReceivedMails, mail_server

CHROMIUM = "/usr/bin/chromium"
PHONE = {"width": 360, "height": 780}
DESKTOP = {"width": 1280, "height": 900}

# The browser tests use the served hub alone; Django's test database stays out of it.
collect_ignore: list[str] = []


@dataclass(frozen=True)
class Hub:
    """A running demo hub."""

    url: str
    editor: str
    password: str
    folder: Path
    mails: ReceivedMails = field(default_factory=ReceivedMails)


@pytest.fixture(scope="session")
def stripe_server() -> Iterator[StripeServer]:
    with stripe_in_place() as running:
        yield running


@pytest.fixture(scope="session")
def hub(tmp_path_factory: pytest.TempPathFactory, stripe_server: StripeServer) -> Iterator[Hub]:
    keys = {"STRIPE_SECRET_KEY": SECRET_KEY, "STRIPE_WEBHOOK_SECRET": WEBHOOK_SECRET}
    with mail_server() as (mails, port):
        others = {"STRIPE_API_BASE": stripe_server.url, "EMAIL_URL": f"smtp://127.0.0.1:{port}"}
        with served(tmp_path_factory.mktemp("hub"), **others, **keys) as running:
            stripe_server.hub = running.url
            yield replace(running, mails=mails)


@contextmanager
def served(folder: Path, **environment: str) -> Iterator[Hub]:
    """Serve the demo hub that is in a folder, or is to be made there."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    log = folder / "demo.log"
    with log.open("w") as output:
        command = [sys.executable, "-m", "hub.config.cli", "demo", "--port", str(port), "--folder", str(folder / "var")]
        everything = {**os.environ, **environment}
        server = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, env=everything)
    try:
        text = _wait_for(log, server, "new at every start")
        found = re.search(r"user name (\S+), password (\S+)", text)
        assert found is not None
        yield Hub(url=f"http://127.0.0.1:{port}", editor=found[1], password=found[2], folder=folder / "var")
    finally:
        server.terminate()
        server.wait()


def _wait_for(log: Path, server: subprocess.Popen[bytes], words: str) -> str:
    for _ in range(1200):
        text = log.read_text()
        if words in text:
            return text
        assert server.poll() is None, text
        time.sleep(0.1)
    raise AssertionError(f"The demo hub did not start:\n{log.read_text()}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"],
        )
        yield chromium
        chromium.close()


OpenPage = Callable[..., Page]


@pytest.fixture
def open_page(hub: Hub, browser: Browser) -> Iterator[OpenPage]:
    """Open pages in fresh visitors' browsers; on the way out, nothing was fetched from elsewhere or blocked."""
    contexts: list[BrowserContext] = []
    foreign: list[str] = []
    complaints: list[str] = []
    own_host = urlsplit(hub.url).netloc

    def note_request(url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != own_host:
            foreign.append(url)

    def open_one(path: str = "/", *, phone: bool = False, dark: bool = False, javascript: bool = True) -> Page:
        context = browser.new_context(
            base_url=hub.url,
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
