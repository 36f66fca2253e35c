"""A document is what its name says, or it is refused with a sentence that says why."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.documents.forms import get_document_form
from wagtail.documents.models import Document
from wagtail.images.forms import get_image_form
from wagtail.models import Collection

from hub.access.document_forms import refuse_wrong_document
from hub.common.models import HubImage
from tests.hub.access.factories import make_document, make_editor, picture_bytes, signed_in


def office(*names: str) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "content")
    return buffer.getvalue()


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("paper.pdf", b"%PDF-1.7 and more"),
        ("PAPER.PDF", b"%PDF-1.4"),
        ("table.csv", "name,café\n1,2".encode()),
        ("table.csv", b"\xef\xbb\xbfname\n1"),
        ("table.xlsx", office("[Content_Types].xml", "xl/workbook.xml")),
        ("text.docx", office("[Content_Types].xml", "word/document.xml")),
        ("slides.pptx", office("[Content_Types].xml", "ppt/presentation.xml")),
    ],
)
def test_document_that_is_what_its_name_says_is_taken(name, content):
    file = upload(name, content)

    refuse_wrong_document(file)

    assert file.read() == content


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("paper.pdf", b"<html><script>alert(1)</script>"),
        ("paper.pdf", b""),
        ("paper.pdf", b"MZ\x90"),
        ("table.csv", b"<svg onload=alert(1)>"),
        ("table.csv", b"\x00\x01"),
        ("table.csv", b"\xff\xfe\x00"),
        ("table.xlsx", b"PK not really"),
        ("table.xlsx", office("[Content_Types].xml", "word/document.xml")),
        ("table.xlsx", office("xl/workbook.xml")),
        ("table.xlsx", office("[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin")),
    ],
)
def test_document_that_is_something_else_is_refused(name, content):
    with pytest.raises(ValidationError) as refused:
        refuse_wrong_document(upload(name, content))

    extension = name.rpartition(".")[2].upper()
    assert refused.value.messages == [
        f"“{name}” is not a {extension} file, although its name says so. Nothing was stored."
    ]


@pytest.mark.parametrize("name", ["page.html", "picture.svg", "noextension", "program.exe"])
def test_document_of_another_type_is_refused(name):
    with pytest.raises(ValidationError) as refused:
        refuse_wrong_document(upload(name, b"x"))

    assert refused.value.messages == [f"“{name}” must be one of these types: csv, docx, pdf, pptx, xlsx."]


def test_document_that_is_too_large_is_refused(settings):
    settings.DOCUMENT_MAX_BYTES = 1024

    with pytest.raises(ValidationError) as refused:
        refuse_wrong_document(upload("paper.pdf", b"%PDF-" + b"x" * 2048))

    assert refused.value.messages == ["“paper.pdf” has 2.0\xa0KB; a document may have at most 1.0\xa0KB."]


def document_form(file: SimpleUploadedFile | None, instance: Document | None = None):
    data = {"title": "A paper", "collection": Collection.get_first_root_node().pk, "tags": ""}
    form_class = get_document_form(Document)
    return form_class(
        data,
        {"file": file} if file else {},
        instance=instance or Document(),
        user=make_editor("someone", superuser=True),
    )


@pytest.mark.django_db
def test_form_in_the_admin_looks_into_the_file():
    form = document_form(upload("paper.pdf", b"<html>"))

    assert form.errors["file"] == ["“paper.pdf” is not a PDF file, although its name says so. Nothing was stored."]


@pytest.mark.django_db
def test_form_in_the_admin_keeps_a_stored_file():
    document = make_document()

    assert document_form(None, document).errors == {}


@pytest.mark.django_db
def test_upload_of_several_documents_looks_into_each():
    client = signed_in(make_editor(superuser=True))

    response = client.post(
        "/admin/documents/multiple/add/",
        {"title": "A paper", "files[]": upload("paper.pdf", b"<html>"), "collection": "1"},
        headers={"x-requested-with": "XMLHttpRequest"},
    )

    assert response.json()["success"] is False
    assert "is not a PDF file" in response.json()["error_message"]
    assert Document.objects.count() == 0


def image_form(file: SimpleUploadedFile):
    data = {"title": "A picture", "collection": Collection.get_first_root_node().pk, "tags": "", "audience": "hcp"}
    return get_image_form(HubImage)(
        data, {"file": file}, instance=HubImage(), user=make_editor("someone", superuser=True)
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("picture.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Not a supported image format"),
        ("picture.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Not a valid .png image"),
        ("picture.png", picture_bytes(kind="JPEG"), "Not a valid .png image"),
    ],
)
def test_picture_that_is_something_else_is_refused(name, content, sentence):
    form = image_form(upload(name, content))

    assert sentence in form.errors["file"][0]


@pytest.mark.django_db
def test_picture_with_too_many_pixels_is_refused(settings):
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 100

    form = image_form(upload("picture.png", picture_bytes()))

    assert "too many pixels" in form.errors["file"][0]


@pytest.mark.django_db
def test_picture_that_is_too_large_is_refused(settings):
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10

    form = image_form(upload("picture.png", picture_bytes()))

    assert "too big" in form.errors["file"][0]
