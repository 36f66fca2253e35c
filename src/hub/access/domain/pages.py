"""Which audience a page, or one of its sub-routes, is for."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import Resolver404, resolve
from wagtail.models import Page

from hub.common.enums import Audience


def page_audience(page: Page, route_arguments: tuple[Any, ...] | list[Any] = ()) -> Audience:
    """Return the audience of a page as routed; one that declares none is for professionals.

    Parameters
    ----------
    page
        The page in its specific class.
    route_arguments
        What Wagtail passes to ``serve``; a routable page's begin with the view found.
    """
    view = route_arguments[0] if route_arguments else None
    if callable(view) and hasattr(page, "audience_for"):
        return Audience(page.audience_for(view.__name__))
    return Audience(getattr(page, "audience", Audience.HCP))


def page_asked_for(request: HttpRequest, target: str) -> Page | None:
    """Return the page that a path of this site leads to, or None if it leads to something else."""
    try:
        match = resolve(target.split("#")[0].split("?")[0])
        found = Page.route_for_request(request, match.args[0]) if match.view_name == "wagtail_serve" else None
    except (Resolver404, Http404):
        return None
    return found.page if found else None
