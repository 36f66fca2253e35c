"""Hold Wagtail's pages and documents behind the gate."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.documents.models import AbstractDocument
from wagtail.models import Page

from hub.access.domain import has_access, may_receive, page_audience
from hub.access.views.gate import render_gate
from hub.common.enums import Audience


@hooks.register("before_serve_page", order=-1000)
def hold_page(page: Page, request: HttpRequest, args: tuple[Any, ...], kwargs: dict[str, Any]) -> HttpResponse | None:
    """Show the gate instead of a page that the reader may not receive."""
    audience = page_audience(page, args)
    if audience == Audience.PUBLIC:
        return None
    request.hub_gated = request.hub_findable = True
    if may_receive(request, audience):
        return None
    return render_gate(request, page=page)


@hooks.register("before_serve_document", order=-1000)
def hold_document(document: AbstractDocument, request: HttpRequest) -> HttpResponse | None:
    """Show the gate instead of any document."""
    request.hub_gated = True
    return None if has_access(request) else render_gate(request, status=403)
