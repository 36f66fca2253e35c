"""The one absolute address of a page, as search engines and sharers are told it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


class PublicAddress:
    """Gives a page its canonical address and its entry in the site map.

    The address is built from ``BASE_URL``, since that is what the operator vouches for; host names
    of requests and of Wagtail's site records may differ from it.
    """

    @property
    def canonical_url(self) -> str:
        """The page's absolute address; empty for a draft that was never saved."""
        parts = self.get_url_parts() if self.pk else None  # type: ignore[attr-defined]
        return f"{settings.BASE_URL}{parts[2]}" if parts else ""

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """Return the page's entry for the site map."""
        return [{"location": self.canonical_url, "lastmod": self.last_published_at}]  # type: ignore[attr-defined]
