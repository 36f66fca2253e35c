"""Every route has an audience, and a route without one is refused."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import include, path

from hub.access.enums import Handling
from hub.common.enums import Audience
from hub.config.routes import ROUTES
from hub.config.urls import urlpatterns as hub_urls
from tests.hub.access.factories import attested_visitor, make_editor, signed_in, visitor

pytestmark = pytest.mark.django_db


def answer(request: HttpRequest) -> HttpResponse:
    return HttpResponse("the answer")


TEST_ROUTES = {
    **ROUTES,
    "open": Audience.PUBLIC,
    "gated": Audience.HCP,
    "for_editors": Audience.EDITOR,
    "closed": Handling.CLOSED,
    "space:inner": Audience.PUBLIC,
    "space": Audience.HCP,
}
urlpatterns = [
    path("open", answer, name="open"),
    path("gated", answer, name="gated"),
    path("for-editors", answer, name="for_editors"),
    path("closed", answer, name="closed"),
    path("forgotten", answer, name="forgotten"),
    path("forgotten-nameless", answer),
    path(
        "space/",
        include(
            ([path("inner", answer, name="inner"), path("other", answer, name="other")], "space"), namespace="space"
        ),
    ),
    *hub_urls,
]

with_test_routes = override_settings(ROOT_URLCONF=__name__, GATE_ROUTES=f"{__name__}.TEST_ROUTES")


def status(client, address):
    return client.get(address).status_code


@with_test_routes
@pytest.mark.parametrize(
    ("address", "anonymous", "attested", "editor"),
    [
        ("/open", 200, 200, 200),
        ("/gated", 403, 200, 200),
        ("/for-editors", 302, 302, 200),
        ("/closed", 404, 404, 404),
        ("/forgotten", 404, 404, 404),
        ("/forgotten-nameless", 404, 404, 404),
        ("/space/inner", 200, 200, 200),
        ("/space/other", 403, 200, 200),
    ],
)
def test_route_is_answered_for_its_audience_only(address, anonymous, attested, editor):
    statuses = [status(client, address) for client in (visitor(), attested_visitor(), signed_in(make_editor()))]

    assert statuses == [anonymous, attested, editor]


@with_test_routes
def test_route_nobody_classified_is_logged(caplog):
    visitor().get("/forgotten")

    assert "Route 'forgotten' is not listed in hub.config.routes; it is refused." in caplog.text


@with_test_routes
def test_gated_answer_is_kept_out_of_caches():
    response = attested_visitor().get("/gated")

    assert response.content == b"the answer"
    assert response["Cache-Control"] == "private, no-store"
    assert "Cookie" in response["Vary"]


@with_test_routes
def test_public_answer_is_left_alone():
    response = visitor().get("/open")

    assert "Cache-Control" not in response
    assert "X-Robots-Tag" not in response


@with_test_routes
def test_route_for_editors_refuses_a_signed_in_user_who_is_none():
    assert status(signed_in(User.objects.create_user("reader")), "/for-editors") == 403


@with_test_routes
def test_route_for_editors_refuses_scripts_without_a_redirect():
    response = visitor().get("/for-editors", headers={"x-requested-with": "XMLHttpRequest"})

    assert response.status_code == 403


@with_test_routes
def test_route_for_editors_leads_to_the_sign_in_and_back():
    response = visitor().get("/for-editors?page=2")

    assert response["Location"] == "/account/login/?next=/for-editors%3Fpage%3D2"


@with_test_routes
def test_post_to_a_gated_route_is_refused_with_the_gate():
    response = visitor().post("/gated")

    assert response.status_code == 403
    assert b"the answer" not in response.content


def test_every_answer_names_the_powers_browsers_must_withhold():
    response = visitor().get("/access/")

    assert "geolocation=()" in response["Permissions-Policy"]
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
