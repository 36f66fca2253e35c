"""The language that a reader chose, and the same address in each language.

Addresses differ by their prefix alone, so a page is found in another language without asking what it is. The choice
is kept in a cookie of the reader's own; no page looks at it, so that pages are the same for all readers of a language.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve, translate_url
from django.utils.translation import override

REMEMBERED_FOR = timedelta(days=365)
TERRITORIES = {"en": "en_GB", "es": "es_ES", "fr": "fr_FR", "de": "de_DE", "it": "it_IT", "pt": "pt_PT"}
"""Languages as Open Graph names them, which knows none without a country."""


@dataclass(frozen=True)
class LanguageChoice:
    """A language in the reader's list: its code, its name in itself, and whether the page is in it."""

    code: str
    name: str
    current: bool

    @property
    def tag(self) -> str:
        """As markup names it."""
        return tag(self.code)


def cookie_name() -> str:
    """Return the cookie's name; behind TLS its prefix binds it to this host and to https."""
    return "__Host-hub-language" if settings.SESSION_COOKIE_SECURE else "hub-language"


def codes() -> list[str]:
    """Return the codes of the languages that readers may choose."""
    return [code for code, _ in settings.LANGUAGES]


def tag(code: str) -> str:
    """Return a language as markup names it; which English it is does not matter there."""
    return code.partition("-")[0]


def remembered_language(request: HttpRequest) -> str | None:
    """Return the language that the reader chose before, if it is still there."""
    code = request.COOKIES.get(cookie_name())
    return code if code in codes() else None


def remember_language(response: HttpResponse, code: str) -> None:
    """Keep the reader's choice with the reader."""
    response.set_cookie(
        cookie_name(),
        code,
        max_age=REMEMBERED_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def language_of(address: str) -> str | None:
    """Return the language that an address of this site names."""
    first = address.partition("?")[0].split("/")[1:2]
    return first[0] if first and first[0] in codes() and first[0] != settings.LANGUAGE_CODE else None


def in_language(address: str, code: str) -> str | None:
    """Return the same address of this site in a language, or None if it has only one."""
    named = language_of(address)
    original = address.removeprefix(f"/{named}") if named else address
    if not original.startswith("/") or original.startswith("//"):
        return None  # It names another host, or would.
    with override(settings.LANGUAGE_CODE):
        try:
            resolve(urlsplit(original).path)
        except Resolver404:
            return None
        if translate_url(original, _another()) == original:
            return None
        return original if code == settings.LANGUAGE_CODE else translate_url(original, code)


def choices(current: str) -> list[LanguageChoice]:
    """Return the reader's list of languages, with the one that the page is in."""
    return [LanguageChoice(code, name, tag(code) == tag(current)) for code, name in settings.LANGUAGES]


def _another() -> str:
    return next(code for code in codes() if code != settings.LANGUAGE_CODE)
