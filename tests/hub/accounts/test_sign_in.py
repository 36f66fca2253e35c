"""Editors sign in through one door, which slows guessing down and tells nobody who has an account."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as hub_settings
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.utils import timezone

from tests.hub.access.factories import PASSWORD, make_editor, signed_in, visitor

pytestmark = pytest.mark.django_db

LOGIN = "/account/login/"


def sign_in(client: Client, login: str = "editor", password: str = PASSWORD, **extra: str):
    return client.post(LOGIN, {"login": login, "password": password}, **extra)


@pytest.mark.parametrize("login", ["editor", "editor@example.org", "Editor@Example.org"])
def test_editor_signs_in_by_user_name_or_address(login):
    make_editor()

    response = sign_in(visitor(), login)

    assert response.status_code == 302
    assert response["Location"] == "/admin/"


def test_sign_in_leads_back_to_the_page_asked_for():
    make_editor()
    client = visitor()
    asked = client.get("/admin/reports/access/", follow=True)

    response = client.post(LOGIN, {"login": "editor", "password": PASSWORD, "next": "/admin/reports/access/"})

    assert 'name="next" value="/admin/reports/access/"' in asked.text
    assert response["Location"] == "/admin/reports/access/"


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/"])
def test_sign_in_leads_to_this_site_only(target):
    make_editor()

    response = visitor().post(LOGIN, {"login": "editor", "password": PASSWORD, "next": target})

    assert response["Location"] == "/admin/"


def test_wrong_password_is_refused_in_a_sentence():
    make_editor()

    response = sign_in(visitor(), password="wrong")

    assert response.status_code == 200
    assert 'class="error-summary"' in response.text
    assert "not correct" in response.text


def test_unknown_account_is_answered_like_a_wrong_password():
    make_editor()
    tokens = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')

    known = tokens.sub("", sign_in(visitor(), "editor", "wrong").text)
    unknown = tokens.sub("", sign_in(visitor(), "nobody", "wrong").text)

    assert known.replace("editor", "nobody") == unknown.replace("editor", "nobody")


def test_sixth_wrong_password_of_an_account_is_refused_from_any_address():
    make_editor()
    addresses = [f"192.0.2.{number}" for number in range(6)]

    statuses = [sign_in(visitor(), password="wrong", REMOTE_ADDR=address).status_code for address in addresses]

    assert statuses == [200] * 5 + [429]


def test_right_password_after_five_wrong_ones_is_refused_too():
    make_editor()
    for _ in range(5):
        sign_in(visitor(), password="wrong")

    response = sign_in(visitor())

    assert response.status_code == 429
    assert response["Retry-After"] == "300"
    assert "Please wait about 5 minutes and try again." in response.text


def test_wrong_passwords_of_one_account_are_counted_under_all_its_names():
    make_editor()
    logins = ["editor", "EDITOR", "editor@example.org", "Editor@example.org", " editor ", "editor@example.org"]

    statuses = [sign_in(visitor(), login, "wrong").status_code for login in logins]

    assert statuses == [200] * 5 + [429]


def test_wrong_passwords_of_unknown_accounts_are_counted_alike():
    statuses = [sign_in(visitor(), "nobody", "wrong").status_code for _ in range(6)]

    assert statuses == [200] * 5 + [429]


def test_one_address_trying_many_accounts_is_refused():
    statuses = [sign_in(visitor(), f"account-{number}", "wrong").status_code for number in range(21)]

    assert statuses == [200] * 20 + [429]


def test_one_account_throttled_leaves_others_alone():
    make_editor()
    make_editor("another")
    for _ in range(6):
        sign_in(visitor(), password="wrong")

    assert sign_in(visitor(), "another").status_code == 302


def test_throttle_counts_the_address_that_a_trusted_proxy_saw(settings):
    settings.TRUSTED_PROXIES = 1
    forwarded = [f"198.51.100.{number}, 192.0.2.7" for number in range(21)]

    statuses = [
        sign_in(visitor(), f"account-{number}", "wrong", HTTP_X_FORWARDED_FOR=addresses).status_code
        for number, addresses in enumerate(forwarded)
    ]

    assert statuses == [200] * 20 + [429]


def test_throttle_ignores_a_forged_forwarding_header(settings):
    settings.TRUSTED_PROXIES = 0

    statuses = [
        sign_in(visitor(), f"account-{number}", "wrong", HTTP_X_FORWARDED_FOR=f"192.0.2.{number}").status_code
        for number in range(21)
    ]

    assert statuses == [200] * 20 + [429]


def test_sign_in_behind_a_proxy_that_forgot_its_header_works(settings):
    settings.TRUSTED_PROXIES = 2
    make_editor()

    assert sign_in(visitor(), HTTP_X_FORWARDED_FOR="192.0.2.7").status_code == 302


def test_closed_account_says_who_can_open_it():
    editor = make_editor()
    User.objects.filter(pk=editor.pk).update(is_active=False)

    response = visitor().post(LOGIN, {"login": "editor", "password": PASSWORD}, follow=True)

    assert response.redirect_chain == [("/account/inactive/", 302)]
    assert "An administrator of this hub can open it again." in response.text


def test_session_ends_with_the_browser_and_with_the_day():
    make_editor()
    client = visitor()

    response = sign_in(client)

    cookie = response.cookies[hub_settings.SESSION_COOKIE_NAME]
    assert cookie["max-age"] == ""
    assert cookie["httponly"] is True
    assert cookie["samesite"] == "Lax"
    assert client.session.get_expire_at_browser_close() is True
    assert Session.objects.get().expire_date - timezone.now() <= timedelta(hours=12)


def test_signing_out_asks_first_and_then_closes_the_admin():
    client = signed_in(make_editor())
    assert "Do you want to sign out" in client.get("/account/logout/").text

    response = client.post("/account/logout/")

    assert response["Location"] == LOGIN
    assert client.get("/admin/").status_code == 302


def test_signing_out_in_the_admin_works():
    client = signed_in(make_editor())

    client.post("/admin/logout/")

    assert client.get("/admin/").status_code == 302


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("/admin/login/", "/account/login/?next=%2Fadmin%2F"),
        ("/admin/login/?next=/admin/pages/", "/account/login/?next=%2Fadmin%2Fpages%2F"),
        ("/admin/login/?next=https://evil.example/", "/account/login/?next=%2Fadmin%2F"),
        ("/admin/password_reset/", "/account/password/reset/"),
        ("/admin/password_reset/confirm/MQ/abc-def/", "/account/password/reset/"),
    ],
)
def test_wagtails_own_ways_in_lead_to_the_one_door(address, target):
    assert visitor().get(address)["Location"] == target


def test_password_posted_to_wagtails_own_sign_in_is_not_looked_at():
    make_editor()
    client = visitor()

    response = client.post("/admin/login/", {"username": "editor", "password": PASSWORD})

    assert response.status_code == 302
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "address",
    [
        "/account/signup/",
        "/account/email/",
        "/account/confirm-email/",
        "/account/confirm-email/abc/",
        "/account/password/set/",
        "/account/login/code/confirm/",
        "/account/3rdparty/",
        "/_util/login/",
        "/_util/authenticate_with_password/1/1/",
        "/documents/authenticate_with_password/1/",
    ],
)
def test_ways_in_that_nobody_needs_are_closed(address):
    editor = make_editor()

    assert visitor().get(address).status_code == 404
    assert visitor().post(address).status_code == 404
    assert signed_in(editor).get(address).status_code == 404


def test_nobody_signs_up(rf):
    from hub.accounts.adapter import HubAccountAdapter

    assert HubAccountAdapter().is_open_for_signup(rf.get("/")) is False


def test_password_is_reset_by_a_link_that_works_once():
    make_editor()
    client = visitor()
    asked = client.post("/account/password/reset/", {"email": "editor@example.org"}, follow=True)
    assert "Look at your e-mail" in asked.text
    link = re.search(r"http://testserver(/account/password/reset/key/\S+)", mail.outbox[0].body)[1]

    form = client.get(link, follow=True)
    address = form.redirect_chain[-1][0]
    new = {"password1": "another long phrase", "password2": "another long phrase"}
    done = client.post(address, new, follow=True)

    assert "Choose a new password" in form.text
    assert "Your password is changed" in done.text
    assert sign_in(visitor(), password="another long phrase").status_code == 302
    assert "This link no longer works" in visitor().get(link, follow=True).text


def test_password_reset_answers_alike_for_unknown_addresses():
    make_editor()

    known = visitor().post("/account/password/reset/", {"email": "editor@example.org"}, follow=True)
    unknown = visitor().post("/account/password/reset/", {"email": "nobody@example.org"}, follow=True)

    assert known.text == unknown.text
    assert [each.to for each in mail.outbox] == [["editor@example.org"]]


def test_password_is_changed_after_the_old_one():
    client = signed_in(make_editor())

    response = client.post(
        "/account/password/change/",
        {"oldpassword": PASSWORD, "password1": "another long phrase", "password2": "another long phrase"},
    )

    assert response.status_code == 302
    assert sign_in(visitor(), password="another long phrase").status_code == 302


@pytest.mark.parametrize("weak", ["short", "password1234", "123456789012345", "editor@example.org"])
def test_weak_password_is_refused(weak):
    client = signed_in(make_editor())

    response = client.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": weak, "password2": weak})

    assert response.status_code == 200
    assert 'class="field__error"' in response.text


def test_account_page_in_the_admin_leads_to_how_you_sign_in():
    text = signed_in(make_editor()).get("/admin/account/").text

    assert 'href="/account/2fa/"' in text
    assert "New password" not in text


@pytest.mark.parametrize(
    "template", sorted(path.name for path in (hub_settings.HUB_DIR / "templates" / "account").glob("*.html"))
)
def test_templates_extend_the_hubs_frame_or_are_parts(template):
    text = Path(hub_settings.HUB_DIR / "templates" / "account" / template).read_text()

    assert text.startswith(('{% extends "base.html" %}', '{% extends "account/base.html" %}')) or template in {
        "alternatives.html",
        "fields.html",
    }
