"""Storages for uploads: those that readers may be served, and those that nobody is.

Files in the public storage are addressed through the hub's gate, never directly. Files in the private one have no
address at all.
"""

from __future__ import annotations

from typing import Any, NoReturn

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage


class GatedS3Storage(S3Storage):
    """S3 storage without addresses of its own.

    A signed address would work for anyone it is passed on to until it expires, and would send
    readers' browsers to a third party.
    """

    def url(self, name: str, *args: Any, **kwargs: Any) -> str:
        """Return the file's address at the hub."""
        return f"{settings.MEDIA_URL}{filepath_to_uri(name)}"


class _Unaddressed:
    """A storage whose files can be opened by the hub's own code alone."""

    def url(self, name: str, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse, so that no template or view can give an address by mistake."""
        raise ValueError("A private file has no address; nothing serves it.")


class PrivateFileStorage(_Unaddressed, FileSystemStorage):
    """A folder beside the uploads that are served, readable by the hub's own account alone."""


class PrivateS3Storage(_Unaddressed, S3Storage):
    """Object storage under a prefix of its own, without addresses."""
