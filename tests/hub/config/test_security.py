"""What browsers are told on every answer, and what a deployment behind TLS adds."""

from __future__ import annotations

import io
import json
import logging
import os
import subprocess
import sys

import pytest
from django.test import Client

from tests.hub.access.factories import (
    attested_visitor,
    body,
    make_editor,
    make_rendition,
    signed_in,
    undeclared_page,
    visitor,
)
from tests.hub.articles.factories import article
from tests.hub.config.test_environment import GOOD


def policy_of(response) -> dict[str, list[str]]:
    directives = (part.split() for part in response["Content-Security-Policy"].split(";") if part.strip())
    return {name: sources for name, *sources in directives}


@pytest.fixture
def answers(db):
    """One answer of every kind: gate, article, public page, error, sign-in, admin, picture."""
    page = article()
    editor = signed_in(make_editor(superuser=True))
    picture = visitor().get(make_rendition("public").url)
    body(picture)
    return {
        "gate": visitor().get(page.url),
        "article": attested_visitor().get(page.url),
        "home": visitor().get("/"),
        "not found": visitor().get("/nowhere/"),
        "refused": visitor().post("/access/attest/"),
        "sign in": visitor().get("/account/login/"),
        "admin": editor.get("/admin/"),
        "editor": editor.get(f"/admin/pages/{page.pk}/edit/"),
        "undeclared": visitor().get(undeclared_page().url),
        "picture": picture,
    }


def test_no_policy_allows_inline_or_foreign_code(answers):
    allowed = {"'none'", "'self'", "data:", "blob:"}
    for name, response in answers.items():
        if name == "picture":
            continue
        policy = policy_of(response)
        foreign = {
            (directive, source)
            for directive, sources in policy.items()
            for source in sources
            if source not in allowed and not source.startswith("'nonce-")
        }
        assert foreign == set(), name
        assert policy["default-src"] == ["'none'"], name
        assert policy["base-uri"] == ["'none'"], name
        assert not {"data:", "blob:"} & set(policy["script-src"]), name


def test_readers_pages_have_no_nonce(answers):
    """A page that is the same for every reader cannot carry a number used once."""
    for name in ("gate", "article", "home"):
        assert "nonce" not in answers[name]["Content-Security-Policy"], name
        assert "nonce" not in answers[name].text, name


def test_nonce_of_the_admin_is_used_once(db):
    client = signed_in(make_editor())

    policies = {client.get("/admin/")["Content-Security-Policy"] for _ in range(3)}

    assert len(policies) == 3


def test_every_answer_has_the_other_headers(answers):
    for name, response in answers.items():
        assert response["X-Content-Type-Options"] == "nosniff", name
        assert response["Referrer-Policy"] == "same-origin", name
        assert response["Cross-Origin-Opener-Policy"] == "same-origin", name
        assert response["Cross-Origin-Resource-Policy"] == "same-origin", name
        assert "camera=()" in response["Permissions-Policy"], name
        assert response["X-Frame-Options"] == "DENY", name


def test_readers_pages_set_no_cookie_and_hold_no_token(answers):
    for name in ("gate", "article", "home", "not found"):
        assert dict(answers[name].cookies) == {}, name
        assert "csrfmiddlewaretoken" not in answers[name].text, name


def test_error_pages_are_the_hubs_own(answers):
    assert answers["not found"].status_code == 404
    assert "There is no page at this address" in answers["not found"].text
    assert answers["refused"].status_code == 403
    assert "Traceback" not in answers["refused"].text


def test_host_that_is_not_the_hubs_is_refused(db):
    response = Client(raise_request_exception=False).get("/", headers={"host": "evil.example"})

    assert response.status_code == 400
    assert "evil" not in response.text


def deployed(*names: str, **variables: str) -> dict[str, object]:
    """Return settings as a deployment has them."""
    code = (
        f"import json; from hub.config import settings; print(json.dumps({{n: getattr(settings, n) for n in {names}}}))"
    )
    environment = {**GOOD, **variables, "PATH": os.environ["PATH"]}
    result = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    return json.loads(result.stdout)


def test_deployment_behind_tls_keeps_to_tls():
    assert deployed(
        "SECURE_SSL_REDIRECT",
        "SECURE_HSTS_SECONDS",
        "SECURE_HSTS_INCLUDE_SUBDOMAINS",
        "SECURE_HSTS_PRELOAD",
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE",
        "SESSION_COOKIE_HTTPONLY",
        "CSRF_COOKIE_HTTPONLY",
        "SESSION_COOKIE_NAME",
        "CSRF_COOKIE_NAME",
        "DEBUG",
    ) == {
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 31_536_000,
        "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
        "SECURE_HSTS_PRELOAD": True,
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "CSRF_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_NAME": "__Host-hub-session",
        "CSRF_COOKIE_NAME": "__Host-hub-csrf",
        "DEBUG": False,
    }


def test_deployment_without_tls_has_working_cookies():
    assert deployed(
        "SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "SESSION_COOKIE_NAME", BASE_URL="http://localhost"
    ) == {
        "SECURE_SSL_REDIRECT": False,
        "SESSION_COOKIE_SECURE": False,
        "SESSION_COOKIE_NAME": "hub-session",
    }


def test_deployment_finds_its_static_files_in_its_own_environment():
    default = "import sys; from hub.config import settings; assert settings.STATIC_ROOT.is_relative_to(sys.prefix)"
    environment = {**GOOD, "STATIC_ROOT": "", "PATH": os.environ["PATH"]}

    assert subprocess.run([sys.executable, "-c", default], env=environment).returncode == 0


def test_health_is_told_without_tls(db, settings):
    settings.SECURE_SSL_REDIRECT = True

    assert visitor().get("/healthz").status_code == 200
    assert visitor().get("/").status_code == 301


def test_fault_is_written_to_the_servers_log(db, monkeypatch):
    log = io.StringIO()
    console = next(handler for handler in logging.root.handlers if handler.name == "console")
    monkeypatch.setattr(console, "stream", log)
    monkeypatch.setattr("hub.funding.views.funders_overview", lambda **_: 1 / 0)

    missing = visitor().get("/nowhere/")
    failed = visitor().get("/funders/")

    assert (missing.status_code, failed.status_code) == (404, 500)
    assert "ERROR django.request: Internal Server Error: /funders/\nTraceback" in log.getvalue()
    assert "ZeroDivisionError" in log.getvalue()
    assert "/nowhere/" not in log.getvalue()


@pytest.mark.parametrize(("proxies", "header"), [("0", None), ("1", ["HTTP_X_FORWARDED_PROTO", "https"])])
def test_forwarded_scheme_is_believed_from_a_trusted_proxy_only(proxies, header):
    assert deployed("SECURE_PROXY_SSL_HEADER", TRUSTED_PROXIES=proxies) == {"SECURE_PROXY_SSL_HEADER": header}
