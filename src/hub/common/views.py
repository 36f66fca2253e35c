"""The hub's colours as a style sheet, and a health check for load balancers."""

from __future__ import annotations

from dataclasses import asdict

from django.db import connection
from django.http import HttpRequest, HttpResponse
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


def _declarations(scheme: Scheme) -> str:
    return "".join(f"--{name.replace('_', '-')}:{value};" for name, value in asdict(scheme).items())
