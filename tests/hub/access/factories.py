"""Visitors, editors, pages and files for tests of the gate."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import BytesIO

from django.contrib.auth.models import Permission, User
from django.core.files.base import ContentFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from PIL import Image
from wagtail.documents.models import Document
from wagtail.models import Page, Site

from hub.access.domain.attestation import cookie_name, remember_attestation
from hub.access.models import AccessSettings
from hub.access.results import Attestation
from hub.common.models import HubImage, HubRendition

ORIGIN = "http://testserver"
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def policy(**fields: object) -> AccessSettings:
    settings = AccessSettings.for_site(Site.objects.get(is_default_site=True))
    for name, value in fields.items():
        setattr(settings, name, value)
    settings.save()
    return settings


def attestation_cookie(*, version: int | None = None, age: timedelta = timedelta(0), reader_id: str = "reader") -> str:
    settings = policy()
    response = HttpResponse()
    attestation = Attestation(version=version or settings.version, time=timezone.now() - age, reader_id=reader_id)
    remember_attestation(response, attestation, policy=settings)
    return response.cookies[cookie_name()].value


def visitor(cookie: str | None = None) -> Client:
    client = Client(raise_request_exception=False)
    if cookie is not None:
        client.cookies[cookie_name()] = cookie
    return client


def attested_visitor(**fields: object) -> Client:
    return visitor(attestation_cookie(**fields))


PASSWORD = "a long enough phrase"


def make_editor(username: str = "editor", *, superuser: bool = False) -> User:
    user = User.objects.create_user(username, f"{username}@example.org", PASSWORD, is_superuser=superuser)
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return user


def signed_in(user: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def undeclared_page(title: str = "Undeclared", **fields: object) -> Page:
    """Make a page whose class declares no audience."""
    root = Site.objects.get(is_default_site=True).root_page
    return root.add_child(instance=Page(title=title, **fields))


def picture_bytes(colour: tuple[int, int, int] = (10, 120, 200), kind: str = "PNG") -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (60, 40), colour).save(buffer, kind)
    return buffer.getvalue()


def make_image(audience: str = "hcp", name: str = "picture.png") -> HubImage:
    return HubImage.objects.create(
        title="A picture",
        file=ContentFile(picture_bytes((10, len(name), len(audience))), name=name),
        audience=audience,
        width=60,
        height=40,
    )


def make_rendition(audience: str = "hcp") -> HubRendition:
    return HubRendition.objects.create(
        image=make_image(audience),
        filter_spec="width-30",
        file=ContentFile(picture_bytes((200, 10, len(audience))), name="picture.width-30.png"),
        width=60,
        height=40,
    )


def make_document(content: bytes = b"%PDF-1.7 secret", name: str = "paper.pdf") -> Document:
    return Document.objects.create(title="A paper", file=ContentFile(content, name=name))


def body(response: HttpResponse) -> bytes:
    """Return all of an answer; reading a file to its end closes it, as a server would."""
    return response.getvalue()


def status(client: Client, address: str) -> int:
    response = client.get(address)
    body(response)
    return response.status_code
