"""Hold Wagtail's pages and documents behind the gate, and list its log among the reports."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.documents.models import AbstractDocument
from wagtail.models import Page

from hub.access.domain import has_access, may_receive, page_audience
from hub.access.views.gate import render_gate
from hub.access.views.log import AttestationLogView
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


@hooks.register("register_admin_urls")
def log_urls() -> list[URLPattern]:
    """Give the log its addresses in the admin."""
    return [
        path("reports/access/", AttestationLogView.as_view(), name="access_log"),
        path("reports/access/results/", AttestationLogView.as_view(results_only=True), name="access_log_results"),
    ]


@hooks.register("register_reports_menu_item")
def log_menu_item() -> MenuItem:
    """List the log among the reports."""
    return MenuItem("Confirmations at the gate", reverse("access_log"), icon_name="lock", order=900)
