"""The gate over every route, before its view runs.

Deny by default: a route that ``hub.config.routes`` does not list is refused with 404 and logged.
What a page, image or document may show is decided where it is served, since only it knows.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import ResolverMatch
from django.utils.module_loading import import_string

from hub.access.domain import may_receive
from hub.access.enums import Handling
from hub.access.views.gate import render_gate, seal
from hub.common.enums import Audience

logger = logging.getLogger(__name__)


class GateMiddleware:
    """Enforces the audience of each route."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, and keep a gated answer out of every cache."""
        response = self.get_response(request)
        if getattr(request, "hub_gated", False):
            seal(response, findable=getattr(request, "hub_findable", False))
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Answer in the view's place when the reader may not receive what it serves."""
        rule = classify(request.resolver_match)
        if rule is None:
            logger.error("Route %r is not listed in hub.config.routes; it is refused.", request.resolver_match.route)
            raise Http404
        if rule is Handling.CLOSED:
            raise Http404
        if rule in {Handling.DECLARED, Audience.PUBLIC}:
            return None
        request.hub_gated = True
        if may_receive(request, rule):
            return None
        return _turn_away(request, rule)


class BrowserPolicyMiddleware:
    """Tells browsers which of their powers no page of the hub uses, and who may embed its files."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the headers that Django has no setting for."""
        response = self.get_response(request)
        response["Permissions-Policy"] = settings.PERMISSIONS_POLICY
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


def classify(match: ResolverMatch) -> Audience | Handling | None:
    """Return the rule for a resolved route, or None if nobody classified it."""
    routes = import_string(settings.GATE_ROUTES)
    names = [match.view_name, match.namespaces[0] if match.namespaces else None]
    beginning = match.route.partition("/")[0] + "/"
    return next((routes[name] for name in [*names, beginning] if name in routes), None)


def _turn_away(request: HttpRequest, audience: Audience) -> HttpResponse:
    if audience == Audience.HCP:
        return render_gate(request, status=403)
    if request.user.is_authenticated or request.headers.get("X-Requested-With") == "XMLHttpRequest":
        raise PermissionDenied
    return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
