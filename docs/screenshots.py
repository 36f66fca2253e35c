"""Take the screenshots that the documentation shows, from the demo hub running at an address.

Usage: .venv/bin/python docs/screenshots.py [http://127.0.0.1:8000]
"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

FOLDER = Path(__file__).parent / "images"
ARTICLE = "/acute-lymphoblastic-leukaemia/blinatumomab-infants-kmt2a-leukaemia/"


def main() -> None:
    """Open the article as an attested reader and save what the first screen shows."""
    address = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000"
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = chromium.new_page(viewport={"width": 1280, "height": 1330})
        _attest(page, address)
        page.screenshot(path=FOLDER / "article-desktop.png")
        chromium.close()


def _attest(page: Page, address: str) -> None:
    page.goto(address + ARTICLE)
    page.get_by_role("button", name="I am a healthcare professional").click()
    page.get_by_role("heading", name="The finding").wait_for()


if __name__ == "__main__":
    main()
