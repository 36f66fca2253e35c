"""Object storage whose files are addressed through the hub's gate, never directly."""

from __future__ import annotations

from typing import Any

from django.conf import settings
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
