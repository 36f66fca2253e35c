"""The one absolute address of a page in each language, as search engines and sharers are told it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import cached_property

from hub.common.languages import tag


class PublicAddress:
    """Gives a page its canonical address, those of its editions in other languages, and its entry in the site map.

    The address is built from ``BASE_URL``, since that is what the operator vouches for; host names
    of requests and of Wagtail's site records may differ from it.
    """

    @property
    def canonical_url(self) -> str:
        """The page's absolute address; empty for a draft that was never saved."""
        parts = self.get_url_parts() if self.pk else None  # type: ignore[attr-defined]
        return f"{settings.BASE_URL}{parts[2]}" if parts else ""

    @cached_property
    def edition_urls(self) -> dict[str, str]:
        """The address of each edition that readers can open, by its language, the hub's own language first."""
        page: Any = self
        if not page.pk:
            return {}
        editions = page.get_translations(inclusive=True).live().public().select_related("locale")
        found = {edition.locale.language_code: edition.get_url_parts() for edition in editions}
        return {code: f"{settings.BASE_URL}{found[code][2]}" for code, _ in settings.LANGUAGES if found.get(code)}

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """Return the page's entry for the site map, with its editions in other languages."""
        return [self._sitemap_entry()]

    def _sitemap_entry(self, subpage: str = "") -> dict[str, Any]:
        page: Any = self
        editions = {code: f"{address}{subpage}" for code, address in self.edition_urls.items()}
        alternates = [{"lang_code": tag(code), "location": address} for code, address in editions.items()]
        if settings.LANGUAGE_CODE in editions:
            alternates.append({"lang_code": "x-default", "location": editions[settings.LANGUAGE_CODE]})
        return {
            "location": f"{self.canonical_url}{subpage}",
            "lastmod": page.last_published_at,
            "alternates": alternates if len(editions) > 1 else [],
        }
