"""The ways of wagtail-localize that would go past the guard all lead to the hub's own view of translations."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.models import Locale, Page

from hub.articles.models.languages import is_translation

TABLE = "translations"


def closed(request: HttpRequest, way: str = "") -> HttpResponse:
    """Lead to the table; nothing is done, whatever was sent."""
    return redirect(TABLE)


def one_editor(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Lead from the form of a page in another language to the view beside its original."""
    if not is_translation(page):
        return None
    original = page.get_translations().filter(locale=Locale.get_default()).first()
    if original is None:
        return None
    return redirect(reverse("translation", args=[original.pk, page.locale.language_code]))
