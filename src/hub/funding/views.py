"""The funders page, open to everyone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hub.funding.domain import funders_overview


@require_safe
def funders(request: HttpRequest) -> HttpResponse:
    """Show who supports the hub, by level, and who did."""
    return render(request, "funding/funders.html", {"overview": funders_overview(today=timezone.localdate())})
