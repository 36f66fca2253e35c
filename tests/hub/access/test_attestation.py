"""The cookie says who attested to what; nothing else does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import translation

from hub.access.domain import attest, forget_attestation, has_access, reader_key, remember_attestation
from hub.access.domain.attestation import _signer, cookie_name, read_attestation
from hub.access.domain.countries import country_names
from hub.access.forms import USUAL_PROFESSIONS
from hub.access.models import DEFAULT_PROFESSIONS, AccessSettings, AttestationRecord
from hub.access.results import Attestation
from tests.hub.access.factories import NOON, attestation_cookie, make_editor, policy

pytestmark = pytest.mark.django_db


def remembered(settings: AccessSettings, attestation: Attestation) -> str:
    response = HttpResponse()
    remember_attestation(response, attestation, policy=settings)
    return response.cookies[cookie_name()].value


def given(**fields: object) -> tuple[AccessSettings, str, Attestation]:
    settings = policy(**fields)
    attestation = attest(policy=settings, country="", profession="", now=NOON)
    return settings, remembered(settings, attestation), attestation


def request_with(cookie: str | None, user: object = None) -> object:
    request = RequestFactory().get("/")
    if cookie is not None:
        request.COOKIES[cookie_name()] = cookie
    if user is not None:
        request.user = user
    return request


def test_attestation_is_read_back_from_its_cookie():
    settings, cookie, attestation = given()

    assert read_attestation(cookie, policy=settings, now=NOON) == attestation


def test_attestation_holds_until_its_last_second():
    settings, cookie, attestation = given(valid_days=2)
    end = NOON + timedelta(days=2)

    assert read_attestation(cookie, policy=settings, now=end - timedelta(seconds=1)) == attestation
    assert read_attestation(cookie, policy=settings, now=end) is None


def test_attestation_from_the_future_is_refused():
    settings, cookie, _ = given()

    assert read_attestation(cookie, policy=settings, now=NOON - timedelta(minutes=6)) is None


def test_attestation_to_an_old_wording_is_refused():
    settings, cookie, _ = given()
    settings.wording = "Another sentence."
    settings.save()

    assert read_attestation(cookie, policy=settings, now=NOON) is None


@pytest.mark.parametrize(
    "spoil",
    [
        lambda cookie: "",
        lambda cookie: "1:1763640000:reader",
        lambda cookie: cookie[:-1] + ("A" if cookie[-1] != "A" else "B"),
        lambda cookie: "2" + cookie[1:],
        lambda cookie: cookie + "=",
        lambda cookie: cookie.rpartition(":")[0],
    ],
)
def test_attestation_that_was_tampered_with_is_refused(spoil):
    settings, cookie, _ = given()

    assert read_attestation(spoil(cookie), policy=settings, now=NOON) is None


@pytest.mark.parametrize("value", ["1:2", "x:1763640000:reader", "1:99999999999999999999:reader", "1:-1e9:reader"])
def test_attestation_signed_but_malformed_is_refused(value):
    from hub.access.domain.attestation import _signer

    settings = policy()

    assert read_attestation(_signer(settings).sign(value), policy=settings, now=NOON) is None


def test_attestation_of_another_site_is_refused():
    settings, cookie, _ = given()
    elsewhere = AccessSettings(site_id=settings.site_id + 1, version=settings.version)

    assert read_attestation(cookie, policy=elsewhere, now=NOON) is None


def test_attestations_have_different_reader_ids():
    settings = policy()

    ids = {attest(policy=settings, country="", profession="", now=NOON).reader_id for _ in range(20)}

    assert len(ids) == 20


def test_cookie_is_httponly_lax_and_expires():
    settings, _, attestation = given(valid_days=30)
    response = HttpResponse()

    remember_attestation(response, attestation, policy=settings)

    cookie = response.cookies["hub-attestation"]
    assert cookie["httponly"] is True
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == 30 * 24 * 60 * 60
    assert cookie["path"] == "/"
    assert cookie["domain"] == ""
    assert cookie["secure"] == ""


def test_cookie_behind_tls_is_bound_to_host_and_https(settings):
    settings.SESSION_COOKIE_SECURE = True
    access, _, attestation = given()
    response = HttpResponse()

    remember_attestation(response, attestation, policy=access)

    cookie = response.cookies["__Host-hub-attestation"]
    assert cookie["secure"] is True
    assert cookie["path"] == "/"
    assert cookie["domain"] == ""


@pytest.mark.parametrize("secure", [True, False])
def test_forgetting_deletes_the_cookie(settings, secure):
    settings.SESSION_COOKIE_SECURE = secure
    response = HttpResponse()

    forget_attestation(response)

    cookie = response.cookies[cookie_name()]
    assert cookie.value == ""
    assert cookie["max-age"] == 0
    assert bool(cookie["secure"]) is secure


def test_log_has_exactly_time_wording_country_and_profession():
    columns = {field.column for field in AttestationRecord._meta.get_fields()}

    assert columns == {"id", "time", "wording_id", "country", "profession"}


def test_log_entry_holds_nothing_of_the_cookie():
    settings = policy()

    attestation = attest(policy=settings, country="GB", profession="Nurse", now=NOON)

    entry = AttestationRecord.objects.values().get()
    assert entry.pop("id")
    assert entry == {
        "time": NOON,
        "wording_id": settings.wordings.get(version=attestation.version).pk,
        "country": "GB",
        "profession": "Nurse",
    }


def test_cookie_gives_back_what_the_reader_stated():
    settings = policy()
    attestation = attest(policy=settings, country="GB", profession="Médecin: hôpital; 100 %", now=NOON)

    cookie = remembered(settings, attestation)

    assert cookie.isascii()
    assert read_attestation(cookie, policy=settings, now=NOON) == attestation


def test_cookie_from_before_answers_were_kept_in_it_is_valid():
    settings = policy()
    cookie = _signer(settings).sign(f"{settings.version}:{int(NOON.timestamp())}:reader")

    attestation = read_attestation(cookie, policy=settings, now=NOON)

    assert attestation == Attestation(version=settings.version, time=NOON, reader_id="reader")


def test_access_without_cookie_is_refused():
    assert has_access(request_with(None)) is False


def test_access_with_valid_cookie_is_given():
    assert has_access(request_with(attestation_cookie())) is True


def test_access_of_an_editor_needs_no_cookie():
    assert has_access(request_with(None, make_editor())) is True


def test_access_of_a_user_who_is_no_editor_needs_a_cookie(django_user_model):
    user = django_user_model.objects.create_user("reader")

    assert has_access(request_with(None, user)) is False


def test_reader_key_is_stable_within_a_scope_and_unlinkable_between_scopes():
    cookie = attestation_cookie()

    keys = [reader_key(request_with(cookie), scope) for scope in ("a", "a", "b")]

    assert keys[0] == keys[1]
    assert keys[0] != keys[2]
    assert len(keys[0]) == 64


def test_reader_key_differs_between_readers():
    one = reader_key(request_with(attestation_cookie(reader_id="one")), "a")
    two = reader_key(request_with(attestation_cookie(reader_id="two")), "a")

    assert one != two


def test_reader_key_without_attestation_is_none():
    assert reader_key(request_with(None), "a") is None


def test_countries_are_countries_in_order():
    names = country_names()

    assert names["GB"] == "United Kingdom"
    assert {"EU", "UN", "ZZ", "XA"} & set(names) == set()
    assert 240 <= len(names) <= 255
    assert list(names)[:3] == ["AF", "AX", "AL"]


@pytest.mark.parametrize(("language", "first", "name"), [("es", "AF", "Alemania"), ("fr", "AF", "Allemagne")])
def test_countries_are_named_and_sorted_in_the_reader_s_language(language, first, name):
    with translation.override(language):
        names = country_names()

    assert names["DE"] == name
    assert next(iter(names)) == first
    assert list(names)[-1] == "ZW"


def test_professions_of_the_hub_itself_are_those_that_are_translated():
    assert list(USUAL_PROFESSIONS) == DEFAULT_PROFESSIONS.splitlines()
    with translation.override("es"):
        assert all(str(shown) != name for name, shown in USUAL_PROFESSIONS.items())
