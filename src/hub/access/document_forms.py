"""What may be uploaded as a document: a few types, each looked into, up to a size.

A file's name proves nothing about its content, so the first bytes, and for office files the parts
inside, must agree with it. Office files with macros are refused.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from typing import Any, BinaryIO

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from wagtail.documents.forms import BaseDocumentForm


class HubDocumentForm(BaseDocumentForm):
    """Wagtail's document form, with a look at the file."""

    def clean_file(self) -> Any:
        """Refuse a file that is too large, or is not what its name says."""
        file = self.cleaned_data["file"]
        if isinstance(file, UploadedFile):
            refuse_wrong_document(file)
        return file

    def full_clean(self) -> None:
        """Keep the first sentence about the file: Wagtail complains of a refused file's empty name as well."""
        super().full_clean()
        if "file" in self.errors:
            del self.errors["file"].data[1:]


def refuse_wrong_document(file: UploadedFile) -> None:
    """Raise a ``ValidationError`` unless the file is small enough and of the type its name says."""
    limit = settings.DOCUMENT_MAX_BYTES
    if file.size > limit:
        raise forms.ValidationError(
            f"“{file.name}” has {filesizeformat(file.size)}; a document may have at most {filesizeformat(limit)}."
        )
    extension = file.name.rpartition(".")[2].lower()
    if extension not in CHECKS:
        raise forms.ValidationError(f"“{file.name}” must be one of these types: {', '.join(sorted(CHECKS))}.")
    file.seek(0)
    right = CHECKS[extension](file)
    file.seek(0)
    if not right:
        raise forms.ValidationError(
            f"“{file.name}” is not a {extension.upper()} file, although its name says so. Nothing was stored."
        )


def _is_pdf(file: BinaryIO) -> bool:
    return file.read(5) == b"%PDF-"


def _is_csv(file: BinaryIO) -> bool:
    try:
        text = file.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return "\0" not in text and not text.lstrip().startswith("<")


def _is_office(folder: str) -> Callable[[BinaryIO], bool]:
    def check(file: BinaryIO) -> bool:
        try:
            with zipfile.ZipFile(file) as archive:
                names = archive.namelist()
        except zipfile.BadZipFile:
            return False
        macros = any(name.lower().endswith("vbaproject.bin") for name in names)
        return "[Content_Types].xml" in names and any(name.startswith(folder) for name in names) and not macros

    return check


CHECKS: dict[str, Callable[[BinaryIO], bool]] = {
    "csv": _is_csv,
    "docx": _is_office("word/"),
    "pdf": _is_pdf,
    "pptx": _is_office("ppt/"),
    "xlsx": _is_office("xl/"),
}
