"""Lead a reader who comes back to the language chosen before."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import patch_vary_headers

from hub.common.languages import in_language, language_of, remembered_language

DEPENDS_ON = ["Cookie", "Sec-Fetch-Site"]


class RememberedLanguageMiddleware:
    """Answers an address without a language, asked for from outside, with the same one in the reader's language.

    Within the site every link says which language it leads to, so a reader who goes on to the English original gets it.
    Only readers who chose a language have the cookie; robots have none.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, and tell caches what the answer depended on."""
        response = self.get_response(request)
        if getattr(request, "hub_leads_on", False):
            patch_vary_headers(response, DEPENDS_ON)
        return response

    def process_view(self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any) -> Any:
        """Redirect, unless the address or the reader says otherwise."""
        if request.method not in {"GET", "HEAD"} or language_of(request.path_info):
            return None
        code = remembered_language(request) or settings.LANGUAGE_CODE
        target = in_language(request.get_full_path(), code)
        request.hub_leads_on = target is not None  # type: ignore[attr-defined]
        if target is None or code == settings.LANGUAGE_CODE or not _comes_from_outside(request):
            return None
        response = HttpResponseRedirect(target)
        response["Cache-Control"] = "private, no-store"
        return response


def _comes_from_outside(request: HttpRequest) -> bool:
    """Whether a reader opens a page by a bookmark, by typing, or from another site."""
    if (site := request.headers.get("Sec-Fetch-Site")) is not None:
        return site != "same-origin" and request.headers.get("Sec-Fetch-Mode") == "navigate"
    return urlsplit(request.headers.get("Referer", "")).netloc != request.get_host()
