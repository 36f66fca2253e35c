"""Not one byte of gated content leaves by any address of the site.

A marker is planted in every gated field, in files and in drafts. Then every address that the site
answers is asked for, by visitors who may not see the marker: from the tree of URL patterns, from
the tree of pages with their sub-routes, from every stored file. A route that nobody classified
fails here before it can leak anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import Resolver404, get_resolver, include, path, resolve, reverse
from wagtail.models import Page, Site

from hub.access.middleware import classify
from hub.articles.domain.figures import figures_of
from hub.articles.models import ArticlePage
from hub.config.urls import urlpatterns as hub_urls
from hub.studies.models import Study
from hub.translation.domain.translating import translate_page
from tests.hub.access.factories import (
    ORIGIN,
    attestation_cookie,
    attested_visitor,
    body,
    make_document,
    make_editor,
    make_image,
    make_rendition,
    signed_in,
    visitor,
)
from tests.hub.access.walker import Route, page_addresses, routes
from tests.hub.articles.factories import article, home_page, study
from tests.hub.translation.factories import NOW, WordByWord, spanish

# The site is made once; tests of this mark come before those that empty the database.
pytestmark = pytest.mark.django_db

GATED = "gatedmarkerzq"
DRAFT = "draftmarkerzq"
PRINTED = "73.719"
# What the hub shows to everyone about an article, as agreed: the rest is gated, also fields added later.
PUBLIC_FIELDS = {
    "standfirst",
    "target_audience",
    "plain_language_summary",
    "contact_email",
    "accreditation_number",
}


# Wagtail's routes at whose addresses the hub answers itself.
REPLACED = [
    "admin/login/",
    "admin/pages/<int:page_id>/edit/",
    "admin/pages/<int:page_id>/revisions/<int:revision_id>/revert/",
    "admin/pages/workflow/action/<int:page_id>/<slug:action_name>/<int:task_state_id>/",
    "admin/password_reset/",
    "admin/password_reset/complete/",
    "admin/password_reset/confirm/<uidb64>/<token>/",
    "admin/password_reset/done/",
]
# Ways to change a translation past the number guard; every address under it leads to the hub's own view.
CLOSED = "admin/localize/"


def planted_text(model: type[models.Model], marker: str, *, keep: set[str]) -> dict[str, str]:
    """Return the marker for every free-text field that the model itself declares; printed figures have their own."""
    return {
        field.name: marker
        for field in model._meta.local_fields
        if isinstance(field, models.CharField | models.TextField)
        and not (field.choices or field.name in keep or "printed" in field.name or "unit" in field.name)
        and (field.max_length or len(marker)) >= len(marker)
    }


def gated_fields() -> dict[str, str]:
    return planted_text(ArticlePage, f"<p>{GATED}</p>", keep=PUBLIC_FIELDS)


@pytest.fixture(scope="module")
def populated(database_of_module: None) -> dict[str, Any]:
    """A site with an article, a draft of it, an unpublished article, a withdrawn page, pictures and a document."""
    made = study("marked")
    for entries in (Study.objects.filter(pk=made.pk), made.arms, made.outcomes, made.results):
        open_fields = {"key", "registry_id"} | ({"name", "condition"} if entries.model is Study else set())
        entries.update(**planted_text(entries.model, GATED, keep=open_fields))
    made.results.update(
        estimate_printed=PRINTED, estimate=73.719, low_printed="56.1", low=56.1, high_printed="91.3", high=91.3
    )
    published = article("A published article", of=Study.objects.get(pk=made.pk), **gated_fields())
    published.plain_language_summary = "<p>For everyone.</p>"
    published.save_revision().publish()
    published.key_learning = f"<p>{DRAFT}</p>"
    published.save_revision()
    unpublished = article("An unpublished article", live=False, of=study("other"), key_learning=f"<p>{DRAFT}</p>")
    undeclared = home_page().add_child(instance=Page(title=GATED, slug="undeclared"))
    document = make_document(f"%PDF-1.7 {GATED}".encode())
    return {
        "published": published,
        "unpublished": unpublished,
        "undeclared": undeclared,
        "document": document,
        "gated": make_rendition("hcp"),
        "public": make_rendition("public"),
        "original": make_image("public", "original.png"),
    }


@pytest.fixture(scope="module")
def addresses(populated: dict[str, Any]) -> list[str]:
    """Every address of the populated site."""
    files = [populated["gated"].file, populated["public"].file, populated["original"].file]
    files += [rendition.image.file for rendition in (populated["gated"], populated["public"])]
    stored = [populated["document"].url, populated["document"].file.url, *(file.url for file in files)]
    values = list(dict.fromkeys(_values(populated)))
    walked = [
        address
        for route in routes(get_resolver())
        for address in route.addresses(values)[: 1 if route.written.startswith("admin/") else None]
    ]
    pages = [*page_addresses(values), "/?page=2", f"{populated['published'].url}?preview=true"]
    drawn = [
        reverse("articles:figure", args=[page.pk, figure.digest, extension])
        for page in (populated["published"], populated["unpublished"])
        for figure in figures_of(page)
        for extension in ("svg", "png", "csv")
    ]
    return list(dict.fromkeys([*walked, *pages, *stored, *drawn]))


def _values(populated: dict[str, Any]) -> Iterator[str]:
    yield from (str(getattr(entry, "pk", "")) for entry in populated.values())
    yield from (str(number) for number in range(1, 4))
    yield from ("articles", "articlepage", "common", "hubimage", "hubsettings", "access", "accesssettings", "publish")
    yield from (
        populated["document"].filename,
        populated["gated"].file.name,
        "delete",
        "svg",
        "a" * 16,
        "-",
        "of",
        "under",
        "ris",
        "atom",
        "0f1e2d3c-4b5a-4968-8776-655443322110",
    )


def secrets_of(populated: dict[str, Any]) -> list[bytes]:
    """Return what no visitor without access may receive."""
    files = [populated["gated"].file.name, populated["original"].file.name, populated["gated"].image.file.name]
    return [GATED.encode(), DRAFT.encode(), PRINTED.encode(), *(_stored(name) for name in files)]


def _stored(name: str) -> bytes:
    with default_storage.open(name) as file:
        return file.read()


def answers(client: Client, address: str, *, only: str = "") -> Iterator[tuple[str, bytes]]:
    """Ask for an address as a page would be, as a script would, and by a post; or in only one of these ways."""
    own_cookies = {name: morsel.value for name, morsel in client.cookies.items()}
    for label, ask in {
        "GET": lambda: client.get(address, headers={"accept": "text/html"}),
        "GET by script": lambda: client.get(address, headers={"x-requested-with": "XMLHttpRequest"}),
        "POST": lambda: client.post(address, {"next": address, "value": "1"}, headers={"origin": ORIGIN}),
    }.items():
        if only not in {"", label}:
            continue
        response = ask()
        assert response.status_code < 500, f"{label} {address} ended with {response.status_code}"
        yield label, body(response) + str(dict(response.items())).encode()
        client.cookies = SimpleCookie(own_cookies)  # a post may have attested or signed out


def leaks(client: Client, addresses: list[str], secrets: list[bytes], *, only: str = "") -> list[str]:
    return [
        f"{label} {address}"
        for address in addresses
        for label, content in answers(client, address, only=only)
        if any(secret in content for secret in secrets)
    ]


IMPOSTORS = {
    "forged": lambda: "1:1763640000:reader:forged",
    "expired": lambda: attestation_cookie(age=timedelta(days=91)),
    "other wording": lambda: attestation_cookie(version=2),
}


def outside_the_admin(addresses: list[str]) -> list[str]:
    """Leave out the admin, which asks for a sign-in and knows nothing of attestations."""
    return [address for address in addresses if not address.startswith("/admin/")]


def test_gated_content_leaves_by_no_address(addresses, populated):
    assert leaks(visitor(), addresses, secrets_of(populated)) == []


@pytest.mark.parametrize("cookie", IMPOSTORS.values(), ids=IMPOSTORS)
def test_gated_content_leaves_by_no_address_to_impostors(cookie, addresses, populated):
    assert leaks(visitor(cookie()), outside_the_admin(addresses), secrets_of(populated), only="GET") == []


def test_gated_content_leaves_by_no_address_in_another_language(populated):
    """Neither an edition nor a page that has none, nor the originals behind an edition's passages."""
    translate_page(page=populated["published"], locale=spanish(), engine=WordByWord(), now=NOW, publish=True)
    pages = [
        *page_addresses(["1"]),
        f"/fr{populated['published'].url}",
        f"/fr{populated['published'].url}plain-language/",
    ]
    tried = [*pages, *(f"/es{address}" for address in pages if not address.startswith(("/es", "/fr")))]

    assert f"/es{populated['published'].url}plain-language/" in tried
    assert leaks(visitor(), tried, secrets_of(populated)) == []
    assert f"GET /es{populated['published'].url}" in leaks(attested_visitor(), tried, [GATED.encode()])


def test_drafts_and_originals_leave_by_no_address_to_attested_readers(addresses, populated):
    secrets = [DRAFT.encode(), _stored(populated["original"].file.name)]

    assert leaks(attested_visitor(), outside_the_admin(addresses), secrets) == []


def test_walk_would_see_a_leak(addresses, populated):
    """The same walk as an attested reader finds the markers: they are planted, and addresses are right."""
    published = populated["published"].url
    open_to_readers = outside_the_admin(addresses)

    picture = _stored(populated["gated"].file.name)
    seen: dict[bytes, list[str]] = {GATED.encode(): [], PRINTED.encode(): [], picture: []}
    client = attested_visitor()
    for address in open_to_readers:
        for label, content in answers(client, address, only="GET"):
            for secret in seen:
                if secret in content:
                    seen[secret].append(f"{label} {address}")
    found, figures, pictures = seen.values()

    assert f"GET {published}" in found
    assert f"GET {populated['document'].url}" in found
    assert f"GET {published}" in figures
    assert [address for address in open_to_readers if address.endswith(".csv") and f"GET {address}" in figures]
    assert f"GET {populated['gated'].file.url}" in pictures


def test_walk_would_see_a_draft(populated):
    client = signed_in(make_editor(superuser=True))
    address = f"/admin/pages/{populated['published'].pk}/edit/"

    assert leaks(client, [address], [DRAFT.encode()])[0] == f"GET {address}"


@pytest.mark.parametrize("method", ["head", "options", "put", "patch", "delete", "trace", "propfind"])
def test_gated_content_leaves_by_no_method(method, populated):
    addresses = [populated["published"].url, populated["document"].url, populated["gated"].file.url]

    answered = [visitor().generic(method.upper(), address) for address in addresses]

    for response in answered:
        assert not any(secret in body(response) for secret in secrets_of(populated))
        assert response.status_code in {200, 403, 405}


def test_gate_stands_before_conditional_and_partial_answers(populated):
    document = populated["document"]
    asks = [{"if-none-match": f'"{document.get_file_hash()}"'}, {"if-none-match": "*"}, {"range": "bytes=0-9"}]

    answered = [visitor().get(document.url, headers=headers) for headers in asks]

    assert [response.status_code for response in answered] == [403, 403, 403]
    assert ["ETag" in response for response in answered] == [False, False, False]
    assert attested_visitor().get(document.url, headers=asks[0]).status_code == 304


def test_teaser_stands_at_the_articles_address(populated):
    text = visitor().get(populated["published"].url).text

    assert "A published article" in text
    assert "describe the outcome of the new treatment" in text
    assert "Ada Example" in text


def unclassified(resolver: Any) -> list[str]:
    return [route.written for route in routes(resolver) if classify(route.match) is None]


def test_every_route_is_classified():
    assert unclassified(get_resolver()) == []


def test_every_route_is_walked(addresses):
    """No route is left out because the walk found no address that leads to it, but for those behind a closed one."""
    reached = {resolve(address.partition("?")[0]).func for address in addresses if _resolves(address)}

    missed = [route.written for route in routes(get_resolver()) if route.pattern.callback not in reached]

    assert sorted(route for route in missed if not route.startswith(CLOSED)) == sorted(REPLACED)


def _resolves(address: str) -> bool:
    try:
        return bool(resolve(address.partition("?")[0]))
    except Resolver404:
        return False


def new_view(request: HttpRequest) -> HttpResponse:
    return HttpResponse(GATED)


urlpatterns = [
    path("new/<int:pk>/", new_view, name="new"),
    path("area/", include(([path("inner/", new_view, name="inner")], "area"))),
    *hub_urls,
]


def test_new_route_that_nobody_classified_fails_the_test_above():
    assert unclassified(get_resolver(__name__)) == ["new/<int:pk>/", "area/inner/"]


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize("address", ["/new/1/", "/area/inner/"])
def test_new_route_that_nobody_classified_gives_nothing_away(address):
    for client in (visitor(), attested_visitor(), signed_in(make_editor(superuser=True))):
        response = client.get(address)
        assert response.status_code == 404
        assert GATED not in response.text


@pytest.mark.parametrize("address", ["/oembed/", "/api/v2/pages/", "/images/1/", "/feed/", "/rss/"])
def test_ways_out_that_other_sites_have_are_absent(address, populated):
    assert visitor().get(address).status_code == 404


def test_error_page_gives_nothing_away(populated, monkeypatch):
    def fail(self: ArticlePage, request: HttpRequest, *args: Any) -> HttpResponse:
        raise RuntimeError(GATED)

    monkeypatch.setattr(ArticlePage, "serve", fail)

    response = attested_visitor().get(populated["published"].url)

    assert response.status_code == 500
    assert GATED not in response.text
    assert response["Cache-Control"] == "private, no-store"


def test_sitemap_names_addresses_only(populated):
    response = visitor().get("/sitemap.xml")

    assert response.status_code == 200
    assert populated["published"].url in response.text
    assert f"/{populated['unpublished'].slug}/" not in response.text


def test_route_matches_as_django_would_match_it():
    route = next(entry for entry in routes(get_resolver()) if entry.pattern.name == "attest")

    assert isinstance(route, Route)
    assert route.match.view_name == "access:attest"
    assert route.addresses([]) == ["/access/attest/"]


def test_site_is_the_one_under_test(populated):
    assert Site.objects.get(is_default_site=True).root_page.specific == home_page()
