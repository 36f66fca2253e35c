import pytest
from django.test import Client
from wagtail.models import Site

from hub.common.colour import palette
from hub.common.models import HubSettings

pytestmark = pytest.mark.django_db


def set_accent(accent: str) -> None:
    settings = HubSettings.for_site(Site.objects.get(is_default_site=True))
    settings.accent = accent
    settings.save()


def test_theme_holds_shades_of_the_hubs_accent(client: Client) -> None:
    set_accent("#7b2d8b")

    css = client.get("/theme.css").content.decode()

    assert css.startswith(":root{--accent:#7b2d8b;")
    assert f"--accent:{palette('#7b2d8b').dark.accent};" in css.split("@media")[1]


def test_theme_current_version_is_cached_for_a_year(client: Client) -> None:
    set_accent("#7b2d8b")

    response = client.get(f"/theme.css?v={palette('#7b2d8b').digest}")

    assert response["Cache-Control"] == "public, max-age=31536000, immutable"


def test_theme_other_version_is_cached_for_a_minute(client: Client) -> None:
    assert client.get("/theme.css?v=old")["Cache-Control"] == "public, max-age=60"


def test_health_answers_ok(client: Client) -> None:
    response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok")


def test_missing_page_gets_the_hubs_own_page(client: Client) -> None:
    response = client.get("/no-such-page/")

    assert response.status_code == 404
    assert "There is no page at this address" in response.content.decode()


def test_unknown_host_gets_a_400_without_details(client: Client) -> None:
    response = client.get("/", headers={"host": "evil.example"})

    assert response.status_code == 400
    assert "evil.example" not in response.content.decode()


def test_form_without_its_token_is_refused_on_the_hubs_own_page() -> None:
    response = Client(enforce_csrf_checks=True).post("/account/login/", {"login": "editor", "password": "x"})

    assert response.status_code == 403
    assert "load the page again" in response.text
    assert "CSRF" not in response.text


@pytest.mark.parametrize(
    ("address", "headers", "status", "heading"),
    [
        ("/", {"host": "evil.example"}, 400, "This request could not be understood"),
        ("/access/withdraw/", {}, 403, "This cannot be shown or done"),
        ("/nowhere/", {}, 404, "There is no page at this address"),
    ],
)
def test_error_pages_are_the_hubs_own(address: str, headers: dict[str, str], status: int, heading: str) -> None:
    response = Client(raise_request_exception=False).post(address, headers=headers)

    assert response.status_code == status
    assert f"<h1>{heading}</h1>" in response.text
