"""axe finds nothing on any template: light and dark, gate open and shut, phone and desktop."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.template.loader import get_template
from playwright.sync_api import Page, StorageState

from tests.e2e.conftest import Hub, OpenPage
from tests.e2e.test_reading import ARTICLE, open_the_gate, sign_in

TOPIC = "/acute-lymphoblastic-leukaemia/"
SHUT = ["/", TOPIC, ARTICLE, ARTICLE + "plain-language/", "/funders/", "/figures/", "/access/"]
SHUT += ["/account/login/"]
SHUT += ["/account/password/reset/", "/account/password/reset/done/", "/no-such-page/", "/evaluation/1/"]
SHUT += ["/search/?q=leukaemia", "/studies/", "/authors/", "/series/reading-survival/", "/contribute/", "/impact/"]
OPEN = [ARTICLE, "/access/", "/search/?q=survival", "/suggest/"]
OPTIONS = {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}

# Both shades and both sizes; what is wrong in one pair and right in these two has not been met.
looks = pytest.mark.parametrize(("dark", "phone"), [(False, False), (True, True)], ids=["light-desktop", "dark-phone"])


def violations(page: Page, of: str | None = None) -> list[str]:
    """Return what axe finds on a page, or in those parts of it that a selector names."""
    results = Axe().run(page, context=of, options=OPTIONS)
    return [
        f"{found['id']}: {node['html'][:160]} ({node.get('failureSummary', '')[:300]})"
        for found in results.response["violations"]
        for node in found["nodes"]
    ]


@looks
@pytest.mark.parametrize("path", SHUT)
def test_gate_shut_has_no_violation(open_page: OpenPage, path: str, dark: bool, phone: bool) -> None:
    assert violations(open_page(path, dark=dark, phone=phone)) == []


@looks
def test_gate_open_has_no_violation(open_page: OpenPage, attested: StorageState, dark: bool, phone: bool) -> None:
    page = open_page("/access/", dark=dark, phone=phone, cookies=attested)
    found = {}
    for path in OPEN:
        page.goto(path)
        page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true })")
        found[path] = violations(page)

    assert found == {path: [] for path in OPEN}


@looks
def test_evaluation_form_has_no_violation_empty_and_with_errors(open_page: OpenPage, dark: bool, phone: bool) -> None:
    page = open_page(ARTICLE, dark=dark, phone=phone)
    open_the_gate(page)
    page.goto(page.locator(".evaluation__change a").get_attribute("href") or "")
    before = violations(page)
    page.locator("form.evaluation__form").evaluate("form => form.submit()")
    page.get_by_text("Your evaluation is not complete").wait_for()

    assert (before, violations(page)) == ([], [])


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_editors_own_pages_have_no_violation(open_page: OpenPage, hub: Hub, dark: bool) -> None:
    page = open_page("/admin/", dark=dark)
    sign_in(page, hub)
    found = {}
    for path in ("/account/2fa/", "/account/password/change/", "/account/logout/", "/account/2fa/totp/activate/"):
        page.goto(path)
        found[page.url.removeprefix(hub.url).partition("?")[0]] = violations(page)
    page.get_by_label("Password").fill(hub.password)
    page.get_by_role("button", name="Confirm").click()
    page.wait_for_url("**/totp/activate/")
    found["activate"] = violations(page)
    page.goto("/admin/")
    page.get_by_role("link", name="Evaluation").click()
    page.wait_for_load_state()
    found["report"] = violations(page, of="#main .w-sticky, #main table, #main form")

    assert found == {
        "/account/2fa/": [],
        "/account/password/change/": [],
        "/account/logout/": [],
        "/account/reauthenticate/": [],
        "activate": [],
        "report": [],
    }


def test_error_page_for_our_own_faults_has_no_violation(open_page: OpenPage) -> None:
    page = open_page("/healthz")
    page.set_content(get_template("500.html").render())  # as Django does, without a request

    assert violations(page) == []
