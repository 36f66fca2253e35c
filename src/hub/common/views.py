"""The hub's colours as a style sheet, the choice of a language, and a health check for load balancers."""

from __future__ import annotations

from dataclasses import asdict

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from hub.common.colour import Scheme, palette
from hub.common.languages import codes, in_language, remember_language
from hub.common.models import HubSettings
from hub.common.requests import safe_target, same_origin_post, throttle_posts


@require_safe
def theme(request: HttpRequest) -> HttpResponse:
    """Serve the palette derived from the hub's accent colour as CSS custom properties."""
    colours = palette(HubSettings.for_request(request).accent)
    css = (
        f":root{{{_declarations(colours.light)}}}"
        f"@media (prefers-color-scheme:dark){{:root{{{_declarations(colours.dark)}}}"
        # Figures are drawn once, in the light accent; the dark scheme recolours them in the page.
        f'.figure-card svg [fill="{colours.light.accent}"]{{fill:var(--accent)}}'
        f'.figure-card svg [stroke="{colours.light.accent}"]{{stroke:var(--accent)}}}}'
    )
    response = HttpResponse(css, content_type="text/css; charset=utf-8")
    fresh = request.GET.get("v") == colours.digest
    response["Cache-Control"] = "public, max-age=31536000, immutable" if fresh else "public, max-age=60"
    return response


@require_POST
@same_origin_post
@throttle_posts("language", limit=100, seconds=600)
def choose_language(request: HttpRequest) -> HttpResponse:
    """Remember the reader's language, and show the same page in it."""
    came_from = safe_target(request, request.POST.get("next"))
    code = request.POST.get("language", "")
    known = code in codes()
    response = HttpResponse(status=303)
    response["Location"] = (in_language(came_from, code) if known else None) or came_from
    response["Cache-Control"] = "private, no-store"
    if known:
        remember_language(response, code)
    return response


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Answer 200 when the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


def _declarations(scheme: Scheme) -> str:
    return "".join(f"--{name.replace('_', '-')}:{value};" for name, value in asdict(scheme).items())
