"""The hub's colours as a style sheet, a health check for load balancers, and the error pages."""

from __future__ import annotations

from dataclasses import asdict

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hub.common.colour import Scheme, palette
from hub.common.models import HubSettings


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


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Answer 200 when the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the request could not be understood."""
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that this may not be seen or done; the sentence never names what was asked for."""
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is no such page."""
    return render(request, "404.html", status=404)


def _declarations(scheme: Scheme) -> str:
    return "".join(f"--{name.replace('_', '-')}:{value};" for name, value in asdict(scheme).items())
