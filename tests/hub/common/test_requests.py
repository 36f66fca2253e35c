"""Forms without a token are safe: other sites cannot post them, and nobody can post them without end."""

from __future__ import annotations

import re

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import RequestFactory

from hub.common import requests
from hub.common.requests import (
    client_address,
    is_mailed_too_often,
    is_same_origin,
    safe_target,
    same_origin_post,
    throttle,
    throttle_posts,
)


@pytest.fixture(autouse=True)
def fresh_cache():
    cache.clear()


def view(request):
    return HttpResponse("done")


def post(**extra):
    return RequestFactory().post("/form/", **extra)


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "", "127.0.0.1"),
        (0, "192.0.2.1", "127.0.0.1"),
        (1, "192.0.2.1", "192.0.2.1"),
        (1, "198.51.100.9, 192.0.2.1", "192.0.2.1"),
        (2, "198.51.100.9, 192.0.2.1, 10.0.0.1", "192.0.2.1"),
        (2, "192.0.2.1", "127.0.0.1"),
        (1, " , ", "127.0.0.1"),
        (1, "", "127.0.0.1"),
    ],
)
def test_address_is_the_one_the_outermost_trusted_proxy_saw(settings, proxies, forwarded, address):
    settings.TRUSTED_PROXIES = proxies
    headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}

    assert client_address(RequestFactory().get("/", **headers)) == address


@pytest.mark.parametrize(
    ("headers", "same"),
    [
        ({"HTTP_SEC_FETCH_SITE": "same-origin"}, True),
        ({"HTTP_SEC_FETCH_SITE": "same-origin", "HTTP_ORIGIN": "http://testserver"}, True),
        ({"HTTP_SEC_FETCH_SITE": "same-site"}, False),
        ({"HTTP_SEC_FETCH_SITE": "cross-site"}, False),
        ({"HTTP_SEC_FETCH_SITE": "none"}, False),
        ({"HTTP_SEC_FETCH_SITE": "cross-site", "HTTP_ORIGIN": "http://testserver"}, False),
        ({"HTTP_ORIGIN": "http://testserver"}, True),
        ({"HTTP_ORIGIN": "https://testserver"}, False),
        ({"HTTP_ORIGIN": "http://testserver:8000"}, False),
        ({"HTTP_ORIGIN": "http://testserver.evil.example"}, False),
        ({"HTTP_ORIGIN": "http://evil.example/testserver"}, False),
        ({"HTTP_ORIGIN": "http://[::1"}, False),
        ({"HTTP_ORIGIN": "null"}, False),
        ({"HTTP_ORIGIN": ""}, False),
        ({"HTTP_REFERER": "http://testserver/"}, False),
        ({}, False),
    ],
)
def test_post_counts_as_own_only_if_the_browser_says_so(headers, same):
    assert is_same_origin(post(**headers)) is same


def test_origin_behind_tls_must_be_https(settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    secure = {"HTTP_X_FORWARDED_PROTO": "https", "SERVER_PORT": "443"}

    assert is_same_origin(post(HTTP_ORIGIN="https://testserver", **secure)) is True
    assert is_same_origin(post(HTTP_ORIGIN="http://testserver", **secure)) is False


def test_foreign_post_never_reaches_the_view():
    reached = []

    with pytest.raises(PermissionDenied):
        same_origin_post(lambda request: reached.append(request))(post(HTTP_ORIGIN="http://evil.example"))

    assert reached == []


def test_own_post_reaches_the_view_without_a_token():
    guarded = same_origin_post(view)

    assert guarded(post(HTTP_ORIGIN="http://testserver")).content == b"done"
    assert guarded.csrf_exempt is True


@pytest.mark.parametrize("method", ["get", "head"])
def test_reading_needs_no_origin(method):
    assert same_origin_post(view)(getattr(RequestFactory(), method)("/form/")).status_code == 200


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_writing_methods_need_an_origin_too(method):
    with pytest.raises(PermissionDenied):
        same_origin_post(view)(getattr(RequestFactory(), method)("/form/"))


def throttled(limit=2, seconds=60, name="form"):
    return throttle_posts(name, limit=limit, seconds=seconds)(view)


@pytest.mark.django_db
def test_posts_beyond_the_limit_are_refused_in_a_sentence():
    guarded = throttled(seconds=120)

    responses = [guarded(post()) for _ in range(3)]

    assert [response.status_code for response in responses] == [200, 200, 429]
    assert responses[2]["Retry-After"] == "120"
    assert "Please wait about 2 minutes" in responses[2].content.decode()


@pytest.mark.django_db
def test_limit_counts_each_address_by_itself():
    guarded = throttled(limit=1)

    statuses = [guarded(post(REMOTE_ADDR=f"192.0.2.{number}")).status_code for number in (1, 2, 1)]

    assert statuses == [200, 200, 429]


def test_limit_counts_each_form_by_itself():
    assert throttled(limit=1, name="one")(post()).status_code == 200
    assert throttled(limit=1, name="two")(post()).status_code == 200


def test_limit_does_not_count_reading():
    guarded = throttled(limit=1)

    assert [guarded(RequestFactory().get("/form/")).status_code for _ in range(3)] == [200, 200, 200]


def test_limit_starts_anew_with_the_next_window(monkeypatch):
    guarded = throttled(limit=1)
    monkeypatch.setattr(requests.time, "time", lambda: 600.0)
    assert guarded(post()).status_code == 200

    monkeypatch.setattr(requests.time, "time", lambda: 660.0)

    assert guarded(post()).status_code == 200


def test_window_that_ends_while_counting_counts_one(monkeypatch):
    def gone(key):
        raise ValueError

    monkeypatch.setattr(requests.cache, "incr", gone, raising=False)

    assert throttled(limit=1)(post()).status_code == 200


def test_address_is_not_kept(monkeypatch):
    kept = []
    monkeypatch.setattr(requests.cache, "add", lambda key, *args, **kwargs: kept.append(key), raising=False)
    monkeypatch.setattr(requests.cache, "incr", lambda key: 1, raising=False)

    throttled()(post(REMOTE_ADDR="192.0.2.77"))

    assert re.fullmatch(r"throttle:[0-9a-f]{64}", kept[0])


@pytest.mark.parametrize("target", ["/", "/a/b/?c=d&e#f", "/café/", "/a//b"])
def test_path_of_this_site_is_safe(target):
    assert safe_target(RequestFactory().get("/"), target) == target


@pytest.mark.parametrize(
    "target",
    [
        None,
        "",
        "a/b",
        "http://testserver/a",
        "https://evil.example/",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "\x08/a",
        "javascript:alert(1)",
        "/" + "a" * 3000,
        "/a\r\nSet-Cookie: b=c",
    ],
)
def test_anything_else_is_not(target):
    assert safe_target(RequestFactory().get("/"), target, default="/home/") == "/home/"


@pytest.mark.django_db
def test_limit_counts_what_it_is_told_to():
    guarded = throttle("asked", limit=1, seconds=60, counts=lambda request: "p" in request.GET)(view)
    asked = RequestFactory().get("/form/?p=1")

    assert [guarded(request).status_code for request in (asked, post(), RequestFactory().get("/form/"))] == [200] * 3
    assert guarded(asked).status_code == 429


def test_mails_are_counted_by_mailbox_and_by_visitor():
    def asked(email, visitor="192.0.2.1"):
        return is_mailed_too_often(post(REMOTE_ADDR=visitor), email)

    writings = ["a@b.org", "A@b.org", "a+1@b.org", "a+2@B.org", " a@b.org "]
    assert [asked(email) for email in writings] == [False] * 5
    assert asked("a+3@b.org", visitor="192.0.2.2")
    assert [asked(f"other-{number}@b.org") for number in range(26)] == [False] * 25 + [True]
    assert not asked("other-26@b.org", visitor="192.0.2.2")
