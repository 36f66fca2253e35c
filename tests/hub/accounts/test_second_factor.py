"""A stolen password alone opens nothing."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth.models import User
from django.test import Client
from wagtail.models import Site

from hub.common.models import HubSettings
from tests.hub.access.factories import PASSWORD, make_editor, signed_in, undeclared_page, visitor

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXP"


def code(secret: str = SECRET) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def make_editor_with_second_factor() -> User:
    editor = make_editor()
    TOTP.activate(editor, SECRET)
    RecoveryCodes.activate(editor)
    return editor


def freshly_signed_in(**extra: str) -> Client:
    client = visitor()
    client.post("/account/login/", {"login": "editor", "password": PASSWORD}, **extra)
    return client


def confirmed(client: Client) -> Client:
    """Enter the password once more, as every change to the second factor asks for."""
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    return client


def test_editor_without_a_second_factor_is_led_to_set_one_up(settings):
    settings.REQUIRE_MFA = True
    client = signed_in(make_editor())

    for address in ("/admin/", "/admin/pages/", "/admin/reports/access/"):
        response = client.get(address)
        assert response.status_code == 302
        assert response["Location"] == "/account/2fa/totp/activate/"


def test_editor_without_a_second_factor_changes_nothing(settings):
    settings.REQUIRE_MFA = True
    page = undeclared_page()

    response = signed_in(make_editor(superuser=True)).post(f"/admin/pages/{page.pk}/delete/")

    assert response["Location"] == "/account/2fa/totp/activate/"
    page.refresh_from_db()


def test_editor_without_a_second_factor_enters_where_none_is_required(settings):
    settings.REQUIRE_MFA = False

    assert signed_in(make_editor()).get("/admin/").status_code == 200


def test_editor_with_a_second_factor_enters(settings):
    settings.REQUIRE_MFA = True

    assert signed_in(make_editor_with_second_factor()).get("/admin/").status_code == 200


def test_visitor_is_asked_to_sign_in_first(settings):
    settings.REQUIRE_MFA = True

    assert visitor().get("/admin/")["Location"] == "/account/login/?next=/admin/"


def test_second_factor_is_set_up_from_the_page(settings):
    settings.REQUIRE_MFA = True
    make_editor()
    client = confirmed(freshly_signed_in())
    page = client.get("/account/2fa/totp/activate/")
    secret = re.search(r'<code class="account__key">(\w+)</code>', page.text)[1]

    response = client.post("/account/2fa/totp/activate/", {"code": code(secret)})

    assert "data:image/svg+xml;base64," in page.text
    assert response["Location"] == "/account/2fa/recovery-codes/"
    shown = client.get("/account/2fa/recovery-codes/").text
    assert len(re.findall(r"<li><code>\d{8}</code></li>", shown)) == 10
    assert client.get("/admin/").status_code == 200


def test_wrong_code_is_refused_at_set_up():
    make_editor()
    client = confirmed(freshly_signed_in())
    client.get("/account/2fa/totp/activate/")

    response = client.post("/account/2fa/totp/activate/", {"code": "000000"})

    assert response.status_code == 200
    assert "Incorrect code." in response.text
    assert not Authenticator.objects.exists()


def test_password_alone_does_not_sign_in():
    make_editor_with_second_factor()
    client = visitor()

    response = client.post("/account/login/", {"login": "editor", "password": PASSWORD})

    assert response["Location"] == "/account/2fa/authenticate/"
    assert client.get("/admin/").status_code == 302


def test_password_and_code_sign_in():
    make_editor_with_second_factor()
    client = freshly_signed_in()
    assert "Enter the code that your authenticator app shows" in client.get("/account/2fa/authenticate/").text

    response = client.post("/account/2fa/authenticate/", {"code": code()})

    assert response["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_recovery_code_works_once():
    editor = make_editor_with_second_factor()
    recovery = Authenticator.objects.get(user=editor, type="recovery_codes").wrap().get_unused_codes()[0]
    first, second = freshly_signed_in(), freshly_signed_in()

    assert first.post("/account/2fa/authenticate/", {"code": recovery})["Location"] == "/admin/"
    assert "Incorrect code." in second.post("/account/2fa/authenticate/", {"code": recovery}).text


def test_guessing_codes_is_slowed_down():
    make_editor_with_second_factor()
    client = freshly_signed_in()

    texts = [client.post("/account/2fa/authenticate/", {"code": "000000"}).text for _ in range(6)]

    assert ["Incorrect code." in text for text in texts] == [True] * 5 + [False]
    assert "Too many failed login attempts" in texts[5]


def test_apps_show_the_name_of_the_hub():
    hub = HubSettings.for_site(Site.objects.get(is_default_site=True))
    hub.name = "Leukaemia Hub"
    hub.save()
    make_editor()

    response = confirmed(freshly_signed_in()).get("/account/2fa/totp/activate/")

    assert "issuer=Leukaemia%20Hub" in response.context["totp_url"]


@pytest.mark.parametrize(
    "address",
    [
        "/account/2fa/totp/deactivate/",
        "/account/2fa/recovery-codes/generate/",
        "/account/2fa/recovery-codes/",
        "/account/2fa/recovery-codes/download/",
    ],
)
def test_changing_the_second_factor_asks_who_it_is_first(address):
    client = signed_in(make_editor_with_second_factor())

    response = client.get(address, follow=True)

    assert "Confirm that it is you" in response.text


@pytest.mark.parametrize(
    "address",
    ["/account/2fa/totp/deactivate/", "/account/2fa/recovery-codes/generate/", "/account/2fa/recovery-codes/"],
)
def test_pages_of_the_second_factor_open_after_confirming(address):
    client = confirmed(signed_in(make_editor_with_second_factor()))

    assert client.get(address).status_code == 200


def test_second_factor_turned_off_is_asked_for_again(settings):
    settings.REQUIRE_MFA = True
    client = confirmed(signed_in(make_editor_with_second_factor()))

    client.post("/account/2fa/totp/deactivate/")

    assert client.get("/admin/")["Location"] == "/account/2fa/totp/activate/"


def test_editor_proves_who_it_is_by_password_or_by_code():
    make_editor_with_second_factor()
    client = signed_in(User.objects.get())

    assert "Use authenticator app or code" in client.get("/account/reauthenticate/").text
    assert "Use your password" in client.get("/account/2fa/reauthenticate/").text


@pytest.mark.parametrize("second_factor", [True, False])
def test_overview_says_whether_the_second_step_is_on(second_factor):
    editor = make_editor_with_second_factor() if second_factor else make_editor()

    text = signed_in(editor).get("/account/2fa/").text

    assert ("It is on." in text) is second_factor
    assert ("10 unused codes are left" in text) is second_factor
