"""Images leave to their audience only, and nothing else leaves by the media address."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from wagtail.users.models import UserProfile

from hub.access.storage import GatedS3Storage
from tests.hub.access.factories import (
    attested_visitor,
    body,
    make_document,
    make_editor,
    make_image,
    make_rendition,
    picture_bytes,
    signed_in,
    status,
    visitor,
)

pytestmark = pytest.mark.django_db


def stored(rendition):
    with default_storage.open(rendition.file.name) as file:
        return file.read()


def test_public_picture_is_served_to_everyone():
    rendition = make_rendition("public")

    response = visitor().get(rendition.url)

    assert response.status_code == 200
    assert response["Content-Type"] == "image/png"
    assert response["Cache-Control"] == "public, max-age=3600"
    assert "X-Robots-Tag" not in response
    assert body(response) == stored(rendition)


def test_gated_picture_is_refused_with_the_gate():
    response = visitor().get(make_rendition().url)

    assert response.status_code == 403
    assert response["Content-Type"].startswith("text/html")
    assert response["Cache-Control"] == "private, no-store"
    assert "I am a healthcare professional" in response.text


def test_gated_picture_is_served_to_attested_readers():
    response = attested_visitor().get(make_rendition().url)

    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert "Cookie" in response["Vary"]
    assert body(response)


def test_picture_cannot_be_taken_for_anything_else():
    response = visitor().get(make_rendition("public").url)

    body(response)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Content-Disposition"].startswith('inline; filename="')


@pytest.mark.parametrize("audience", ["public", "hcp"])
def test_original_is_for_editors(audience):
    image = make_image(audience)

    assert status(visitor(), image.file.url) == 403
    assert status(attested_visitor(), image.file.url) == 403
    assert status(signed_in(make_editor()), image.file.url) == 200


def test_portrait_of_an_editor_is_for_editors():
    editor = make_editor()
    profile = UserProfile.get_for_user(editor)
    profile.avatar.save("me.png", ContentFile(picture_bytes()))

    assert status(attested_visitor(), profile.avatar.url) == 403
    assert status(signed_in(editor), profile.avatar.url) == 200


def test_document_is_not_served_as_media():
    document = make_document()

    assert status(signed_in(make_editor()), document.file.url) == 404


@pytest.mark.parametrize(
    "path", ["../settings.py", "%2e%2e/secret.png", "images/../../secret.png", "images/none.png", "x.svg", "/etc/a.png"]
)
def test_path_that_the_database_does_not_know_is_not_found(path):
    assert status(attested_visitor(), f"/media/{path}") == 404


def test_picture_whose_file_is_gone_is_not_found():
    rendition = make_rendition("public")
    default_storage.delete(rendition.file.name)

    assert status(visitor(), rendition.url) == 404


def test_media_takes_no_posts():
    assert visitor().post(make_rendition("public").url).status_code == 405


def test_object_storage_gives_no_address_of_its_own():
    storage = GatedS3Storage(bucket_name="bucket", access_key="key", secret_key="secret", querystring_auth=True)

    assert storage.url("images/a picture.png") == "/media/images/a%20picture.png"


def test_document_is_refused_with_the_gate():
    document = make_document(b"%PDF-1.7 marker")

    response = visitor().get(document.url)

    assert response.status_code == 403
    assert b"marker" not in response.content
    assert response["Cache-Control"] == "private, no-store"


def test_document_is_served_to_attested_readers():
    response = attested_visitor().get(make_document(b"%PDF-1.7 marker").url)

    assert body(response) == b"%PDF-1.7 marker"
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'"
    assert response["Content-Disposition"].startswith('inline; filename="')
